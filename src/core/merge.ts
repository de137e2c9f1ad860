/**
 * What wins when two copies of a record meet, on import and in sync alike. Every merge here is commutative, associative
 * and idempotent (a join, in the words of Shapiro et al., "Conflict-free Replicated Data Types", 2011), so that devices
 * agree in whatever order they meet.
 *
 * Each field a reader edits goes by its own stamp. Facts of a site go as they were at the last visit. A removal is a field
 * like the others. Where two values have the same clock, the greater in a fixed order wins, on every device the same.
 *
 * A note is more than a field: two wordings written apart, neither in knowledge of the other, are both kept, one below the
 * other in `note` (newest first, a line of dashes between them) and one by one in `notesApart` until the reader writes
 * the note anew. `noteOver` says which wordings a note was written over, newest stamp of each device: a register with
 * several values and a version vector.
 */
import { mergeProgress } from './position.ts'
import {
  AMENDABLE, WORK_FIELDS, type Amendable, type AmendmentRecord, type ChapterRecord, type ChoiceRecord, type CorrectionRecord, type DigestRecord, type FingerprintRecord, type HomeRecord, type PassageRecord,
  type ProgressRecord, type SittingRecord, type VerdictRecord, type WishRecord, type Wording, type WorkRecord,
} from './record.ts'
import type { Stamp } from './stamp.ts'

type Clock = string | number | boolean
/** Compares clocks one after the other, then the values themselves, as JSON. */
function compare(a: readonly unknown[], b: readonly unknown[]): number {
  for (const [index, one] of a.entries()) {
    const [x, y] = typeof one === 'object' || b[index] === null ? [JSON.stringify(one), JSON.stringify(b[index])] : [one as Clock, b[index] as Clock]
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}
const greater = <T>(a: T, b: T, key: (value: T) => readonly unknown[]): T => (compare(key(a), key(b)) >= 0 ? a : b)

/** The stamps of two records, the later of each field; in the order given, absent ones left out. */
function laterStamps<F extends string>(fields: readonly F[], a: Partial<Record<F, Stamp>>, b: Partial<Record<F, Stamp>>): Partial<Record<F, Stamp>> {
  const stamps: Partial<Record<F, Stamp>> = {}
  for (const field of fields) {
    const [one, other] = [a[field], b[field]]
    if (one !== undefined && (other === undefined || one >= other)) stamps[field] = one
    else if (other !== undefined) stamps[field] = other
  }
  return stamps
}

/**
 * Two copies of a work. The facts of the last visit go whole; the counters are the store's to count anew; what the
 * reader said goes field by field.
 */
export function mergeWork(a: WorkRecord, b: WorkRecord): WorkRecord {
  const facts = ({ site, title, author, url, language, posted, planned, postedThen, lastRead }: WorkRecord) => ({ site, title, author, url, language, posted, planned, postedThen, lastRead })
  const said = <F extends 'status' | 'tags' | 'rating' | 'note'>(field: F): WorkRecord[F] => greater(a, b, (each) => [each.stamps[field] ?? '', JSON.stringify(each[field])])[field]
  return {
    id: a.id,
    ...greater(facts(a), facts(b), (each) => [each.lastRead, each]),
    added: Math.min(a.added, b.added),
    lastRead: Math.max(a.lastRead, b.lastRead),
    current: greater(a, b, ({ stamps, current }) => [stamps.current ?? '', current !== null, current?.mark.at ?? 0, current]).current,
    furthest: greater(a, b, ({ furthest }) => [furthest !== null, furthest?.order ?? 0, furthest?.finished ?? false, furthest]).furthest,
    pass: greater(a, b, ({ pass }) => [pass?.number ?? 0, pass?.furthest?.order ?? -Infinity, pass?.furthest?.finished ?? false, pass]).pass,
    status: said('status'),
    tags: said('tags'),
    rating: said('rating'),
    note: said('note'),
    passages: Math.max(a.passages, b.passages),
    finished: Math.max(a.finished, b.finished),
    readMs: Math.max(a.readMs, b.readMs),
    stamps: laterStamps(WORK_FIELDS, a.stamps, b.stamps),
  }
}

/** Two copies of a chapter: as it was at the last visit. */
export const mergeChapter = (a: ChapterRecord, b: ChapterRecord): ChapterRecord => greater(a, b, (each) => [each.opened, each])

/** Two copies of what a reader says of a page's facts: field by field, the later word. */
export function mergeAmendment(a: AmendmentRecord, b: AmendmentRecord): AmendmentRecord {
  const said = <F extends Amendable>(field: F): AmendmentRecord[F] => greater(a, b, (each) => [each.stamps[field] ?? '', JSON.stringify(each[field])])[field]
  return {
    id: a.id,
    work: a.work,
    workTitle: said('workTitle'),
    author: said('author'),
    chapterTitle: said('chapterTitle'),
    number: said('number'),
    numberFrom: said('numberFrom'),
    shown: greater(a, b, ({ shown }) => [shown !== null, shown]).shown,
    stamps: laterStamps(AMENDABLE, a.stamps, b.stamps),
  }
}

/** Two progresses in a chapter: the newest place, the furthest place, the first finish. */
export const mergeProgressRecords = (a: ProgressRecord, b: ProgressRecord): ProgressRecord => ({
  chapter: a.chapter,
  work: a.work < b.work ? a.work : b.work,
  ...mergeProgress(a, b),
  stamp: a.stamp > b.stamp ? a.stamp : b.stamp,
})

/** Two digests of a chapter: the one that covers more of it, then the newer. */
export const mergeDigest = (a: DigestRecord, b: DigestRecord): DigestRecord => greater(a, b, (each) => [each.digest.paragraphs, each.made, each])

/** Two copies of what the reader (or an author) said once and may have said otherwise later: the later word. */
const later = <T extends { readonly stamp: Stamp }>(a: T, b: T): T => greater(a, b, (each) => [each.stamp, each])
export const mergeVerdict: (a: VerdictRecord, b: VerdictRecord) => VerdictRecord = later
export const mergeCorrection: (a: CorrectionRecord, b: CorrectionRecord) => CorrectionRecord = later
export const mergeWish: (a: WishRecord, b: WishRecord) => WishRecord = later

/** Two copies of a home: the later word, and every work that was ever said to be another story. */
export function mergeHome({ apart: a = [], ...one }: HomeRecord, { apart: b = [], ...other }: HomeRecord): HomeRecord {
  const apart = [...new Set([...a, ...b])].sort()
  return { ...later(one, other), ...(apart.length > 0 && { apart }) }
}

/** Two copies of a sitting, which is only ever extended: the longer. */
export const mergeSitting = (a: SittingRecord, b: SittingRecord): SittingRecord => greater(a, b, (each) => [each.ended, each.readMs, each.words, each])

/** Two fingerprints of a chapter: the newer. */
export const mergeFingerprint = (a: FingerprintRecord, b: FingerprintRecord): FingerprintRecord => greater(a, b, (each) => [each.taken, each])

/** Two choices of one thing: the later. */
export const mergeChoice = (a: ChoiceRecord, b: ChoiceRecord): ChoiceRecord => greater(a, b, (each) => [each.at, each.value])

type Edited = Pick<PassageRecord, 'note' | 'stamps' | 'noteOver' | 'notesApart'>

const deviceOf = (stamp: Stamp): string => stamp.slice(stamp.indexOf('.', 10) + 1)
const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function newestPerDevice(stamps: readonly Stamp[]): Stamp[] {
  const newest = new Map<string, Stamp>()
  for (const stamp of [...stamps].sort(ascending)) newest.set(deviceOf(stamp), stamp)
  return [...newest.values()].sort(ascending)
}

/** The wordings a note stands for now: those it was put together from, or what was written since. */
function wordingsOf({ note, stamps, notesApart = [] }: Edited): readonly Wording[] {
  const written = stamps.note
  if (written === undefined) return []
  const last = notesApart.reduce<string>((newest, each) => (each.stamp > newest ? each.stamp : newest), '')
  return notesApart.length > 0 && last >= written ? notesApart : [{ note, stamp: written }]
}

const knownTo = (row: Edited): Stamp[] =>
  newestPerDevice([...(row.noteOver ?? []), ...(row.notesApart ?? []).map(({ stamp }) => stamp), ...(row.stamps.note === undefined ? [] : [row.stamps.note])])

/** A passage when the reader has written its note anew at `stamp`: every wording known so far is written over. */
export function withNote(before: PassageRecord, note: string, stamp: Stamp): PassageRecord {
  const written: { -readonly [Field in keyof PassageRecord]: PassageRecord[Field] } = { ...before, note, stamps: { ...before.stamps, note: stamp } }
  delete written.notesApart
  delete written.noteOver
  const over = knownTo(before).filter((known) => deviceOf(known) !== deviceOf(stamp))
  if (over.length > 0) written.noteOver = over
  return written
}

/** The wordings of `a` that `b` has too or never knew. */
function standing(a: readonly Wording[], b: readonly Wording[], known: readonly Stamp[]): Wording[] {
  const covered = new Map(known.map((stamp) => [deviceOf(stamp), stamp]))
  return a.filter(({ stamp }) => b.some((each) => each.stamp === stamp) || (covered.get(deviceOf(stamp)) ?? '') < stamp)
}

/** What stands between two wordings of a note in one text. */
export const BETWEEN = '\n\n———\n\n'

function mergeNotes(a: Edited, b: Edited): Pick<PassageRecord, 'note' | 'noteOver' | 'notesApart'> {
  const [ofA, ofB] = [wordingsOf(a), wordingsOf(b)]
  const wordings = new Map<Stamp, Wording>()
  for (const each of [...standing(ofA, ofB, knownTo(b)), ...standing(ofB, ofA, knownTo(a))]) {
    const same = wordings.get(each.stamp)
    wordings.set(each.stamp, same && same.note >= each.note ? same : each)
  }
  const kept = [...wordings.values()].sort((x, y) => ascending(y.stamp, x.stamp))
  const texts = [...new Set(kept.map(({ note }) => note))]
  const shown = texts.length > 1 ? texts.filter((text) => text !== '') : texts
  const stamps = new Set(kept.map(({ stamp }) => stamp))
  const over = newestPerDevice([...knownTo(a), ...knownTo(b)]).filter((stamp) => !stamps.has(stamp))
  return {
    note: kept.length === 0 ? greater(a, b, ({ note }) => [note]).note : shown.join(BETWEEN),
    ...(over.length > 0 && { noteOver: over }),
    ...(kept.length > 1 && { notesApart: kept }),
  }
}

/** Two copies of a passage. A removed one stays removed until it is brought back later. */
export function mergePassage(a: PassageRecord, b: PassageRecord): PassageRecord {
  const newer = <F extends 'colour' | 'tags' | 'selectors' | 'removed'>(field: F): PassageRecord[F] =>
    greater(a, b, (each) => [each.stamps[field] ?? '', JSON.stringify(each[field])])[field]
  const { note, ...apart } = mergeNotes(a, b)
  const home = greater(a, b, ({ work, chapter }) => [chapter, work])
  return {
    id: a.id,
    work: home.work,
    chapter: home.chapter,
    selectors: newer('selectors'),
    colour: newer('colour'),
    note,
    tags: newer('tags'),
    made: Math.min(a.made, b.made),
    removed: newer('removed'),
    stamps: laterStamps(['colour', 'note', 'tags', 'selectors', 'removed'], a.stamps, b.stamps),
    ...apart,
  }
}
