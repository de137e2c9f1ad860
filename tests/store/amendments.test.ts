import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mergeAmendment } from '../../src/core/merge.ts'
import { amendmentShape } from '../../src/core/record.ts'
import type { Mark } from '../../src/core/position.ts'
import { chapterId, workId, type ChapterFacts } from '../../src/core/work.ts'
import { amend, wordsOn, type Word } from '../../src/store/amendments.ts'
import { Library } from '../../src/store/library.ts'
import { progressMade } from '../../src/store/positions.ts'
import { chapterOpened, chaptersOf } from '../../src/store/works.ts'

const WORK = workId('generic', 'story.example/tide')
const page = (key: string, facts: Partial<ChapterFacts> = {}): ChapterFacts => ({
  site: 'generic', work: WORK, chapter: chapterId(WORK, key), workTitle: 'Home', author: null, chapterTitle: `Day ${key}`, ordinal: Number(key), titleNumber: null,
  posted: null, planned: null, url: `https://story.example/tide/${key}`, workUrl: null, prevUrl: null, nextUrl: null, language: 'en', ...facts,
})
const SIZE = { paragraphs: 10, characters: 1000 }
const mark = (at: number): Mark => ({ place: { paragraph: 3, offset: 0 }, fraction: 0.3, words: 'the words', at })
const TITLE: Word = { field: 'workTitle', value: 'The Tide Clerk' }

let library: Library
beforeEach(async () => {
  library = new Library(`test-${crypto.randomUUID()}`)
  await chapterOpened(library, page('1'), SIZE, 1)
})
afterEach(() => library.delete())

const titles = async () => [(await library.works.get(WORK))!.title, (await library.works.get(WORK))!.author]

test('the reader’s title and author hold at once, at every later visit, and on every chapter of the work', async () => {
  await amend(library, page('1'), TITLE, 2)
  await amend(library, page('1'), { field: 'author', value: 'A. Nother' }, 3)
  expect(await titles()).toEqual(['The Tide Clerk', 'A. Nother'])
  await chapterOpened(library, page('2', { workTitle: 'Home – Stories', author: 'admin' }), SIZE, 4)
  expect(await titles()).toEqual(['The Tide Clerk', 'A. Nother'])
})

test('each word is taken back alone, to what pages show now; even where they show nothing', async () => {
  await amend(library, page('1'), TITLE, 2)
  await amend(library, page('1'), { field: 'author', value: 'A. Nother' }, 3)
  await chapterOpened(library, page('2', { workTitle: 'Home – Stories' }), SIZE, 4)
  await amend(library, page('2'), { field: 'author', value: null }, 5)
  expect(await titles()).toEqual(['The Tide Clerk', null])
  await amend(library, page('2'), { field: 'workTitle', value: null }, 6)
  expect(await titles()).toEqual(['Home – Stories', null])
  expect(await wordsOn(library, page('1'))).toEqual([])
})

test('a chapter’s number moves it to its place, and with it how far the reader got', async () => {
  await chapterOpened(library, page('2'), SIZE, 2)
  await chapterOpened(library, page('3'), SIZE, 3)
  await progressMade(library, page('2').chapter, mark(4), false, 4)
  await progressMade(library, page('1').chapter, mark(5), false, 5)
  await amend(library, page('1'), { field: 'number', value: 2.5 }, 6)
  expect((await chaptersOf(library, WORK)).map((row) => row.url.at(-1))).toEqual(['2', '1', '3'])
  expect((await library.works.get(WORK))!.furthest).toEqual({ chapter: page('1').chapter, order: 2.5, finished: false })
  await chapterOpened(library, page('1'), SIZE, 7)
  expect((await chaptersOf(library, WORK)).map((row) => row.order)).toEqual([2, 2.5, 3])
  await amend(library, page('1'), { field: 'number', value: null }, 8)
  expect((await chaptersOf(library, WORK)).map((row) => row.order)).toEqual([1, 2, 3])
  expect((await library.works.get(WORK))!.furthest).toEqual({ chapter: page('2').chapter, order: 2, finished: false })
})

test('“the number is the one in the title” numbers all chapters of the site anew, those read before and those to come', async () => {
  await chapterOpened(library, page('2', { titleNumber: 1 }), SIZE, 2)
  await chapterOpened(library, page('3', { titleNumber: 2 }), SIZE, 3)
  await amend(library, page('3', { titleNumber: 2 }), { field: 'numberFrom', value: 'title' }, 4)
  await chapterOpened(library, page('4', { titleNumber: 3 }), SIZE, 5)
  expect((await chaptersOf(library, WORK)).map(({ url, ordinal, order }) => [url.at(-1), ordinal, order])).toEqual([['1', 1, 1], ['2', 1, 1], ['3', 2, 2], ['4', 3, 3]])
  await amend(library, page('4', { titleNumber: 3 }), { field: 'numberFrom', value: null }, 6)
  expect((await chaptersOf(library, WORK)).map(({ ordinal, order }) => [ordinal, order])).toEqual([[1, 1], [2, 2], [3, 3], [4, 4]])
})

test('one chapter’s own number wins over the rule for its site', async () => {
  const second = page('2', { titleNumber: 7 })
  await chapterOpened(library, second, SIZE, 2)
  await amend(library, second, { field: 'numberFrom', value: 'title' }, 3)
  await amend(library, second, { field: 'number', value: 9 }, 4)
  expect((await library.chapters.get(second.chapter))!.ordinal).toBe(9)
  expect(await wordsOn(library, second)).toEqual([{ field: 'number', value: 9, shown: 2 }, { field: 'numberFrom', value: 'title', shown: null }])
  await amend(library, second, { field: 'number', value: null }, 5)
  expect((await library.chapters.get(second.chapter))!.ordinal).toBe(7)
})

test('a word that cannot be stored changes nothing', async () => {
  library.works.hook('updating', () => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await expect(amend(library, page('1'), TITLE, 2)).rejects.toThrow()
  expect(await library.amendments.count()).toBe(0)
})

test('rows have the shape that travels; of two devices the later word wins, field by field', async () => {
  await amend(library, page('1'), TITLE, 2)
  const here = (await library.amendments.get(WORK))!
  expect(amendmentShape(JSON.parse(JSON.stringify(here)))).toEqual(here)
  await amend(library, page('1'), { field: 'workTitle', value: null }, 3)
  await amend(library, page('1'), { field: 'author', value: 'A. Nother' }, 4)
  const later = (await library.amendments.get(WORK))!
  const there = { ...here, author: 'Somebody', stamps: { ...here.stamps, author: here.stamps.workTitle! } }
  for (const merged of [mergeAmendment(there, later), mergeAmendment(later, there)]) expect(merged).toMatchObject({ workTitle: null, author: 'A. Nother' })
})

test('a library from before the reader could correct anything opens, with nothing corrected', async () => {
  const name = `old-${crypto.randomUUID()}`
  const old = new Dexie(name)
  old.version(4).stores({ works: 'id, lastRead', chapters: 'id, work, [work+order]', progress: 'chapter, work', passages: 'id, chapter, work', digests: 'chapter, work', device: 'key', staged: '[kind+id], kind', verdicts: 'id, work', corrections: 'id, work', wishes: 'id', sittings: 'id, began, work', fingerprints: 'chapter, work', homes: 'work, into' })
  await old.table('works').add(await library.works.get(WORK))
  old.close()
  const opened = new Library(name)
  expect(await opened.works.count()).toBe(1)
  expect(await opened.amendments.count()).toBe(0)
  await opened.delete()
})
