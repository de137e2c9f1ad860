/** All that stands on a work's own page, its recap apart. */
import type { WorkId } from '../core/work.ts'
import type { ChapterRow, Library, ProgressRow, WorkRow } from './library.ts'
import { chaptersOf } from './works.ts'

export interface WorkReport {
  readonly work: WorkRow
  /** All known chapters, in story order. */
  readonly chapters: readonly ChapterRow[]
  readonly progress: ReadonlyMap<string, ProgressRow>
  /** How many passages stand in each chapter that has any. */
  readonly passages: ReadonlyMap<string, number>
  /** The chapter Continue leads to; null before any reading was seen. */
  readonly here: ChapterRow | null
}

/** Undefined when there is no such work. */
export function readWork(library: Library, id: WorkId): Promise<WorkReport | undefined> {
  return library.atOnce('r', [library.works, library.chapters, library.progress, library.passages], async (library) => {
    const work = await library.works.get(id)
    if (!work) return undefined
    const [chapters, progress, marks] = await Promise.all([
      chaptersOf(library, id), library.progress.where('work').equals(id).toArray(), library.passages.where('work').equals(id).and(({ removed }) => removed === null).toArray(),
    ])
    const passages = new Map<string, number>()
    for (const { chapter } of marks) passages.set(chapter, (passages.get(chapter) ?? 0) + 1)
    return { work, chapters, passages, progress: new Map(progress.map((row) => [row.chapter, row])), here: chapters.find((row) => row.id === work.current?.chapter) ?? null }
  })
}
