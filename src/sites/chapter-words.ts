/** What chapters are called, in the languages readers read. Lower case, as parts of regular expressions. */

/** Words that number a chapter, longest first where one begins with another. */
const CHAPTER = [
  'chapters?', 'chap', 'chp', 'ch', 'episode', 'ep', 'install?ment', 'letter', 'scene', 'canto', 'section', 'update', 'entry', 'day', 'night', // English
  'cap[ií]tulo', 'cap', 'epis[óo]dio', 'cap[ií]tol', 'capitolo', 'capitol(?:ul)?', 'atala', // Romance
  'chap[iî]tre', '[ée]pisode',
  'kapitel', 'kapittel', 'kap', 'kapitol[ay]', 'kapitulli', 'hoofdstuk', 'kafli', 'folge', 'episodi', 'avsnitt', 'luku', 'osa', // Germanic, Nordic
  'rozdzia[łl]', 'poglavlje', 'poglavje', 'глава', 'гл', 'розділ', 'раздел', 'эпизод', 'серия', 'поглавље', 'раздзел', // Slavic
  'fejezet', 'b[öo]l[üu]m', 'bab', 'kabanata', 'ch[ưu][ơo]ng', 'h[ồo]i', 'peat[üu]kk', 'nodaļa', 'skyrius', 'κεφ[άα]λαιο',
  'บทที่', 'ตอนที่', 'บท', 'ตอน', 'الفصل', 'فصل', 'الحلقة', 'פרק', 'अध्याय', 'অধ্যায়', 'அத்தியாயம்', 'თავი', 'գլուխ',
]
/** Words that number something larger than a chapter, or a chapter where nothing else does. */
const VOLUME = [
  'volumes?', 'vol', 'books?', 'bk', 'arc', 'act', 'parts?', 'pt', 'season', 'tome', 'livre', 'partie', 'libro', 'livro', 'parte', 'volumen', 'acto', 'arco',
  'band', 'buch', 'teil', 'akt', 'boek', 'deel', 'del', 'bok', 'tom', 'ksi[ęe]ga', 'cz[ęe][śs][ćc]', 'том', 'книга', 'часть', 'ч', 'арка', 'частина', 'cilt', 'kitap', 'k[ıi]s[ıi]m', 'quy[ểe]n', 't[ậa]p', 'jilid', 'bahagian', 'bagian', 'kniha', 'd[íi]l', 'k[öo]tet', 'r[ée]sz', 'wolumin', 'เล่ม', 'เล่มที่', 'ภาค',
]
/** Chapters that have a name in place of a number. */
const NAMED = [
  'prologue?', 'pr[óo]logo', 'prolog(?:as|i|us)?', 'epilogue?', 'ep[íi]logo', 'epilog(?:as|i|us)?', 'pr[ée]ambule', 'pr[ée]lude', 'preludi(?:o|um)', 'pr[äa]ludium', 'interludes?', 'interl[úu]dio', 'intermezzo', 'intermission', 'zwischenspiel',
  'foreword', 'preface', 'afterword', 'introduction', 'intro', 'outro', 'conclusion', 'coda', 'finale', 'side stor(?:y|ies)', 'bonus(?: chapter)?', 'extras?(?: chapter)?', 'omake', 'one-?shot', 'final chapter', 'last chapter', 'postscript', 'apocrypha',
  'vorwort', 'nachwort', 'einleitung', 'avant-propos', 'introducci[óo]n', 'introdu[çc][ãa]o', 'inledning',
  'пролог', 'эпилог', 'епілог', 'интерлюдия', 'экстра', 'предисловие', 'послесловие', 'вступление',
  'プロローグ', 'エピローグ', '幕間', '閑話', '間章', '番外編?', '序章?', '終章', '外伝', 'あとがき', '序幕', '楔子', '序言', '引子', '尾声', '尾聲', '番外', '后记', '後記', '프롤로그', '에필로그', '외전', '막간', '서장', '종장', '후기', 'บทนำ', 'บทส่งท้าย',
]

const either = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join('|')

export const chapterWord = (): string => either(CHAPTER)
export const volumeWord = (): string => either(VOLUME)
export const namedChapter = (): string => either(NAMED)

/** Counters that stand behind the number in Chinese, Japanese and Korean: of chapters, and of larger things. */
export const CJK_CHAPTER = '章|话|話|回|節|节|集|篇|幕|夜|折|掌|화|장|회|편'
export const CJK_VOLUME = '部|卷|巻|编|編|冊|册|季|부|권|막'

/** "First" to "twelfth" in languages that say "the fifth chapter"; each entry is the words for one number. */
export const ORDINALS: readonly string[] = [
  '',
  'premi(?:er|[èe]re)|primer[oa]?|primeir[oa]|prim[oa]|erste[sr]?|eerste|f[öo]rsta|f[øo]rste|pierwsz[ya]|prvn[íi]|перв(?:ая|ый|ое)|перш(?:а|ий)|ensimm[äa]inen|els[őo]|birinci',
  'deuxi[èe]me|second(?:e|o|a)?|segund[oa]|zweite[sr]?|tweede|andra|and(?:en|re)|drug[ia]|втор(?:ая|ой|ое)|друг(?:а|ий)|toinen|m[áa]sodik|ikinci',
  'troisi[èe]me|tercer[oa]?|terceir[oa]|terz[oa]|dritte[sr]?|derde|tredje|trzeci|третья|третий|третє|kolmas|harmadik|[üu][çc][üu]nc[üu]',
  'quatri[èe]me|cuart[oa]|quart[oa]|vierte[sr]?|vierde|fj[äa]rde|fjerde|czwart[ya]|четв[её]рт(?:ая|ый|ое)|negyedik|d[öo]rd[üu]nc[üu]',
  'cinqui[èe]me|quint[oa]|f[üu]nfte[sr]?|vijfde|femte|pi[ąa]t[ya]|пят(?:ая|ый|ое)|viides|[öo]t[öo]dik|be[şs]inci',
  'sixi[èe]me|sext[oa]|sest[oa]|sechste[sr]?|zesde|sj[äa]tte|sz[óo]st[ya]|шест(?:ая|ой|ое)|hatodik|alt[ıi]nc[ıi]',
  'septi[èe]me|s[ée]ptim[oa]|settim[oa]|sieb(?:en)?te[sr]?|zevende|sjunde|si[óo]dm[ya]|седьм(?:ая|ой|ое)|hetedik|yedinci',
  'huiti[èe]me|octav[oa]|oitav[oa]|ottav[oa]|achte[sr]?|[åa]ttonde|[óo]sm[ya]|восьм(?:ая|ой|ое)|nyolcadik|sekizinci',
  'neuvi[èe]me|noven[oa]|non[oa]|neunte[sr]?|negende|nionde|dziewi[ąa]t[ya]|девят(?:ая|ый|ое)|kilencedik|dokuzuncu',
  'dixi[èe]me|d[ée]cim[oa]|zehnte[sr]?|tiende|tionde|dziesi[ąa]t[ya]|десят(?:ая|ый|ое)|tizedik|onuncu',
  'onzi[èe]me|und[ée]cim[oa]|undicesim[oa]|elfte[sr]?|elfde|одиннадцат(?:ая|ый|ое)',
  'douzi[èe]me|duod[ée]cim[oa]|dodicesim[oa]|zw[öo]lfte[sr]?|twaalfde|двенадцат(?:ая|ый|ое)',
]
