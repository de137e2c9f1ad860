import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lookUp } from '../../src/addresses.ts'
import { chapterId, workId, type ChapterFacts } from '../../src/core/work.ts'
import { markedIn } from './placing.ts'
import { stageFile } from '../../src/store/bringing.ts'
import { Library } from '../../src/store/library.ts'
import { passageChanged, passageMade, passagesIn } from '../../src/store/passages.ts'
import { TAKEABLE, takeOut, type Takeable } from '../../src/store/taking.ts'
import { NothingStaged, stagedNow } from '../../src/store/staged.ts'
import { confirmUndoably, undoable, undoImport } from '../../src/store/undoing.ts'
import { takeOver } from '../../src/store/waiting.ts'
import { chapterOpened } from '../../src/store/works.ts'
import { SELECTOR } from '../core/records.ts'

const NOW = Date.UTC(2026, 0, 2)
const WORK = workId('ao3', '11')
const CHAPTER = chapterId(WORK, '77')
const FACTS: ChapterFacts = {
  site: 'ao3', work: WORK, chapter: CHAPTER, workTitle: 'The Nail', author: 'ida', chapterTitle: 'Rain', ordinal: 1, titleNumber: null, posted: 3, planned: null,
  url: 'https://archiveofourown.org/works/11/chapters/77', workUrl: 'https://archiveofourown.org/works/11', prevUrl: null, nextUrl: null, language: 'en',
}
let library: Library
beforeEach(() => {
  library = new Library(`test-${crypto.randomUUID()}`)
})
afterEach(() => library.delete())

const bring = async (text: string, now = NOW) => {
  const brought = await stageFile(library, new Blob([text]), lookUp, now)
  if (brought.fresh + brought.changed > 0) await confirmUndoably(library, await stagedNow(library), now)
  return brought
}
const taken = async (what: Takeable): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const piece of (await takeOut(library, what, null, NOW)).pieces()) parts.push(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece.slice())
  return Buffer.concat(parts).toString('utf8')
}
/** All but this device's clock, what is staged, and the hints of what search has yet to file. */
const tables = async (): Promise<string> => JSON.stringify(await Promise.all(library.tables.filter(({ name }) => !['device', 'staged', 'unfiled'].includes(name)).map((table) => table.toArray())))
const marked = async (): Promise<void> => {
  await chapterOpened(library, FACTS, { paragraphs: 10, characters: 1000 }, 1000)
  await passageMade(library, { id: '7b0b4d0e-0000-4000-8000-000000000001', chapter: CHAPTER, selector: SELECTOR, colour: 'moss', note: 'why?', tags: ['eels'] }, 2000)
}
const hypothesis = (uri: string, text = 'ask', updated = '2025-01-02T03:04:05Z', title = 'The Nail - Chapter 1 - ida [Archive of Our Own]'): string =>
  JSON.stringify({ export_date: '2026', annotations: [{ id: 'hyp1', created: '2025-01-02T03:04:05Z', updated, uri, text, tags: ['wet'], document: { title: [title] }, target: [{ source: uri, selector: [{ type: 'TextQuoteSelector', exact: 'salt', prefix: 'the ', suffix: ' road' }] }] }] })

test('a foreign passage goes to the chapter its address names, without a page having been opened', async () => {
  expect(await bring(hypothesis('https://archiveofourown.org/works/11/chapters/77?view_adult=true#x'))).toMatchObject({ fresh: 3, refused: [], works: 1, passages: 1 })
  expect(await library.works.get(WORK)).toMatchObject({ title: 'The Nail', site: 'ao3', passages: 1 })
  expect(await passagesIn(library, CHAPTER)).toMatchObject([{ note: 'ask', tags: ['wet'], selectors: [{ quote: { exact: 'salt' } }] }])
})

test('the same file twice is the same; what was noted there since is taken over; what was noted here stays beside it', async () => {
  const file = hypothesis(FACTS.url)
  await bring(file)
  expect(await bring(file)).toMatchObject({ fresh: 0, changed: 0, same: 1 })
  expect(await bring(hypothesis(FACTS.url, 'asked'))).toMatchObject({ changed: 1, conflicting: 0 })
  const [row] = await passagesIn(library, CHAPTER)
  expect(row!.note).toBe('asked')
  await passageChanged(library, row!.id, { note: 'mine' }, NOW)
  expect(await bring(hypothesis(FACTS.url, 'asked'))).toMatchObject({ changed: 0, conflicting: 0 })
  expect(await bring(hypothesis(FACTS.url, 'theirs', '2026-03-01T00:00:00Z'))).toMatchObject({ conflicting: 1 })
  expect((await passagesIn(library, CHAPTER))[0]!.note).toContain('mine')
  expect((await passagesIn(library, CHAPTER))[0]!.note).toContain('theirs')
  expect(await bring(hypothesis(FACTS.url, 'theirs', '2026-03-01T00:00:00Z'))).toMatchObject({ fresh: 0, changed: 0 })
})

test('an address nobody knows waits until a chapter is opened there, and is found in its text', async () => {
  const url = 'https://story.example/tide/chapter-1'
  await bring(hypothesis(`${url}?utm_source=x`))
  expect(await library.works.toArray()).toMatchObject([{ site: 'imported', title: 'The Nail', passages: 1 }])
  const facts = { ...FACTS, work: workId('generic', 'story.example/tide'), chapter: chapterId(workId('generic', 'story.example/tide'), 'chapter-1'), site: 'generic', url, workUrl: null }
  await chapterOpened(library, facts, { paragraphs: 10, characters: 1000 }, NOW)
  await takeOver(library, facts)
  const rows = await passagesIn(library, facts.chapter)
  expect(rows).toHaveLength(1)
  expect(await library.works.toCollection().primaryKeys()).toEqual([facts.work])
  expect((await library.works.get(facts.work))!.passages).toBe(1)
  expect(markedIn(['Rain fell.', 'She went down the salt road.', 'Mind the step.'], rows)).toEqual(['salt'])
  // brought in again, it is known where it went
  expect(await bring(hypothesis(url))).toMatchObject({ fresh: 0, same: 1 })
})

test('words alone, without any place, are found too', async () => {
  await bring('Highlight,Title,Author,URL,Note,Location,Date\nShe went down the salt road.,The Nail,ida,https://archiveofourown.org/works/11/chapters/77,,,\n')
  expect(markedIn(['Rain fell.', 'She went down the salt road.', 'Mind the step.'], await passagesIn(library, CHAPTER))).toEqual(['She went down the salt road.'])
})

test('clippings make a work of title and author; without either they are refused with their place', async () => {
  await bring('The Eel Rent (Marsh, Ida)\r\n- Your Highlight on page 3 | Location 45-46 | Added on Monday, January 1, 2024 10:00:00 AM\r\n\r\nsalt and rope\r\n==========\r\n')
  expect(await library.works.toArray()).toMatchObject([{ site: 'imported', title: 'The Eel Rent', author: 'Marsh, Ida', passages: 1 }])
  expect((await bring('Highlight\nwords\n')).refused).toMatchObject([{ where: 'passage 1' }])
})

test('a list never takes back what the reader said; it fills what they did not', async () => {
  await marked()
  await library.works.update(WORK, { status: 'dropped', stamps: { status: '000000001.0000.me' as never } })
  const file = 'Title,Author,URL,Status,Rating\nThe Nail,ida,https://archiveofourown.org/works/11,finished,4\nEels,ida,,to-read,\nNobody knows,x,https://else.example/1,reading,\n'
  expect(await bring(file)).toMatchObject({ fresh: 2, changed: 1, conflicting: 1, against: [{ title: 'The Nail', field: 'status' }] })
  expect(await library.works.get(WORK)).toMatchObject({ status: 'dropped', rating: 4, title: 'The Nail', passages: 1 })
  expect(await bring(file)).toMatchObject({ fresh: 0, changed: 0, same: 3 })
  // Goodreads knows no address: title and author, however written, find the work
  expect(await bring('Title,Author,Status,Rating\n"The Nail (Tides, #2)",Ida,finished,5\n')).toMatchObject({ fresh: 0, changed: 1 })
})

test('bookmarks: stories are saved, all else is passed over', async () => {
  const file = '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF="https://www.royalroad.com/fiction/5/x" ADD_DATE="1700000000">X | Royal Road</A>\n<DT><A HREF="https://news.example/">News</A>\n</DL>'
  expect(await bring(file)).toMatchObject({ fresh: 1, passedOver: 1, refused: [] })
  expect(await library.works.toArray()).toMatchObject([{ id: 'royalroad:5', title: 'X', status: 'saved' }])
})

test('an import is undone to the byte; what was used since stays', async () => {
  await marked()
  const before = await tables()
  await bring(hypothesis(FACTS.url, 'theirs'))
  expect(await undoable(library)).toMatchObject({ made: NOW })
  expect(await undoImport(library)).toBe(0)
  expect(await tables()).toBe(before)
  expect(await undoable(library)).toBeNull()
  await bring(hypothesis('https://archiveofourown.org/works/12/chapters/5'))
  const [row] = await library.passages.where('work').equals('ao3:12').toArray()
  await passageChanged(library, row!.id, { note: 'mine now' }, NOW)
  expect(await undoImport(library)).toBe(3)
  expect((await library.passages.get(row!.id))!.note).toBe('mine now')
})

test('a preview that is no longer the staged one is never confirmed', async () => {
  await stageFile(library, new Blob([hypothesis(FACTS.url)]), lookUp, NOW)
  const token = await stagedNow(library)
  await stageFile(library, new Blob([hypothesis('https://archiveofourown.org/works/12/chapters/5')]), lookUp, NOW)
  await expect(confirmUndoably(library, token, NOW)).rejects.toThrow(NothingStaged)
  expect(await library.works.count()).toBe(0)
})

test.each(['backup', 'w3c'] as const)('%s: taken out, wiped, brought in, taken out: the same', async (what) => {
  await marked()
  const file = await taken(what)
  for (const table of library.tables) await table.clear()
  await bring(file)
  expect(await taken(what)).toBe(file)
})

test.each(['hypothesis', 'readwise', 'clippings', 'library'] as const)('%s is taken out and read back', async (what) => {
  await marked()
  const file = await taken(what)
  for (const table of library.tables) await table.clear()
  const { fresh, refused } = await bring(file)
  expect([fresh > 0, refused]).toEqual([true, []])
  if (what !== 'library') expect(await library.passages.toArray()).toMatchObject([{ selectors: [{ quote: { exact: 'salt' } }], note: 'why?' }])
})

test('every file has a name with the day, and something in it', async () => {
  await marked()
  for (const what of TAKEABLE) {
    const { name } = await takeOut(library, what, null, NOW)
    expect(name).toContain('2026-01-02')
    expect(await taken(what)).toContain(what === 'library' ? 'The Nail' : 'salt')
  }
})

test('a backup is read a line at a time, says how far it is, and can be stopped', async () => {
  await chapterOpened(library, FACTS, { paragraphs: 9, characters: 900 }, NOW)
  for (let each = 0; each < 1200; each++) await library.verdicts.put({ id: `v${each}`, work: WORK, verdict: 'pin', stamp: '00000000a.0000.dev' as never })
  const file = new Blob([await taken('backup')])
  const text = await file.text()
  Object.assign(file, { arrayBuffer: () => { throw new Error('it was read whole') }, text: () => { throw new Error('it was read whole') } })
  const told: string[] = []
  expect(await stageFile(library, file, lookUp, NOW, { progress: (doing, rows) => told.push(`${doing} ${rows}`) })).toMatchObject({ format: 'backup', works: 1, fresh: 0, same: 1202 })
  expect(told.slice(0, 2)).toEqual(['reading 500', 'reading 1000'])
  expect(told.at(-1)).toBe('comparing 1202')
  const stop = new AbortController()
  await expect(stageFile(library, file, lookUp, NOW, { progress: () => stop.abort(), signal: stop.signal })).rejects.toThrow()
  expect(await stagedNow(library)).toBe('')
  // written anew by another program it is the same backup
  const anew = new Blob([JSON.stringify(JSON.parse(text), null, 1)])
  expect(await stageFile(library, anew, lookUp, NOW)).toMatchObject({ format: 'backup', same: 1202 })
})
