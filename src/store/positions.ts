/** Progress in chapters, and from it where the reader stands in each work. */
import { clockOf } from '../core/homes.ts'
import { advance, type Mark } from '../core/position.ts'
import { step, type Step } from '../core/step.ts'
import type { ChapterId } from '../core/work.ts'
import { actsDone, undoneLately } from './acts.ts'
import { stampNow } from './device.ts'
import { headOf, ownChanged } from './homes.ts'
import type { ChapterRow, Library, ProgressRow, WorkRow } from './library.ts'
import { sat, type Sat } from './sittings.ts'

/** A chapter's progress was reported before the chapter itself was: the report is refused, nothing is stored. */
export class UnknownChapter extends Error {
  override readonly name = 'UnknownChapter'
  constructor(chapter: ChapterId) {
    super(`the chapter ${chapter} is not in the library; reload the page`)
  }
}

/** What a page knows of a visit beside the place. */
export interface Visit {
  /** The place up to which was read at a human pace; null when nothing was. */
  readonly read: Mark | null
  /** Whether the chapter is being read, and not only looked into. */
  readonly begun: boolean
  readonly sitting: Sat | null
}

/** A first chapter taken up again sooner than this is the same reading. */
const AGAIN_MS = 43_200_000

/**
 * Remembers where the reader is in a chapter, all in one transaction. An older report that arrives late changes nothing
 * but `furthest`. Without a visit, everything before the mark counts as read.
 */
export function progressMade(library: Library, id: ChapterId, mark: Mark, reachedEnd: boolean, now: number, visit: Visit = { read: mark, begun: true, sitting: null }): Promise<void> {
  return library.atOnce('rw', [library.works, library.chapters, library.progress, library.device, library.acts, library.sittings, library.homes], async (library) => {
    // what can be asked together is: a reader who turns pages quickly waits for each answer
    const [{ chapter, work }, before, undone, stamp] = await Promise.all([placed(library, id), library.progress.get(id), undoneLately(library, id, now), stampNow(library, now)])
    const finished = reachedEnd && !undone.has('finished')
    const reached = advance(before ?? null, mark, finished, visit.read)
    const late = before !== undefined && before.current.at > mark.at && before.current.at <= now
    const [head, readMs, first] = await Promise.all([
      headOf(library, work), sat(library, chapter, visit.sitting, now), isFirstAgain(library, chapter, before, visit.begun, now),
      library.progress.put({ chapter: id, work: work.id, stamp, ...reached, ...(late && { current: before.current }) }),
    ])
    const finishedNow = before?.finished == null && reached.finished !== null
    const done: Done = { work, chapter, stamp, finishedNow, readMs, now }
    const at = { chapter: id, order: chapter.order, mark, finished, begun: visit.begun, late, now, isFirstAgain: first }
    const [acts] = await Promise.all([
      stepped(library, { ...done, work: head ?? work, ...(head && { finishedNow: false, readMs: 0 }) }, at, (kind) => !undone.has(kind)),
      head ? stepped(library, { ...done, work }, at, () => true) : ownStepped(library, work.id, at),
    ])
    const place = before?.current ?? null
    const kept = finishedNow ? [...acts, { kind: 'finished' as const, before: {} }] : acts
    await actsDone(library, kept.map((act) => ({ ...act, work: (head ?? work).id, chapter: id, at: now, place: act.kind === 'moved' ? place : null, undone: null })), stamp)
  })
}

async function placed(library: Library, id: ChapterId): Promise<{ readonly chapter: ChapterRow; readonly work: WorkRow }> {
  const chapter = await library.chapters.get(id)
  const work = chapter && (await library.works.get(chapter.work))
  if (!work) throw new UnknownChapter(id)
  return { chapter, work }
}

interface Done {
  readonly work: WorkRow
  readonly chapter: ChapterRow
  readonly stamp: ProgressRow['stamp']
  readonly finishedNow: boolean
  readonly readMs: number
  readonly now: number
}

/** Takes a step in one work; what Catchword did by itself comes back. */
async function stepped(library: Library, { work, stamp, finishedNow, readMs, now }: Done, at: Omit<Step, 'currentOrder'>, mayDo: Parameters<typeof step>[2]) {
  const current = work.current === null || work.current.chapter === at.chapter ? null : await library.chapters.get(work.current.chapter)
  const { change, acts } = step(work, { ...at, currentOrder: current?.order ?? null }, mayDo)
  await library.works.update(work.id, {
    ...change,
    lastRead: Math.max(now, work.lastRead),
    postedThen: work.posted,
    finished: work.finished + Number(finishedNow),
    readMs: work.readMs + readMs,
    stamps: { ...work.stamps, ...Object.fromEntries(Object.keys(change).map((field) => [field, stamp])) },
  })
  return acts
}

/** Of a work that leads other homes of its story, what was read at its own address goes by that alone. */
function ownStepped(library: Library, work: WorkRow['id'], at: Omit<Step, 'currentOrder'>): Promise<void> {
  return ownChanged(library, work, async (own) => {
    const current = own.current === null ? null : await library.chapters.get(own.current.chapter)
    const { change } = step({ ...own, status: null }, { ...at, currentOrder: current?.order ?? null }, () => true)
    return clockOf({ ...own, ...change, lastRead: Math.max(at.now, own.lastRead) })
  })
}

/** Whether a chapter that was read to its end some time ago, and is begun again, is the first of its work. */
async function isFirstAgain(library: Library, { work, order }: ChapterRow, before: ProgressRow | undefined, begun: boolean, now: number): Promise<boolean> {
  if (!begun || before?.finished == null || now - before.current.at < AGAIN_MS) return false
  const earlier = await library.chapters.where('[work+order]').between([work, -Infinity], [work, order]).first()
  return earlier === undefined
}

/** Progress in one chapter, if any was made. */
export const progressIn = (library: Library, id: ChapterId): Promise<ProgressRow | undefined> => library.progress.get(id)
