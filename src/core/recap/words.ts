/** Words and their stems, for comparing what is told where. */

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu

/** Every word of a text in lower case, without possessive endings. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(WORD) ?? []).flatMap((word) => (UNSPACED.test(word) ? pairsOf(word) : [word.replace(/['’]s?$/, '')]))
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u

/** Scripts that put no spaces between words are compared by pairs of characters. */
function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  return characters.length < 2 ? characters : characters.slice(1).map((character, index) => (characters[index] ?? '') + character)
}

/** How many words a reader would count: runs of letters, or for scripts without spaces half the characters. */
export function wordCount(text: string): number {
  const spaced = text.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length
  const unspaced = text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu)?.length ?? 0
  return spaced + Math.floor(unspaced / 2)
}

/**
 * English words that carry no content, and their shortened forms. Closed classes (articles, pronouns, prepositions,
 * auxiliaries), written from grammar.
 */
const EMPTY = new Set(
  `a about above across after again against all almost along already also although always am among an and another any
  anyone anything are around as at away back be because been before behind being below beside between both but by came
  can can't cannot come could couldn't did didn't do does doesn't doing don't done down during each either else enough
  even ever every everyone everything few first for from further get gets getting go goes going gone got had hadn't has
  hasn't have haven't having he he'd he'll he's her here hers herself him himself his how however i i'd i'll i'm i've if
  in indeed instead into is isn't it it'd it'll it's its itself just last least less let let's like little made make
  many may maybe me might mine more most much must my myself near nearly never no nobody none nor not nothing now of off
  often on once one only onto or other others our ours ourselves out over own perhaps put quite rather really round
  said same saw say says see seem seemed seems shall she she'd she'll she's should since so some someone something still
  such take than that that's the their theirs them themselves then there there's therefore these they they'd they'll
  they're they've thing things this those though through thus till to too took toward towards two under until up upon us
  very was wasn't way we we'd we'll we're we've well went were weren't what whatever when where whether which while who
  whole whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're you've your yours
  yourself yourselves`.split(/\s+/),
)

/** Whether an English word carries content of its own. Words of other languages are judged by length alone. */
export const isContent = (word: string): boolean => (word.length > 2 && !EMPTY.has(word)) || UNSPACED.test(word)

const stems = new Map<string, string>()

/** A light English stem: plural, past and -ing endings, -ly. Enough to meet "promised" with "promise". */
export function stem(word: string): string {
  let found = stems.get(word)
  if (found === undefined) {
    found = cut(word.replace(/['’].*$/, ''))
    if (stems.size > 50_000) stems.clear()
    stems.set(word, found)
  }
  return found
}

function cut(word: string): string {
  let rest = word
  if (rest.length > 4 && rest.endsWith('ies')) rest = `${rest.slice(0, -3)}y`
  else if (rest.length > 4 && /(?:ss|x|ch|sh)es$/.test(rest)) rest = rest.slice(0, -2)
  else if (rest.length > 3 && rest.endsWith('s') && !/(?:ss|us|is)$/.test(rest)) rest = rest.slice(0, -1)
  if (rest.length > 5 && rest.endsWith('ing')) rest = bare(rest.slice(0, -3))
  else if (rest.length > 4 && rest.endsWith('ied')) rest = `${rest.slice(0, -3)}y`
  else if (rest.length > 4 && rest.endsWith('ed')) rest = bare(rest.slice(0, -2))
  if (rest.length > 5 && rest.endsWith('ly')) rest = rest.slice(0, -2)
  if (rest.length > 4 && rest.endsWith('e')) rest = rest.slice(0, -1)
  return rest.length > 3 && rest.endsWith('y') ? `${rest.slice(0, -1)}i` : rest
}

/** Undoes a doubled last letter: "stopp" → "stop". */
const bare = (rest: string): string => (/([bdgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest)

/** The stems of the content words of a text, in order, repeated as often as they occur. */
export const contentStems = (text: string): string[] => wordsOf(text).filter(isContent).map(stem)
