/** All that stands on a work's own page, its recap apart. */
import { storyOf } from '../core/homes.ts'
import type { WorkId } from '../core/work.ts'
import { homeRows } from './homes.ts'
import type { ChapterRow, Library, ProgressRow, WorkRow } from './library.ts'
import { chaptersOf } from './works.ts'

/** One home of a story, with its known chapters in story order. */
export interface Home {
  readonly work: WorkRow
  readonly chapters: readonly ChapterRow[]
}

export interface WorkReport {
  /** The story, with all its homes. */
  readonly work: WorkRow
  /** Where it is at home; the one that leads comes first. */
  readonly homes: readonly [Home, ...Home[]]
  readonly progress: ReadonlyMap<string, ProgressRow>
  /** How many passages stand in each chapter that has any. */
  readonly passages: ReadonlyMap<string, number>
  /** The chapter Continue leads to, at whatever home; null before any reading was seen. */
  readonly here: ChapterRow | null
}

/** The story of a work and all its homes; undefined when there is no such work. */
export function readWork(library: Library, id: WorkId): Promise<WorkReport | undefined> {
  return library.atOnce('r', [library.works, library.homes, library.chapters, library.progress, library.passages], async (library) => {
    const [head, ...others] = await homeRows(library, id)
    if (!head) return undefined
    const ids = [head, ...others].map((row) => row.id)
    const homeOf = async (work: WorkRow): Promise<Home> => ({ work, chapters: await chaptersOf(library, work.id) })
    const [first, rest, progress, marks] = await Promise.all([
      homeOf(head), Promise.all(others.map(homeOf)), library.progress.where('work').anyOf(ids).toArray(), library.passages.where('work').anyOf(ids).and(({ removed }) => removed === null).toArray(),
    ])
    const passages = new Map<string, number>()
    for (const { chapter } of marks) passages.set(chapter, (passages.get(chapter) ?? 0) + 1)
    const work = storyOf(head, others)
    const here = [first, ...rest].flatMap(({ chapters }) => chapters).find((row) => row.id === work.current?.chapter) ?? null
    return { work, homes: [first, ...rest], passages, progress: new Map(progress.map((row) => [row.chapter, row])), here }
  })
}
