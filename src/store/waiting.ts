/** Passages brought in under an address, before anybody knew the chapter that stands there. */
import { chapterAt } from '../core/bring/homes.ts'
import type { ChapterFacts } from '../core/work.ts'
import type { Library } from './library.ts'

/**
 * Gives the passages that wait under a chapter's address to the chapter, once it is opened; their placeholder goes, and a
 * work that was made for them alone. One look-up by key where nothing waits.
 */
export async function takeOver(library: Library, facts: Pick<ChapterFacts, 'work' | 'chapter' | 'url' | 'workUrl' | 'ordinal'>): Promise<void> {
  // the work's own address shows its first chapter
  const addresses = [facts.url, ...(facts.workUrl !== null && facts.ordinal === 1 ? [facts.workUrl] : [])]
  const waiting = (await library.chapters.bulkGet(addresses.map(chapterAt))).flatMap((row) => row ?? [])
  if (waiting.length === 0) return
  await library.atOnce('rw', [library.works, library.chapters, library.passages], async (library) => {
    for (const { id, work } of waiting) {
      await library.passages.where('chapter').equals(id).modify({ work: facts.work, chapter: facts.chapter })
      await library.chapters.delete(id)
      if (work !== facts.work && (await library.chapters.where('work').equals(work).count()) === 0) {
        const made = await library.works.get(work)
        if (made && made.status === null && made.rating === null && made.note === '' && made.tags.length === 0) await library.works.delete(work)
      } else await library.works.update(work, { passages: await alive(library, work) })
    }
    await library.works.update(facts.work, { passages: await alive(library, facts.work) })
  })
}

const alive = (library: Library, work: ChapterFacts['work']): Promise<number> =>
  library.passages.where('work').equals(work).filter(({ removed }) => removed === null).count()
