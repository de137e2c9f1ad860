/**
 * The digest of a chapter: everything a recap and a cast need, in a few kilobytes, without the chapter's text.
 *
 * Everything in it depends on the paragraphs up to its own place and nothing later, so that cutting a digest at a
 * paragraph (`restrict`) gives exactly the digest of the chapter as far as that paragraph. That is law 1 of the house.
 */
import { LinkSense, type Link } from '../cast/links.ts'
import { mentionsIn, type Mark as NameMark, type Mention } from '../cast/mentions.ts'
import { kindOf, type Kind } from './kinds.ts'
import { jointOf, LanguageSense, type Language } from './languages.ts'
import { candidatesOf, type StoredMoment } from './moments.ts'
import { pack, unpack, type Mark } from './packed.ts'
import { sentencesOf, unitsOf } from './sentences.ts'
import { contentStems, wordCount } from './words.ts'

/** Plain data that survives JSON; see `digestChapter`. */
export interface Digest {
  readonly version: 1
  /** How many paragraphs it covers, from the first. */
  readonly paragraphs: number
  /** From which paragraph on which language is read. */
  readonly languages: readonly (readonly [paragraph: number, language: Language])[]
  /** Paragraphs that part scenes. */
  readonly breaks: readonly number[]
  readonly moments: readonly StoredMoment[]
  /** Possible names with their mentions, packed as paragraph and Role. */
  readonly names: readonly (readonly [name: string, mentions: string])[]
  /** Lower-case twins of one-word names ("will"), the first ones of the chapter. */
  readonly lower: readonly (readonly [word: string, places: string])[]
  /** Signs that two names are one person or two. */
  readonly links: readonly Link[]
  /** Stems of content words that come back, with their places. */
  readonly concepts: readonly (readonly [stem: string, places: string])[]
}

export interface ChapterText {
  /** The story's paragraphs, collapsed and trimmed (see core/text.ts). */
  readonly paragraphs: readonly string[]
  /** BCP 47, or null where the page does not say. */
  readonly language: string | null
  readonly title?: string | null
}

/** How many moments are kept for so many words, at any place of the chapter. */
const BLOCK_WORDS = 130
const KEPT_IN_BLOCK = 2
/** A twin's count matters only while it is small. */
const TWINS_KEPT = 8
const CONCEPT_MIN = 3

const push = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

class Reading {
  readonly breaks: number[] = []
  readonly moments: StoredMoment[] = []
  readonly languages: [number, Language][] = []
  readonly names = new Map<string, Mark<NameMark>[]>()
  readonly lower = new Map<string, Mark[]>()
  readonly concepts = new Map<string, Mark[]>()
  readonly links: Link[] = []
  private readonly linkSense = new LinkSense()
  private words = 0
  private block = -1
  private best: number[] = []
  private before: string[] = []
  private readonly sense: LanguageSense

  constructor(private readonly chapter: ChapterText) {
    this.sense = new LanguageSense(chapter.language)
  }

  read(text: string, paragraph: number): void {
    const kind = kindOf(text, this.chapter.title ?? null)
    const language = this.sense.read(text)
    if (this.languages.at(-1)?.[1] !== language) this.languages.push([paragraph, language])
    if (kind === 'break') this.breaks.push(paragraph)
    if (kind === 'prose' || kind === 'box') this.readStory(text, paragraph, language, kind)
  }

  private readStory(text: string, paragraph: number, language: Language, kind: Kind): void {
    const sentences = sentencesOf(text, language === 'und' ? 'en' : language)
    const mentions = sentences.map((sentence) => this.readNames(sentence, paragraph, kind))
    if (kind === 'prose') this.links.push(...this.linkSense.read(paragraph, text, mentions))
    for (const sentence of sentences) {
      for (const stem of contentStems(sentence)) push(this.concepts, stem, { paragraph, letter: 'A' })
    }
    const units = unitsOf(kind === 'box' ? [text] : sentences, jointOf(language))
    for (const candidate of candidatesOf({ paragraph, units, kind: kind === 'box' ? 'box' : 'prose', language, before: this.before })) this.keep(candidate)
    this.before = [...this.before, ...sentences].slice(-2)
    this.words += wordCount(text)
  }

  private readNames(sentence: string, paragraph: number, kind: Kind): readonly Mention[] {
    const { mentions, lower } = mentionsIn(sentence)
    for (const { name, role, pronoun } of mentions) {
      push(this.names, name, { paragraph, letter: kind === 'box' ? 'X' : role })
      if (pronoun !== null) push(this.names, name, { paragraph, letter: pronoun })
    }
    for (const word of lower) {
      const list = this.lower.get(word)
      if (!list) this.lower.set(word, [{ paragraph, letter: 'A' }])
      else if (list.length < TWINS_KEPT) list.push({ paragraph, letter: 'A' })
    }
    return mentions
  }

  /**
   * Keeps a candidate that is among the best of its block when it is read. Later and better ones join it but never
   * drive it out: otherwise a reader who stopped in between would see something else than one who read on.
   */
  private keep(candidate: StoredMoment): void {
    const block = Math.floor(this.words / BLOCK_WORDS)
    if (block !== this.block) this.best = []
    this.block = block
    if (this.best.filter((value) => value >= candidate[2]).length >= KEPT_IN_BLOCK) return
    this.best.push(candidate[2])
    this.moments.push(candidate)
  }

  digest(): Digest {
    return {
      version: 1,
      paragraphs: this.chapter.paragraphs.length,
      languages: this.languages,
      breaks: this.breaks,
      moments: this.moments,
      names: [...this.names].map(([name, marks]) => [name, pack(marks)]),
      links: this.links,
      lower: [...this.lower].map(([word, marks]) => [word, pack(marks)]),
      concepts: [...this.concepts].filter(([, marks]) => marks.length >= CONCEPT_MIN).map(([stem, marks]) => [stem, pack(marks)]),
    }
  }
}

/**
 * Makes the digest of a chapter, or of as many of its paragraphs as have been read. Linear in the text; about 10 ms for
 * a chapter of 3,000 words. Never throws on any text.
 */
export function digestChapter(chapter: ChapterText): Digest {
  const reading = new Reading(chapter)
  chapter.paragraphs.forEach((text, paragraph) => reading.read(text, paragraph))
  return restrict(reading.digest(), Infinity)
}

/** The digest as it would be had the reader stopped after paragraph `until`. */
export function restrict(digest: Digest, until: number): Digest {
  const marked = <Letter extends string>(list: readonly (readonly [string, string])[], enough: (marks: Mark<Letter>[], key: string) => boolean): [string, string][] =>
    list.flatMap(([key, packed]): [string, string][] => {
      const marks = unpack<Letter>(packed, until)
      return enough(marks, key) ? [[key, pack(marks)]] : []
    })
  const names = marked<NameMark>(digest.names, (marks, key) => marks.some(({ letter }) => letter !== 'B' && letter !== 'X') || (key.includes(' ') && marks.length > 0))
  const known = new Set(names.map(([name]) => name))
  const single = new Set(names.flatMap(([name]) => (name.includes(' ') ? [] : [name.toLowerCase()])))
  return {
    version: 1,
    paragraphs: Math.max(0, Math.min(digest.paragraphs, until + 1)),
    languages: digest.languages.filter(([paragraph]) => paragraph <= until),
    breaks: digest.breaks.filter((paragraph) => paragraph <= until),
    moments: digest.moments.filter(([paragraph]) => paragraph <= until),
    names,
    links: digest.links.filter(([paragraph, , one, other]) => paragraph <= until && known.has(one) && known.has(other)),
    lower: marked(digest.lower.filter(([word]) => single.has(word)), (marks) => marks.length > 0),
    concepts: marked(digest.concepts, (marks) => marks.length >= CONCEPT_MIN),
  }
}
