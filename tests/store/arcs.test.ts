/** Long serials: what arcs stand for is told the same, from few records, and never outlives what it was made from. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { digestChapter } from '../../src/core/recap/digest.ts'
import type { WorkId } from '../../src/core/work.ts'
import { workId } from '../../src/core/work.ts'
import { keepArcs } from '../../src/store/arcs.ts'
import { backupOf } from '../../src/store/backup.ts'
import { digestMade } from '../../src/store/digests.ts'
import { prune } from '../../src/store/health.ts'
import { Library } from '../../src/store/library.ts'
import { passageMade } from '../../src/store/passages.ts'
import { progressMade } from '../../src/store/positions.ts'
import { worksRemoved } from '../../src/store/removed.ts'
import { readTold, type Told } from '../../src/store/told.ts'
import { verdictGiven } from '../../src/store/verdicts.ts'
import { readerWished } from '../../src/store/wishes.ts'
import { chapterOpened } from '../../src/store/works.ts'
import { SELECTOR } from '../core/records.ts'
import { factsOf, idOf, markAt, WORK } from './reader.ts'

const TRADES = ['cooper', 'ferryman', 'glazier', 'reeve', 'tanner', 'chandler', 'fuller']
const paragraphsOf = (number: number): string[] => [
  `Ilse Brandt came to the ${TRADES[number % 7]!} in village ${number} and asked for the ledger.`,
  number % 3 === 0 ? `"You promised it to Maren," said Tobias. "She burned the ledger of village ${number}."` : `Maren gave the key of house ${number} to Tobias and left.`,
  `In the morning Ilse found that the bridge of village ${number} had fallen.`,
]
const digestOf = (paragraphs: readonly string[]) => digestChapter({ paragraphs, language: 'en' })

let library: Library
async function readAll(from: number, to: number, work: WorkId = WORK): Promise<void> {
  for (let number = from; number <= to; number++) {
    await chapterOpened(library, factsOf(String(number), { work }), { paragraphs: 3, characters: 200 }, number)
    await progressMade(library, idOf(String(number), work), { ...markAt(10, number), place: { paragraph: 2, offset: 0 } }, true, number)
    await digestMade(library, idOf(String(number), work), digestOf(paragraphsOf(number)), number)
  }
}
async function told(number: number, level: Told['level'] = 'story-so-far'): Promise<Told> {
  return readTold(library, (await library.works.get(WORK))!, idOf(String(number)), { level, asOf: { order: number } })
}
/** What is told with the arcs that are kept must be what is told without any. */
async function toldBothWays(number: number): Promise<Told> {
  const kept = await library.arcs.toArray()
  const withArcs = await told(number)
  await library.arcs.clear()
  expect(withArcs).toEqual(await told(number))
  await library.arcs.bulkAdd(kept)
  return withArcs
}

beforeEach(() => { library = new Library(`arcs-${crypto.randomUUID()}`) })
afterEach(() => library.delete())

test('a recap at chapter 127 reads no more than 25 records, and tells of early chapters too', async () => {
  await readAll(1, 127)
  await keepArcs(library, WORK)
  let records = 0
  const count = (row: unknown): unknown => { records++; return row }
  library.digests.hook('reading', count)
  library.arcs.hook('reading', count)
  const now = await told(127)
  expect(records).toBeGreaterThan(5)
  expect(records).toBeLessThanOrEqual(25)
  expect(now.moments.some(({ order }) => order <= 100)).toBe(true)
  expect(now.cast.status === 'known' && now.cast.people.find(({ names }) => names.includes('Ilse'))?.firstSeen.order).toBe(1)
  expect(now.dial).toHaveLength(127)
}, 60_000)

test('what is told is the same with arcs and without, as of every chapter, whatever was read out of order', async () => {
  await readAll(1, 14)
  await readAll(17, 43)
  await keepArcs(library, WORK)
  await readAll(15, 16)
  await keepArcs(library, WORK)
  for (const number of [3, 10, 11, 12, 21, 22, 31, 40, 43]) await toldBothWays(number)
  // none is left that no reader can come upon
  expect(await library.arcs.count()).toBe(4)
}, 60_000)

describe('of chapters behind an arc', () => {
  beforeEach(async () => {
    await readAll(1, 23)
    await keepArcs(library, WORK)
  })

  test('the reader\'s word holds: a pin is told, what they never want is not', async () => {
    const { moments } = (await library.digests.get(idOf('4')))!.digest
    const [paragraph, , , , text] = moments.at(-1)!
    await verdictGiven(library, WORK, { chapter: idOf('4'), paragraph, text }, 'pin', 99)
    expect((await told(23)).moments.filter(({ pinned }) => pinned)).toMatchObject([{ chapter: idOf('4'), text }])
    await verdictGiven(library, WORK, { chapter: idOf('4'), paragraph, text }, null, 99)
    const early = (await told(23)).moments.find(({ order }) => order <= 20)!
    await verdictGiven(library, WORK, early, 'never', 99)
    const without = await told(23)
    expect(without.nevers).toBe(1)
    expect(without.moments.map(({ text: each }) => each)).not.toContain(early.text)
  })

  test('a passage raises the moment around it', async () => {
    const quiet = (await library.digests.get(idOf('5')))!.digest.moments.map(([, , , , text]) => text).find((text) => text.includes('village 5'))!
    const exact = quiet.slice(0, 30)
    await passageMade(library, { id: 'p', chapter: idOf('5'), selector: { ...SELECTOR, quote: { exact, prefix: '', suffix: '' }, place: { paragraph: (await library.digests.get(idOf('5')))!.digest.moments.find(([, , , , text]) => text === quiet)![0], offset: 0 } }, colour: 'amber', note: '', tags: [] }, 99)
    const now = await told(23)
    expect(now.moments.some(({ chapter, text }) => chapter === idOf('5') && text.includes(exact))).toBe(true)
    expect(now.passages.map(({ id }) => id)).toEqual(['p'])
  })

  test('a chapter edited since is told as it is now', async () => {
    const other = workId('other', '2')
    await readAll(1, 12, other)
    await keepArcs(library, other)
    await digestMade(library, idOf('6'), digestOf([...paragraphsOf(6), 'Then Tobias drowned the ferryman in the mill race.', 'Nobody ever found the ferryman.']), 99)
    expect(await library.arcs.where('work').equals(WORK).count()).toBe(0)
    expect(await library.arcs.where('work').equals(other).count()).toBe(1)
    await keepArcs(library, WORK)
    await toldBothWays(23)
  })

  test('a chapter that moved in the list is told in its new place', async () => {
    await library.chapters.update(idOf('2'), { order: 2.5 })
    await toldBothWays(23)
    await keepArcs(library, WORK)
    expect(await library.arcs.count()).toBe(2)
    await toldBothWays(23)
  })
})

describe('no arc outlives its digests', () => {
  beforeEach(async () => {
    await readAll(1, 12)
    await keepArcs(library, WORK)
    expect(await library.arcs.count()).toBe(1)
  })

  test.each<[string, () => Promise<unknown>]>([
    ['the reader wishes that the work is left alone', () => readerWished(library, 'work', WORK, true, 99)],
    ['the reader wishes that the site is left alone', () => readerWished(library, 'site', 'story.example', true, 99)],
    ['the work is taken off the shelf', () => worksRemoved(library, [WORK], 99)],
    ['room is made', () => prune(library)],
  ])('%s', async (_when, happens) => {
    await happens()
    expect(await library.digests.count()).toBe(0)
    expect(await library.arcs.count()).toBe(0)
    await keepArcs(library, WORK)
    expect(await library.arcs.count()).toBe(0)
  })

  test('and none is in a backup', async () => {
    let file = ''
    for await (const piece of backupOf(library, 1e12)) file += new TextDecoder().decode(piece)
    expect(file).not.toContain('"covers"')
  })
})
