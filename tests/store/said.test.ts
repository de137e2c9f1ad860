import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { workId } from '../../src/core/work.ts'
import { Library } from '../../src/store/library.ts'
import { saidUndone, workSaid, worksSaid } from '../../src/store/said.ts'
import { factsOf, openAll, WORK } from './reader.ts'
import { chapterOpened } from '../../src/store/works.ts'

const OTHER = workId('test', '2')
let library: Library
beforeEach(async () => {
  library = new Library(`said-${crypto.randomUUID()}`)
  await openAll(library, 1)
  await chapterOpened(library, factsOf('1', { work: OTHER }), { paragraphs: 1, characters: 1 }, 1)
})
afterEach(() => library.delete())
const stored = async () => (await library.works.get(WORK))!

test('what is said is kept, with a stamp for what differs and no other', async () => {
  await workSaid(library, WORK, { status: 'paused', tags: ['sea'], rating: 4.5, note: 'slow, good' }, 5)
  const first = await stored()
  expect(first).toMatchObject({ status: 'paused', tags: ['sea'], rating: 4.5, note: 'slow, good' })
  await workSaid(library, WORK, { status: 'paused', rating: 5 }, 6)
  const second = await stored()
  expect(second.stamps.rating! > first.stamps.rating!).toBe(true)
  expect(second.stamps.status).toBe(first.stamps.status)
})

test('what comes back, said again, is the undo', async () => {
  await workSaid(library, WORK, { status: 'reading', tags: ['sea'] }, 5)
  const undo = (await workSaid(library, WORK, { status: null, tags: [], note: 'x' }, 6))!
  expect(undo).toEqual({ status: 'reading', tags: ['sea'], note: '' })
  await workSaid(library, WORK, undo, 7)
  expect(await stored()).toMatchObject({ status: 'reading', tags: ['sea'], note: '' })
})

test('many works in one change, and back', async () => {
  await workSaid(library, OTHER, { status: 'paused' }, 4)
  const undo = await worksSaid(library, [WORK, OTHER, workId('no', 'such')], { status: 'dropped' }, 5)
  expect((await library.works.toArray()).map(({ status }) => status)).toEqual(['dropped', 'dropped'])
  await saidUndone(library, undo, 6)
  expect((await library.works.bulkGet([WORK, OTHER])).map((row) => row!.status)).toEqual([null, 'paused'])
})

test('a work nobody has gives undefined', async () => {
  expect(await workSaid(library, workId('no', 'such'), { rating: 1 }, 1)).toBeUndefined()
})
