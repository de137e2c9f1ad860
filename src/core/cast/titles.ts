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
   minister chancellor ambassador reverend rev bishop cardinal pope cousin nurse coach private commodore
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
   wait stop look listen come go let's let don't good great fine nice run help why what who where when how nobody somebody everybody anybody someone everyone anyone
   nothing something everything anything one two three four five six seven eight nine ten eleven twelve hundred thousand
   million first second third last next another other others every each both all none most more many few such today
   tomorrow yesterday tonight morning evening midnight because maybe perhaps whatever whoever heh ha haha hush hurry
   bless curse mine ours theirs yours whose earth`,
)

const NICKNAMES = `william will bill billy willy liam|robert rob bob bobby robbie bert|richard dick rick ricky richie|elizabeth
 eliza lizzy lizzie beth bess betty liz betsy lisa libby|margaret meg maggie peggy marge margie greta|catherine cathy
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
 herbert herb bert|jacob jake|jane janie|jeffrey jeff|jeremy jem jerry|judith judy|kenneth ken kenny|lawrence larry
 laurie|leonard len lenny leo|louisa lou|louis lou lewis|lucille lucy lou|madeleine maddie|martha marty patty|mary molly|matilda tilly mattie|maximilian max|melissa mel missy|millicent millie|nathaniel nat nate|oliver ollie|pamela pam|
 patricia pat patty trish|rachel rae|reginald reg reggie|roger rodge|rosalind roz|rudolph rudy|sarah sally sadie|sebastian
 seb bastian|simon si|stanley stan|sylvester sly|thaddeus thad tad|tobias toby|valerie val|vincent vince vinny|zachary zach
 zack|angela angie|desmond des|isaac ike|leopold leo|nathan nate|augustus gus|august gus|constance connie|cornelius neil`

const groups = new Map<string, Set<string>>()
const nicknamesOf = new Map<string, readonly string[]>()
for (const group of NICKNAMES.split('|')) {
  const members = group.trim().split(/\s+/)
  const formal = members[0] ?? ''
  nicknamesOf.set(formal, members.slice(1))
  for (const member of members.slice(1)) {
    const of = groups.get(member) ?? new Set<string>()
    of.add(formal)
    groups.set(member, of)
  }
}

/** The forms a first name (any case) may also be met in: its formal names, and the other nicknames of those. */
export function formsOf(name: string): ReadonlySet<string> {
  const bare = name.toLowerCase()
  const forms = new Set<string>([...(groups.get(bare) ?? []), ...(nicknamesOf.get(bare) ?? [])])
  for (const formal of groups.get(bare) ?? []) for (const other of nicknamesOf.get(formal) ?? []) forms.add(other)
  forms.delete(bare)
  return forms
}

/** Whether two first names may be forms of one: nickname and its formal name, or two nicknames of one. */
export const nicknames = (one: string, other: string): boolean => formsOf(one).has(other.toLowerCase())

/** Whether the first is a short form of the second. */
export const isShortFor = (nickname: string, formal: string): boolean => groups.get(nickname)?.has(formal) ?? false

/** Verbs of speech beside a name: whoever bears it is a person. */
export const SPEECH = words(
  `said says asked asks cried replied answered whispered muttered shouted exclaimed returned murmured continued added
   called yelled growled sighed laughed told snapped hissed agreed began demanded repeated explained remarked observed
   interrupted suggested admitted insisted declared announced groaned snarled screamed grinned warned croaked mumbled
   breathed protested pleaded begged sobbed chuckled offered retorted responded inquired enquired`,
)

/** Irregular past forms, auxiliaries and adverbs that follow a subject; regular ones are known by "-ed". */
export const DEEDS = words(
  `thought smiled nodded shrugged looked turned walked felt knew saw went came took stood sat ran had was would could did
   has is gave got made put held let left kept found lost told heard rose fell flew drew threw wore woke wept slept spoke
   began bit blew broke brought caught chose crept cut drank drove ate fought forgot froze grew hid hung hurt led leant
   lay lit meant met rode rang sang sank sent shook shot shut slid spun spread sprang stole stuck struck swam swore swung
   tore understood won wrote bent bound bowed dug dealt does seemed might must should will can couldn't didn't wasn't
   hadn't wouldn't isn't doesn't won't never always only just still also suddenly finally became paid said set slowly
   quickly softly quietly himself herself`,
)

/** Of those the ones that a place or a thing may do as well. */
export const BEING = words(
  `was had would could did has is does seemed might must should will can couldn't didn't wasn't hadn't wouldn't isn't
   doesn't won't became lay stood meant held never always only just still also made`,
)

/** What a person's name owns: "Jo's hand", "Ivo's brother". */
export const BODY_AND_KIN = words(
  `eye eyes hand hands face voice head arm arms shoulder shoulders mouth lips hair finger fingers father mother brother
   sister wife husband son daughter friend friends mind heart back feet foot knees throat chest expression smile gaze
   breath cheek cheeks fist thoughts name parents cousin uncle aunt`,
)

/** Prepositions after which a name is a place more often than a person. */
export const PLACE_WORDS = words('in at into through across near around inside outside beyond throughout within onto')
export const ARTICLES = words('the a an this that these those')
/** Words before a noun that are seldom before a name: "our Blades", "ten Heralds". */
export const DETERMINERS = words(
  `his her their our your my its own only other another every each no any some all both many few several
   two three four five six seven eight nine ten twelve hundred thousand`,
)
/** Small words inside family names. */
export const PARTICLES = words('de van von der du la le di da del al ibn bin')

/** Words that end the name of a place, house or body of people. */
export const PLACE_NOUNS = words(
  `street road lane row hill hills house hall inn square park bridge river lake mountain mountains valley forest woods city
   town village castle tower gate gates court abbey church school college academy university hospital station island isle
   sea ocean bay harbour harbor port county kingdom empire guild company order temple palace hotel tavern arms club cove
   avenue alley market plaza field fields falls cliff cliffs desert plains marsh swamp keep fort bank library museum
   institute department ministry council army fleet league union church orchard garden gardens shop store cafe bar`,
)

/** Small words that often open a sentence right before a name. */
export const SMALL_WORDS = words(
  `and but so or nor for yet if when while as then than that though although because since until after before with without
   from to in on at by of did does do is was were are has have had can could would should will may might must what where
   why how who which not even only just once perhaps maybe he she it they we you his her their our your my its there here
   still also both either neither poor behind beside above below under over across through inside outside unlike like
   him them me us this these those some any no`,
)
