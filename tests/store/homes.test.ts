import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { workId } from '../../src/core/work.ts'
import { homesMerged, homesOf, homesSuggested, homeSplit } from '../../src/store/homes.ts'
import { Library } from '../../src/store/library.ts'
import { progressMade } from '../../src/store/positions.ts'
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
  expect(await homesMerged(library, MIRROR, WORK, 2000)).toBe(true)
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
  expect(await homeSplit(library, MIRROR, 4000)).toBe(true)
  expect(await work()).toMatchObject({ current: { chapter: idOf('2') }, furthest: { chapter: idOf('2') } })
  expect(await work(MIRROR)).toMatchObject({ current: { chapter: idOf('3', MIRROR) }, furthest: { order: 3 } })
  expect(await shelf(library, 10)).toHaveLength(2)
  expect(await homeSplit(library, MIRROR, 5000)).toBe(false)
})

test('merging takes over the further of two readings, and merging twice or with itself does nothing', async () => {
  await progressMade(library, idOf('4', MIRROR), markAt(4, 900), false, 900)
  await homesMerged(library, MIRROR, WORK, 2000)
  expect(await work()).toMatchObject({ current: { chapter: idOf('2') }, furthest: { chapter: idOf('4', MIRROR) } })
  expect(await homesMerged(library, MIRROR, WORK, 2001)).toBe(false)
  expect(await homesMerged(library, WORK, MIRROR, 2002)).toBe(false)
  expect(await homesMerged(library, WORK, workId('no', 'such'), 2003)).toBe(false)
})

test('a third home joins the two', async () => {
  const third = workId('third', '1')
  await openAll(library, 1, { work: third, site: 'third' })
  await homesMerged(library, MIRROR, WORK, 2000)
  await homesMerged(library, third, MIRROR, 2001)
  expect(await homesOf(library, third)).toEqual([WORK, MIRROR, third])
})
