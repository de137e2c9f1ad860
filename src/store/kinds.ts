/** Which table holds which kind of row, how two copies of a row meet, and which kinds can be made anew. */
import type { Table } from 'dexie'
import { ID_FIELDS, KINDS, type Kind, type Records } from '../core/formats/backup.ts'
import {
  mergeAmendment, mergeChapter, mergeChoice, mergeCorrection, mergeDigest, mergeFingerprint, mergeHome, mergePassage, mergeProgressRecords, mergeSitting, mergeVerdict, mergeWish, mergeWork,
} from '../core/merge.ts'
import { UNSAID, type ChapterRecord, type WorkRecord } from '../core/record.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import type { Library } from './library.ts'

/** The kinds that are tables of the library; the reader's choices live in the browser's own storage. */
export type TableKind = Exclude<Kind, 'choice'>
export const TABLE_KINDS: readonly TableKind[] = KINDS.filter((kind) => kind !== 'choice')

/** What reading makes and reading again would make anew: the first to go where there is no room. */
export const DERIVED: readonly TableKind[] = ['digest', 'fingerprint']
export const WRITTEN: readonly TableKind[] = TABLE_KINDS.filter((kind) => !DERIVED.includes(kind))

const MERGES: { readonly [K in Kind]: (a: Records[K], b: Records[K]) => Records[K] } = {
  choice: mergeChoice, work: mergeWork, home: mergeHome, chapter: mergeChapter, progress: mergeProgressRecords, passage: mergePassage, verdict: mergeVerdict,
  correction: mergeCorrection, wish: mergeWish, sitting: mergeSitting, digest: mergeDigest, fingerprint: mergeFingerprint, amendment: mergeAmendment,
}
/** Two copies of one row as one. */
export const mergeRows = (kind: Kind, a: unknown, b: unknown): unknown => (MERGES[kind] as (a: unknown, b: unknown) => unknown)(a, b)

const NAMES = {
  work: 'works', home: 'homes', chapter: 'chapters', progress: 'progress', passage: 'passages', verdict: 'verdicts', correction: 'corrections', wish: 'wishes',
  sitting: 'sittings', digest: 'digests', fingerprint: 'fingerprints', amendment: 'amendments',
} as const satisfies { readonly [K in TableKind]: keyof Library }

/** Tables by name, for readers that must do without this program's idea of the database. */
export const KIND_OF_TABLE: ReadonlyMap<string, TableKind> = new Map(TABLE_KINDS.map((kind) => [NAMES[kind], kind]))

export const tableOf = (library: Library, kind: TableKind): Table<unknown, string> => library[NAMES[kind]] as unknown as Table<unknown, string>

/** The id of a row as a table has it. */
export const keyOf = (kind: Kind, row: unknown): string => (row as Readonly<Record<string, string>>)[ID_FIELDS[kind]] ?? ''

/**
 * Rows by their ids, in that order; undefined where there is none. Ids that come in the order of a file lie close together
 * in the table: one question for what is between the first and the last answers for all of them.
 */
export async function rowsAt(library: Library, kind: TableKind, ids: readonly string[]): Promise<readonly unknown[]> {
  if (ids.length === 0) return []
  const table = tableOf(library, kind)
  const [first, last] = [ids.reduce((a, b) => (b < a ? b : a)), ids.reduce((a, b) => (b > a ? b : a))]
  const most = 2 * ids.length
  const between = await table.where(':id').between(first, last, true, true).limit(most).toArray()
  if (between.length === most) return table.bulkGet([...ids])
  const byId = new Map(between.map((row) => [keyOf(kind, row), row]))
  return ids.map((id) => byId.get(id))
}

/** Whether two rows say the same, whatever the order of their fields. The counters of a work are no difference: they are the store's. */
export const isSameRow = (kind: Kind, a: unknown, b: unknown): boolean => isSame(a, b, kind === 'work' ? COUNTED : NONE)

export const COUNTED: ReadonlySet<string> = new Set(['passages', 'finished', 'readMs'])
const NONE: ReadonlySet<string> = new Set()

function isSame(a: unknown, b: unknown, but: ReadonlySet<string>): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>]
  const fields = new Set([...Object.keys(one), ...Object.keys(other)])
  for (const field of fields) if (!but.has(field) && !isSame(one[field], other[field], NONE)) return false
  return true
}

/** The rows a row belongs to, by kind and id. */
export function belongsTo(kind: Kind, row: unknown): readonly (readonly ['work' | 'chapter', string])[] {
  const { work, chapter, into } = row as { readonly work?: string | null; readonly chapter?: string; readonly into?: string }
  if (kind === 'home') return into === undefined ? [] : [['work', into]]
  if (kind === 'work' || kind === 'wish' || kind === 'choice' || work === undefined || work === null) return []
  return chapter === undefined ? [['work', work]] : [['work', work], ['chapter', chapter]]
}

/** A work of which nothing is known but that something belongs to it. */
export const unknownWork = (id: WorkId, now: number): WorkRecord => ({
  ...UNSAID, id, site: '', title: null, author: null, url: null, language: null, posted: null, planned: null, added: now, lastRead: now,
  current: null, furthest: null, passages: 0, finished: 0, stamps: {},
})

/** A chapter of which nothing is known but that something belongs to it. */
export const unknownChapter = (id: ChapterId, work: WorkId): ChapterRecord => ({
  id, work, url: '', title: null, ordinal: null, titleNumber: null, order: 0, prevUrl: null, nextUrl: null, paragraphs: 0, characters: 0, opened: 0,
})
