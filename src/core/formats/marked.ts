/** A passage as the formats for passages tell it: with the story it stands in, and without what only a library needs. */
import { COLOURS, type Colour, type Quote } from '../passage.ts'
import type { PassageRecord } from '../record.ts'
import { address, WrongShape } from '../shape.ts'
import type { Place } from '../text.ts'
import type { ChapterId, WorkId } from '../work.ts'
import { CEILINGS, UnreadableFile, type Parsed, type Refused } from './file.ts'

/** The story a passage stands in, as far as a file tells. */
export interface Story {
  readonly work: WorkId | null
  readonly chapter: ChapterId | null
  readonly title: string | null
  readonly author: string | null
  readonly workUrl: string | null
  readonly chapterTitle: string | null
  /** The number readers know the chapter by. */
  readonly number: number | null
  /** Where the chapter is read. */
  readonly url: string | null
}

/** Where a passage stood, as far as a file tells: always its words, often their place. */
export interface MarkedAt {
  readonly quote: Quote
  readonly span: { readonly start: number; readonly end: number } | null
  readonly place: Place | null
}

export interface MarkedPassage {
  /** Stable within its format; null when the format has none. */
  readonly id: string | null
  readonly story: Story
  readonly at: readonly [MarkedAt, ...MarkedAt[]]
  readonly colour: Colour
  readonly note: string
  readonly tags: readonly string[]
  /** Milliseconds since 1970; null when the file does not say. */
  readonly made: number | null
  /** When it was last edited, where the file says so and it was not when it was made. */
  readonly edited?: number
  /** Who last edited what, when the file is one of ours. */
  readonly edits: Pick<PassageRecord, 'stamps' | 'noteOver' | 'notesApart'> | null
}

export const NO_STORY: Story = { work: null, chapter: null, title: null, author: null, workUrl: null, chapterTitle: null, number: null, url: null }

/** The colour of a passage that came without one of ours. */
export const PLAIN_COLOUR: Colour = COLOURS[0]

/** A passage that is nothing but words. */
export const onlyWords = (exact: string): MarkedAt => ({ quote: { exact, prefix: '', suffix: '' }, span: null, place: null })

/** A web address, or null when the file has none. Throws {@link WrongShape} for `javascript:` and the like. */
export const addressOrNull = (value: unknown, path: string): string | null => (value === null || value === undefined || value === '' ? null : address(value, path))

/** A string of a foreign file, whatever else may stand there; held to the ceiling. */
export const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : '')
/** The same, null when empty, cut to what a title may be. */
export const titleOrNull = (value: unknown): string | null => wordsOf(value).trim().slice(0, 1000) || null

/** A point in time of a foreign file, or null. */
export function momentOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : NaN
  return at >= 0 && at <= 1e13 ? at : null
}

/** Up to a hundred tags of at most two hundred characters. */
export const tagsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((tag: unknown) => (typeof tag === 'string' && tag.trim() !== '' ? [tag.slice(0, 200)] : [])).slice(0, 100) : []

/** An object's own fields; anything else has none. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.assign(Object.create(null) as object, value) as Record<string, unknown> : {}

/** The words a passage cannot be without. */
export function exactOf(value: unknown, path: string): string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > CEILINGS.text) throw new WrongShape(path, `the marked words, at most ${CEILINGS.text} characters`)
  return value
}

/** Reads entries one by one; those that have not the shape they should have are refused and the others read. */
export function eachEntry<T>(entries: readonly unknown[], word: string, read: (entry: unknown) => T | readonly T[] | null): Parsed<T> {
  if (entries.length > CEILINGS.rows) throw new UnreadableFile('tooManyRows', `${word} ${CEILINGS.rows + 1}`, String(CEILINGS.rows))
  const found: T[] = []
  const refused: Refused[] = []
  for (const [index, entry] of entries.entries()) {
    try {
      const got = read(entry)
      if (Array.isArray(got)) found.push(...(got as readonly T[]))
      else if (got !== null) found.push(got as T)
    } catch (error) {
      if (!(error instanceof WrongShape)) throw error
      refused.push({ where: `${word} ${index + 1}`, why: error.message })
    }
  }
  return { found, refused }
}

/** One name for a chapter: "Chapter 3: The Nail". `word` is what a chapter is called. */
export function chapterName({ number, chapterTitle }: Story, word = 'Chapter'): string | null {
  if (number === null) return chapterTitle
  return chapterTitle === null ? `${word} ${number}` : `${word} ${number}: ${chapterTitle}`
}
