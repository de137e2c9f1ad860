import fc from 'fast-check'
import { expect, test } from 'vitest'
import { standingOf } from '../../src/core/standing.ts'
import type { ChapterId } from '../../src/core/work.ts'

type Known = Parameters<typeof standingOf>[0]
const at = (order: number, finished: boolean): Known['furthest'] => ({ chapter: `w:1/${order}` as ChapterId, order, finished })
const work = (fields: Partial<Known>): Known => ({ status: null, posted: null, planned: null, postedThen: null, furthest: null, finished: 0, ...fields })

test('caught up: read 12 of 12 posted, 12/? planned', () => {
  expect(standingOf(work({ posted: 12, planned: 'open', postedThen: 12, furthest: at(12, true), finished: 12 })))
    .toEqual({ status: 'caught-up', reason: { kind: 'all-posted', read: 12, posted: 12, planned: 'open' }, fresh: 0 })
})

test('in the middle of the last chapter nobody has caught up yet', () => {
  expect(standingOf(work({ posted: 12, furthest: at(12, false), finished: 11 })).status).toBe('reading')
})

test('chapters read elsewhere before count: who read chapter 30 has read those before it', () => {
  expect(standingOf(work({ posted: 30, furthest: at(30, true), finished: 1 })).status).toBe('caught-up')
})

test('finished once all that is planned is posted and read', () => {
  expect(standingOf(work({ posted: 12, planned: 12, furthest: at(12, true), finished: 12 }))).toMatchObject({ status: 'finished', reason: { kind: 'all-read', read: 12 } })
})

test('three posted since: reading again, three new', () => {
  expect(standingOf(work({ posted: 15, planned: 'open', postedThen: 12, furthest: at(12, true), finished: 12 }))).toMatchObject({ status: 'reading', fresh: 3 })
})

test('a hundred posted that were there before are not new', () => {
  expect(standingOf(work({ posted: 103, postedThen: 100, furthest: at(5, true), finished: 5 })).fresh).toBe(3)
})

test('a work that shrinks leaves its reader caught up, with as many read as there are', () => {
  expect(standingOf(work({ posted: 10, planned: 'open', postedThen: 12, furthest: at(12, true), finished: 12 })))
    .toEqual({ status: 'caught-up', reason: { kind: 'all-posted', read: 10, posted: 10, planned: 'open' }, fresh: 0 })
})

test('without totals, the last chapter that names no next one', () => {
  const known = work({ furthest: at(4, true), finished: 4 })
  expect(standingOf(known, false).status).toBe('reading')
  expect(standingOf(known, true)).toMatchObject({ status: 'caught-up', reason: { kind: 'no-next' } })
})

test('what the reader said wins over what was read; not begun is saved', () => {
  expect(standingOf(work({ status: 'dropped', posted: 2, furthest: at(2, true), finished: 2 }))).toMatchObject({ status: 'dropped', reason: { kind: 'said' } })
  expect(standingOf(work({}))).toMatchObject({ status: 'saved', reason: { kind: 'not-begun' } })
  expect(standingOf(work({ status: 'reading' })).status).toBe('reading')
})

test('new and read are never negative, and never more than posted', () => {
  const count = fc.option(fc.nat(40), { nil: null })
  fc.assert(fc.property(count, count, fc.nat(40), fc.boolean(), fc.nat(40), (posted, postedThen, order, finished, read) => {
    const standing = standingOf(work({ posted, postedThen, furthest: at(order, finished), finished: read }))
    expect(standing.fresh).toBeGreaterThanOrEqual(0)
    expect(standing.fresh).toBeLessThanOrEqual(posted ?? 0)
    if ('read' in standing.reason && posted !== null) expect(standing.reason.read).toBeLessThanOrEqual(posted)
  }))
})
