/** How many chapters works have, as listing pages the reader opens say. */
import type { Planned, WorkId } from '../core/work.ts'
import type { Library } from './library.ts'

/** What a listing page says of one work. */
export interface PostedSeen {
  readonly work: WorkId
  readonly posted: number | null
  readonly planned: Planned
}

/**
 * Keeps the totals of works the library knows; others are left alone, and what a page does not say stays. A total that
 * fell is kept as it is: authors take chapters back. Returns how many works changed.
 */
export function postedSeen(library: Library, seen: readonly PostedSeen[], _now: number): Promise<number> {
  return library.transaction('rw', library.works, async () => {
    const rows = await library.works.bulkGet(seen.map(({ work }) => work))
    let changed = 0
    for (const [index, { posted, planned }] of seen.entries()) {
      const work = rows[index]
      if (!work) continue
      const totals = { posted: posted ?? work.posted, planned: planned ?? work.planned }
      if (totals.posted === work.posted && totals.planned === work.planned) continue
      // the first total ever seen is where new ones are counted from
      await library.works.update(work.id, { ...totals, postedThen: work.postedThen ?? work.posted ?? totals.posted })
      changed++
    }
    return changed
  })
}
