/** "Read up to here": everything before and including a chapter counts as read, with one undo. */
import type { Mark } from '../core/position.ts'
import type { Clock, WorkRecord } from '../core/record.ts'
import type { ChapterId } from '../core/work.ts'
import { stampNow } from './device.ts'
import { headOf, ownChanged } from './homes.ts'
import type { ChapterRow, Library, ProgressRow, WorkRow } from './library.ts'
import { UnknownChapter } from './positions.ts'

/** What there was of the work, and of the one that leads for it. */
type Before = Pick<WorkRecord, 'id' | 'furthest' | 'current' | 'lastRead' | 'postedThen'>

/** What was there before, to be given to {@link readUpToUndone}. */
export interface ReadUpTo {
  readonly work: WorkRecord['id']
  readonly before: readonly Before[]
  /** Of a work that leads others: what was read at its own address. */
  readonly own: Clock | null
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
  return library.atOnce('rw', [library.works, library.chapters, library.progress, library.device, library.homes], async (library) => {
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
    const head = await headOf(library, work)
    for (const each of head ? [work, head] : [work]) {
      const change = await movedTo(library, each, chapter, now)
      await library.works.update(each.id, {
        ...change,
        ...(each === work && { finished: work.finished + open.length }),
        lastRead: Math.max(now, each.lastRead),
        postedThen: each.posted,
        stamps: { ...each.stamps, furthest: stamp, ...(change.current && { current: stamp }) },
      })
    }
    const own = (await library.homes.get(work.id))?.own ?? null
    await ownChanged(library, work.id, async (clock) => ({ ...clock, ...(await movedTo(library, clock, chapter, now)) }))
    return {
      work: work.id, before: (head ? [work, head] : [work]).map(beforeOf), own, at: now, stamp,
      fresh: open.flatMap((each) => (each.row ? [] : [each.chapter.id])), changed: open.flatMap((each) => each.row ?? []),
    }
  })
}

const beforeOf = ({ id, furthest, current, lastRead, postedThen }: WorkRow): Before => ({ id, furthest, current, lastRead, postedThen })

/** What having read a chapter to its end changes of a place: nothing of one that is further. */
async function movedTo(library: Library, { furthest, current }: Pick<Clock, 'furthest' | 'current'>, chapter: ChapterRow, now: number): Promise<Partial<Pick<Clock, 'furthest' | 'current'>>> {
  const isFurther = furthest === null || chapter.order >= furthest.order
  const at = current && (await library.chapters.get(current.chapter))
  const isBehind = current === null || (at != null && at.order <= chapter.order)
  return { ...(isFurther && { furthest: { chapter: chapter.id, order: chapter.order, finished: true } }), ...(isBehind && { current: { chapter: chapter.id, mark: endOf(chapter, now) } }) }
}

/** Takes it back. Chapters read since then stay read. */
export function readUpToUndone(library: Library, { work: id, before, own, at, fresh, changed, stamp: made }: ReadUpTo, now: number): Promise<void> {
  return library.atOnce('rw', [library.works, library.progress, library.device, library.homes], async (library) => {
    const stamp = await stampNow(library, now)
    const untouched = async (ids: readonly ChapterId[]): Promise<Set<ChapterId>> =>
      new Set((await library.progress.bulkGet([...ids])).flatMap((row) => (row?.stamp === made ? [row.chapter] : [])))
    const gone = await untouched(fresh)
    const back = await untouched(changed.map(({ chapter }) => chapter))
    // also those that come back are taken away first: statistics look at what was only then (books.ts)
    await library.progress.bulkDelete([...gone, ...back])
    await library.progress.bulkPut(changed.filter(({ chapter }) => back.has(chapter)).map((row) => ({ ...row, stamp })))
    for (const then of before) {
      const work = await library.works.get(then.id)
      if (!work) continue
      const isStill = (field: 'furthest' | 'current'): boolean => work.stamps[field] === made
      if (work.id === id && own && isStill('furthest')) await ownChanged(library, id, (clock) => ({ ...clock, furthest: own.furthest, ...(isStill('current') && { current: own.current }) }))
      await library.works.update(work.id, {
        ...(work.id === id && { finished: Math.max(0, work.finished - gone.size - back.size) }),
        ...(work.lastRead === at && { lastRead: then.lastRead, postedThen: then.postedThen }),
        ...(isStill('furthest') && { furthest: then.furthest }),
        ...(isStill('current') && { current: then.current }),
        stamps: { ...work.stamps, ...(isStill('furthest') && { furthest: stamp }), ...(isStill('current') && { current: stamp }) },
      })
    }
  })
}
