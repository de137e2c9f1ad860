/** A work with chapters for the tests of the store, and a reader in it. */
import type { Mark } from '../../src/core/position.ts'
import { chapterId, workId, type ChapterFacts, type ChapterId, type WorkId } from '../../src/core/work.ts'
import type { Library } from '../../src/store/library.ts'
import { chapterOpened } from '../../src/store/works.ts'

export const WORK = workId('test', '1')
export const idOf = (key: string, work: WorkId = WORK): ChapterId => chapterId(work, key)
export const factsOf = (key: string, facts: Partial<ChapterFacts> = {}): ChapterFacts => ({
  site: 'test', work: WORK, chapter: idOf(key, facts.work), workTitle: 'The Tide Clerk', author: 'A. Nother', chapterTitle: null,
  ordinal: Number(key) || null, titleNumber: null, posted: null, planned: null, url: `https://story.example/${key}`, workUrl: 'https://story.example/',
  prevUrl: null, nextUrl: null, language: 'en', ...facts,
})
const SIZE = { paragraphs: 10, characters: 1000 }
/** Opens chapters 1 to `count`. */
export async function openAll(library: Library, count: number, facts: Partial<ChapterFacts> = {}, now = 1000): Promise<void> {
  for (let key = 1; key <= count; key++) await chapterOpened(library, factsOf(String(key), facts), SIZE, now)
}
/** A place at a paragraph of ten. */
export const markAt = (paragraph: number, at: number): Mark => ({ place: { paragraph, offset: 0 }, fraction: paragraph / 10, words: 'the words', at })
