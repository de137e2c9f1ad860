/** Progress in chapters, and from it where the reader stands in each work. */
import { advance, type Mark } from '../core/position.ts'
import type { ChapterId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { Library, ProgressRow } from './library.ts'

/** A chapter's progress was reported before the chapter itself was: the report is refused, nothing is stored. */
export class UnknownChapter extends Error {
  override readonly name = 'UnknownChapter'
  constructor(chapter: ChapterId) {
    super(`the chapter ${chapter} is not in the library; reload the page`)
  }
}

/** Remembers where the reader is in a chapter. An older report that arrives late changes nothing but `furthest`. */
export function progressMade(library: Library, id: ChapterId, mark: Mark, reachedEnd: boolean, now: number): Promise<void> {
  return library.transaction('rw', library.works, library.chapters, library.progress, library.device, async () => {
    const chapter = await library.chapters.get(id)
    const work = chapter && (await library.works.get(chapter.work))
    if (!work) throw new UnknownChapter(id)
    const before = await library.progress.get(id)
    const stamp = await stampNow(library, now)
    const reached = advance(before ?? null, mark, reachedEnd)
    const late = before !== undefined && before.current.at > mark.at && before.current.at <= now
    await library.progress.put({ chapter: id, work: work.id, stamp, ...reached, ...(late && { current: before.current }) })
    const furthest = work.furthest === null || chapter.order > work.furthest.order
    await library.works.update(work.id, {
      lastRead: Math.max(now, work.lastRead),
      ...(!late && { current: { chapter: id, mark } }),
      ...(furthest && { furthest: { chapter: id, order: chapter.order } }),
      ...(!before?.finished && reached.finished && { finished: work.finished + 1 }),
      stamps: { ...work.stamps, ...(!late && { current: stamp }), ...(furthest && { furthest: stamp }) },
    })
  })
}

/** Progress in one chapter, if any was made. */
export const progressIn = (library: Library, id: ChapterId): Promise<ProgressRow | undefined> => library.progress.get(id)
