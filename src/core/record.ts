/**
 * The records of a library as they leave one device and arrive on another, by file or by sync, with the shape each is
 * held to on arrival. They are the rows of src/store/library.ts; src/store/transfer.ts holds the two equal.
 */
import { COLOURS, type Passage, type Quote, type Selector } from './passage.ts'
import type { Mark, Progress } from './position.ts'
import type { Digest } from './recap/digest.ts'
import { address, either, list, nullable, number, oneOf, record, text, WrongShape, type Shape } from './shape.ts'
import type { Stamp, Stamps } from './stamp.ts'
import type { ChapterId, Planned, WorkId } from './work.ts'

export interface WorkRecord {
  readonly id: WorkId
  readonly site: string
  readonly title: string | null
  readonly author: string | null
  readonly url: string | null
  readonly language: string | null
  readonly posted: number | null
  readonly planned: Planned
  readonly added: number
  readonly lastRead: number
  readonly current: { readonly chapter: ChapterId; readonly mark: Mark } | null
  readonly furthest: { readonly chapter: ChapterId; readonly order: number } | null
  readonly passages: number
  readonly finished: number
  readonly stamps: Stamps<'current' | 'furthest'>
}

export interface ChapterRecord {
  readonly id: ChapterId
  readonly work: WorkId
  /** Empty when nobody knows where the chapter stands, as with clippings of a book. */
  readonly url: string
  readonly title: string | null
  readonly ordinal: number | null
  readonly titleNumber: number | null
  readonly order: number
  readonly prevUrl: string | null
  readonly nextUrl: string | null
  readonly paragraphs: number
  readonly characters: number
  readonly opened: number
}

export interface ProgressRecord extends Progress {
  readonly chapter: ChapterId
  readonly work: WorkId
  readonly stamp: Stamp
}

/** A note as it was written at one time on one device. */
export interface Wording {
  readonly note: string
  readonly stamp: Stamp
}

export interface PassageRecord extends Passage {
  readonly removed: number | null
  readonly stamps: Stamps<'colour' | 'note' | 'tags' | 'selectors' | 'removed'>
  /** The newest stamp of each device whose wordings the note was written over; see core/merge.ts. */
  readonly noteOver?: readonly Stamp[]
  /** The wordings a note was put together from when they were written apart; see core/merge.ts. */
  readonly notesApart?: readonly Wording[]
}

export interface DigestRecord {
  readonly chapter: ChapterId
  readonly work: WorkId
  readonly made: number
  readonly digest: Digest
}

const whole = number(0, 1e9)
/** Milliseconds up to the year 2286: a stamp can be counted on from there without growing a digit. */
const moment = number(0, 1e13)
const LONGEST = 1_000_000
const title = nullable(text(1000))
const ordinal = nullable(number(-1e6, 1e9))
const id = <T extends string>(): Shape<T> => (value, path = '') => {
  if (value === '') throw new WrongShape(path, 'an id')
  return text(600)(value, path) as T
}

const STAMP = /^[0-3][\da-z]{8}\.[\da-z]{4}\.[\w-]{1,40}$/
/** A stamp as core/stamp.ts makes it, of a time before the year 2328, so that it can be counted on from. */
export const stampShape: Shape<Stamp> = (value, path = '') => {
  if (typeof value !== 'string' || !STAMP.test(value)) throw new WrongShape(path, 'a stamp')
  return value as Stamp
}

/** Some of the fields of an object, in the order given here; the others are dropped. */
const some = <F extends string, T>(fields: readonly F[], shape: Shape<T>): Shape<Readonly<Partial<Record<F, T>>>> => (value, path = '') => {
  if (typeof value !== 'object' || value === null) throw new WrongShape(path, 'an object')
  const here = fields.filter((field) => Object.hasOwn(value, field))
  return Object.fromEntries(here.map((field) => [field, shape((value as Record<string, unknown>)[field], `${path}.${field}`)])) as Partial<Record<F, T>>
}

const place = record({ paragraph: whole, offset: whole })
const mark: Shape<Mark> = record({ place, fraction: number(0, 1), words: text(80), at: moment })
/** A quote with what stood around it. */
export const quoteShape: Shape<Quote> = record({ exact: text(LONGEST), prefix: text(400), suffix: text(400) })
export const selectorShape: Shape<Selector> = record({ quote: quoteShape, start: whole, end: whole, place })

export const workShape: Shape<WorkRecord> = record({
  id: id<WorkId>(), site: text(60), title, author: title, url: nullable(address), language: nullable(text(60)),
  posted: nullable(whole), planned: either(oneOf(['open', null]), whole), added: moment, lastRead: moment,
  current: nullable(record({ chapter: id<ChapterId>(), mark })),
  furthest: nullable(record({ chapter: id<ChapterId>(), order: number(-1e9, 1e9) })),
  passages: whole, finished: whole, stamps: some(['current', 'furthest'], stampShape),
})

export const chapterShape: Shape<ChapterRecord> = record({
  id: id<ChapterId>(), work: id<WorkId>(), url: either(oneOf(['']), address), title, ordinal, titleNumber: ordinal,
  order: number(-1e9, 1e9), prevUrl: nullable(address), nextUrl: nullable(address), paragraphs: whole, characters: whole, opened: moment,
})

export const progressShape: Shape<ProgressRecord> = record({
  chapter: id<ChapterId>(), work: id<WorkId>(), current: mark, furthest: mark, finished: nullable(moment), stamp: stampShape,
})

const PASSAGE_STAMPS = ['colour', 'note', 'tags', 'selectors', 'removed'] as const
export const passageStamps = some(PASSAGE_STAMPS, stampShape)
const wordings = { noteOver: list(stampShape, 1000), notesApart: list(record({ note: text(LONGEST), stamp: stampShape }), 1000) }

/** One or more selectors. */
export const selectorsShape: Shape<PassageRecord['selectors']> = (value, path = '') => {
  const [first, ...others] = list(selectorShape, 100)(value, path)
  if (!first) throw new WrongShape(path, 'one selector or more')
  return [first, ...others]
}

const passage = record({
  id: id<string>(), work: id<WorkId>(), chapter: id<ChapterId>(), selectors: selectorsShape, colour: oneOf(COLOURS),
  note: text(LONGEST), tags: list(text(200), 100), made: moment, removed: nullable(moment), stamps: passageStamps,
})
/** The two fields only a note that met another has are absent where there is nothing in them. */
export const passageShape: Shape<PassageRecord> = (value, path = '') => {
  const plain = passage(value, path)
  const { noteOver, notesApart } = value as { readonly noteOver?: unknown; readonly notesApart?: unknown }
  return {
    ...plain,
    ...(noteOver !== undefined && { noteOver: wordings.noteOver(noteOver, `${path}.noteOver`) }),
    ...(notesApart !== undefined && { notesApart: wordings.notesApart(notesApart, `${path}.notesApart`) }),
  }
}

const tuple = <T extends readonly unknown[]>(...shapes: { readonly [K in keyof T]: Shape<T[K]> }): Shape<T> => (value, path = '') => {
  if (!Array.isArray(value) || value.length !== shapes.length) throw new WrongShape(path, `a list of ${shapes.length}`)
  return shapes.map((shape, index) => shape(value[index], `${path}[${index}]`)) as unknown as T
}
const short = text(2000)
const many = 200_000
const pairs = list(tuple<readonly [string, string]>(short, text(LONGEST)), many)
const told = either(
  tuple<readonly [number, number, number, string, string]>(whole, whole, number(-1e9, 1e9), text(20), text(100_000)),
  tuple<readonly [number, number, number, string, string, string]>(whole, whole, number(-1e9, 1e9), text(20), text(100_000), short),
)
const digest: Shape<Digest> = record({
  version: oneOf([1]), paragraphs: whole, languages: list(tuple<readonly [number, string]>(whole, text(60)), many), breaks: list(whole, many),
  moments: list(told, many), names: pairs, lower: pairs,
  links: list(tuple<Digest['links'][number]>(whole, oneOf(['is', 'answers', 'apart', 'with']), short, short), many), concepts: pairs,
})
export const digestShape: Shape<DigestRecord> = record({ chapter: id<ChapterId>(), work: id<WorkId>(), made: moment, digest })
