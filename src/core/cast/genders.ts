/** Common English first names by the pronoun they go with; from general knowledge. Names of both are left out. */

const HE = new Set(
  `adam alan albert alec alexander alfred alistair andrew anthony archibald archie arnold arthur augustus barry bartholomew
   ben benjamin bernard bert bertram bill billy bob boris brian bruce calvin carl cecil cedric charles christopher clarence
   clive colin cyril dan daniel dave david dean dennis derek desmond dick donald doug douglas duncan dudley earl ed eddie
   edgar edmund edward edwin eli elijah eric ernest ethan eugene felix ferdinand francis frank franklin fred frederick gareth
   gary geoffrey george gerald gilbert giles gordon graham gregory guy harold harry harvey hector henry herbert herman homer
   horace howard hubert hugh hugo humphrey ian isaac ivan jack jacob jake james jason jeff jeffrey jeremy jerome jim jimmy
   joe john johnny jonas jonathan joseph joshua josiah julian julius keith kenneth kevin lancelot larry lawrence leonard leopold
   lewis lionel louis lucas luke malcolm marcus mark martin matthew maurice max michael mike miles montague mortimer nathaniel
   ned neil neville nicholas nigel noah norman oliver oscar oswald otto owen patrick paul percy peter philip phil pierre
   ralph randolph ray raymond reginald rex richard rob robert roderick roger roland ronald rudolf rufus rupert samson samuel
   sebastian seth sidney silas simon stanley stephen steven stewart stuart ted thaddeus theodore thomas tim timothy tobias toby
   tom tommy tony trevor victor vincent wallace walter warren wilfred will william xavier zachary`.split(/\s+/),
)
const SHE = new Set(
  `abigail ada adelaide agatha agnes alice alison amanda amelia amy angela ann anna anne annie antonia arabella audrey augusta
   barbara beatrice becky bella bertha bess beth betsy betty bridget caroline catherine cecilia celia charlotte chloe
   christina clara clarissa constance cora cordelia cynthia daisy daphne deborah delia diana dinah dolly dora doris dorothea
   dorothy edith edna eileen elaine eleanor elena eliza elizabeth ella ellen elsie emily emma esther ethel eunice eva
   eve evelyn fanny felicity fiona flora florence frances freda georgiana geraldine gertrude gladys grace greta gwendolen
   hannah harriet hazel helen helena henrietta hester hilda ida imogen ingrid irene iris isabel isabella ivy jane janet jean
   jemima jennifer jenny jessica jill joan joanna josephine josie joyce judith judy julia juliet karen kate katherine kathleen
   katie kitty laura lavinia leah lena letitia lily linda lois lottie louisa louise lucinda lucy lydia mabel madeline maggie
   margaret maria marian marianne marie marion marjorie martha mary matilda maud may meg melissa mildred millicent minerva
   minnie miranda miriam molly muriel myra nancy naomi natalie nell nelly nora olive olivia ophelia pamela patricia paula
   pauline peggy penelope phoebe phyllis polly priscilla prudence rachel rebecca rhoda rosa rosalind rose rosemary ruth sally
   sarah selina sheila sissy sophia sophie stella susan susanna sylvia teresa theresa tina ursula vanessa veronica victoria
   violet virginia vivian wilhelmina winifred zoe`.split(/\s+/),
)

/** The pronoun an English first name (lower case) usually goes with, or null. */
export const pronounOfName = (first: string): 'he' | 'she' | null => (HE.has(first) ? 'he' : SHE.has(first) ? 'she' : null)
