/** "Read up to here": everything before and including a chapter counts as read, with one undo. */
import type { Mark } from '../core/position.ts'
import type { WorkRecord } from '../core/record.ts'
import type { ChapterId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { ChapterRow, Library, ProgressRow } from './library.ts'
import { UnknownChapter } from './positions.ts'

/** What was there before, to be given to {@link readUpToUndone}. */
export interface ReadUpTo {
  readonly work: WorkRecord['id']
  readonly before: Pick<WorkRecord, 'furthest' | 'current' | 'lastRead' | 'postedThen'>
  /** When it was said. */
  readonly at: number
  /** Chapters that had no progress, and those that had, as it was. */
  readonly fresh: readonly ChapterId[]
  readonly changed: readonly ProgressRow[]
  readonly stamp: ProgressRow['stamp']
}

const endOf = ({ paragraphs }: ChapterRow, at: number): Mark => ({ place: { paragraph: paragraphs, offset: 0 }, fraction: 1, words: '', at })

/** Marks a chapter and all known ones before it as read. Chapters nobody opened count by the furthest. */
export function readUpTo(library: Library, id: ChapterId, now: number): Promise<ReadUpTo> {
  return library.atOnce('rw', [library.works, library.chapters, library.progress, library.device], async (library) => {
    const chapter = await library.chapters.get(id)
    const work = chapter && (await library.works.get(chapter.work))
    if (!work) throw new UnknownChapter(id)
    const chapters = await library.chapters.where('[work+order]').between([work.id, -Infinity], [work.id, chapter.order], true, true).toArray()
    const rows = await library.progress.bulkGet(chapters.map((each) => each.id))
    const stamp = await stampNow(library, now)
    const open = chapters.flatMap((each, index) => (rows[index]?.finished == null ? [{ chapter: each, row: rows[index] }] : []))
    await library.progress.bulkPut(open.map(({ chapter: each, row }) => {
      const end = endOf(each, now)
      return { chapter: each.id, work: work.id, current: row?.current ?? end, furthest: end, finished: now, stamp }
    }))
    const isFurther = work.furthest === null || chapter.order >= work.furthest.order
    const isBehind = work.current === null || chapters.some((each) => each.id === work.current?.chapter)
    await library.works.update(work.id, {
      finished: work.finished + open.length,
      ...(isFurther && { furthest: { chapter: id, order: chapter.order, finished: true } }),
      ...(isBehind && { current: { chapter: id, mark: endOf(chapter, now) } }),
      lastRead: Math.max(now, work.lastRead),
      postedThen: work.posted,
      stamps: { ...work.stamps, furthest: stamp, ...(isBehind && { current: stamp }) },
    })
    return {
      work: work.id, before: { furthest: work.furthest, current: work.current, lastRead: work.lastRead, postedThen: work.postedThen }, at: now, stamp,
      fresh: open.flatMap((each) => (each.row ? [] : [each.chapter.id])), changed: open.flatMap((each) => each.row ?? []),
    }
  })
}

/** Takes it back. Chapters read since then stay read. */
export function readUpToUndone(library: Library, { work: id, before, at, fresh, changed, stamp: made }: ReadUpTo, now: number): Promise<void> {
  return library.atOnce('rw', [library.works, library.progress, library.device], async (library) => {
    const work = await library.works.get(id)
    if (!work) return
    const stamp = await stampNow(library, now)
    const untouched = async (ids: readonly ChapterId[]): Promise<Set<ChapterId>> =>
      new Set((await library.progress.bulkGet([...ids])).flatMap((row) => (row?.stamp === made ? [row.chapter] : [])))
    const gone = await untouched(fresh)
    const back = await untouched(changed.map(({ chapter }) => chapter))
    // also those that come back are taken away first: statistics look at what was only then (books.ts)
    await library.progress.bulkDelete([...gone, ...back])
    await library.progress.bulkPut(changed.filter(({ chapter }) => back.has(chapter)).map((row) => ({ ...row, stamp })))
    await library.works.update(id, {
      finished: Math.max(0, work.finished - gone.size - back.size),
      ...(work.lastRead === at && { lastRead: before.lastRead, postedThen: before.postedThen }),
      ...(work.stamps.furthest === made && { furthest: before.furthest }),
      ...(work.stamps.current === made && { current: before.current }),
      stamps: { ...work.stamps, ...(work.stamps.furthest === made && { furthest: stamp }), ...(work.stamps.current === made && { current: stamp }) },
    })
  })
}
