import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { standingOf } from '../../src/core/standing.ts'
import { actsOf, actUndone } from '../../src/store/acts.ts'
import { Library } from '../../src/store/library.ts'
import { postedSeen } from '../../src/store/listed.ts'
import { progressMade, type Visit } from '../../src/store/positions.ts'
import { readUpTo, readUpToUndone } from '../../src/store/read-up-to.ts'
import { workSaid } from '../../src/store/said.ts'
import { paceFor } from '../../src/store/sittings.ts'
import { chapterOpened } from '../../src/store/works.ts'
import { factsOf, idOf, markAt, openAll, WORK } from './reader.ts'

const DAY = 86_400_000
let library: Library
beforeEach(async () => {
  library = new Library(`positions-${crypto.randomUUID()}`)
  await openAll(library, 5)
})
afterEach(() => library.delete())

const work = async () => (await library.works.get(WORK))!
const LOOK: Visit = { read: null, begun: false, sitting: null }
/** Reads a chapter to its end. */
const finish = (key: number, at: number) => progressMade(library, idOf(String(key)), markAt(10, at), true, at)
/** Looks into a chapter without reading. */
const look = (key: number, at: number, paragraph = 1) => progressMade(library, idOf(String(key)), markAt(paragraph, at), false, at, LOOK)

test('a look at an old or a far chapter moves neither the place nor the furthest', async () => {
  await finish(1, 1000)
  await progressMade(library, idOf('2'), markAt(4, 2000), false, 2000)
  const before = await work()
  await look(1, 3000)
  await look(5, 4000)
  expect(await work()).toMatchObject({ current: before.current, furthest: before.furthest })
})

test('reading an old chapter moves the place, never the furthest, and one undo brings it back', async () => {
  for (const key of [1, 2, 3]) await finish(key, key * 1000)
  await progressMade(library, idOf('1'), markAt(3, 9000), false, 9000)
  expect(await work()).toMatchObject({ current: { chapter: idOf('1') }, furthest: { chapter: idOf('3'), finished: true } })
  const [act] = (await actsOf(library, WORK)).filter(({ kind }) => kind === 'moved')
  expect(await actUndone(library, act!.id, 9500)).toBe(true)
  expect((await work()).current).toMatchObject({ chapter: idOf('3'), mark: { fraction: 1 } })
  // the page is still open and goes on telling
  await progressMade(library, idOf('1'), markAt(4, 9600), false, 9600)
  expect((await work()).current!.chapter).toBe(idOf('3'))
})

test('a chapter finished by itself is unfinished by undo, and stays so while its page tells the same', async () => {
  await finish(1, 1000)
  expect(await work()).toMatchObject({ finished: 1, furthest: { finished: true } })
  const [act] = await actsOf(library, WORK)
  expect(act!.kind).toBe('finished')
  await actUndone(library, act!.id, 1100)
  expect(await work()).toMatchObject({ finished: 0, furthest: { finished: false } })
  await progressMade(library, idOf('1'), markAt(10, 1200), true, 1200)
  expect((await library.progress.get(idOf('1')))!.finished).toBeNull()
  await finish(1, 1200 + DAY)
  expect((await work()).finished).toBe(1)
})

test('a leap of the furthest is undone, and not undone over a later one', async () => {
  await finish(1, 1000)
  await finish(5, 2000)
  const leap = (await actsOf(library, WORK)).find(({ kind }) => kind === 'furthest')!
  await actUndone(library, leap.id, 2100)
  expect((await work()).furthest).toMatchObject({ chapter: idOf('1') })
  expect(await actUndone(library, leap.id, 2200)).toBe(false)
})

test('the first chapter read again is a second reading with a place of its own; the first is not lowered', async () => {
  for (const key of [1, 2, 3]) await finish(key, key * 1000)
  await progressMade(library, idOf('1'), markAt(3, DAY), false, DAY)
  expect(await work()).toMatchObject({ furthest: { chapter: idOf('3') }, pass: { number: 2, furthest: { chapter: idOf('1'), finished: false } } })
  await finish(1, DAY + 1000)
  await progressMade(library, idOf('2'), markAt(5, DAY + 2000), false, DAY + 2000)
  expect(await work()).toMatchObject({ furthest: { chapter: idOf('3') }, pass: { number: 2, furthest: { chapter: idOf('2'), finished: false } }, finished: 3 })
  const again = (await actsOf(library, WORK)).find(({ kind }) => kind === 'reread')!
  await actUndone(library, again.id, DAY + 3000)
  expect((await work()).pass).toBeNull()
})

test('a work put aside is taken up by reading, not by looking, and that is undone', async () => {
  await finish(1, 1000)
  await workSaid(library, WORK, { status: 'dropped' }, 1500)
  await look(2, 2000)
  expect((await work()).status).toBe('dropped')
  await progressMade(library, idOf('2'), markAt(5, 3000), false, 3000)
  expect((await work()).status).toBe('reading')
  const [act] = (await actsOf(library, WORK)).filter(({ kind }) => kind === 'status')
  await actUndone(library, act!.id, 3100)
  expect((await work()).status).toBe('dropped')
})

test('sittings add up, however often they are told, and the counter with them', async () => {
  const sitting = (id: string, readMs: number, words: number): Visit => ({ read: markAt(2, 1), begun: true, sitting: { id, began: 1000, zone: 120, readMs, words } })
  for (const ms of [30_000, 60_000, 60_000, 30_000]) await progressMade(library, idOf('1'), markAt(2, 2000), false, 70_000, sitting('a', ms, ms / 240))
  await progressMade(library, idOf('2'), markAt(2, 3000), false, 200_000, sitting('b', 120_000, 500))
  expect((await library.sittings.toArray()).map(({ readMs }) => readMs)).toEqual([60_000, 120_000])
  expect((await work()).readMs).toBe(180_000)
  expect(await paceFor(library, WORK)).toEqual({ pace: 250, own: true })
})

test('clock set back a year: no sitting ends before it began, the place moves on, the furthest stays', async () => {
  const year = 365 * DAY
  const visit = (id: string, began: number): Visit => ({ read: markAt(8, began), begun: true, sitting: { id, began, zone: 0, readMs: 60_000, words: 200 } })
  await progressMade(library, idOf('2'), markAt(8, 2 * year), false, 2 * year, visit('a', 2 * year))
  await progressMade(library, idOf('2'), markAt(3, year), false, year, visit('b', year))
  await progressMade(library, idOf('2'), markAt(4, year + 1), false, year, visit('a', 2 * year))
  for (const { began, ended, readMs } of await library.sittings.toArray()) expect(ended - began).toBeGreaterThanOrEqual(readMs)
  expect(await work()).toMatchObject({ current: { mark: { place: { paragraph: 4 } } }, furthest: { chapter: idOf('2') }, readMs: 120_000 })
  expect((await library.progress.get(idOf('2')))!.furthest.place.paragraph).toBe(8)
})

test('the same chapter in two tabs: the newest place, the furthest furthest, each sitting once', async () => {
  const tab = (id: string, paragraph: number): Visit => ({ read: markAt(paragraph, 1), begun: true, sitting: { id, began: 1000, zone: 0, readMs: 10_000, words: 40 } })
  await progressMade(library, idOf('1'), markAt(7, 5000), false, 5000, tab('one', 7))
  await progressMade(library, idOf('1'), markAt(2, 6000), false, 6000, tab('two', 2))
  await progressMade(library, idOf('1'), markAt(7, 5500), false, 6001, tab('one', 7))
  expect((await library.progress.get(idOf('1')))!).toMatchObject({ current: { place: { paragraph: 2 } }, furthest: { place: { paragraph: 7 } } })
  expect((await work()).readMs).toBe(20_000)
})

test('chapters deleted, renumbered or inserted: nothing is lost and the furthest stays', async () => {
  for (const key of [1, 2, 3]) await finish(key, key * 1000)
  // chapter 2 is gone and the site now counts chapter 3 as its second
  await chapterOpened(library, factsOf('3', { ordinal: 2, posted: 2 }), { paragraphs: 10, characters: 1000 }, 5000)
  await progressMade(library, idOf('3'), markAt(5, 5000), false, 5000)
  expect(await work()).toMatchObject({ furthest: { chapter: idOf('3') }, finished: 3 })
  expect(await library.progress.count()).toBe(3)
  // one is inserted before it: it is read as the next one, and finishing it raises nothing wrongly
  await chapterOpened(library, factsOf('new', { ordinal: 2, posted: 4 }), { paragraphs: 10, characters: 1000 }, 6000)
  await progressMade(library, idOf('new'), markAt(10, 7000), true, 7000)
  expect(await work()).toMatchObject({ furthest: { chapter: idOf('3') }, finished: 4 })
})

test('a work that shrinks: what was read stays read, the furthest stays, and the reader is caught up', async () => {
  for (const key of [1, 2, 3, 4, 5]) await finish(key, key * 1000)
  const before = await library.progress.toArray()
  // the author took two chapters down: the listing says so first, then a chapter's own page
  await postedSeen(library, [{ work: WORK, posted: 3, planned: null }])
  expect((await work()).posted).toBe(3)
  await chapterOpened(library, factsOf('2', { posted: 3 }), { paragraphs: 10, characters: 1000 }, 6000)
  await look(2, 6000)
  expect(await work()).toMatchObject({ posted: 3, finished: 5, furthest: { chapter: idOf('5'), order: 5, finished: true }, current: { chapter: idOf('5') } })
  expect((await library.progress.toArray()).map(({ furthest, finished }) => ({ furthest, finished }))).toEqual(before.map(({ furthest, finished }) => ({ furthest, finished })))
  expect(await library.chapters.count()).toBe(5)
  expect(standingOf(await work())).toMatchObject({ status: 'caught-up', reason: { read: 3, posted: 3 }, fresh: 0 })
  // it grows again: only what is beyond the furthest is new
  await postedSeen(library, [{ work: WORK, posted: 6, planned: null }])
  expect(standingOf(await work())).toMatchObject({ status: 'reading', fresh: 1 })
})

test('read up to here, and back: chapters read since then stay read', async () => {
  await progressMade(library, idOf('2'), markAt(3, 1000), false, 1000)
  const before = await work()
  const undo = await readUpTo(library, idOf('4'), 2000)
  expect(await work()).toMatchObject({ finished: 4, furthest: { chapter: idOf('4'), finished: true }, current: { chapter: idOf('4') } })
  const kept = structuredClone(undo)
  await finish(3, 3000)
  await readUpToUndone(library, kept, 4000)
  expect((await library.progress.toArray()).map(({ chapter, finished }) => [chapter, finished !== null])).toEqual([[idOf('2'), false], [idOf('3'), true]])
  expect(await work()).toMatchObject({ finished: 1 })
  await readUpToUndone(library, kept, 5000)
  expect((await work()).finished).toBe(1)
  expect(before.furthest).toMatchObject({ chapter: idOf('2') })
  expect(await work()).toMatchObject({ lastRead: 3000 })
})

const report = fc.record({ key: fc.integer({ min: 1, max: 5 }), paragraph: fc.nat(10), at: fc.nat(1e9), begun: fc.boolean(), end: fc.boolean() })
test('whatever pages report, in whatever order: the furthest never falls and the counter is right', async () => {
  await fc.assert(fc.asyncProperty(fc.array(report, { maxLength: 15 }), async (reports) => {
    const own = new Library(`any-${crypto.randomUUID()}`)
    await openAll(own, 5)
    let furthest = -Infinity
    for (const { key, paragraph, at, begun, end } of reports) {
      const mark = markAt(end ? 10 : paragraph, at)
      await progressMade(own, idOf(String(key)), mark, end && begun, at, { read: begun ? mark : null, begun, sitting: null })
      const row = (await own.works.get(WORK))!
      expect(row.furthest!.order).toBeGreaterThanOrEqual(furthest)
      furthest = row.furthest!.order
      expect(row.finished).toBe(await own.progress.filter(({ finished }) => finished !== null).count())
    }
    await own.delete()
  }), { numRuns: 25 })
})

test('read up to here, and back at once: the work is as it was, to the time it was last read', async () => {
  await finish(1, 1000)
  const { current, furthest, finished, lastRead, postedThen } = await work()
  const undo = await readUpTo(library, idOf('4'), 2000)
  expect((await work()).lastRead).toBe(2000)
  await readUpToUndone(library, structuredClone(undo), 3000)
  expect(await work()).toMatchObject({ current, furthest, finished, lastRead, postedThen })
  expect((await library.progress.toArray()).map(({ chapter }) => chapter)).toEqual([idOf('1')])
})
