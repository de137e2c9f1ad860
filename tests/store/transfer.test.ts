import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rowsOf, type BackupRow } from '../../src/core/formats/backup.ts'
import type { Refused } from '../../src/core/formats/file.ts'
import { chapterId, workId, type ChapterFacts } from '../../src/core/work.ts'
import { Library } from '../../src/store/library.ts'
import { passageChanged, passageMade, passageRemoved } from '../../src/store/passages.ts'
import { progressMade } from '../../src/store/positions.ts'
import { isSound, lookThrough } from '../../src/store/health.ts'
import { NothingStaged } from '../../src/store/staged.ts'
import { confirmImport } from '../../src/store/switching.ts'
import { cancelImport, stageImport } from '../../src/store/transfer.ts'
import { chapterOpened } from '../../src/store/works.ts'
import { SELECTOR } from '../core/records.ts'
import { fileOf } from './kept.ts'

const WORK = workId('test', '1')
const CHAPTER = chapterId(WORK, '1')
const FACTS: ChapterFacts = {
  site: 'test', work: WORK, chapter: CHAPTER, workTitle: 'The Tide Clerk', author: null, chapterTitle: null, ordinal: 1, titleNumber: null, posted: null,
  planned: null, url: 'https://story.example/1', workUrl: null, prevUrl: null, nextUrl: null, language: 'en',
}
let library: Library
const backup = (): Promise<string> => fileOf(library)
const counts = async (): Promise<number[]> => Promise.all(library.tables.map((table) => table.count()))
const wipe = async (): Promise<void> => {
  for (const table of library.tables) await table.clear()
}

beforeEach(async () => {
  library = new Library(`test-${crypto.randomUUID()}`)
  await chapterOpened(library, FACTS, { paragraphs: 10, characters: 1000 }, 1000)
  await progressMade(library, CHAPTER, { place: { paragraph: 3, offset: 0 }, fraction: 0.3, words: 'the', at: 2000 }, true, 2000)
  for (let each = 0; each < 600; each++) await library.passages.add({ ...(await sample(each)) })
  await library.works.update(WORK, { passages: 600 })
})
afterEach(() => library.delete())

const sample = async (each: number) => {
  if (each === 0) {
    const row = await passageMade(library, { id: 'made', chapter: CHAPTER, selector: SELECTOR, colour: 'amber', note: 'first', tags: [] }, 3000)
    await library.passages.delete('made')
    return row
  }
  return { ...(await library.passages.get('made'))!, id: `p${each}` }
}

test('export, wipe, import, export: equal to the byte, counters too', async () => {
  await passageRemoved(library, 'p7', true, 4000)
  const file = await backup()
  await wipe()
  expect(await stageImport(library, rowsOf(file))).toMatchObject({ fresh: 603, changed: 0, same: 0, conflicting: 0, refused: [] })
  await confirmImport(library, 5000)
  expect(await backup()).toBe(file)
  expect((await library.works.get(WORK))!.passages).toBe(599)
  expect(await library.staged.count()).toBe(0)
})

test('the same file twice changes nothing; a cancelled import neither', async () => {
  const file = await backup()
  expect(await stageImport(library, rowsOf(file))).toMatchObject({ fresh: 0, changed: 0, same: 603 })
  await cancelImport(library)
  expect(await backup()).toBe(file)
  await stageImport(library, rowsOf(file))
  await confirmImport(library, 5000)
  expect(await backup()).toBe(file)
})

test('what was written since the backup stays: an import never takes it back', async () => {
  const file = await backup()
  await passageChanged(library, 'p5', { note: 'second thought' }, 6000)
  await passageRemoved(library, 'p6', true, 6000)
  const now = await backup()
  await stageImport(library, rowsOf(file))
  await confirmImport(library, 7000)
  expect(await backup()).toBe(now)
})

test('a file cut off half-way changes nothing and leaves nothing staged', async () => {
  const file = await backup()
  await wipe()
  await expect(stageImport(library, rowsOf(file.slice(0, file.length / 2)))).rejects.toThrow('ends too early')
  expect(await counts()).toEqual(library.tables.map(() => 0))
})

test.each(['works', 'chapters', 'progress', 'passages', 'device', 'staged'])('a failure at %s leaves the state before', async (name) => {
  const file = await backup()
  await wipe()
  const before = await backup()
  await stageImport(library, rowsOf(file))
  const fail = (): never => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  const table = library.table(name)
  table.hook('creating', fail)
  table.hook('deleting', fail)
  await expect(confirmImport(library, 5000)).rejects.toThrow()
  expect(await backup()).toBe(before)
})

test('an import that is stopped while it is switched in leaves the state before', async () => {
  const file = await backup()
  await wipe()
  await stageImport(library, rowsOf(file))
  const stop = new AbortController()
  const told: number[] = []
  await expect(confirmImport(library, 5000, { signal: stop.signal, progress: (rows) => { if (told.push(rows) === 2) stop.abort() } })).rejects.toThrow()
  expect(told).toHaveLength(2)
  expect(await Promise.all(['works', 'chapters', 'progress', 'passages'].map((name) => library.table(name).count()))).toEqual([0, 0, 0, 0])
})

test('of two pages that read a file at the same time none switches in what the other staged', async () => {
  const file = await backup()
  await wipe()
  async function* slowly(): AsyncGenerator<BackupRow | Refused> {
    yield* rowsOf(file)
    await stageImport(library, rowsOf(file.replaceAll('first', 'second')))
  }
  await expect(stageImport(library, slowly())).rejects.toThrow(NothingStaged)
  await confirmImport(library, 5000)
  expect((await library.passages.toArray()).filter(({ note }) => note === 'second')).toHaveLength(600)
})

test('counters follow what an import changes, also of works that are not in the file', async () => {
  const file = await backup()
  await passageRemoved(library, 'p7', true, 4000)
  const lines = (await backup()).split('\n')
  await wipe()
  await stageImport(library, rowsOf(file))
  await confirmImport(library, 5000)
  expect((await library.works.get(WORK))!.passages).toBe(600)
  await stageImport(library, rowsOf(lines.filter((line) => !line.startsWith('["work"')).join('\n')))
  await confirmImport(library, 6000)
  expect((await library.works.get(WORK))!.passages).toBe(599)
  expect(isSound(await lookThrough(library))).toBe(true)
})

test('rows that belong to nothing are refused, and said so', async () => {
  const file = (await backup()).split('\n').filter((line) => !line.startsWith('["chapter"')).join('\n')
  await wipe()
  const { fresh, refused } = await stageImport(library, rowsOf(file))
  expect([fresh, refused.length]).toEqual([1, 601])
})

test('a library of version 1 opens in the newest with every row', async () => {
  const name = `old-${crypto.randomUUID()}`
  const old = new Dexie(name)
  old.version(1).stores({ works: 'id, lastRead', chapters: 'id, work, [work+order]', progress: 'chapter, work', passages: 'id, chapter, work', digests: 'chapter, work', device: 'key' })
  await old.table('passages').add((await library.passages.get('p1'))!)
  old.close()
  const opened = new Library(name)
  expect(await opened.passages.get('p1')).toEqual(await library.passages.get('p1'))
  expect(await opened.staged.count()).toBe(0)
  await opened.delete()
})
