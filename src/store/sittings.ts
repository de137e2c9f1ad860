/** Sittings: stretches of active reading, from which pace, time left and statistics come. */
import { paceOf, USUAL_PACE } from '../core/pace.ts'
import type { WorkId } from '../core/work.ts'
import type { ChapterRow, Library } from './library.ts'

/** A sitting as its page tells of it: the sums so far, so that a report that comes twice or late is harmless. */
export interface Sat {
  /** UUID. */
  readonly id: string
  readonly began: number
  /** Minutes east of UTC. */
  readonly zone: number
  readonly readMs: number
  readonly words: number
}

/** Extends a sitting; returns by how many milliseconds. Runs in a transaction that includes `sittings`. */
export async function sat(library: Library, chapter: Pick<ChapterRow, 'id' | 'work'>, sitting: Sat | null, now: number): Promise<number> {
  if (sitting === null || sitting.readMs < 1) return 0
  const before = await library.sittings.get(sitting.id)
  if (before && before.chapter !== chapter.id) return 0
  const readMs = Math.max(Math.round(sitting.readMs), before?.readMs ?? 0)
  const began = before?.began ?? Math.min(sitting.began, now)
  await library.sittings.put({
    id: sitting.id, work: chapter.work, chapter: chapter.id, began, zone: sitting.zone, readMs,
    // a clock that was set back makes no sitting end before it began
    ended: Math.max(now, before?.ended ?? 0, began + readMs),
    words: Math.max(Math.round(sitting.words), before?.words ?? 0),
  })
  return readMs - (before?.readMs ?? 0)
}

/** The newest sittings looked at for a pace. */
const LATELY = 60

/** The reader's words a minute: in this work, else lately, else what is usual. `own`: whether it is the reader's own. */
export async function paceFor(library: Library, work: WorkId): Promise<{ readonly pace: number; readonly own: boolean }> {
  const here = paceOf(await library.sittings.where('work').equals(work).limit(LATELY).toArray())
  const own = here ?? paceOf(await library.sittings.orderBy('began').reverse().limit(LATELY).toArray())
  return { pace: own ?? USUAL_PACE, own: own !== null }
}
