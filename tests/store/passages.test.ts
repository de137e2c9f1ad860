/** Passages in the library: what a page may change of them, and where they were found again. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Selector } from '../../src/core/passage.ts'
import { chapterId, workId, type ChapterFacts } from '../../src/core/work.ts'
import { Library } from '../../src/store/library.ts'
import { NotThisChapter, passageChanged, passageMade, passageRemoved, passagesFound, passagesOf } from '../../src/store/passages.ts'
import { chapterOpened } from '../../src/store/works.ts'

const WORK = workId('marks', 'w1')
const FIRST = chapterId(WORK, '1')
const facts = (key: string): ChapterFacts => ({
  site: 'marks', work: WORK, chapter: chapterId(WORK, key), workTitle: 'The Tide Clerk', author: null, chapterTitle: null, ordinal: Number(key), titleNumber: null,
  posted: null, planned: null, url: `https://story.example/${key}`, workUrl: null, prevUrl: null, nextUrl: null, language: 'en',
})
const at = (start: number, exact = 'salt'): Selector => ({ quote: { exact, prefix: 'the ', suffix: ' road' }, start, end: start + exact.length, place: { paragraph: 0, offset: start } })
const made = (id: string, start: number, key = '1') => ({ id, chapter: chapterId(WORK, key), selector: at(start), colour: 'amber' as const, note: '', tags: ['eels'] })

let library: Library
beforeEach(async () => {
  library = new Library(`test-${crypto.randomUUID()}`)
  for (const key of ['1', '2']) await chapterOpened(library, facts(key), { paragraphs: 10, characters: 1000 }, 1000)
})
afterEach(() => library.delete())

test('a find stands beside the first selector and takes the place of an earlier find', async () => {
  await passageMade(library, made('a', 4), 1)
  await passagesFound(library, FIRST, [{ id: 'a', selector: at(20, 'Salt') }], 2)
  await passagesFound(library, FIRST, [{ id: 'a', selector: at(40, 'salty') }], 3)
  expect((await library.passages.get('a'))!.selectors).toEqual([at(4), at(40, 'salty')])
})

test('the same find again is not stamped again', async () => {
  await passageMade(library, made('a', 4), 1)
  await passagesFound(library, FIRST, [{ id: 'a', selector: at(20) }], 2)
  const before = await library.passages.get('a')
  await passagesFound(library, FIRST, [{ id: 'a', selector: at(20) }], 3)
  expect(await library.passages.get('a')).toEqual(before)
})

test('finds for passages of another chapter, removed or unknown ones change nothing', async () => {
  await passageMade(library, made('there', 4, '2'), 1)
  await passageMade(library, made('gone', 4), 1)
  await passageRemoved(library, 'gone', true, 2)
  const before = await library.passages.toArray()
  await passagesFound(library, FIRST, ['there', 'gone', 'never'].map((id) => ({ id, selector: at(20) })), 3)
  expect(await library.passages.toArray()).toEqual(before)
})

test('a find that fails half-way leaves every passage as it was', async () => {
  for (const id of ['a', 'b']) await passageMade(library, made(id, 4), 1)
  library.passages.hook('updating', (_change, id) => {
    if (id === 'b') throw new DOMException('full', 'QuotaExceededError')
  })
  await expect(passagesFound(library, FIRST, ['a', 'b'].map((id) => ({ id, selector: at(20) })), 2)).rejects.toThrow()
  expect((await library.passages.toArray()).map((row) => row.selectors.length)).toEqual([1, 1])
})

test('a page changes and removes passages of its own chapter only', async () => {
  await passageMade(library, made('there', 4, '2'), 1)
  await expect(passageChanged(library, 'there', { note: 'mine now' }, 2, FIRST)).rejects.toThrow(NotThisChapter)
  await expect(passageRemoved(library, 'there', true, 2, FIRST)).rejects.toThrow(NotThisChapter)
  expect(await library.passages.get('there')).toMatchObject({ note: '', removed: null })
  expect(await passageChanged(library, 'there', { note: 'again' }, 3, chapterId(WORK, '2'))).toMatchObject({ note: 'again', tags: ['eels'] })
})

test('only what differs is stamped, and nothing is written when nothing does', async () => {
  const { stamps } = await passageMade(library, made('a', 4), 1)
  const same = await passageChanged(library, 'a', { colour: 'amber', note: '', tags: ['eels'] }, 2)
  expect(same!.stamps).toEqual(stamps)
  const changed = (await passageChanged(library, 'a', { colour: 'sky', note: '', tags: ['eels'] }, 3))!
  expect(changed.stamps.colour! > stamps.colour!).toBe(true)
  expect(changed.stamps).toMatchObject({ note: stamps.note, tags: stamps.tags })
})

test('a work’s passages come in the order of its chapters, and in them in the order of the text they stand in now', async () => {
  await passageMade(library, made('c', 4, '2'), 1)
  await passageMade(library, made('b', 30), 2)
  await passageMade(library, made('a', 40), 3)
  await passageMade(library, made('x', 1), 4)
  await passageRemoved(library, 'x', true, 5)
  await passagesFound(library, FIRST, [{ id: 'a', selector: at(10) }], 6)
  expect((await passagesOf(library, WORK)).map((row) => row.id)).toEqual(['a', 'b', 'c'])
})
