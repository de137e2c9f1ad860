/** The counters of a work, counted anew from what they count. */
import type { WorkId } from '../core/work.ts'
import type { Kind } from '../core/formats/backup.ts'
import type { Library, PassageRow, ProgressRow, SittingRow, WorkRow } from './library.ts'

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

const NOTHING: Counters = { passages: 0, finished: 0, readMs: 0 }
const sum = (a: Counters, b: Counters, sign: 1 | -1): Counters => ({ passages: a.passages + sign * b.passages, finished: a.finished + sign * b.finished, readMs: a.readMs + sign * b.readMs })

/** What a row adds to the counters of its work. */
function countsFor(kind: Kind, row: unknown): Counters {
  if (kind === 'passage') return { ...NOTHING, passages: (row as PassageRow).removed === null ? 1 : 0 }
  if (kind === 'progress') return { ...NOTHING, finished: (row as ProgressRow).finished === null ? 0 : 1 }
  return { ...NOTHING, readMs: (row as SittingRow).readMs }
}

/**
 * What many writes in one transaction change of the counters of works. To count each work anew would ask three times for
 * each of thousands.
 */
export class Changes {
  private readonly byWork = new Map<WorkId, Counters>()

  /** A row of a kind was written over another, or over nothing. */
  note(kind: Kind, before: unknown, after: unknown): void {
    if (kind !== 'passage' && kind !== 'progress' && kind !== 'sitting') return
    if (before !== undefined) this.add((before as PassageRow).work, countsFor(kind, before), -1)
    this.add((after as PassageRow).work, countsFor(kind, after), 1)
  }

  /** A work about to be written over another, or over nothing, with its counters set right. */
  counted(before: WorkRow | undefined, after: WorkRow): WorkRow {
    const { passages, finished, readMs } = before ?? NOTHING
    const change = this.byWork.get(after.id) ?? NOTHING
    this.byWork.delete(after.id)
    return { ...after, ...sum({ passages, finished, readMs }, change, 1) }
  }

  /** Sets right the works that were not written themselves. Must be called at the end, inside the same transaction. */
  async countRest(library: Library): Promise<void> {
    for (const [id, change] of this.byWork) {
      const work = await library.works.get(id)
      if (work && Object.values(change).some((by) => by !== 0)) await library.works.update(id, sum(work, change, 1))
    }
  }

  private add(work: WorkId, counts: Counters, sign: 1 | -1): void {
    this.byWork.set(work, sum(this.byWork.get(work) ?? NOTHING, counts, sign))
  }
}
