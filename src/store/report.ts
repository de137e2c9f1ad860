/** What the popup shows of a chapter: read in one go, so that its parts agree with each other. */
import { castOf, type Cast } from '../core/cast/cast.ts'
import { recapOf, type Moment } from '../core/recap/recap.ts'
import { view } from '../core/recap/view.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { digestsOf } from './digests.ts'
import type { ChapterRow, Library, PassageRow, ProgressRow, WorkRow } from './library.ts'
import { passagesIn } from './passages.ts'
import { chaptersOf } from './works.ts'

/** "Previously": four to six moments. */
const PREVIOUSLY = { level: 'previously', words: 150, most: 6 } as const

export interface ChapterReport {
  readonly work: WorkRow
  readonly chapter: ChapterRow
  /** All known chapters of the work, in story order. */
  readonly chapters: readonly ChapterRow[]
  readonly progress: ProgressRow | null
  readonly passages: readonly PassageRow[]
  /** What was read before this chapter; in the first chapter, what was read of it. */
  readonly recap: {
    readonly of: 'before' | 'here'
    readonly moments: readonly Moment[]
    /** What the reader marked in the chapters recapped, this one apart. */
    readonly passages: readonly PassageRow[]
    /** False when nothing of the story was read yet. */
    readonly anythingRead: boolean
  }
  readonly cast: Cast
}

/** Everything about a chapter as of the reader's place in it; undefined when it was never opened. */
export async function readChapter(library: Library, workId: WorkId, chapterId: ChapterId): Promise<ChapterReport | undefined> {
  const [work, chapter] = await Promise.all([library.works.get(workId), library.chapters.get(chapterId)])
  if (!work || !chapter) return undefined
  const [chapters, progress, passages, digests] = await Promise.all([
    chaptersOf(library, workId), library.progress.get(chapterId), passagesIn(library, chapterId), digestsOf(library, workId),
  ])
  // the paragraph the reader is in is not read yet: only those before it are
  const here = { order: chapter.order, paragraph: progress?.finished ? Infinity : (progress?.furthest.place.paragraph ?? 0) - 1 }
  const seen = view(digests, here)
  const before = view(digests, { order: chapter.order, paragraph: -1 })
  const of = before.chapters.length > 0 ? 'before' : 'here'
  const moments = recapOf(of === 'before' ? before : seen, PREVIOUSLY)
  const recapped = new Set(before.chapters.slice(-1).map((each) => each.chapter as ChapterId))
  return {
    work,
    chapter,
    chapters,
    progress: progress ?? null,
    passages,
    recap: {
      of,
      moments,
      passages: (await Promise.all([...recapped].map((id) => passagesIn(library, id)))).flat(),
      anythingRead: seen.chapters.length > 0,
    },
    cast: castOf(seen),
  }
}
