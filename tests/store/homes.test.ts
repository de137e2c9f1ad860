import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestChapter } from '../../src/core/recap/digest.ts'
import { standingOf } from '../../src/core/standing.ts'
import type { Stamp } from '../../src/core/stamp.ts'
import { workId, type WorkId } from '../../src/core/work.ts'
import { headsOf } from '../../src/core/homes.ts'
import { actsOf, actUndone } from '../../src/store/acts.ts'
import { Catalogue } from '../../src/store/catalogue.ts'
import { digestMade } from '../../src/store/digests.ts'
import { homesOf, homesSuggested } from '../../src/store/homes.ts'
import { Library, type WorkRow } from '../../src/store/library.ts'
import { knownWorks } from '../../src/store/listed.ts'
import { homesMerged, homeSplit, homesUndone, saidApart } from '../../src/store/merging.ts'
import { passageMade, passagesOf } from '../../src/store/passages.ts'
import { progressMade } from '../../src/store/positions.ts'
import { readUpTo, readUpToUndone } from '../../src/store/read-up-to.ts'
import { removedWorks, worksBroughtBack, worksRemoved } from '../../src/store/removed.ts'
import { readChapter } from '../../src/store/report.ts'
import { workSaid } from '../../src/store/said.ts'
import { readTold } from '../../src/store/told.ts'
import { readWork } from '../../src/store/work-page.ts'
import { shelf } from '../../src/store/works.ts'
import { SELECTOR } from '../core/records.ts'
import { CHAPTERS } from '../stage/serial.mjs'
import { idOf, markAt, openAll, WORK } from './reader.ts'

const MIRROR = workId('mirror', '7')
const THIRD = workId('third', '1')
let library: Library
beforeEach(async () => {
  library = new Library(`homes-${crypto.randomUUID()}`)
  await openAll(library, 5)
  await openAll(library, 5, { work: MIRROR, site: 'mirror', workTitle: 'the tide clerk', author: 'A Nother', posted: 9, workUrl: 'https://mirror.example/7' })
  await progressMade(library, idOf('2'), markAt(5, 1000), false, 1000)
})
afterEach(() => library.delete())
const work = async (id = WORK): Promise<WorkRow> => (await library.works.get(id))!
const place = async (id = WORK) => {
  const { current, furthest, pass, lastRead } = await work(id)
  return { current, furthest, pass, lastRead }
}
const openThird = (): Promise<void> => openAll(library, 5, { work: THIRD, site: 'third' })

test('the same title and author elsewhere is suggested, until it is merged', async () => {
  expect((await homesSuggested(library, WORK)).map(({ id }) => id)).toEqual([MIRROR])
  await homesMerged(library, MIRROR, WORK, 2000)
  expect(await homesSuggested(library, WORK)).toEqual([])
  expect(await homesSuggested(library, MIRROR)).toEqual([])
})

test('a No is remembered on both sides, for each work by itself, and can be taken back', async () => {
  await openThird()
  expect((await homesSuggested(library, WORK)).map(({ id }) => id).sort()).toEqual([MIRROR, THIRD])
  const no = await saidApart(library, WORK, MIRROR, 2000)
  await saidApart(library, WORK, THIRD, 2001)
  expect(await homesSuggested(library, WORK)).toEqual([])
  expect((await homesSuggested(library, MIRROR)).map(({ id }) => id)).toEqual([THIRD])
  expect((await homesSuggested(library, THIRD)).map(({ id }) => id)).toEqual([MIRROR])
  // a merge by hand is the reader's later word
  await homesMerged(library, THIRD, MIRROR, 2002)
  expect(await homesSuggested(library, WORK)).toEqual([])
  await homesUndone(library, no, 2003)
  expect(await shelf(library, 10)).toHaveLength(2)
})

test('what was split off is not suggested again', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  await homeSplit(library, MIRROR, 2001)
  expect(await homesSuggested(library, WORK)).toEqual([])
  expect(await homesSuggested(library, MIRROR)).toEqual([])
})

test('reading at another home moves the one work, and the shelf shows it once', async () => {
  expect(await homesMerged(library, MIRROR, WORK, 2000)).not.toBeNull()
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  expect(await work()).toMatchObject({ current: { chapter: idOf('3', MIRROR) }, furthest: { order: 3 } })
  const entries = await shelf(library, 10)
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({ work: { id: WORK, posted: 9 }, chapter: { id: idOf('3', MIRROR) } })
  expect(await homesOf(library, MIRROR)).toEqual([WORK, MIRROR])
})

test('split again, each has what was read at it, and nothing was lost', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  expect(await homeSplit(library, MIRROR, 4000)).not.toBeNull()
  expect(await work()).toMatchObject({ current: { chapter: idOf('2') }, furthest: { chapter: idOf('2') }, lastRead: 1000 })
  expect(await work(MIRROR)).toMatchObject({ current: { chapter: idOf('3', MIRROR) }, furthest: { order: 3 } })
  expect(await shelf(library, 10)).toHaveLength(2)
  expect(await homeSplit(library, MIRROR, 5000)).toBeNull()
})

test('merging takes over the further of two readings, and merging twice or with itself does nothing', async () => {
  await progressMade(library, idOf('4', MIRROR), markAt(4, 900), false, 900)
  await homesMerged(library, MIRROR, WORK, 2000)
  expect(await work()).toMatchObject({ current: { chapter: idOf('2') }, furthest: { chapter: idOf('4', MIRROR) } })
  expect(await homesMerged(library, MIRROR, WORK, 2001)).toBeNull()
  expect(await homesMerged(library, WORK, MIRROR, 2002)).toBeNull()
  expect(await homesMerged(library, WORK, workId('no', 'such'), 2003)).toBeNull()
})

test('a work from a list, with a furthest and no progress, keeps it through merge and split', async () => {
  await library.progress.clear()
  await library.works.update(WORK, { current: { chapter: idOf('4'), mark: markAt(0, 500) }, furthest: { chapter: idOf('4'), order: 4, finished: true }, lastRead: 500 })
  const before = await place()
  await progressMade(library, idOf('5', MIRROR), markAt(4, 900), false, 900)
  await homesMerged(library, MIRROR, WORK, 2000)
  expect(await work()).toMatchObject({ furthest: { chapter: idOf('5', MIRROR) } })
  await homeSplit(library, MIRROR, 3000)
  expect(await place()).toEqual(before)
})

test('a merge undone leaves every place as it was', async () => {
  await progressMade(library, idOf('4', MIRROR), markAt(4, 1900), true, 1900)
  const before = [await place(), await place(MIRROR)]
  const change = await homesMerged(library, MIRROR, WORK, 2000)
  expect((await work()).lastRead).toBe(1900)
  await homesUndone(library, change!, 2001)
  expect([await place(), await place(MIRROR)]).toEqual(before)
  expect(await homesOf(library, WORK)).toEqual([WORK])
  expect((await homesSuggested(library, WORK)).map(({ id }) => id)).toEqual([MIRROR])
})

test('a merge undone late keeps what was read at each home since', async () => {
  const change = await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('3'), markAt(2, 3000), false, 3000)
  await progressMade(library, idOf('4', MIRROR), markAt(4, 4000), false, 4000)
  await homesUndone(library, change!, 5000)
  expect(await work()).toMatchObject({ current: { chapter: idOf('3') }, furthest: { chapter: idOf('3') }, lastRead: 3000 })
  expect(await work(MIRROR)).toMatchObject({ current: { chapter: idOf('4', MIRROR) }, furthest: { chapter: idOf('4', MIRROR) }, lastRead: 4000 })
})

test('a split undone is as before the split, with what was read since', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  const before = await place()
  const change = await homeSplit(library, MIRROR, 4000)
  await homesUndone(library, change!, 4001)
  expect(await place()).toEqual(before)
  expect(await homesOf(library, WORK)).toEqual([WORK, MIRROR])
  await homeSplit(library, MIRROR, 5000)
  expect(await work()).toMatchObject({ current: { chapter: idOf('2') }, furthest: { chapter: idOf('2') } })
})

test('a third home joins the two; one that led others goes by its own reading when it leaves', async () => {
  await openThird()
  await progressMade(library, idOf('3', MIRROR), markAt(4, 1500), false, 1500)
  await progressMade(library, idOf('5', THIRD), markAt(4, 1600), false, 1600)
  await homesMerged(library, THIRD, MIRROR, 2000)
  await homesMerged(library, MIRROR, WORK, 2001)
  expect(await homesOf(library, THIRD)).toEqual([WORK, MIRROR, THIRD])
  expect(await work()).toMatchObject({ furthest: { chapter: idOf('5', THIRD) } })
  await homeSplit(library, MIRROR, 3000)
  expect(await work(MIRROR)).toMatchObject({ furthest: { chapter: idOf('3', MIRROR) }, lastRead: 1500 })
  expect(await work()).toMatchObject({ furthest: { chapter: idOf('5', THIRD) } })
  expect(await homesOf(library, WORK)).toEqual([WORK, THIRD])
})

test('two stories with two homes each are merged and the merge undone: each has its own again', async () => {
  await openThird()
  await progressMade(library, idOf('5', THIRD), markAt(4, 1600), false, 1600)
  await homesMerged(library, THIRD, MIRROR, 2000)
  const before = [await place(), await place(MIRROR), await place(THIRD)]
  const change = await homesMerged(library, MIRROR, WORK, 2001)
  await homesUndone(library, change!, 2002)
  expect([await place(), await place(MIRROR), await place(THIRD)]).toEqual(before)
  expect(await homesOf(library, THIRD)).toEqual([MIRROR, THIRD])
  await homeSplit(library, THIRD, 2003)
  expect(await work(MIRROR)).toMatchObject({ current: null, furthest: null })
})

test('a look into a far chapter of another home moves neither the place nor the furthest, not even after a split elsewhere', async () => {
  await openThird()
  await homesMerged(library, MIRROR, WORK, 2000)
  await homesMerged(library, THIRD, WORK, 2001)
  await progressMade(library, idOf('5', MIRROR), markAt(1, 3000), false, 3000, { read: null, begun: false, sitting: null })
  expect(await work()).toMatchObject({ current: { chapter: idOf('2') }, furthest: { chapter: idOf('2') } })
  await homeSplit(library, THIRD, 4000)
  expect(await work()).toMatchObject({ current: { chapter: idOf('2') }, furthest: { chapter: idOf('2') } })
})

test('whatever is read at any of three homes in any order, furthest never falls while they are one, and a split gives each its own', async () => {
  const homes = [WORK, MIRROR, THIRD]
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 10 }), fc.boolean()), { maxLength: 8 }), async (reports) => {
    const both = [new Library(`one-${crypto.randomUUID()}`), new Library(`apart-${crypto.randomUUID()}`)] as const
    try {
      for (const each of both) for (const home of homes) await openAll(each, 5, { work: home })
      await homesMerged(both[0], MIRROR, WORK, 1100)
      await homesMerged(both[0], THIRD, WORK, 1200)
      let furthest = 0
      for (const [index, [home, chapter, paragraph, finished]] of reports.entries()) {
        const at = 2000 + index
        for (const each of both) await progressMade(each, idOf(String(chapter), homes[home]), markAt(paragraph, at), finished, at)
        const order = (await both[0].works.get(WORK))?.furthest?.order ?? 0
        expect(order).toBeGreaterThanOrEqual(furthest)
        furthest = order
      }
      await homeSplit(both[0], MIRROR, 5000)
      await homeSplit(both[0], THIRD, 5001)
      for (const home of [MIRROR, THIRD]) expect((await both[0].works.get(home))?.furthest).toEqual((await both[1].works.get(home))?.furthest)
      // what another home has finished in a chapter of the same number counts as finished here
      const [here, alone] = await Promise.all(both.map(async (each) => (await each.works.get(WORK))?.furthest))
      expect(here?.order).toBe(alone?.order)
    } finally {
      for (const each of both) await each.delete()
    }
  }), { numRuns: 25 })
})

test('passages, chapters and progress of all homes stand on the one page, whichever home is asked for', async () => {
  await passageMade(library, { id: 'p-1', chapter: idOf('2'), selector: SELECTOR, colour: 'amber', note: '', tags: [] }, 1500)
  await passageMade(library, { id: 'p-2', chapter: idOf('1', MIRROR), selector: SELECTOR, colour: 'amber', note: '', tags: [] }, 1501)
  await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  for (const id of [WORK, MIRROR]) {
    const report = (await readWork(library, id))!
    expect(report.work).toMatchObject({ id: WORK, passages: 2 })
    expect(report.homes.map(({ work: { id: home }, chapters }) => [home, chapters.length])).toEqual([[WORK, 5], [MIRROR, 5]])
    expect(report.here?.id).toBe(idOf('3', MIRROR))
    expect(report.passages).toEqual(new Map([[idOf('2'), 1], [idOf('1', MIRROR), 1]]))
    expect(report.progress.has(idOf('3', MIRROR))).toBe(true)
  }
  expect((await passagesOf(library, WORK, MIRROR)).map(({ id }) => id)).toEqual(['p-2', 'p-1'])
  expect((await shelf(library, 10))[0]?.work.passages).toBe(2)
  // the counters themselves stay where what they count is
  expect([(await work()).passages, (await work(MIRROR)).passages]).toEqual([1, 1])
})

test('chapters that were posted at one home before the other was last read are not new', async () => {
  await library.works.update(WORK, { posted: 7, postedThen: 7 })
  await library.works.update(MIRROR, { posted: 10, postedThen: 10 })
  await homesMerged(library, MIRROR, WORK, 2000)
  const fresh = async (): Promise<number> => standingOf((await shelf(library, 1))[0]!.work).fresh
  expect(await fresh()).toBe(0)
  await library.works.update(MIRROR, { posted: 12 })
  expect(await fresh()).toBe(2)
})

test('the popup at another home shows the story: its status, its undo, its furthest', async () => {
  await workSaid(library, WORK, { status: 'paused' }, 1500)
  await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  const report = (await readChapter(library, MIRROR, idOf('1', MIRROR)))!
  expect(report).toMatchObject({ work: { id: WORK, status: 'reading', furthest: { chapter: idOf('3', MIRROR) } }, chapter: { id: idOf('1', MIRROR) } })
  expect(report.chapters.map(({ id }) => id)).toEqual([...[1, 2, 3, 4, 5].map((n) => idOf(String(n), MIRROR)), ...[1, 2, 3, 4, 5].map((n) => idOf(String(n)))])
  const [act] = (await actsOf(library, WORK)).filter(({ kind }) => kind === 'status')
  await actUndone(library, act!.id, 3001)
  expect((await work()).status).toBe('paused')
})

test('on the listing of either site the badge knows what was read at the other', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  expect(await knownWorks(library, [WORK, MIRROR])).toMatchObject([{ work: WORK, at: 2 }, { work: MIRROR, at: 2, posted: 9 }])
  await progressMade(library, idOf('3', MIRROR), markAt(10, 3000), true, 3000)
  expect(await knownWorks(library, [WORK, MIRROR])).toMatchObject([{ work: WORK, at: 3 }, { work: MIRROR, at: 3, posted: 9 }])
})

test('“Read up to here” at a home counts for the story, and its undo too', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  const before = [await place(), await place(MIRROR)]
  const done = await readUpTo(library, idOf('4', MIRROR), 3000)
  expect(await work()).toMatchObject({ furthest: { chapter: idOf('4', MIRROR), finished: true } })
  await readUpToUndone(library, done, 3001)
  expect([await place(), await place(MIRROR)]).toEqual(before)
  await readUpTo(library, idOf('4'), 4000)
  await progressMade(library, idOf('5', MIRROR), markAt(4, 5000), false, 5000)
  await homeSplit(library, MIRROR, 6000)
  expect((await work()).furthest).toEqual({ chapter: idOf('4'), order: 4, finished: true })
})

test('a recap at one home tells of what was read there, and of nothing read further at the other', async () => {
  const told = (id: WorkId): Promise<string[]> => work(id).then(async (row) => {
    const chapter = (await library.chapters.get(idOf('2', id)))!
    return (await readTold(library, row, chapter.id, { level: 'story-so-far', asOf: 'furthest' })).moments.map(({ text }) => text)
  })
  const digest = (number: number) => digestChapter({ paragraphs: CHAPTERS[number - 1]!.paragraphs, language: 'en' })
  for (const number of [1, 2, 3, 4]) await digestMade(library, idOf(String(number)), digest(number), 1500)
  await digestMade(library, idOf('1', MIRROR), digest(5), 1500)
  await progressMade(library, idOf('2'), markAt(5, 1600), false, 1600)
  const before = await told(WORK)
  expect(before.length).toBeGreaterThan(0)
  await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('5', MIRROR), markAt(10, 3000), true, 3000)
  expect(await work()).toMatchObject({ furthest: { order: 5 } })
  expect(await told(WORK)).toEqual(before)
  const there = await told(MIRROR)
  expect(there.length).toBeGreaterThan(0)
  expect(there.filter((text) => before.includes(text))).toEqual([])
})

test('a story is taken off the shelf and brought back with all its homes', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  const before = await shelf(library, 10)
  await worksRemoved(library, [WORK], 4000)
  expect([await library.works.count(), await library.chapters.count(), await library.homes.count()]).toEqual([0, 0, 0])
  expect((await removedWorks(library, 4001)).map(({ work: id }) => id)).toEqual([WORK])
  await worksBroughtBack(library, [WORK])
  expect(await shelf(library, 10)).toEqual(before)
  expect(await homesOf(library, WORK)).toEqual([WORK, MIRROR])
  expect(await removedWorks(library, 4002)).toEqual([])
})

test('a home whose leading work is gone stands on the shelf by itself', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  await library.works.delete(WORK)
  await openThird()
  await library.homes.put({ work: THIRD, into: MIRROR, removed: null, stamp: '0' as Stamp })
  expect((await shelf(library, 10)).map(({ work: { id } }) => id)).toEqual([MIRROR])
  expect(await homesOf(library, THIRD)).toEqual([MIRROR, THIRD])
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  expect(await work(MIRROR)).toMatchObject({ furthest: { order: 3 } })
})

test('two devices that merged each other’s way round agree on one that leads', () => {
  const row = (id: WorkId, into: WorkId) => ({ work: id, into, removed: null })
  expect(headsOf([row(WORK, MIRROR), row(MIRROR, WORK)], () => true)).toEqual(new Map([[WORK, MIRROR]]))
  expect(headsOf([row(THIRD, WORK), row(WORK, MIRROR), row(MIRROR, WORK)], () => true)).toEqual(new Map([[THIRD, MIRROR], [WORK, MIRROR]]))
  expect(headsOf([row(THIRD, WORK), row(WORK, MIRROR)], () => true)).toEqual(new Map([[THIRD, MIRROR], [WORK, MIRROR]]))
})

test('the catalogue has a story once, follows merge and split, and finds it by what any home is called', async () => {
  await openAll(library, 1, { work: THIRD, site: 'third', workTitle: 'Ebb Ledger' })
  let changes = 0
  const catalogue = new Catalogue(library, () => changes++)
  const end = new AbortController()
  await catalogue.open(end.signal)
  const ids = (): WorkId[] => [...catalogue.works.keys()].sort()
  expect(ids()).toEqual([MIRROR, WORK, THIRD].sort())
  const merged = await homesMerged(library, THIRD, WORK, 2000)
  await expect.poll(ids).toEqual([MIRROR, WORK].sort())
  expect(catalogue.storyOf(THIRD)?.id).toBe(WORK)
  expect(catalogue.homeAt(THIRD)?.site).toBe('third')
  expect(catalogue.findables().find(({ id }) => id === WORK)?.note).toContain('ebb ledger')
  await passageMade(library, { id: 'p-1', chapter: idOf('1', THIRD), selector: SELECTOR, colour: 'amber', note: '', tags: [] }, 2500)
  await expect.poll(() => catalogue.works.get(WORK)?.passages).toBe(1)
  await homesUndone(library, merged!, 3000)
  await expect.poll(ids).toEqual([MIRROR, WORK, THIRD].sort())
  expect(catalogue.works.get(WORK)?.passages).toBe(0)
  const again = new Catalogue(library, () => undefined)
  await homesMerged(library, THIRD, WORK, 4000)
  await again.open(end.signal)
  expect([...again.works.keys()].sort()).toEqual([MIRROR, WORK].sort())
  end.abort()
})
