/** Works taken off the shelf: moved aside whole, in one transaction, and brought back the same way. */
import type { Table } from 'dexie'
import { mergeProgressRecords, mergeWork } from '../core/merge.ts'
import type { ProgressRecord, WorkRecord } from '../core/record.ts'
import type { WorkId } from '../core/work.ts'
import { homeRows } from './homes.ts'
import type { Library, RemovedRow } from './library.ts'

/** How long a removed work can be brought back: thirty days. */
export const KEPT_MS = 30 * 86_400_000

/** All that belongs to one work. What the reader asked of recaps (`wishes`) stays: it is about the story, not the shelf. */
const OF_WORK = ['works', 'chapters', 'progress', 'passages', 'digests', 'verdicts', 'corrections', 'sittings', 'fingerprints', 'homes'] as const
type OfWork = (typeof OF_WORK)[number]

const tableOf = (library: Library, name: OfWork): Table<unknown, string> => library.table(name)
const keyOf = (name: OfWork): string => (name === 'works' ? 'id' : 'work')
const everywhere = (library: Library): Table[] => [...OF_WORK.map((name) => library.table(name)), library.removedWorks, library.unfiled]

/** Takes works off the shelf, with all homes of their stories. Those that are not there are passed over. */
export function worksRemoved(library: Library, works: readonly WorkId[], now: number): Promise<void> {
  return library.atOnce('rw', everywhere(library), async (library) => {
    for (const work of works) {
      const [head, ...others] = await homeRows(library, work)
      if (!head) continue
      const homes = others.map(({ id }) => id)
      await removedOne(library, head, now, homes.length > 0 ? { homes } : {})
      for (const other of others) await removedOne(library, other, now, { into: head.id })
    }
  })
}

async function removedOne(library: Library, { id: work, title }: WorkRecord, now: number, story: Pick<RemovedRow, 'homes' | 'into'>): Promise<void> {
  const rows: Record<string, unknown[]> = {}
  for (const name of OF_WORK) rows[name] = await tableOf(library, name).where(keyOf(name)).equals(work).toArray()
  await library.removedWorks.put({ work, at: now, title, ...story, rows: await withEarlier(library, work, rows) })
  for (const name of OF_WORK) await tableOf(library, name).where(keyOf(name)).equals(work).delete()
}

/** A work removed, opened anew and removed again keeps what was removed the first time. */
async function withEarlier(library: Library, work: WorkId, rows: Record<string, unknown[]>): Promise<RemovedRow['rows']> {
  const earlier = await library.removedWorks.get(work)
  if (!earlier) return rows
  return Object.fromEntries(OF_WORK.map((name) => [name, joined(library, name, earlier.rows[name] ?? [], rows[name] ?? [])]))
}

/** Two lists of rows of a table, each row once: progress and the work itself merged, of the rest the later. */
function joined(library: Library, name: OfWork, earlier: readonly unknown[], later: readonly unknown[]): unknown[] {
  const { keyPath } = tableOf(library, name).schema.primKey
  const key = (row: unknown): unknown => (row as Record<string, unknown>)[String(keyPath)]
  const rows = new Map(earlier.map((row) => [key(row), row]))
  for (const row of later) {
    const twin = rows.get(key(row))
    rows.set(key(row), twin === undefined ? row : met(name, twin, row))
  }
  return [...rows.values()]
}

function met(name: OfWork, a: unknown, b: unknown): unknown {
  if (name === 'works') return mergeWork(a as WorkRecord, b as WorkRecord)
  return name === 'progress' ? mergeProgressRecords(a as ProgressRecord, b as ProgressRecord) : b
}

/** Brings works back; what was read of them since stays. */
export function worksBroughtBack(library: Library, works: readonly WorkId[]): Promise<void> {
  return library.atOnce('rw', everywhere(library), async (library) => {
    const heads = (await library.removedWorks.bulkGet([...works])).flatMap((row) => row ?? [])
    const others = await library.removedWorks.bulkGet(heads.flatMap(({ homes = [] }) => homes))
    for (const removed of [...heads, ...others]) {
      if (!removed) continue
      for (const name of OF_WORK) {
        const table = tableOf(library, name)
        const here = await table.where(keyOf(name)).equals(removed.work).toArray()
        await table.bulkPut(joined(library, name, removed.rows[name] ?? [], here))
      }
      await countAnew(library, removed.work as WorkId)
      await library.removedWorks.delete(removed.work)
    }
  })
}

/** Counters hold what they count. Must run inside a transaction over works, passages, progress and sittings. */
async function countAnew(library: Library, work: WorkId): Promise<void> {
  const passages = await library.passages.where('work').equals(work).filter((row) => row.removed === null).count()
  const finished = await library.progress.where('work').equals(work).filter((row) => row.finished !== null).count()
  let readMs = 0
  await library.sittings.where('work').equals(work).each((sitting) => { readMs += sitting.readMs })
  // time read before sittings were kept is in no sitting
  const known = await library.works.get(work)
  if (known) await library.works.update(work, { passages, finished, readMs: Math.max(readMs, known.readMs) })
}

/** Works that can be brought back, the last removed first; a story with several homes once. Only reads, as live queries must. */
export async function removedWorks(library: Library, now: number): Promise<readonly Pick<RemovedRow, 'work' | 'at' | 'title'>[]> {
  const rows = await library.removedWorks.where('at').aboveOrEqual(now - KEPT_MS).reverse().sortBy('at')
  const heads = new Set(rows.map(({ work }) => work))
  return rows.filter(({ into }) => into === undefined || !heads.has(into)).map(({ work, at, title }) => ({ work, at, title }))
}

/** Lets go of works that were kept long enough. */
export const removedLetGo = (library: Library, now: number): Promise<number> => library.removedWorks.where('at').below(now - KEPT_MS).delete()
