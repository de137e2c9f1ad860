/** Works and chapters: what was opened, and the shelf. */
import { chapterNumber, type ChapterFacts, type ChapterId, type WorkId } from '../core/work.ts'
import { UNSAID } from '../core/record.ts'
import { amendedFacts } from './amendments.ts'
import { asStories, ledWorks } from './homes.ts'
import type { ChapterRow, Library, WorkRow } from './library.ts'

/** Size of a chapter's story text. */
export interface StorySize {
  readonly paragraphs: number
  readonly characters: number
}

/** A chapter without any number comes after the one it names as previous, else after all that are known. */
async function orderOf(library: Library, facts: ChapterFacts): Promise<number> {
  const known = chapterNumber(facts)
  if (known !== null) return known
  const siblings = await library.chapters.where('work').equals(facts.work).toArray()
  const own = siblings.find((row) => row.id === facts.chapter)
  if (own) return own.order
  const before = siblings.find((row) => row.url === facts.prevUrl)
  if (before) return before.order + 1
  const after = siblings.find((row) => row.url === facts.nextUrl)
  if (after) return after.order - 1
  return siblings.reduce((last, row) => Math.max(last, row.order), 0) + 1
}

/** Remembers that a chapter was opened. Facts a page does not show never erase facts known from an earlier visit. */
export function chapterOpened(library: Library, shown: ChapterFacts, size: StorySize, now: number): Promise<void> {
  return library.atOnce('rw', [library.works, library.chapters, library.amendments], async (library) => {
    const facts = await amendedFacts(library, shown)
    const work = await library.works.get(facts.work)
    const chapter = await library.chapters.get(facts.chapter)
    await library.works.put(refreshed(work, facts, now))
    await library.chapters.put({
      id: facts.chapter,
      work: facts.work,
      url: facts.url,
      title: facts.chapterTitle ?? chapter?.title ?? null,
      ordinal: facts.ordinal ?? chapter?.ordinal ?? null,
      titleNumber: facts.titleNumber ?? chapter?.titleNumber ?? null,
      order: await orderOf(library, facts),
      prevUrl: facts.prevUrl ?? chapter?.prevUrl ?? null,
      // the last chapter gains a next one, but no chapter loses it: a page cut short must not end the work
      nextUrl: facts.nextUrl ?? chapter?.nextUrl ?? null,
      paragraphs: size.paragraphs,
      characters: size.characters,
      opened: now,
    })
  })
}

function refreshed(work: WorkRow | undefined, facts: ChapterFacts, now: number): WorkRow {
  return {
    ...(work ?? { ...UNSAID, added: now, lastRead: now, current: null, furthest: null, passages: 0, finished: 0, stamps: {} }),
    id: facts.work,
    site: facts.site,
    title: facts.workTitle ?? work?.title ?? null,
    author: facts.author ?? work?.author ?? null,
    url: facts.workUrl ?? work?.url ?? null,
    language: facts.language ?? work?.language ?? null,
    posted: facts.posted ?? work?.posted ?? null,
    planned: facts.planned ?? work?.planned ?? null,
  }
}

/** One line of the shelf: a work, and the chapter "Continue" leads to. */
export interface ShelfEntry {
  readonly work: WorkRow
  /** The chapter the reader is in; null before any reading was seen. */
  readonly chapter: ChapterRow | null
}

/** The works read last, newest first. */
export function shelf(library: Library, limit: number): Promise<ShelfEntry[]> {
  return library.atOnce('r', [library.works, library.chapters, library.homes], async (library) => {
    const led = await ledWorks(library)
    const works = await asStories(library, await library.works.orderBy('lastRead').reverse().filter(({ id }) => !led.has(id)).limit(limit).toArray(), led)
    const ids = works.flatMap((work) => (work.current ? [work.current.chapter] : []))
    const chapters = new Map((await library.chapters.bulkGet(ids)).flatMap((row) => (row ? [[row.id, row] as const] : [])))
    return works.map((work) => ({ work, chapter: (work.current && chapters.get(work.current.chapter)) ?? null }))
  })
}

/** All known chapters of a work in story order. */
export const chaptersOf = (library: Library, work: WorkId): Promise<ChapterRow[]> =>
  library.chapters.where('work').equals(work).sortBy('order')

/** All known chapters of a story's homes, home by home in the order given, each in story order. */
export const chaptersAt = async (library: Library, homes: readonly WorkId[]): Promise<ChapterRow[]> =>
  (await Promise.all(homes.map((home) => chaptersOf(library, home)))).flat()

/** A chapter by id, if it was ever opened. */
export const findChapter = (library: Library, id: ChapterId): Promise<ChapterRow | undefined> => library.chapters.get(id)
