/** "Who is …?" never tells what the reader has not read. The sample serial, read without a browser. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestChapter } from '../../src/core/recap/digest.ts'
import { chapterId, workId } from '../../src/core/work.ts'
import { noted } from '../../src/store/corrections.ts'
import { digestMade } from '../../src/store/digests.ts'
import { Library } from '../../src/store/library.ts'
import { progressMade } from '../../src/store/positions.ts'
import { whoIs } from '../../src/store/who.ts'
import { authorRefused } from '../../src/store/wishes.ts'
import { chapterOpened } from '../../src/store/works.ts'
import { CAST, CHAPTERS } from '../stage/serial.mjs'

const WORK = workId('test', 'eels')
const ID = (number: number) => chapterId(WORK, String(number))
const textOf = (number: number): readonly string[] => CHAPTERS[number - 1]!.paragraphs
let library: Library
let now = 1000

async function open(number: number): Promise<void> {
  const facts = {
    site: 'test', work: WORK, chapter: ID(number), workTitle: 'The Eel Rent', author: null, chapterTitle: null, ordinal: number, titleNumber: null,
    posted: null, planned: null, url: `https://story.example/${number}`, workUrl: null, prevUrl: null, nextUrl: null, language: 'en',
  }
  await chapterOpened(library, facts, { paragraphs: textOf(number).length, characters: 1 }, now++)
}
async function reach(number: number, paragraph: number): Promise<void> {
  const fraction = (paragraph + 1) / textOf(number).length
  await progressMade(library, ID(number), { place: { paragraph, offset: 0 }, fraction, words: 'words', at: now }, fraction >= 1, now++)
}
const digest = (number: number) => digestMade(library, ID(number), digestChapter({ paragraphs: textOf(number), language: 'en' }), now++)
const names = async (number: number, name: string): Promise<string[]> => {
  const who = await whoIs(library, ID(number), name)
  return who.status === 'known' ? who.people.flatMap((person) => person.names) : [who.status]
}
/** Names that are first met after a chapter. */
const laterThan = (number: number): string[] => CAST.people.filter((person) => person.firstChapter > number).flatMap(({ name, aliases }) => [name, ...aliases])

beforeEach(async () => {
  library = new Library(`who-${crypto.randomUUID()}`)
  for (const number of [1, 2, 3]) {
    await open(number)
    await reach(number, textOf(number).length - 1)
    await digest(number)
  }
})
afterEach(() => library.delete())

test('somebody met before is told with all their names, where they were first met, and the reader’s note', async () => {
  await open(4)
  await noted(library, WORK, ['Maren'], 'the eel girl', now++)
  const who = await whoIs(library, ID(4), 'Maren')
  expect(who).toMatchObject({ status: 'known', people: [{ firstSeen: { number: 1 }, note: 'the eel girl' }] })
  expect(await names(4, 'Maren')).toContain('Maren Aske')
  expect(await names(4, 'Miss Oole')).toContain('Maret')
})

test('nobody is known before they were met, though their chapter was opened, or even read earlier', async () => {
  await open(4)
  for (const name of laterThan(3)) expect(await names(4, name), name).toEqual([])
  // chapter 2 is opened again from the start: the reader is back where only the first is told
  await reach(2, 0)
  for (const name of laterThan(1)) expect(await names(2, name), name).toEqual([])
})

test('what is stored beyond the reader’s place is not told: not the people, and not one word of what they did', async () => {
  await open(4)
  await digest(4)
  await reach(4, 1)
  for (const { name } of CAST.people) {
    const who = await whoIs(library, ID(4), name)
    if (who.status !== 'known') throw new Error(who.status)
    const told = JSON.stringify(who.people)
    for (const later of laterThan(3)) expect(told, `${name}: ${later}`).not.toContain(later)
    for (const { lastDid } of who.people) expect(textOf(4).slice(1).some((paragraph) => lastDid !== null && paragraph.includes(lastDid)), name).toBe(false)
  }
})

test('an author who refuses is heeded, and an unknown chapter knows nobody', async () => {
  await authorRefused(library, WORK, 'please no machines', now++)
  expect(await names(3, 'Maren')).toEqual(['refused'])
  expect(await whoIs(library, ID(77), 'Maren')).toEqual({ status: 'known', people: [] })
})
