/** What search and statistics are made from: noted by every write, brought up to date when shown, the same as made anew. */
import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Selector } from '../../src/core/passage.ts'
import { chapterId, workId, type ChapterFacts, type ChapterId, type WorkId } from '../../src/core/work.ts'
import { ALL_DAYS } from '../../src/store/books.ts'
import { Catalogue } from '../../src/store/catalogue.ts'
import { Library } from '../../src/store/library.ts'
import { passageChanged, passageMade, passageRemoved } from '../../src/store/passages.ts'
import { progressMade } from '../../src/store/positions.ts'
import { KEPT_MS, removedLetGo, removedWorks, worksBroughtBack, worksRemoved } from '../../src/store/removed.ts'
import { PassageSearch } from '../../src/store/search.ts'
import { daysOfReading } from '../../src/store/statistics.ts'
import { chapterOpened } from '../../src/store/works.ts'

const WORK = workId('books', 'w1')
const chapter = chapterId(WORK, '1')
const facts = (work: WorkId, id: ChapterId): ChapterFacts => ({
  site: 'books', work, chapter: id, workTitle: 'The Tide Clerk', author: null, chapterTitle: null, ordinal: 1, titleNumber: null,
  posted: null, planned: null, url: `https://story.example/${id}`, workUrl: null, prevUrl: null, nextUrl: null, language: 'en',
})
const selector = (exact: string): Selector => ({ quote: { exact, prefix: '', suffix: '' }, start: 0, end: exact.length, place: { paragraph: 0, offset: 0 } })
const mark = (id: string, exact: string, note = '') => passageMade(library, { id, chapter, selector: selector(exact), colour: 'amber', note, tags: [] }, 1)
const never = new AbortController().signal
const quiet = (): void => undefined
const MINUTE = 60_000

let library: Library
beforeEach(async () => {
  library = new Library(`test-${crypto.randomUUID()}`)
  await chapterOpened(library, facts(WORK, chapter), { paragraphs: 10, characters: 1000 }, 1000)
})
afterEach(() => library.delete())

async function search(): Promise<PassageSearch> {
  const found = new PassageSearch(library)
  await found.load(never, quiet)
  return found
}
const ids = async (query: string): Promise<string[]> => (await (await search()).passages(query, 50)).map(({ id }) => id).sort()

test('a passage is found by its words, its note and its tags, from the moment it is made', async () => {
  await mark('a', 'the salt road', 'ask Ilse')
  await mark('b', 'eels in the “Salt” house')
  expect(await ids('salt')).toEqual(['a', 'b'])
  expect(await ids('SALT ilse')).toEqual(['a'])
  await passageChanged(library, 'b', { note: 'kettle', tags: ['harbour'] }, 2)
  expect(await ids('harbour kettle eels')).toEqual(['b'])
  await passageRemoved(library, 'a', true, 3)
  expect(await ids('salt')).toEqual(['b'])
  await passageRemoved(library, 'a', false, 4)
  expect(await ids('road')).toEqual(['a'])
  expect(await library.unfiled.count()).toBe(0)
})

test('hundreds of passages fill several blocks; an edit changes its own block, and nothing twice', async () => {
  await mark('p0', 'line 0 of the ledger')
  const first = (await library.passages.get('p0'))!
  await library.passages.bulkPut(Array.from({ length: 600 }, (_, index) => ({ ...first, id: `p${index}`, selectors: [selector(`line ${index} of the ledger`)] as const })))
  expect(await ids('line 77 ledger')).toContain('p77')
  expect((await library.blocks.toArray()).map((block) => block.ids.length)).toEqual([256, 256, 88])
  await passageChanged(library, 'p5', { note: 'changed' }, 9)
  expect(await ids('changed')).toEqual(['p5'])
  const all = (await library.blocks.toArray()).flatMap((block) => block.ids)
  expect([...all].sort()).toEqual([...new Set(all)].sort())
  expect(all).toHaveLength(600)
})

test('many passages at once leave one note; they are filed a block at a time, and what is written meanwhile is found', async () => {
  await mark('p0', 'line 0 of the ledger')
  const first = (await library.passages.get('p0'))!
  await search()
  await library.passages.bulkPut(Array.from({ length: 600 }, (_, index) => ({ ...first, id: `p${index}`, selectors: [selector(`line ${index} of the ledger`)] as const })))
  expect(await library.unfiled.toArray()).toEqual([{ kind: 'passage', id: '*' }])
  const stop = new AbortController()
  await new PassageSearch(library).load(stop.signal, () => stop.abort())
  expect((await library.blocks.toArray()).length).toBeLessThan(3)
  await passageChanged(library, 'p7', { note: 'kettle' }, 9)
  await passageChanged(library, 'p99', { note: 'harbour' }, 9)
  expect(await ids('kettle')).toEqual(['p7'])
  expect(await ids('harbour')).toEqual(['p99'])
  expect(await ids('line 431 ledger')).toEqual(['p431'])
  expect(new Set((await library.blocks.toArray()).flatMap((block) => block.ids)).size).toBe(600)
  expect(await library.unfiled.count()).toBe(0)
})

test('a page that loaded before another page filed an edit shows no old words', async () => {
  await mark('a', 'old words')
  const early = await search()
  await passageChanged(library, 'a', { note: 'anew' }, 2)
  const late = await search()
  await passageChanged(library, 'a', { note: 'third' }, 3)
  await early.file(never, quiet)
  expect(await early.passages('anew', 9)).toEqual([])
  expect((await late.passages('third', 9)).length).toBe(0)
  expect(await ids('third')).toEqual(['a'])
})

test('an emptied table empties search', async () => {
  await mark('a', 'salt')
  await search()
  await library.passages.clear()
  expect(await ids('salt')).toEqual([])
  expect(await library.blocks.count()).toBe(0)
})

test('a write that fails leaves no note of itself', async () => {
  await expect(library.transaction('rw', library.passages, async () => {
    await library.passages.put({ id: 'x', work: WORK, chapter, selectors: [selector('x')], colour: 'amber', note: '', tags: [], made: 1, removed: null, stamps: {} })
    throw new Error('no')
  })).rejects.toThrow('no')
  expect(await library.unfiled.count()).toBe(0)
})

const sit = (id: string, began: string, minutes: number) =>
  library.sittings.put({ id, work: WORK, chapter, began: Date.parse(began), ended: Date.parse(began) + minutes * MINUTE, zone: 0, readMs: minutes * MINUTE, words: minutes * 200 })
const minutes = async () => (await daysOfReading(library, never)).map(({ day, readMs }) => [day, readMs / MINUTE])

test('days follow their sittings: extended, moved, deleted', async () => {
  await sit('a', '2026-05-04T10:00:00Z', 10)
  await sit('b', '2026-05-05T23:50:00Z', 20)
  expect(await minutes()).toEqual([['2026-05-04', 10], ['2026-05-05', 10], ['2026-05-06', 10]])
  await sit('a', '2026-05-04T10:00:00Z', 25)
  expect(await minutes()).toEqual([['2026-05-04', 25], ['2026-05-05', 10], ['2026-05-06', 10]])
  await sit('b', '2026-05-07T10:00:00Z', 5)
  expect(await minutes()).toEqual([['2026-05-04', 25], ['2026-05-07', 5]])
  await library.sittings.delete('a')
  expect(await minutes()).toEqual([['2026-05-07', 5]])
  await library.unfiled.put(ALL_DAYS)
  expect(await minutes()).toEqual([['2026-05-07', 5]])
  await library.sittings.clear()
  expect(await minutes()).toEqual([])
})

test('only days that are out of date are summed up again', async () => {
  await sit('a', '2026-05-04T10:00:00Z', 10)
  await minutes()
  await library.days.update('2026-05-04' as never, { readMs: 1 * MINUTE })
  await sit('b', '2026-05-09T10:00:00Z', 10)
  expect(await minutes()).toEqual([['2026-05-04', 1], ['2026-05-09', 10]])
})

test('a chapter counts on the day it was finished', async () => {
  const at = Date.parse('2026-05-04T12:00:00Z')
  await progressMade(library, chapter, { place: { paragraph: 9, offset: 0 }, fraction: 1, words: '', at }, true, at)
  expect((await daysOfReading(library, never)).map(({ day, finished }) => [day, finished])).toEqual([['2026-05-04', 1]])
})

test('a removed work comes back whole, with what was read of it since', async () => {
  await mark('a', 'salt')
  await sit('s', '2026-05-04T10:00:00Z', 10)
  await progressMade(library, chapter, { place: { paragraph: 5, offset: 0 }, fraction: 0.5, words: 'w', at: 5 }, false, 5)
  const tables = () => Promise.all([library.works, library.chapters, library.progress, library.passages, library.sittings].map((table) => table.toArray() as Promise<unknown[]>))
  const before = await tables()
  await worksRemoved(library, [WORK], 100)
  expect((await tables()).flat()).toEqual([])
  expect(await ids('salt')).toEqual([])
  expect(await minutes()).toEqual([])
  expect(await removedWorks(library, 200)).toEqual([{ work: WORK, at: 100, title: 'The Tide Clerk' }])
  await worksBroughtBack(library, [WORK])
  const after = await tables()
  expect(after).toEqual(before.map((rows, index) => (index === 0 ? rows.map((row) => ({ ...(row as object), readMs: 10 * MINUTE })) : rows)))
  expect(await ids('salt')).toEqual(['a'])
  expect(await removedWorks(library, 200)).toEqual([])

  await worksRemoved(library, [WORK], 300)
  await chapterOpened(library, facts(WORK, chapter), { paragraphs: 10, characters: 1000 }, 400)
  await progressMade(library, chapter, { place: { paragraph: 8, offset: 0 }, fraction: 0.8, words: 'w', at: 500 }, false, 500)
  await worksRemoved(library, [WORK], 600)
  await worksBroughtBack(library, [WORK])
  expect(await library.works.get(WORK)).toMatchObject({ passages: 1, added: 400, current: { mark: { fraction: 0.8 } } })
  await worksRemoved(library, [WORK], 700)
  expect(await removedWorks(library, 701 + KEPT_MS)).toEqual([])
  expect(await removedLetGo(library, 700 + KEPT_MS)).toBe(0)
  expect(await removedLetGo(library, 701 + KEPT_MS)).toBe(1)
})

test('the catalogue has all works, and follows every change', async () => {
  const others = Array.from({ length: 120 }, (_, index) => workId('books', `x${index}`))
  for (const [index, work] of others.entries()) await chapterOpened(library, facts(work, chapterId(work, '1')), { paragraphs: 1, characters: 1 }, 2000 + index)
  const end = new AbortController()
  const sizes: number[] = []
  const catalogue = new Catalogue(library, () => sizes.push(catalogue.works.size))
  await catalogue.open(end.signal)
  expect([sizes[0], sizes.at(-1), catalogue.whole]).toEqual([50, 121, true])
  await library.works.update(WORK, { note: 'written later' })
  await expect.poll(() => catalogue.works.get(WORK)?.note).toBe('written later')
  expect(catalogue.findables().find(({ id }) => id === WORK)?.note).toBe('written later')
  await worksRemoved(library, [WORK], 9)
  await expect.poll(() => catalogue.works.has(WORK)).toBe(false)
  end.abort()
})

test('a library of the fourth shape is opened: its passages and days wait to be filed', async () => {
  const name = `test-${crypto.randomUUID()}`
  const past = new Dexie(name)
  past.version(4).stores({
    works: 'id, lastRead', chapters: 'id, work, [work+order]', progress: 'chapter, work', passages: 'id, chapter, work', digests: 'chapter, work', device: 'key',
    staged: '[kind+id], kind', verdicts: 'id, work', corrections: 'id, work', wishes: 'id', sittings: 'id, began, work', fingerprints: 'chapter, work', homes: 'work, into',
  })
  await past.table('passages').put({ id: 'a', work: WORK, chapter, selectors: [selector('salt')], colour: 'amber', note: '', tags: [], made: 1, removed: null, stamps: {} })
  await past.table('sittings').put({ id: 's', work: WORK, chapter, began: Date.parse('2026-05-04T10:00:00Z'), ended: Date.parse('2026-05-04T10:10:00Z'), zone: 0, readMs: 5 * MINUTE, words: 1 })
  await past.table('progress').put({ chapter, work: WORK, finished: Date.parse('2026-05-04T12:00:00Z') })
  past.close()
  await library.delete()
  library = new Library(name)
  expect(await ids('salt')).toEqual(['a'])
  expect(await daysOfReading(library, never)).toMatchObject([{ day: '2026-05-04', readMs: 5 * MINUTE, finished: 1 }])
})
