/** All that stands on a work's own page, its recap apart. */
import type { WorkId } from '../core/work.ts'
import { homesOf } from './homes.ts'
import type { ChapterRow, Library, ProgressRow, WorkRow } from './library.ts'
import { chaptersOf } from './works.ts'

/** A work at one home with what was read there. */
export interface HomeReport {
  readonly work: WorkRow
  /** All known chapters, in story order. */
  readonly chapters: readonly ChapterRow[]
  readonly progress: ReadonlyMap<string, ProgressRow>
  /** How many passages stand in each chapter that has any. */
  readonly passages: ReadonlyMap<string, number>
}

export interface WorkReport extends HomeReport {
  /** Other homes of the same story. */
  readonly others: readonly HomeReport[]
  /** The chapter Continue leads to, at whatever home; null before any reading was seen. */
  readonly here: ChapterRow | null
}

/** The story a work is a home of, the leading home first. Undefined when there is no such work. */
export function readWork(library: Library, id: WorkId): Promise<WorkReport | undefined> {
  return library.atOnce('r', [library.works, library.chapters, library.progress, library.passages, library.homes], async (library) => {
    const homes = (await Promise.all((await homesOf(library, id)).map((home) => readHome(library, home)))).filter((home) => home !== undefined)
    const [leading, ...others] = homes
    if (!leading) return undefined
    return { ...leading, others, here: homes.flatMap(({ chapters }) => chapters).find((row) => row.id === leading.work.current?.chapter) ?? null }
  })
}

async function readHome(library: Library, id: WorkId): Promise<HomeReport | undefined> {
  const [work, chapters, progress, marks] = await Promise.all([
    library.works.get(id), chaptersOf(library, id), library.progress.where('work').equals(id).toArray(), library.passages.where('work').equals(id).and(({ removed }) => removed === null).toArray(),
  ])
  const passages = new Map<string, number>()
  for (const { chapter } of marks) passages.set(chapter, (passages.get(chapter) ?? 0) + 1)
  return work && { work, chapters, passages, progress: new Map(progress.map((row) => [row.chapter, row])) }
}
