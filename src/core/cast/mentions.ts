/**
 * Names as they stand in one sentence: runs of capitalised words, with what stands around them.
 *
 * No dictionary of names and no model: whether a run is a person is decided later, from all its mentions up to the
 * reader's position. What is written here depends on the sentence alone.
 */
import { EPITHETS, NO_NAMES, titleOf } from './titles.ts'

/**
 * What a mention is in its sentence. `Q` says something, `S` does something, `V` is spoken to, `P` owns something,
 * `L` stands after a preposition of place, `T` after an article, `M` elsewhere inside a sentence, `B` begins one
 * (which capitalises any word).
 */
export type Role = 'Q' | 'S' | 'V' | 'P' | 'L' | 'T' | 'M' | 'B'

export interface Mention {
  readonly name: string
  readonly role: Role
}

const SPEECH = new Set(
  `said says asked asks cried replied answered whispered muttered shouted exclaimed returned murmured continued added
   called yelled growled sighed laughed told snapped hissed agreed began demanded repeated explained remarked observed
   interrupted suggested admitted insisted declared announced groaned snarled screamed grinned warned`.split(/\s+/),
)
const DEEDS = new Set(
  `thought smiled nodded shrugged looked turned walked felt knew saw went came took stood sat ran had was would could did
   has is gave got made put held let left kept found lost told heard rose fell flew drew threw wore woke wept slept spoke
   began bit blew broke brought caught chose crept cut drank drove ate fought forgot froze grew hid hung hurt led leant
   lay lit meant met rode rang sang sank sent shook shot shut slid spun spread sprang stole stuck struck swam swore swung
   tore understood won wrote bent bound bowed dug dealt does seemed might must should will can't couldn't didn't wasn't
   hadn't wouldn't isn't doesn't won't never always only just still also suddenly finally`.split(/\s+/),
)
const PLACE_WORDS = new Set('in at into through across near around inside outside beyond throughout within onto'.split(' '))
const ARTICLES = new Set('the a an this that these those'.split(' '))
const PARTICLES = new Set('de van von der du la le di da del al ibn bin'.split(' '))

interface Token {
  readonly text: string
  /** White space stands before it. */
  readonly spaced: boolean
}

const TOKEN = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’‑-]\p{L}[\p{L}\p{M}\p{N}]*)*|\p{N}+|[^\s\p{L}\p{N}]/gu

function tokensOf(sentence: string): Token[] {
  const tokens: Token[] = []
  for (const match of sentence.matchAll(TOKEN)) tokens.push({ text: match[0], spaced: /\s/.test(sentence.charAt(match.index - 1) || ' ') })
  return tokens
}

const isCapitalised = (word: string): boolean => /^\p{Lu}/u.test(word)
const isWord = (text: string): boolean => /^\p{L}/u.test(text)
/** Shouted words say nothing about names; initials and two-letter names may be all capitals. */
const isShouted = (word: string): boolean => word.length > 3 && word === word.toUpperCase()
const withoutPossessive = (word: string): string => word.replace(/['’]s?$/i, '')

interface Run {
  words: string[]
  first: number
  last: number
  possessive: boolean
}

/** Mentions of possible names in one sentence, and its lower-case words. */
export function mentionsIn(sentence: string): { mentions: Mention[]; lower: string[] } {
  const tokens = tokensOf(sentence)
  const lower = tokens.filter((token) => isWord(token.text) && !isCapitalised(token.text)).map((token) => token.text)
  const mentions: Mention[] = []
  let spoken = false
  let index = 0
  while (index < tokens.length) {
    const token = tokens[index]
    if (!token) break
    if (/["“”«»]/.test(token.text)) spoken = token.text === '"' ? !spoken : /[“«]/.test(token.text)
    if (!isCapitalised(token.text) || isShouted(token.text)) {
      index++
      continue
    }
    const run = runFrom(tokens, index)
    index = run.last + 1
    const mention = mentionOf(run, tokens, spoken)
    if (mention) mentions.push(mention)
  }
  return { mentions, lower }
}

function runFrom(tokens: readonly Token[], first: number): Run {
  const run: Run = { words: [], first, last: first, possessive: false }
  for (let i = first; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) break
    const next = tokens[i + 1]
    if (isCapitalised(token.text) && !isShouted(token.text)) {
      const bare = withoutPossessive(token.text)
      run.words.push(bare)
      run.last = i
      run.possessive = bare !== token.text
      if (run.possessive) break
      if (next?.text === '.' && !next.spaced && (titleOf(bare) !== null || bare.length === 1) && isCapitalised(tokens[i + 2]?.text ?? '')) {
        run.words[run.words.length - 1] = `${bare}.`
        run.last = ++i
      }
    } else if (!(PARTICLES.has(token.text) && run.words.length > 0 && isCapitalised(next?.text ?? ''))) break
    else run.words.push(token.text)
  }
  return run
}

const beginsSentence = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.text
  return before === undefined || /^["“”«»'‘[(:—–*.!?…¿¡„-]$/u.test(before)
}

/** Drops leading words that are capitalised only because a sentence begins, or that are no part of a name. */
function trimmed(run: Run, tokens: readonly Token[]): { words: string[]; begins: boolean } {
  let words = run.words
  let begins = beginsSentence(tokens, run.first)
  while (words.length > 1) {
    const head = (words[0] ?? '').toLowerCase().replace(/\.$/, '')
    const plain = titleOf(head) === null && !EPITHETS.has(head)
    if (!(NO_NAMES.has(head) || ARTICLES.has(head) || SMALL.has(head)) || !plain) break
    words = words.slice(1)
    begins = false
  }
  return { words, begins }
}

/** Small words that often open a sentence right before a name. */
const SMALL = new Set(
  `and but so or nor for yet if when while as then than that though although because since until after before with without
   from to in on at by of did does do is was were are has have had can could would should will may might must what where
   why how who which not even only just once perhaps maybe he she it they we you his her their our your my its there here
   still also both either neither poor behind beside above below under over across through inside outside unlike like`.split(/\s+/),
)

function mentionOf(run: Run, tokens: readonly Token[], spoken: boolean): Mention | null {
  const { words, begins } = trimmed(run, tokens)
  const only = (words[0] ?? '').toLowerCase()
  if (words.length > 4) return null
  if (words.length === 1 && (only.length < 2 || NO_NAMES.has(only) || SMALL.has(only) || ARTICLES.has(only) || /['’]/.test(only.slice(2)))) return null
  if (words.every((word) => titleOf(word) !== null) && words.length === 1) return null
  return { name: words.join(' '), role: roleOf(run, tokens, begins, spoken) }
}

function roleOf(run: Run, tokens: readonly Token[], begins: boolean, spoken: boolean): Role {
  const before = tokens[run.first - 1]?.text.toLowerCase() ?? ''
  const after = tokens[run.last + 1]?.text ?? ''
  const next = after.toLowerCase()
  if (run.possessive) return begins ? 'B' : 'P'
  if (ARTICLES.has(before)) return 'T'
  if (SPEECH.has(before) && /["”»’,]/.test(tokens[run.first - 2]?.text ?? '')) return 'Q'
  if (SPEECH.has(next)) return 'Q'
  if (DEEDS.has(next) || /^[a-z]{3,}ed$/.test(after)) return 'S'
  if (spoken && /^[,.!?…—-]$/.test(after) && (before === ',' || (begins && /^[,!?]$/.test(after)))) return 'V'
  if (begins) return 'B'
  return PLACE_WORDS.has(before) ? 'L' : 'M'
}
