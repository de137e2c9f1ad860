/** What the popup shows of a chapter: read in one go, so that its parts agree with each other. */
import type { ChapterId, WorkId } from '../core/work.ts'
import { storyOf } from '../core/homes.ts'
import { homeRows } from './homes.ts'
import type { ChapterRow, Library, PassageRow, ProgressRow, WorkRow } from './library.ts'
import { passagesIn } from './passages.ts'
import { readToldIn, toldTables, type Told, type Wanted } from './told.ts'
import { chaptersAt } from './works.ts'

const PREVIOUSLY: Wanted = { level: 'previously', asOf: 'here' }

export interface ChapterReport {
  /** The story, with all its homes. */
  readonly work: WorkRow
  readonly chapter: ChapterRow
  /** All known chapters of the story: those of this home, then of its others, each in story order. */
  readonly chapters: readonly ChapterRow[]
  readonly progress: ProgressRow | null
  readonly passages: readonly PassageRow[]
  /** What was read before this chapter; in the first chapter, what was read of it. */
  readonly recap: Told
  readonly cast: Told['cast']
}

/** Everything about a chapter as of the reader's place in it; undefined when it was never opened. */
export function readChapter(library: Library, workId: WorkId, chapterId: ChapterId, wanted: Wanted = PREVIOUSLY): Promise<ChapterReport | undefined> {
  return library.atOnce('r', [library.works, ...toldTables(library)], async (library) => {
    const [found, passages, homes] = await Promise.all([readToldIn(library, workId, chapterId, wanted), passagesIn(library, chapterId), homeRows(library, workId)])
    if (!found) return undefined
    const { work, chapter, progress, told: recap } = found
    const [head = work, ...others] = homes
    const elsewhere = await chaptersAt(library, homes.flatMap(({ id }) => (id === workId ? [] : [id])))
    return { work: storyOf(head, others), chapter, chapters: [...recap.chapters, ...elsewhere], progress, passages, recap, cast: recap.cast }
  })
}
