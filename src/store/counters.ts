/** The counters of a work, counted anew from what they count. */
import type { WorkId } from '../core/work.ts'
import type { Library, WorkRow } from './library.ts'

export type Counters = Pick<WorkRow, 'passages' | 'finished' | 'readMs'>

/** What the counters of a work should say. */
export async function countersOf(library: Library, work: WorkId): Promise<Counters> {
  const [passages, finished, sittings] = await Promise.all([
    library.passages.where('work').equals(work).filter((row) => row.removed === null).count(),
    library.progress.where('work').equals(work).filter((row) => row.finished !== null).count(),
    library.sittings.where('work').equals(work).toArray(),
  ])
  return { passages, finished, readMs: sittings.reduce((sum, { readMs }) => sum + readMs, 0) }
}

/** Sets the counters of a work right. Must run inside a read-write transaction of `works` that can read what they count. */
export async function countAnew(library: Library, work: WorkId): Promise<void> {
  await library.works.update(work, await countersOf(library, work))
}
