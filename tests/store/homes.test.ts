import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { workId } from '../../src/core/work.ts'
import { homesByTitle, homesDeclined, homesMerged, homesOf, homesSuggested, homesUndone, homeSplit } from '../../src/store/homes.ts'
import { Catalogue } from '../../src/store/catalogue.ts'
import { Library } from '../../src/store/library.ts'
import { progressMade } from '../../src/store/positions.ts'
import { readWork } from '../../src/store/work-page.ts'
import { shelf } from '../../src/store/works.ts'
import { idOf, markAt, openAll, WORK } from './reader.ts'

const MIRROR = workId('mirror', '7')
let library: Library
beforeEach(async () => {
  library = new Library(`homes-${crypto.randomUUID()}`)
  await openAll(library, 5)
  await openAll(library, 5, { work: MIRROR, site: 'mirror', workTitle: 'the tide clerk', author: 'A Nother' })
  await progressMade(library, idOf('2'), markAt(5, 1000), false, 1000)
})
afterEach(() => library.delete())
const work = async (id = WORK) => (await library.works.get(id))!

test('the same title and author elsewhere is suggested, until it is merged', async () => {
  expect((await homesSuggested(library, WORK)).map(({ id }) => id)).toEqual([MIRROR])
  await homesMerged(library, MIRROR, WORK, 2000)
  expect(await homesSuggested(library, WORK)).toEqual([])
})

test('reading at another home moves the one work, and the shelf shows it once', async () => {
  expect(await homesMerged(library, MIRROR, WORK, 2000)).not.toBeNull()
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  expect(await work()).toMatchObject({ current: { chapter: idOf('3', MIRROR) }, furthest: { order: 3 } })
  const entries = await shelf(library, 10)
  expect(entries).toHaveLength(1)
  expect(entries[0]).toMatchObject({ work: { id: WORK }, chapter: { id: idOf('3', MIRROR) } })
  expect(await homesOf(library, MIRROR)).toEqual([WORK, MIRROR])
})

test('split again, each has what was read at it, and nothing was lost', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  expect(await homeSplit(library, MIRROR, 4000)).not.toBeNull()
  expect(await work()).toMatchObject({ current: { chapter: idOf('2') }, furthest: { chapter: idOf('2') } })
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

test('a third home joins the two', async () => {
  const third = workId('third', '1')
  await openAll(library, 1, { work: third, site: 'third' })
  await homesMerged(library, MIRROR, WORK, 2000)
  await homesMerged(library, third, MIRROR, 2001)
  expect(await homesOf(library, third)).toEqual([WORK, MIRROR, third])
})

test('a merge taken back leaves everything as it was, unless something was read since', async () => {
  await progressMade(library, idOf('4', MIRROR), markAt(4, 1500), false, 1500)
  const before = await work()
  const merged = await homesMerged(library, MIRROR, WORK, 2000)
  expect(await work()).toMatchObject({ current: { chapter: idOf('4', MIRROR) }, lastRead: 1500 })
  await homesUndone(library, merged!, 2001)
  expect(await work()).toMatchObject({ ...before, stamps: {} })
  expect(await shelf(library, 10)).toHaveLength(2)
  const again = await homesMerged(library, MIRROR, WORK, 2002)
  await progressMade(library, idOf('3'), markAt(3, 2500), false, 2500)
  await homesUndone(library, again!, 2600)
  expect(await work()).toMatchObject({ current: { chapter: idOf('3') } })
  expect(await homesOf(library, WORK)).toEqual([WORK])
})

test('a split taken back is one story again, with the place it had', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  const split = await homeSplit(library, MIRROR, 4000)
  await homesUndone(library, split!, 4001)
  expect(await homesOf(library, WORK)).toEqual([WORK, MIRROR])
  expect(await work()).toMatchObject({ current: { chapter: idOf('3', MIRROR) }, furthest: { chapter: idOf('3', MIRROR) } })
})

test('a split takes nothing from a furthest that a list told and no reading', async () => {
  await library.works.update(WORK, { furthest: { chapter: idOf('90'), order: 90, finished: true } })
  await homesMerged(library, MIRROR, WORK, 2000)
  await homeSplit(library, MIRROR, 2001)
  expect(await work()).toMatchObject({ furthest: { order: 90 }, current: { chapter: idOf('2') } })
})

test('what the reader said is another story is not suggested again, from neither side', async () => {
  await homesDeclined(library, MIRROR, WORK, 2000)
  expect(await homesSuggested(library, WORK)).toEqual([])
  expect(await homesSuggested(library, MIRROR)).toEqual([])
  await homesMerged(library, MIRROR, WORK, 2001)
  expect(await homesOf(library, WORK)).toEqual([WORK, MIRROR])
})

test('the page of a story reads all its homes, the leading one first, from whichever home it is asked', async () => {
  await homesMerged(library, MIRROR, WORK, 2000)
  await progressMade(library, idOf('3', MIRROR), markAt(4, 3000), false, 3000)
  const report = await readWork(library, MIRROR)
  expect(report).toMatchObject({ work: { id: WORK }, others: [{ work: { id: MIRROR } }], here: { id: idOf('3', MIRROR) } })
  expect(report!.others[0]!.chapters).toHaveLength(5)
})

test('the catalogue shows one work for a story, at once after a merge and a split', async () => {
  const leaving = new AbortController()
  const catalogue = new Catalogue(library, () => undefined)
  await catalogue.open(leaving.signal)
  const shown = () => [...catalogue.shown()].map(({ id }) => id)
  expect(shown()).toHaveLength(2)
  await homesMerged(library, MIRROR, WORK, 2000)
  await expect.poll(shown).toEqual([WORK])
  expect(catalogue.findables().map(({ id }) => id)).toEqual([WORK])
  await homeSplit(library, MIRROR, 2001)
  await expect.poll(shown).toHaveLength(2)
  leaving.abort()
})

test('another home is found by the beginning of its title, and never one of its own', async () => {
  expect((await homesByTitle(library, WORK, ' The Tide', 8)).map(({ id }) => id)).toEqual([MIRROR])
  expect(await homesByTitle(library, WORK, '', 8)).toEqual([])
  await homesMerged(library, MIRROR, WORK, 2000)
  expect(await homesByTitle(library, WORK, 'the tide', 8)).toEqual([])
})
