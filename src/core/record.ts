/**
 * The records of a library as they leave one device and arrive on another, by file or by sync, with the shape each is
 * held to on arrival. The tables of src/store/library.ts hold exactly these.
 */
import type { Fingerprint } from './anchor/fingerprint.ts'
import { COLOURS, type Passage, type Quote, type Selector } from './passage.ts'
import { markShape } from './mark.ts'
import { passShape, reachedShape, type Pass, type Reached } from './pass.ts'
import type { Mark, Progress } from './position.ts'
import type { Digest } from './recap/digest.ts'
import type { Verdict } from './recap/heed.ts'
import { address, either, emptyOr, flag, list, nullable, number, oneOf, record, text, WrongShape, type Shape } from './shape.ts'
import type { Stamp, Stamps } from './stamp.ts'
import type { ChapterFacts, ChapterId, Planned, WorkId } from './work.ts'

/** What a reader says a work is to them. `caught-up` is never said: core/standing.ts works it out. */
export const STATUSES = ['reading', 'paused', 'finished', 'dropped', 'saved'] as const
export type SaidStatus = (typeof STATUSES)[number]

/** A work the reader has opened or saved. Facts of the site are refreshed at each visit; what the reader edits carries a stamp. */
export interface WorkRecord {
  readonly id: WorkId
  readonly site: string
  readonly title: string | null
  readonly author: string | null
  readonly url: string | null
  readonly language: string | null
  readonly posted: number | null
  readonly planned: Planned
  /** How many chapters were posted when the reader last read in it: those beyond are new. Null while nobody knows. */
  readonly postedThen: number | null
  /** Milliseconds since 1970: when it was first and last opened. */
  readonly added: number
  readonly lastRead: number
  /** Where the reader is now, and the furthest chapter they got into: two clocks. */
  readonly current: { readonly chapter: ChapterId; readonly mark: Mark } | null
  readonly furthest: Reached | null
  /** The reading under way; null while it is the first. */
  readonly pass: Pass | null
  /** What the reader said of the work; null status: nothing said, its reading speaks. */
  readonly status: SaidStatus | null
  readonly tags: readonly string[]
  /** Half a star to five, in halves; null: not rated. */
  readonly rating: number | null
  /** The reader's own note on the work. */
  readonly note: string
  /** Counters, kept in the same transaction as what they count. */
  readonly passages: number
  readonly finished: number
  /** Milliseconds of active reading, over all sittings. */
  readonly readMs: number
  readonly stamps: Stamps<WorkField>
}
/** The fields of a work that carry a stamp of their own. */
export const WORK_FIELDS = ['current', 'furthest', 'pass', 'status', 'tags', 'rating', 'note'] as const
export type WorkField = (typeof WORK_FIELDS)[number]

/** What a work is before anybody has said or read anything; also what records from before these fields have. */
export const UNSAID = { postedThen: null, pass: null, status: null, tags: [], rating: null, note: '', readMs: 0 } as const satisfies Partial<WorkRecord>

export interface ChapterRecord {
  readonly id: ChapterId
  readonly work: WorkId
  /** Empty when nobody knows where the chapter stands, as with clippings of a book. */
  readonly url: string
  readonly title: string | null
  readonly ordinal: number | null
  readonly titleNumber: number | null
  /** What chapters of a work are sorted by: the ordinal, else the number in the title, else the order of reading. */
  readonly order: number
  readonly prevUrl: string | null
  readonly nextUrl: string | null
  /** Size of the story's text at the last visit. */
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

/** A passage in the library; a removed one stays as a tombstone so that other devices learn of it. */
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

/** What a reader said of one moment: known again by place and a hash of its text, and no more text than that. */
export interface VerdictRecord {
  /** See `momentKey` in core/recap/heed.ts. */
  readonly id: string
  readonly work: WorkId
  /** Null once it was taken back. */
  readonly verdict: Verdict | null
  readonly stamp: Stamp
}

/** What a reader said of somebody in the cast, by names as the story writes them. */
export interface CorrectionRecord {
  /** Natural: work, kind and names. */
  readonly id: string
  readonly work: WorkId
  readonly kind: 'merge' | 'split' | 'rename' | 'hide' | 'note'
  readonly name: string
  /** The other name, the name to show or the note; empty for `hide`. */
  readonly other: string
  /** When it was taken back; null while it holds. */
  readonly removed: number | null
  readonly stamp: Stamp
}

/** A wish that no digest be made: of a work or of everything on a site; by its author or by the reader. */
export interface WishRecord {
  /** `<by> <scope> <name>`. */
  readonly id: string
  readonly by: 'author' | 'reader'
  readonly scope: 'work' | 'site'
  /** The work's id, or the site's host name. */
  readonly name: string
  readonly refused: boolean
  /** The author's words; null for the reader's wish. */
  readonly words: string | null
  readonly stamp: Stamp
}

/** One stretch of active reading in one chapter: what statistics and pace are made from. Written once, then only extended. */
export interface SittingRecord {
  /** UUID. */
  readonly id: string
  readonly work: WorkId
  readonly chapter: ChapterId
  /** Milliseconds since 1970, and the clock's offset from UTC then, in minutes east: "by hour" is the reader's own hour. */
  readonly began: number
  readonly ended: number
  readonly zone: number
  /** Milliseconds of active reading within it. */
  readonly readMs: number
  /** Words of story text passed at a reading pace. */
  readonly words: number
}

/** What a chapter's paragraphs were like when the reader read them; holds no text (core/anchor/fingerprint.ts). */
export interface FingerprintRecord {
  readonly chapter: ChapterId
  readonly work: WorkId
  readonly taken: number
  readonly fingerprint: Fingerprint
}

/** Where a reader is in a work, and how far they got. */
export type Clock = Pick<WorkRecord, 'current' | 'furthest' | 'pass' | 'lastRead'>

/** A work as a home of a story: what is read at `work` belongs to `into` while `removed` is null. One that leads, or stands alone, has itself there. */
export interface HomeRecord {
  readonly work: WorkId
  readonly into: WorkId
  /** When the two were split again. */
  readonly removed: number | null
  readonly stamp: Stamp
  /** Of the home that leads: what was read at its own address. Its work has the place in the whole story. */
  readonly own?: Clock
  /** Works the reader said are other stories. */
  readonly apart?: readonly WorkId[]
}

/** What the reader chose outside the library, in the browser's own storage: for a site, or in the settings. */
export interface ChoiceRecord {
  /** The key in that storage. */
  readonly key: string
  /** The value as JSON. */
  readonly value: string
  /** Milliseconds since 1970; 0 for choices from before their time was kept. */
  readonly at: number
}

/** Keys of what a reader chose; all else in the browser's storage is the program's own business. */
const CHOSEN = /^(?:site:|setting)/
export const isChosen = (key: string): boolean => key.length <= 300 && CHOSEN.test(key)

/** What pages showed of a work or a chapter at the last visit. */
export type Shown = Pick<ChapterFacts, 'workTitle' | 'author' | 'chapterTitle' | 'ordinal' | 'titleNumber'>

/** What a reader can say of a page's facts, each with a stamp of its own. */
export const AMENDABLE = ['workTitle', 'author', 'chapterTitle', 'number', 'numberFrom'] as const
export type Amendable = (typeof AMENDABLE)[number]

/** What the reader says the facts of a work, a chapter or a site are (core/amend.ts). Null: nothing is said of that field. */
export interface AmendmentRecord {
  /** A WorkId, a ChapterId, or `site <host>`. */
  readonly id: string
  /** Null for a site. */
  readonly work: WorkId | null
  readonly workTitle: string | null
  readonly author: string | null
  readonly chapterTitle: string | null
  readonly number: number | null
  /** Of a site: the chapter's number is the one in its title, whatever else the site counts. */
  readonly numberFrom: 'title' | null
  /** What to go back to when the reader's word is taken back; null for a site. */
  readonly shown: Shown | null
  readonly stamps: Stamps<Amendable>
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
/** A quote with what stood around it. */
export const quoteShape: Shape<Quote> = record({ exact: text(LONGEST), prefix: text(400), suffix: text(400) })
export const selectorShape: Shape<Selector> = record({ quote: quoteShape, start: whole, end: whole, place })

const currentShape: Shape<WorkRecord['current']> = nullable(record({ chapter: id<ChapterId>(), mark: markShape }))
const work: Shape<WorkRecord> = record({
  id: id<WorkId>(), site: text(60), title, author: title, url: nullable(address), language: nullable(text(60)),
  posted: nullable(whole), planned: either(oneOf(['open', null]), whole), postedThen: nullable(whole), added: moment, lastRead: moment,
  current: currentShape, furthest: reachedShape,
  pass: passShape,
  status: oneOf([...STATUSES, null]), tags: list(text(200), 100), rating: nullable(number(0.5, 5)), note: text(LONGEST),
  passages: whole, finished: whole, readMs: number(0, 1e13), stamps: some(WORK_FIELDS, stampShape),
})
/** Records from before the reader could say anything of a work have said nothing. */
export const workShape: Shape<WorkRecord> = (value, path = '') => work(typeof value === 'object' && value !== null ? { ...UNSAID, ...value } : value, path)

export const chapterShape: Shape<ChapterRecord> = record({
  id: id<ChapterId>(), work: id<WorkId>(), url: emptyOr(address), title, ordinal, titleNumber: ordinal,
  order: number(-1e9, 1e9), prevUrl: nullable(address), nextUrl: nullable(address), paragraphs: whole, characters: whole, opened: moment,
})

export const progressShape: Shape<ProgressRecord> = record({
  chapter: id<ChapterId>(), work: id<WorkId>(), current: markShape, furthest: markShape, finished: nullable(moment), stamp: stampShape,
})

export const passageStamps = some(['colour', 'note', 'tags', 'selectors', 'removed'] as const, stampShape)
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
  const { noteOver, notesApart } = value as Partial<Record<'noteOver' | 'notesApart', unknown>>
  return {
    ...passage(value, path),
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

export const verdictShape: Shape<VerdictRecord> = record({ id: id<string>(), work: id<WorkId>(), verdict: oneOf(['pin', 'never', null]), stamp: stampShape })

export const correctionShape: Shape<CorrectionRecord> = record({
  id: text(2000), work: id<WorkId>(), kind: oneOf(['merge', 'split', 'rename', 'hide', 'note']), name: short, other: text(LONGEST), removed: nullable(moment), stamp: stampShape,
})

export const wishShape: Shape<WishRecord> = record({
  id: text(2000), by: oneOf(['author', 'reader']), scope: oneOf(['work', 'site']), name: text(600), refused: flag, words: nullable(text(1000)), stamp: stampShape,
})

export const sittingShape: Shape<SittingRecord> = record({
  id: id<string>(), work: id<WorkId>(), chapter: id<ChapterId>(), began: moment, ended: moment, zone: number(-1000, 1000), readMs: number(0, 1e13), words: whole,
})

export const fingerprintShape: Shape<FingerprintRecord> = record({ chapter: id<ChapterId>(), work: id<WorkId>(), taken: moment, fingerprint: list(text(16), many) })

const home = record({ work: id<WorkId>(), into: id<WorkId>(), removed: nullable(moment), stamp: stampShape })
const clock: Shape<Clock> = record({ current: currentShape, furthest: reachedShape, pass: passShape, lastRead: moment })
/** The two fields only some homes have are absent where there is nothing in them. */
export const homeShape: Shape<HomeRecord> = (value, path = '') => {
  const { own, apart: from } = value as Partial<Record<'own' | 'apart', unknown>>
  return { ...home(value, path), ...(own !== undefined && { own: clock(own, `${path}.own`) }), ...(from !== undefined && { apart: list(id<WorkId>(), 1000)(from, `${path}.apart`) }) }
}

export const choiceShape: Shape<ChoiceRecord> = (value, path = '') => {
  const row = record({ key: text(300), value: text(LONGEST), at: moment })(value, path)
  if (!isChosen(row.key)) throw new WrongShape(`${path}.key`, 'a choice of the reader')
  return row
}
export const amendmentShape: Shape<AmendmentRecord> = record({
  id: text(700), work: nullable(id<WorkId>()), workTitle: title, author: title, chapterTitle: title, number: ordinal, numberFrom: oneOf(['title', null]),
  shown: nullable(record({ workTitle: title, author: title, chapterTitle: title, ordinal, titleNumber: ordinal })), stamps: some(AMENDABLE, stampShape),
})
