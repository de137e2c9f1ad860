/** What is told, as of where; and the reader's word over it. The sample serial, read without a browser. */
import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Mark } from '../../src/core/position.ts'
import { digestChapter } from '../../src/core/recap/digest.ts'
import { chapterId, workId, type ChapterFacts } from '../../src/core/work.ts'
import { asCorrections, correctionsOf, hidden, merged, noted, renamed, split, undone } from '../../src/store/corrections.ts'
import { digestMade } from '../../src/store/digests.ts'
import { Library } from '../../src/store/library.ts'
import { passageMade } from '../../src/store/passages.ts'
import { progressMade } from '../../src/store/positions.ts'
import type { AsOf } from '../../src/store/standing.ts'
import { readTold, type Told } from '../../src/store/told.ts'
import { neversTakenBack, verdictGiven } from '../../src/store/verdicts.ts'
import { authorRefused, readerWished } from '../../src/store/wishes.ts'
import { chapterOpened } from '../../src/store/works.ts'
import { CAST, CHAPTERS } from '../stage/serial.mjs'

const WORK = workId('test', 'eels')
const ID = (number: number) => chapterId(WORK, String(number))
const facts = (number: number): ChapterFacts => ({
  site: 'test', work: WORK, chapter: ID(number), workTitle: 'The Eel Rent', author: null, chapterTitle: null, ordinal: number, titleNumber: null,
  posted: null, planned: null, url: `https://story.example/${number}`, workUrl: null, prevUrl: null, nextUrl: null, language: 'en',
})
const mark = (paragraph: number, fraction: number, at: number): Mark => ({ place: { paragraph, offset: 0 }, fraction, words: 'words', at })
const paragraphsOf = (number: number): readonly string[] => CHAPTERS[number - 1]!.paragraphs
const laterThan = (number: number): string[] => CAST.people.filter((person) => person.firstChapter > number).flatMap(({ name, aliases }) => [name, ...aliases])

let library: Library
let now = 1000
const open = (number: number) => chapterOpened(library, facts(number), { paragraphs: paragraphsOf(number).length, characters: 1 }, now++)
const digest = (number: number, until = Infinity) => digestMade(library, ID(number), digestChapter({ paragraphs: paragraphsOf(number).slice(0, until), language: 'en' }), now++)
async function readWhole(number: number): Promise<void> {
  await open(number)
  await progressMade(library, ID(number), mark(paragraphsOf(number).length - 1, 1, now), true, now++)
  await digest(number)
}
async function tell(number: number, asOf: AsOf = 'here', level: Told['level'] = 'story-so-far'): Promise<Told> {
  return readTold(library, (await library.works.get(WORK))!, ID(number), { level, asOf })
}
const names = (told: Told): string[][] => (told.cast.status === 'known' ? told.cast.people.map((person) => [...person.names]) : [])
const person = (told: Told, name: string): readonly string[] | undefined => names(told).find((each) => each.includes(name))

beforeEach(async () => {
  library = new Library(`told-${crypto.randomUUID()}`)
  for (const number of [1, 2, 3]) await readWhole(number)
})
afterEach(() => library.delete())

describe('as of where', () => {
  test('coming to chapter four, everything read is told and nothing of chapter four', async () => {
    await open(4)
    const told = await tell(4)
    expect(told.until!.id).toBe(ID(3))
    expect(new Set(told.moments.map(({ chapter }) => chapter))).toEqual(new Set([ID(1), ID(2), ID(3)]))
    for (const name of laterThan(3)) expect(JSON.stringify([told.moments, told.cast]), name).not.toContain(name)
  })

  test('a chapter just read to its end is told; opened again later, it shows the state as of the one before', async () => {
    expect((await tell(3)).until!.id).toBe(ID(3))
    const again = await tell(2)
    expect(again.until!.id).toBe(ID(1))
    for (const name of laterThan(1)) expect(JSON.stringify([again.moments, again.cast]), name).not.toContain(name)
  })

  test('the first chapter opened again has nothing before it, and is told itself', async () => {
    const told = await tell(1, 'here', 'previously')
    expect([told.of, told.until!.id, told.moments.length > 2]).toEqual(['here', ID(1), true])
  })

  test('in the middle of a reread, it is told as far as the reader is', async () => {
    await progressMade(library, ID(2), mark(20, 0.4, now), false, now++)
    const told = await tell(2, 'here', 'last-lines')
    expect(told.until!.id).toBe(ID(2))
    for (const { paragraph } of told.moments) expect(paragraph).toBeLessThan(20)
  })

  test('"as of chapter N" and "as of the furthest read"', async () => {
    expect((await tell(1, { order: 2 })).until!.id).toBe(ID(2))
    expect((await tell(1, 'furthest')).until!.id).toBe(ID(3))
  })

  test('nothing beyond the furthest place can be dialled, whatever is asked and whatever is stored', async () => {
    await open(4)
    await digest(4)
    await progressMade(library, ID(4), mark(10, 0.1, now), false, now++)
    await digest(5).catch(() => undefined)
    for (const asOf of ['here', 'furthest', { order: 4 }, { order: 99 }, { order: Infinity }] as const) {
      const told = await tell(4, asOf)
      for (const moment of told.moments) if (moment.chapter === ID(4)) expect(moment.paragraph).toBeLessThan(10)
      expect(told.dial.map(({ id }) => id)).toEqual([1, 2, 3, 4].map(ID))
    }
  })

  test('the reader’s own marks stand beside the recap, and only as far as the place', async () => {
    const selector = (paragraph: number) => ({ quote: { exact: paragraphsOf(2)[paragraph]!.slice(0, 40), prefix: '', suffix: '' }, start: paragraph, end: paragraph + 40, place: { paragraph, offset: 0 } })
    for (const paragraph of [3, 30]) await passageMade(library, { id: `p${paragraph}`, chapter: ID(2), selector: selector(paragraph), colour: 'amber', note: '', tags: [] }, now++)
    expect((await tell(3, { order: 2 }, 'previously')).passages.map(({ id }) => id)).toEqual(['p3', 'p30'])
    expect((await tell(3, { order: 3 }, 'previously')).passages).toEqual([])
    expect((await tell(3, { order: 1 })).passages).toEqual([])
    await progressMade(library, ID(2), mark(20, 0.4, now), false, now++)
    expect((await tell(2)).passages.map(({ id }) => id)).toEqual(['p3'])
    await open(4)
    await progressMade(library, ID(4), mark(10, 0.1, now), false, now++)
    await digest(4, 10)
    await passageMade(library, { id: 'below', chapter: ID(4), selector: selector(12), colour: 'amber', note: '', tags: [] }, now++)
    expect((await tell(4, 'furthest')).passages.map(({ id }) => id)).toContain('below')
  })
})

describe('the reader’s word on moments', () => {
  test('"never this one" is remembered without its text, and all can be brought back', async () => {
    const [first] = (await tell(3)).moments
    await verdictGiven(library, WORK, first!, 'never', now++)
    const told = await tell(3)
    expect(told.moments.map(({ text }) => text)).not.toContain(first!.text)
    expect(told.nevers).toBe(1)
    expect(JSON.stringify(await library.verdicts.toArray())).not.toContain(first!.text.slice(0, 12))
    await neversTakenBack(library, WORK, now++)
    expect((await tell(3)).moments).toEqual((await tell(3, 'furthest')).moments)
    expect((await tell(3)).moments.map(({ text }) => text)).toContain(first!.text)
  })

  test('"pin this" outlives the choice, and is taken back', async () => {
    const [first] = (await tell(3)).moments
    await verdictGiven(library, WORK, first!, 'pin', now++)
    expect((await tell(3)).moments.filter(({ pinned }) => pinned).map(({ text }) => text)).toEqual([first!.text])
    await verdictGiven(library, WORK, first!, null, now++)
    expect((await tell(3)).moments.filter(({ pinned }) => pinned)).toEqual([])
  })
})

describe('the reader’s word on the cast', () => {
  const known = async (name: string): Promise<[string, ...string[]]> => person(await tell(3), name) as [string, ...string[]]

  test('two people merged are one, and undone they are two', async () => {
    const [maren, maret] = [await known('Maren'), await known('Maret')]
    expect(maren).not.toEqual(maret)
    const change = await merged(library, WORK, maren, maret, now++)
    expect(await known('Maren')).toEqual(expect.arrayContaining([...maren, ...maret]))
    await undone(library, change, now++)
    expect(await known('Maren')).toEqual(maren)
  })

  test('a name split off stays apart, whatever the rules say, and undone it joins again', async () => {
    const maren = await known('Maren')
    const other = maren.find((name) => name !== 'Maren')!
    const change = await split(library, WORK, maren, other, now++)
    expect(await known('Maren')).not.toContain(other)
    expect(person(await tell(3), other)).not.toContain('Maren')
    await undone(library, change, now++)
    expect(await known('Maren')).toEqual(maren)
  })

  test('the later word wins: merge after split, split after merge', async () => {
    const [maren, maret] = [await known('Maren'), await known('Maret')]
    await merged(library, WORK, maren, maret, now++)
    await split(library, WORK, await known('Maren'), maret[0], now++)
    expect(await known('Maren')).not.toContain(maret[0])
    await merged(library, WORK, await known('Maren'), [maret[0]], now++)
    expect(await known('Maren')).toContain(maret[0])
  })

  test('renamed, hidden, noted: each stored with a stamp, each undone', async () => {
    const toby = await known('Toby')
    const rename = await renamed(library, WORK, toby, 'Tobe the boatman', now++)
    expect((await known('Toby'))[0]).toBe('Tobe the boatman')
    await renamed(library, WORK, toby, 'Tobias', now++)
    expect((await known('Toby'))[0]).toBe('Tobias')
    await undone(library, rename, now++)
    const hide = await hidden(library, WORK, toby, now++)
    expect(person(await tell(3), 'Toby')).toBeUndefined()
    await undone(library, hide, now++)
    expect(person(await tell(3), 'Toby')).toBeDefined()
    await noted(library, WORK, toby, 'owes her a boat', now++)
    await noted(library, WORK, toby, 'paid it back', now++)
    const rows = await correctionsOf(library, WORK)
    expect(rows.filter(({ kind }) => kind === 'note').map(({ other }) => other)).toEqual(['paid it back'])
    expect(rows.every(({ stamp }) => stamp.length > 10)).toBe(true)
    await noted(library, WORK, toby, '', now++)
    expect((await correctionsOf(library, WORK)).filter(({ kind }) => kind === 'note')).toEqual([])
    expect(asCorrections(await correctionsOf(library, WORK)).hide).toEqual([])
  })
})

describe('the author’s wish, and the reader’s', () => {
  test('a refusal deletes what was made and lets nothing more be made', async () => {
    await authorRefused(library, WORK, 'do not feed this to AI', now++)
    expect(await library.digests.count()).toBe(0)
    await digest(3)
    expect(await library.digests.count()).toBe(0)
    expect(await tell(3)).toMatchObject({ refusal: { by: 'author', words: 'do not feed this to AI' }, moments: [], anythingRead: false, cast: { people: [] } })
  })

  test('a wish that cannot be written deletes nothing', async () => {
    library.digests.hook('deleting', () => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await expect(authorRefused(library, WORK, 'No AI', now++)).rejects.toThrow()
    expect(await library.wishes.count()).toBe(0)
    expect(await library.digests.count()).toBe(3)
  })

  test('a site the reader names has no digests, other sites keep theirs; taken back, new ones are made', async () => {
    await chapterOpened(library, { ...facts(1), work: workId('test', 'other'), chapter: chapterId(workId('test', 'other'), '1'), url: 'https://other.example/1' }, { paragraphs: 1, characters: 1 }, now++)
    await digestMade(library, chapterId(workId('test', 'other'), '1'), digestChapter({ paragraphs: paragraphsOf(1), language: 'en' }), now++)
    await readerWished(library, 'site', 'story.example', true, now++)
    expect((await library.digests.toArray()).map(({ work }) => work)).toEqual(['test:other'])
    expect((await tell(3)).refusal).toMatchObject({ by: 'reader', scope: 'site' })
    await readerWished(library, 'site', 'story.example', false, now++)
    await digest(3)
    expect((await tell(3)).moments.length).toBeGreaterThan(0)
  })

  test('with a refusal, the reader’s own notes are offered instead', async () => {
    await passageMade(library, { id: 'own', chapter: ID(1), selector: { quote: { exact: 'half a stick', prefix: '', suffix: '' }, start: 0, end: 12, place: { paragraph: 0, offset: 0 } }, colour: 'sky', note: 'tally!', tags: [] }, now++)
    await readerWished(library, 'work', WORK, true, now++)
    expect((await tell(3)).passages.map(({ note }) => note)).toEqual(['tally!'])
  })
})

test('a database of the first shape gains the tables and keeps every row', async () => {
  const name = `old-${crypto.randomUUID()}`
  const old = new Dexie(name)
  old.version(1).stores({ works: 'id, lastRead', chapters: 'id, work, [work+order]', progress: 'chapter, work', passages: 'id, chapter, work', digests: 'chapter, work', device: 'key' })
  for (const table of ['works', 'chapters', 'progress', 'passages', 'digests'] as const) await old.table(table).bulkAdd(await library.table(table).toArray())
  old.close()
  const opened = new Library(name)
  const read = await readTold(opened, (await opened.works.get(WORK))!, ID(3), { level: 'previously', asOf: 'here' })
  expect(read.moments.length).toBeGreaterThan(2)
  await verdictGiven(opened, WORK, read.moments[0]!, 'never', now++)
  await readerWished(opened, 'site', 'a.example', true, now++)
  await renamed(opened, WORK, ['Maren'], 'M.', now++)
  expect(await Promise.all([opened.verdicts.count(), opened.wishes.count(), opened.corrections.count()])).toEqual([1, 1, 1])
  await opened.delete()
})
