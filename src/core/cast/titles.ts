/** Words around names: titles, nicknames, and capitalised words that are no names. English; written from general knowledge. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

const FEMALE_TITLES = words(
  `mrs miss ms lady queen princess duchess countess baroness empress madam madame mademoiselle mme mlle aunt aunty auntie
   mother sister mistress dame grandma granny nana mum mama mamma signora señora señorita frau fräulein goddess`,
)
const MALE_TITLES = words(
  `mr mister sir lord king prince duke count baron emperor monsieur uncle father brother grandpa granddad master
   signor signore señor don herr papa friar abbot squire`,
)
const OTHER_TITLES = words(
  `dr doctor prof professor capt captain col colonel gen general maj major lt lieutenant sgt sergeant cpl corporal
   commander admiral chief constable inspector detective officer agent judge justice president mayor governor senator
   minister chancellor ambassador reverend rev bishop cardinal pope saint st cousin nurse coach private commodore
   ensign cadet marshal sheriff deputy warden elder magister archmage guildmaster guildmistress headmaster headmistress
   grandmaster high-priest priestess oracle knight paladin boss cap'n`,
)

/** The title a word is, or null. A trailing full stop does not matter. */
export function titleOf(word: string): 'she' | 'he' | 'any' | null {
  const bare = word.toLowerCase().replace(/\.$/, '')
  if (FEMALE_TITLES.has(bare)) return 'she'
  if (MALE_TITLES.has(bare)) return 'he'
  return OTHER_TITLES.has(bare) ? 'any' : null
}

/** Words of endearment or age before a name: "Old Arthur", "Little Dorrit". */
export const EPITHETS = words('old young little poor dear big good sweet dearest mad')

/**
 * Capitalised words that name no person and no place of the story: days, months, peoples, exclamations, forms of
 * address, parts of books.
 */
export const NO_NAMES = words(
  `i i'm i'd i'll i've ok okay oh ah aha ahh eh hm hmm huh mm mhm ugh uh um whoa wow yeah yep yes yet no nope nah shh psst
   hey hi hello goodbye bye thanks thank please sorry sure right well now then god gods lord christ jesus heaven hell
   heavens goodness gosh damn monday tuesday wednesday thursday friday saturday sunday january february march april may
   june july august september october november december christmas easter halloween english french german american british
   italian spanish russian chinese latin greek roman jewish irish scottish welsh dutch japanese indian african european
   christian catholic protestant bible chapter part book volume prologue epilogue interlude note notes author's author
   disclaimer warning warnings a/n t/n tl pov sir madam ma'am miss mister north south east west northern southern eastern
   western mr mrs ms dr tv usa us uk fbi cia la-la status level skill skills quest system name class title strength
   dexterity constitution intelligence wisdom charisma health mana stamina hp mp xp exp lvl notification warning error
   wait stop look listen come go let's let don't good great fine nice run help why what who where when how`,
)

const NICKNAMES = `william will bill billy willy liam|robert rob bob bobby robbie bert|richard dick rick ricky richie|elizabeth
 eliza lizzy lizzie beth bess betty liz betsy lisa libby|margaret meg maggie peggy marge margie greta daisy|catherine cathy
 kate kitty katherine katie kathy cat kathryn|james jim jimmy jamie jem|john jack johnny|thomas tom tommy|edward ned ted
 eddie ed teddy|charles charlie chuck|frederick fred freddy freddie|henry harry hal hank|joseph joe joey|samuel sam
 sammy|daniel dan danny|michael mike mick mickey|nicholas nick nicky|anthony tony|alexander alex sandy xander alec|benjamin
 ben benny benji|cordelia cordy delia|theodore ted teddy theo|josephine jo josie|amelia emmy amy millie|rebecca becky
 becca|harriet hattie|dorothea dodo dora dot dorothy|isabella bella izzy isabel|abigail abby|andrew andy drew|christopher
 chris kit|david dave davy davey|francis frank|george georgie|gregory greg|jonathan jon|matthew matt matty|patrick pat
 paddy|peter pete|philip phil phillip|stephen steve steven stevie|susan sue suzie susie susannah|timothy tim|walter walt
 wally|jennifer jen jenny|jessica jess jessie|victoria vicky vic|alexandra alex sandra lexi|samantha sam|natalie nat|raymond
 ray|eleanor nell nellie ellie nora|helen nell nellie|prudence pru|florence flo flossie|gertrude gertie trudy|penelope
 penny|philippa pippa|rosemary rosie rose|theresa tess tessa terry|virginia ginny|ginevra ginny|winifred winnie|ronald ron
 ronnie|albert al bert bertie|alfred alf alfie fred|arthur art artie|barbara barb babs|bartholomew bart|beatrice bea trixie|
 caroline carrie caro|charlotte lottie charlie|christina chrissy tina|deborah deb debbie|donald don donnie|edmund ed ned|
 emily em emmy|evelyn evie eve|felicity fliss|franklin frank|gabriel gabe|gerald gerry jerry|gilbert gil|harold harry hal|
 herbert herb bert|jacob jake|jane janie jenny|jeffrey jeff|jeremy jem jerry|judith judy|kenneth ken kenny|lawrence larry
 laurie|leonard len lenny leo|louisa lou|louis lou lewis|lucille lucy lou|madeleine maddie|martha marty patty|mary molly
 polly mae|matilda tilly mattie|maximilian max|melissa mel missy|millicent millie|nathaniel nat nate|oliver ollie|pamela pam|
 patricia pat patty trish|rachel rae|reginald reg reggie|roger rodge|rosalind roz|rudolph rudy|sarah sally sadie|sebastian
 seb bastian|simon si|stanley stan|sylvester sly|thaddeus thad tad|tobias toby|valerie val|vincent vince vinny|zachary zach
 zack|angela angie|desmond des|isaac ike|leopold leo|nathan nate|augustus gus|august gus|constance connie|cornelius neil`

const groups = new Map<string, Set<string>>()
for (const group of NICKNAMES.split('|')) {
  const members = group.trim().split(/\s+/)
  const formal = members[0] ?? ''
  for (const member of members.slice(1)) {
    const of = groups.get(member) ?? new Set<string>()
    of.add(formal)
    groups.set(member, of)
  }
}

/** Whether two first names (any case) may be forms of one: nickname and its formal name, or two nicknames of one. */
export function nicknames(one: string, other: string): boolean {
  const a = one.toLowerCase()
  const b = other.toLowerCase()
  if (a === b) return false
  const ofA = groups.get(a)
  const ofB = groups.get(b)
  if ((ofA?.has(b) ?? false) || (ofB?.has(a) ?? false)) return true
  if (!ofA || !ofB) return false
  for (const formal of ofA) if (ofB.has(formal)) return true
  return false
}
