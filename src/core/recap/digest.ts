/**
 * The digest of a chapter: everything a recap and a cast need, in a few kilobytes, without the chapter's text.
 *
 * Everything in it depends on the paragraphs up to its own place and nothing later, so that cutting a digest at a
 * paragraph (`restrict`) gives exactly the digest of the chapter as far as that paragraph. That is law 1 of the house.
 */
import type { Link } from '../cast/links.ts'
import type { Mark as NameMark } from '../cast/mentions.ts'
import type { Language } from './languages.ts'
import type { StoredMoment } from './moments.ts'
import { pack, unpack, type Mark } from './packed.ts'
import { Reading } from './reading.ts'
import { contentStems } from './words.ts'

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

/** Concepts are kept that are met so often. */
const CONCEPT_MIN = 3
/** Marks that say nothing about whether a run of capitals is a name at all. */
const SILENT = new Set<NameMark>(['B', 'X', 'K'])

/**
 * Makes the digest of a chapter, or of as many of its paragraphs as have been read. Linear in the text; about 10 ms for
 * a chapter of 3,000 words. Never throws on any text.
 */
export function digestChapter(chapter: ChapterText): Digest {
  const reading = new Reading(chapter)
  chapter.paragraphs.forEach((text, paragraph) => reading.read(text, paragraph))
  return cut(reading.all(), Infinity)
}

/** The digest as it would be had the reader stopped after paragraph `until`. */
export const restrict = (digest: Digest, until: number): Digest => (until >= digest.paragraphs - 1 ? digest : cut(digest, until))

function cut(digest: Digest, until: number): Digest {
  const marked = <Letter extends string>(list: readonly (readonly [string, string])[], enough: (marks: Mark<Letter>[], key: string) => boolean): [string, string][] =>
    list.flatMap(([key, packed]): [string, string][] => {
      const marks = unpack<Letter>(packed, until)
      return enough(marks, key) ? [[key, pack(marks)]] : []
    })
  const moments = digest.moments.filter(([paragraph]) => paragraph <= until)
  const told = new Set(moments.flatMap(([, , , , text]) => contentStems(text)))
  const names = marked<NameMark>(digest.names, (marks, key) => marks.some(({ letter }) => !SILENT.has(letter)) || (key.includes(' ') && marks.length > 0))
  const known = new Set(names.map(([name]) => name))
  const single = new Set(names.flatMap(([name]) => (name.includes(' ') ? [] : [name.toLowerCase()])))
  return {
    version: 1,
    paragraphs: Math.max(0, Math.min(digest.paragraphs, until + 1)),
    languages: digest.languages.filter(([paragraph]) => paragraph <= until),
    breaks: digest.breaks.filter((paragraph) => paragraph <= until),
    moments,
    names,
    links: digest.links.filter(([paragraph, , one, other]) => paragraph <= until && known.has(one) && known.has(other)),
    lower: marked(digest.lower.filter(([word]) => single.has(word)), (marks) => marks.length > 0),
    concepts: marked(digest.concepts.filter(([stem]) => told.has(stem)), (marks) => marks.length >= CONCEPT_MIN),
  }
}
