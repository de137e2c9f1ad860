/**
 * What search and statistics are made from is brought up to date by the page that shows them, not by every write. A write
 * only notes, in the same transaction, what is out of date: a passage that search has not filed yet, a day whose sum is
 * not right any more. That is done here, below everything that writes, so that no writer has to think of it.
 */
import type { DBCore, DBCoreMutateRequest, DBCoreMutateResponse, DBCoreTable, Dexie } from 'dexie'
import type { ProgressRecord, SittingRecord } from '../core/record.ts'
import { dayAt } from '../core/reading-days/day.ts'
import { daysOf } from '../core/reading-days/day-record.ts'

/** Something written that search or statistics do not have yet. */
export interface Unfiled {
  readonly kind: 'passage' | 'day'
  /** The passage's id or the day; `*` for all of them. */
  readonly id: string
  /** Of all passages: those up to this id are filed. Without it none is, whatever the blocks say. */
  readonly after?: string
}

/** Every day is to be summed up again. */
export const ALL_DAYS: Unfiled = { kind: 'day', id: '*' }
/** Every passage is to be filed anew. */
export const ALL_PASSAGES: Unfiled = { kind: 'passage', id: '*' }
/** So many passages in one write come with an import: one note for all that are there, in place of as many as there are rows. */
const MANY = 500

type Watched = 'passages' | 'sittings' | 'progress'
const isWatched = (name: string): name is Watched => name === 'passages' || name === 'sittings' || name === 'progress'

const passageOf = (id: unknown): Unfiled => ({ kind: 'passage', id: String(id) })
const dayOf = (id: string): Unfiled => ({ kind: 'day', id })

/** Days of a sitting, and the day a chapter was finished on, by the clock of this device. */
const daysIn: { readonly [Table in 'sittings' | 'progress']: (row: never) => readonly string[] } = {
  sittings: (row: SittingRecord) => daysOf(row),
  progress: ({ finished }: ProgressRecord) => (finished === null ? [] : [dayAt(finished, zoneOf(finished))]),
}

/** Minutes east of UTC on this device's clock at a moment. */
export const zoneOf = (moment: number): number => -new Date(moment).getTimezoneOffset()

/**
 * What a write puts out of date; with what it writes over, where that may be of another day. A position is written every
 * few seconds and never takes a finish back, so only deleting one needs a look at what was.
 */
function outdated(table: DBCoreTable, name: Watched, request: DBCoreMutateRequest): Unfiled[] | PromiseLike<Unfiled[]> {
  const { type, trans } = request
  if (type === 'deleteRange') return [name === 'passages' ? ALL_PASSAGES : ALL_DAYS]
  const after: readonly unknown[] = type === 'delete' ? [] : request.values
  const keys: unknown[] = type === 'delete' ? request.keys : after.map((value) => table.schema.primaryKey.extractKey?.(value) as unknown)
  if (name === 'passages') return keys.length < MANY ? keys.map(passageOf) : [ALL_PASSAGES]
  const days = (rows: readonly unknown[]): Unfiled[] => [...new Set(rows.flatMap((row) => daysIn[name](row as never)))].map(dayOf)
  if (type !== 'delete' && (name === 'progress' || type === 'add')) return days(after)
  return table.getMany({ trans, keys: keys as never[] }).then((before: readonly unknown[]) => days([...after, ...before.filter((row) => row !== undefined && row !== null)]))
}

/** Notes in `unfiled` what every write puts out of date. */
export function keepBooks(database: Dexie): void {
  database.use({
    stack: 'dbcore',
    name: 'books',
    // below Dexie's hooks, above what tells live queries of a change
    level: 1,
    create: (core: DBCore) => ({
      ...core,
      transaction: (stores, mode, options) => core.transaction(mode === 'readwrite' && stores.some(isWatched) ? [...new Set([...stores, 'unfiled'])] : stores, mode, options),
      table: (name) => {
        const table = core.table(name)
        return isWatched(name) ? { ...table, mutate: (request) => mutated(core, table, name, request) } : table
      },
    }),
  })
}

/** Without async functions: what lies below knows its transaction by Dexie's own promises. */
function mutated(core: DBCore, table: DBCoreTable, name: Watched, request: DBCoreMutateRequest): Promise<DBCoreMutateResponse> {
  const { trans } = request
  // a database that is being upgraded may not have the table yet
  if (!(trans as unknown as IDBTransaction).objectStoreNames.contains('unfiled')) return table.mutate(request)
  const write = (notes: readonly Unfiled[]): Promise<DBCoreMutateResponse> => table.mutate(request).then((answer) =>
    notes.length === 0 ? answer : core.table('unfiled').mutate({ type: 'put', trans, values: notes }).then(() => answer))
  const notes = outdated(table, name, request)
  return Array.isArray(notes) ? write(notes) : notes.then(write) as Promise<DBCoreMutateResponse>
}
