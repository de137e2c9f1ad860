/**
 * Names as they stand in one sentence: runs of capitalised words, with what stands around them.
 *
 * No dictionary of names and no model: whether a run is a person is decided later, from all its mentions up to the
 * reader's position. What is found here depends on the sentence alone.
 */
import { rarityOf } from '../recap/rarity.ts'
import { isContent, stem } from '../recap/words.ts'
import { isCapitalised, isContraction, isShouted, tokensOf, type Token } from './tokens.ts'
import { ARTICLES, BEING, BODY_AND_KIN, DEEDS, DETERMINERS, EPITHETS, NO_NAMES, PARTICLES, PLACE_NOUNS, PLACE_WORDS, SMALL_WORDS, SPEECH, titleOf } from './titles.ts'

/**
 * What a mention is in its sentence: `Q` says something, `S` does something, `A` is or has something, `V` is spoken to,
 * `P` owns something, `L` stands after a preposition of place, `O` after "of" or "from", `D` after "to", `R` does or says
 * something with an article before it ("the Ragpicker said"), `T` has an article and does nothing, `M` stands elsewhere
 * inside a sentence, `B` begins one (which capitalises any word), `X` stands in a box of a game, `K` there as a skill,
 * class or place ("Skill gained: Quiet Hand").
 */
export type Role = 'Q' | 'S' | 'A' | 'V' | 'P' | 'L' | 'O' | 'D' | 'R' | 'T' | 'M' | 'B' | 'X' | 'K'

/** The roles in which a name is the subject of its sentence. */
const SUBJECTS: ReadonlySet<Role> = new Set(['Q', 'S', 'A'])
export const isSubject = (role: Role): boolean => SUBJECTS.has(role)

/** Rarity up to which a word at a sentence's start is taken for a word rather than a name. */
const COMMON = 8

/** Marks kept for a name: its roles, and `H` or `W` where "he" or "she" follows it as its subject. */
export type Mark = Role | 'H' | 'W'

export interface Mention {
  readonly name: string
  readonly role: Role
  /** It stands after the mention before it with nothing but "and" between them. */
  readonly joined: boolean
  /** The pronoun that follows it before any other name, where it is a subject. */
  readonly pronoun: 'H' | 'W' | null
}

interface Run {
  readonly words: string[]
  readonly first: number
  last: number
  possessive: boolean
}

/** Possible names in one sentence, and its lower-case words. */
export function mentionsIn(sentence: string): { mentions: Mention[]; lower: string[] } {
  const tokens = tokensOf(sentence)
  const lower: string[] = []
  const mentions: Mention[] = []
  let spoken = false
  let end = -2
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (!token) break
    if (token.kind === 'mark' && /["“”«»]/.test(token.text)) spoken = token.text === '"' ? !spoken : /[“«]/.test(token.text)
    if (token.kind !== 'word') continue
    if (!isCapitalised(token.text)) lower.push(token.text)
    else if (!isShouted(token.text)) {
      const run = runFrom(tokens, index)
      index = run.last
      const mention = mentionOf(run, tokens, spoken, tokens[run.first - 1]?.text === 'and' && end === run.first - 2)
      if (mention) {
        mentions.push(mention)
        end = run.last
      }
    }
  }
  return { mentions, lower }
}

/** "Go, Miss Smith I hope": what somebody says of themselves is no part of a name. */
const FIRST_PERSON = /^I(?:['’]|$)/

/** A particle of a family name that is written together with it. */
const ELIDED = /^\p{Ll}{1,3}['’]\p{Lu}\p{L}/u

const withoutPossessive = (word: string): string => word.replace(/['’]s?$/i, '')

function runFrom(tokens: readonly Token[], first: number): Run {
  const run: Run = { words: [], first, last: first, possessive: false }
  for (let i = first; i < tokens.length; i++) {
    const token = tokens[i]
    const next = tokens[i + 1]
    if (!token || (i > first && (!token.spaced || FIRST_PERSON.test(token.text))) || startsAnother(run.words, token.text, next)) break
    if (isCapitalised(token.text) && !isShouted(token.text)) {
      const bare = withoutPossessive(token.text)
      const ofPlace = bare !== token.text && PLACE_NOUNS.has(next?.text.toLowerCase() ?? '') && isCapitalised(next?.text ?? '')
      run.words.push(ofPlace ? token.text : bare)
      run.last = i
      run.possessive = bare !== token.text && !ofPlace
      if (run.possessive) break
      if (next?.text === '.' && !next.spaced && (titleOf(bare) !== null || bare.length === 1) && isCapitalised(tokens[i + 2]?.text ?? '')) {
        run.words[run.words.length - 1] = `${bare}.`
        run.last = ++i
      }
    } else if (ELIDED.test(token.text)) {
      // "Rand al'Thor", "Lady d'Aubigny"
      run.words.push(withoutPossessive(token.text))
      run.last = i
      run.possessive = /['’]s$/.test(token.text)
      if (run.possessive) break
    } else if (PARTICLES.has(token.text) && isCapitalised(next?.text ?? '')) run.words.push(token.text)
    else if (PARTICLES.has(token.text) && /^['’]$/.test(next?.text ?? '') && isCapitalised(tokens[i + 2]?.text ?? '')) {
      // the same where a text was taken apart into words: "al ' Thor"
      run.words.push(`${token.text}'${withoutPossessive(tokens[i + 2]?.text ?? '')}`)
      run.last = i += 2
    }
    else break
  }
  return run
}

/** "Charming Miss Woodhouse", "Miss Woodhouse Miss Taylor": a title after other words begins a new name. */
const startsAnother = (words: readonly string[], text: string, next: Token | undefined): boolean => {
  const title = titleOf(text)
  const before = words.at(-1) ?? ''
  return words.length > 0 && (title === 'she' || title === 'he') && isCapitalised(next?.text ?? '') && titleOf(before) === null && !EPITHETS.has(before.toLowerCase())
}

const beginsSentence = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]
  return before === undefined || (before.kind === 'mark' && /^["“”«»'‘[(:—–*.!?…¿¡„_-]$/u.test(before.text))
}

/** A word that any story may use: capitalised before a name, it most likely only begins the sentence ("Hence Cecil"). */
const isCommon = (word: string): boolean => !isContent(word) || rarityOf(stem(word)) <= COMMON

/** Drops leading words that are capitalised only because a sentence begins, or that are no part of a name. */
function trimmed(run: Run, tokens: readonly Token[]): { words: readonly string[]; begins: boolean } {
  let words: readonly string[] = run.words
  let begins = beginsSentence(tokens, run.first)
  while (words.length > 1) {
    const head = (words[0] ?? '').toLowerCase()
    // what still has its possessive owns a place: "Emond's Field"
    const owner = head.replace(/['’]s$/, '')
    const empty = NO_NAMES.has(owner) || ARTICLES.has(owner) || SMALL_WORDS.has(owner) || (owner === head && isContraction(head))
    if (!(empty || (begins && isCommon(head))) || titleOf(head) !== null || EPITHETS.has(head)) break
    words = words.slice(1)
    begins = false
  }
  return { words, begins }
}

function mentionOf(run: Run, tokens: readonly Token[], spoken: boolean, joined: boolean): Mention | null {
  const { words, begins } = trimmed(run, tokens)
  const only = (words[0] ?? '').toLowerCase()
  if (words.length > 4) return null
  if (words.length === 1) {
    if (only.length < 2 || NO_NAMES.has(only) || SMALL_WORDS.has(only) || ARTICLES.has(only) || isContraction(only) || /^.\.$/.test(only)) return null
    if (titleOf(only) !== null && titleOf(only) !== 'any') return null
  }
  const role = roleOf(run, tokens, begins, spoken)
  return { name: words.join(' '), role: role, joined, pronoun: isSubject(role) || role === 'P' ? pronounAfter(tokens, run.last) : null }
}

/** "He" or "she" after a subject and before the next name or quotation. "Him" is most likely somebody else. */
function pronounAfter(tokens: readonly Token[], last: number): 'H' | 'W' | null {
  for (let i = last + 1; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? ''
    if (isCapitalised(text) || /["“”]/.test(text)) return null
    if (/^(?:he|his|himself)$/.test(text)) return 'H'
    if (/^(?:she|her|hers|herself)$/.test(text)) return 'W'
  }
  return null
}

function roleOf(run: Run, tokens: readonly Token[], begins: boolean, spoken: boolean): Role {
  const before = tokens[run.first - 1]?.text.toLowerCase() ?? ''
  const after = tokens[run.last + 1]?.text ?? ''
  const next = after.toLowerCase()
  const article = ARTICLES.has(before) || (run.words.length > 1 && ARTICLES.has((run.words[0] ?? '').toLowerCase()))
  // "his own Blade formed", "the king of ten Heralds": a thing the story writes large
  if (run.words.length === 1 && DETERMINERS.has(before)) return 'T'
  if (run.possessive) return BODY_AND_KIN.has(next) ? 'S' : article ? 'T' : 'P'
  const inverted = SPEECH.has(before) || (article && SPEECH.has(tokens[run.first - 2]?.text.toLowerCase() ?? ''))
  const quoted = /["'”»’,!?]/.test(tokens[run.first - (article ? 3 : 2)]?.text ?? '')
  // "the surgeon's man at Ansby says so": who speaks is the man
  if ((inverted && quoted) || (SPEECH.has(next) && !PLACE_WORDS.has(before) && before !== 'from')) return article ? 'R' : 'Q'
  const acts = DEEDS.has(next) || /^[a-z]{3,}ed$/.test(after) || (next === ',' && /^(?:who|whose|whom)$/.test(tokens[run.last + 2]?.text ?? ''))
  if (acts) return article ? 'R' : BEING.has(next) ? 'A' : 'S'
  if (article) return 'T'
  if (spoken && /^[,.!?…—-]$/.test(after) && (before === ',' || (begins && /^[,!?]$/.test(after)))) return 'V'
  if (begins) return 'B'
  return PLACE_WORDS.has(before) ? 'L' : before === 'of' || before === 'from' ? 'O' : before === 'to' ? 'D' : 'M'
}

const THINGS = /\b(?:skill|spell|class|ability|item|title|quest|perk|trait|floor|dungeon|zone|location|achievement|effect|weapon|race|system)s?\b[^:[\]]{0,30}[:：]\s*(?:\p{Lu}\S*\s+)*$/iu

/** Names in a box of a game: neither people nor words of the telling, unless they are met outside as well. */
export function mentionsInBox(text: string): Mention[] {
  return mentionsIn(text).mentions.map(({ name }) => ({
    name,
    role: THINGS.test(text.slice(0, Math.max(0, text.indexOf(name)))) ? 'K' : 'X',
    joined: false,
    pronoun: null,
  }))
}
