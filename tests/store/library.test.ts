import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Selector } from '../../src/core/passage.ts'
import type { Mark } from '../../src/core/position.ts'
import { UNSAID } from '../../src/core/record.ts'
import { digestChapter } from '../../src/core/recap/digest.ts'
import { chapterId, workId, type ChapterFacts } from '../../src/core/work.ts'
import { digestMade } from '../../src/store/digests.ts'
import { Library } from '../../src/store/library.ts'
import { passageChanged, passageMade, passageRemoved, passagesIn } from '../../src/store/passages.ts'
import { progressIn, progressMade, UnknownChapter } from '../../src/store/positions.ts'
import { readChapter } from '../../src/store/report.ts'
import { chapterOpened, chaptersOf, shelf } from '../../src/store/works.ts'

const WORK = workId('test', '1')
const chapter = (key: string, facts: Partial<ChapterFacts> = {}): ChapterFacts => ({
  site: 'test', work: WORK, chapter: chapterId(WORK, key), workTitle: 'The Tide Clerk', author: 'A. Nother', chapterTitle: null,
  ordinal: Number(key) || null, titleNumber: null, posted: null, planned: null, url: `https://story.example/${key}`, workUrl: 'https://story.example/',
  prevUrl: null, nextUrl: null, language: 'en', ...facts,
})
const SIZE = { paragraphs: 10, characters: 1000 }
const mark = (paragraph: number, at: number): Mark => ({ place: { paragraph, offset: 0 }, fraction: paragraph / 10, words: 'the words', at })
const selector: Selector = { quote: { exact: 'salt', prefix: 'the ', suffix: ' road' }, start: 4, end: 8, place: { paragraph: 0, offset: 4 } }
const passage = (id: string, key = '1') => ({ id, chapter: chapterId(WORK, key), selector, colour: 'amber' as const, note: '', tags: [] })

let library: Library
beforeEach(async () => {
  library = new Library(`test-${crypto.randomUUID()}`)
  await chapterOpened(library, chapter('1'), SIZE, 1000)
})
afterEach(() => library.delete())

test('opening a chapter is no progress: the shelf knows the work, and nobody was moved', async () => {
  const [entry] = await shelf(library, 10)
  expect(entry).toMatchObject({ work: { id: WORK, title: 'The Tide Clerk', current: null, furthest: null }, chapter: null })
})

test('a visit that shows less does not erase what an earlier visit showed', async () => {
  await chapterOpened(library, chapter('1', { workTitle: null, author: null, nextUrl: 'https://story.example/2' }), SIZE, 2000)
  await chapterOpened(library, chapter('1'), SIZE, 3000)
  expect(await library.works.get(WORK)).toMatchObject({ title: 'The Tide Clerk', author: 'A. Nother', added: 1000 })
  expect((await library.chapters.toArray())[0]).toMatchObject({ nextUrl: 'https://story.example/2' })
})

test('rereading an early chapter moves where I am, never the furthest', async () => {
  await chapterOpened(library, chapter('2'), SIZE, 1500)
  await progressMade(library, chapterId(WORK, '2'), mark(5, 2000), false, 2000)
  await progressMade(library, chapterId(WORK, '1'), mark(3, 3000), false, 3000)
  expect(await library.works.get(WORK)).toMatchObject({ current: { chapter: chapterId(WORK, '1') }, furthest: { chapter: chapterId(WORK, '2'), order: 2 } })
  await progressMade(library, chapterId(WORK, '1'), mark(1, 4000), false, 4000)
  expect(await progressIn(library, chapterId(WORK, '1'))).toMatchObject({ current: { place: { paragraph: 1 } }, furthest: { place: { paragraph: 3 } } })
})

test('a report that arrives late does not move the reader back', async () => {
  await progressMade(library, chapterId(WORK, '1'), mark(8, 5000), false, 5000)
  await progressMade(library, chapterId(WORK, '1'), mark(2, 4000), false, 5001)
  expect((await progressIn(library, chapterId(WORK, '1')))!.current.place.paragraph).toBe(8)
  expect((await library.works.get(WORK))!.current!.mark.place.paragraph).toBe(8)
})

test('after the clock was set back a year, reading goes on from the new clock', async () => {
  const year = 31_557_600_000
  await progressMade(library, chapterId(WORK, '1'), mark(8, 2 * year), false, 2 * year)
  const before = (await progressIn(library, chapterId(WORK, '1')))!.stamp
  await progressMade(library, chapterId(WORK, '1'), mark(9, year), false, year)
  const after = (await progressIn(library, chapterId(WORK, '1')))!
  expect(after.current.place.paragraph).toBe(9)
  expect(after.stamp > before).toBe(true)
})

test('progress in a chapter nobody opened is refused, and nothing is stored', async () => {
  await expect(progressMade(library, chapterId(WORK, '9'), mark(1, 1), false, 1)).rejects.toThrow(UnknownChapter)
  expect(await library.progress.count()).toBe(0)
})

test('the counters are what they count', async () => {
  await passageMade(library, passage('a'), 1)
  await passageMade(library, passage('b'), 2)
  await passageMade(library, passage('b'), 3)
  await passageRemoved(library, 'a', true, 4)
  await passageRemoved(library, 'a', true, 5)
  await progressMade(library, chapterId(WORK, '1'), mark(9, 6), true, 6)
  await progressMade(library, chapterId(WORK, '1'), mark(9, 7), true, 7)
  expect(await library.works.get(WORK)).toMatchObject({ passages: 1, finished: 1 })
  expect((await passagesIn(library, chapterId(WORK, '1'))).map((row) => row.id)).toEqual(['b'])
  await passageRemoved(library, 'a', false, 8)
  expect((await library.works.get(WORK))!.passages).toBe(2)
})

test('an edit stamps its field and no other, and never touches the first selector', async () => {
  const made = await passageMade(library, passage('a'), 1)
  const edited = (await passageChanged(library, 'a', { note: 'again!' }, 2))!
  expect(edited.note).toBe('again!')
  expect(edited.stamps.note! > made.stamps.note!).toBe(true)
  expect(edited.stamps.colour).toBe(made.stamps.colour)
  expect(edited.selectors[0]).toEqual(selector)
})

test('a write that fails half-way leaves nothing behind', async () => {
  library.works.hook('updating', () => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await expect(passageMade(library, passage('a'), 1)).rejects.toThrow()
  expect(await library.passages.count()).toBe(0)
  expect((await library.works.get(WORK))!.passages).toBe(0)
})

test('chapters without numbers stand beside the one they name as previous', async () => {
  const plain = (key: string, facts: Partial<ChapterFacts>) => chapter(key, { ordinal: null, ...facts })
  await library.chapters.clear()
  await chapterOpened(library, plain('c', {}), SIZE, 1)
  await chapterOpened(library, plain('d', { prevUrl: 'https://story.example/c' }), SIZE, 2)
  await chapterOpened(library, plain('b', { nextUrl: 'https://story.example/c' }), SIZE, 3)
  expect((await chaptersOf(library, WORK)).map((row) => row.url.at(-1))).toEqual(['b', 'c', 'd'])
})

const told = (name: string): string[] => Array.from({ length: 12 }, (_, index) => `${name} opened the gate at last and gave the clerk a key. "I promised," said ${name}, "and ${name} keeps promises." ${name} left on day ${index}.`)

test('a digest that covers less of a chapter never replaces one that covers more', async () => {
  const id = chapterId(WORK, '1')
  await digestMade(library, id, digestChapter({ paragraphs: told('Ilse'), language: 'en' }), 1)
  await digestMade(library, id, digestChapter({ paragraphs: told('Ilse').slice(0, 3), language: 'en' }), 2)
  expect((await library.digests.get(id))!.digest.paragraphs).toBe(12)
})

test('the popup’s report holds nothing from beyond the reader’s place', async () => {
  await chapterOpened(library, chapter('2'), SIZE, 10)
  await chapterOpened(library, chapter('3'), SIZE, 20)
  for (const key of ['1', '2', '3']) await progressMade(library, chapterId(WORK, key), mark(10, 1), true, 1)
  await progressMade(library, chapterId(WORK, '2'), mark(0, 2), false, 2)
  await digestMade(library, chapterId(WORK, '1'), digestChapter({ paragraphs: told('Ilse'), language: 'en' }), 1)
  await digestMade(library, chapterId(WORK, '2'), digestChapter({ paragraphs: told('Maren'), language: 'en' }), 2)
  await digestMade(library, chapterId(WORK, '3'), digestChapter({ paragraphs: told('Oskar'), language: 'en' }), 3)
  const report = (await readChapter(library, WORK, chapterId(WORK, '2')))!
  expect(JSON.stringify(report.recap)).toContain('Ilse')
  expect(JSON.stringify([report.recap, report.cast])).not.toMatch(/Maren|Oskar/)
})

test('a database opened before in this shape opens again with every row', async () => {
  await passageMade(library, passage('a'), 1)
  const { name } = library
  library.close()
  const raw = await new Dexie(name).open()
  expect(raw.verno).toBe(library.verno)
  raw.close()
  library = new Library(name)
  expect(await library.passages.count()).toBe(1)
})

test('a work from before readers could say anything of works has said nothing, and keeps all it had', async () => {
  const name = `old-${crypto.randomUUID()}`
  const old = new Dexie(name)
  old.version(3).stores({ works: 'id, lastRead', chapters: 'id, work, [work+order]', progress: 'chapter, work', passages: 'id, chapter, work', digests: 'chapter, work', device: 'key', staged: '[kind+id], kind', verdicts: 'id, work', corrections: 'id, work', wishes: 'id' })
  const before = Object.fromEntries(Object.entries((await library.works.get(WORK))!).filter(([field]) => !(field in UNSAID)))
  await old.table('works').add(before)
  old.close()
  const opened = new Library(name)
  expect(await opened.works.get(WORK)).toEqual({ ...before, ...UNSAID })
  await opened.delete()
})
