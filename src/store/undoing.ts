/**
 * An import that can be taken back: what it wrote over is kept in the staging table until the next import. A row the
 * reader has changed since stays as it is.
 */
import type { Table } from 'dexie'
import { momentHash } from '../core/recap/heed.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import type { Library, StagedRow } from './library.ts'
import { confirmImport, countAnew } from './transfer.ts'

/** Rows in memory at a time. */
const BATCH = 500
/** Kinds of the staging table that no import reads. */
const HEAD = 'undo'
const BEFORE = 'undo '

/** What was there before an import wrote a row, and what that row was like. */
interface Before {
  readonly row: unknown
  readonly wrote: string
}

/** The last import that can still be undone. */
export interface Undoable {
  /** Milliseconds since 1970. */
  readonly made: number
  readonly rows: number
}

/** The staged import is gone: another page has staged another one, or it was confirmed already. */
export class NothingStaged extends Error {
  override readonly name = 'NothingStaged'
  constructor() {
    super('This preview is no longer up to date. Nothing was written: choose the file again.')
  }
}

const COUNTED: readonly string[] = ['passages', 'finished']
/** A row as one string, whatever the order of its fields; counters are no change of a work. */
const print = (row: unknown): string => momentHash(JSON.stringify(row, (key, value: unknown) =>
  COUNTED.includes(key) && typeof value === 'number' ? undefined : typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value))

/** The table of each kind of row that has one. */
function tablesOf(library: Library): ReadonlyMap<string, Table<unknown, string>> {
  const named: Readonly<Record<string, string>> = { work: 'works', chapter: 'chapters', passage: 'passages', digest: 'digests', verdict: 'verdicts', correction: 'corrections', wish: 'wishes', sitting: 'sittings', fingerprint: 'fingerprints', home: 'homes', progress: 'progress' }
  return new Map(Object.entries(named).map(([kind, table]) => [kind, library.table<unknown, string>(table)]))
}

/** How many rows are staged. */
export const stagedRows = async (library: Library): Promise<number> => (await library.staged.count()) - (await library.staged.where('kind').startsWith(HEAD).count())

/**
 * Confirms a staged import so that it can be undone, all in one transaction. `expected` is how many rows were staged when
 * the reader looked; throws {@link NothingStaged} when there are others now. `now` in milliseconds since 1970.
 */
export function confirmUndoably(library: Library, expected: number, now: number): Promise<void> {
  return library.transaction('rw', library.tables, async () => {
    if (expected === 0 || (await stagedRows(library)) !== expected) throw new NothingStaged()
    const kept: { kind: string; id: string; row: unknown }[] = []
    for (const [kind, table] of tablesOf(library)) {
      const ids = (await library.staged.where('kind').equals(kind).primaryKeys()).map(([, id]) => id)
      const rows = await table.bulkGet(ids)
      for (const [index, id] of ids.entries()) kept.push({ kind, id, row: rows[index] ?? null })
    }
    await confirmImport(library, now)
    for (const [kind, table] of tablesOf(library)) {
      const own = kept.filter((each) => each.kind === kind)
      const wrote = await table.bulkGet(own.map(({ id }) => id))
      await library.staged.bulkPut(own.map(({ id, row }, index): StagedRow => ({ kind: BEFORE + kind, id, record: { row, wrote: print(wrote[index]) } satisfies Before })))
    }
    await library.staged.put({ kind: HEAD, id: 'import', record: { made: now, rows: kept.length } satisfies Undoable })
  })
}

/** The last import, if it can be undone; null otherwise. */
export async function undoable(library: Library): Promise<Undoable | null> {
  return ((await library.staged.get([HEAD, 'import']))?.record as Undoable | undefined) ?? null
}

/** Takes the last import back. Gives the number of rows that were changed since, and stay. */
export function undoImport(library: Library): Promise<number> {
  return library.transaction('rw', library.tables, async () => {
    const touched = new Set<WorkId>()
    let stay = 0
    // what points at others goes first
    for (const [kind, table] of [...tablesOf(library)].reverse()) {
      const staged = await library.staged.where('kind').equals(BEFORE + kind).toArray()
      for (let at = 0; at < staged.length; at += BATCH) stay += await takeBack(library, kind, table, staged.slice(at, at + BATCH), touched)
    }
    for (const work of touched) await countAnew(library, work)
    await library.staged.clear()
    return stay
  })
}

async function takeBack(library: Library, kind: string, table: Table<unknown, string>, staged: readonly StagedRow[], touched: Set<WorkId>): Promise<number> {
  const now = await table.bulkGet(staged.map(({ id }) => id))
  const gone: string[] = []
  const back: unknown[] = []
  for (const [index, { id, record }] of staged.entries()) {
    const { row, wrote } = record as Before
    touched.add(kind === 'work' ? (id as WorkId) : (((now[index] ?? row) as { work?: WorkId } | null)?.work ?? ('' as WorkId)))
    if (now[index] === undefined || print(now[index]) !== wrote) continue
    if (row !== null) back.push(row)
    else if (!(await isNeeded(library, kind, id))) gone.push(id)
  }
  await table.bulkDelete(gone)
  await table.bulkPut(back)
  return staged.length - gone.length - back.length
}

/** Whether a work or chapter an import brought has since got something of the reader's own. */
async function isNeeded(library: Library, kind: string, id: string): Promise<boolean> {
  if (kind === 'work') return (await library.chapters.where('work').equals(id).count()) > 0
  return kind === 'chapter' && ((await library.passages.where('chapter').equals(id).count()) > 0 || (await library.progress.get(id as ChapterId)) !== undefined)
}
