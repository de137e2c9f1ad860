/** A small library with a row of every kind, for tests of keeping it. */
import { chapterId, workId, type ChapterFacts } from '../../src/core/work.ts'
import { digestChapter } from '../../src/core/recap/digest.ts'
import type { Stamp } from '../../src/core/stamp.ts'
import { backupOf, type BackupPlan } from '../../src/store/backup.ts'
import { renamed } from '../../src/store/corrections.ts'
import { digestMade } from '../../src/store/digests.ts'
import type { Library } from '../../src/store/library.ts'
import { passageMade } from '../../src/store/passages.ts'
import { progressMade } from '../../src/store/positions.ts'
import { readerWished } from '../../src/store/wishes.ts'
import { chapterOpened } from '../../src/store/works.ts'
import { SELECTOR } from '../core/records.ts'

export const WORK = workId('test', '1')
export const CHAPTER = chapterId(WORK, '1')
export const FACTS: ChapterFacts = {
  site: 'test', work: WORK, chapter: CHAPTER, workTitle: 'The Tide Clerk', author: null, chapterTitle: null, ordinal: 1, titleNumber: null, posted: null,
  planned: null, url: 'https://story.example/1', workUrl: null, prevUrl: null, nextUrl: null, language: 'en',
}
const STAMP = '00000000a.0000.dev' as Stamp

/** Puts a row of every kind into an empty library. */
export async function furnish(library: Library, passages = 3): Promise<void> {
  await chapterOpened(library, FACTS, { paragraphs: 10, characters: 1000 }, 1000)
  await progressMade(library, CHAPTER, { place: { paragraph: 3, offset: 0 }, fraction: 0.3, words: 'the', at: 2000 }, true, 2000)
  for (let each = 0; each < passages; each++) await passageMade(library, { id: `p${each}`, chapter: CHAPTER, selector: SELECTOR, colour: 'amber', note: `note ${each}`, tags: [] }, 3000)
  await renamed(library, WORK, ['Ilse'], 'The clerk', 4000)
  await readerWished(library, 'site', 'other.example', true, 4000)
  await digestMade(library, CHAPTER, digestChapter({ paragraphs: ['Ilse opened the gate.', 'Nobody came.'], language: 'en' }), 4000)
  await library.verdicts.put({ id: 'v', work: WORK, verdict: 'pin', stamp: STAMP })
  await library.sittings.put({ id: 's', work: WORK, chapter: CHAPTER, began: 1000, ended: 2000, zone: 60, readMs: 900, words: 200 })
  await library.works.update(WORK, { readMs: 900 })
  await library.fingerprints.put({ chapter: CHAPTER, work: WORK, taken: 2000, fingerprint: ['0123456789abcdef'] })
  await library.homes.put({ work: workId('other', '9'), into: WORK, removed: null, stamp: STAMP })
}

/** A file of the whole library. */
export async function fileOf(library: Library, plan: BackupPlan = {}): Promise<string> {
  const decoder = new TextDecoder()
  let file = ''
  for await (const piece of backupOf(library, 1e12, plan)) file += decoder.decode(piece, { stream: true })
  return file
}

export async function wipe(library: Library): Promise<void> {
  for (const table of library.tables) await table.clear()
}
