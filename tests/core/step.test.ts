import { expect, test } from 'vitest'
import { step, type Step } from '../../src/core/step.ts'
import type { ChapterId } from '../../src/core/work.ts'

const id = (order: number): ChapterId => `w:1/${order}` as ChapterId
const mark = (fraction: number, at = 0) => ({ place: { paragraph: Math.round(fraction * 10), offset: 0 }, fraction, words: '', at })
const work = (order: number, fraction: number) => ({ current: { chapter: id(order), mark: mark(fraction) }, furthest: { chapter: id(order), order, finished: fraction >= 1 }, pass: null, status: null })
const at = (order: number, more: Partial<Step> = {}): Step => ({ chapter: id(order), order, mark: mark(0.1, 1), finished: false, begun: false, late: false, currentOrder: 3, isFirstAgain: false, now: 1, ...more })
const always = () => true

test('from a chapter’s end on to the next; from its middle only by reading', () => {
  expect(step(work(3, 1), at(4), always).change.current).toMatchObject({ chapter: id(4) })
  expect(step(work(3, 0.5), at(4), always).change.current).toBeUndefined()
  expect(step(work(3, 0.5), at(4, { begun: true }), always)).toMatchObject({ change: { current: { chapter: id(4) }, furthest: { order: 4 } } })
})

test('a long way back in the same chapter, after a while, can be undone; a little or soon is how people read', () => {
  const kinds = (more: Partial<Step>) => step(work(3, 0.8), at(3, more), always).acts.map(({ kind }) => kind)
  expect(kinds({ mark: mark(0.1, 700_000) })).toEqual(['moved'])
  expect(kinds({ mark: mark(0.1, 1000) })).toEqual([])
  expect(kinds({ mark: mark(0.75, 700_000) })).toEqual([])
})

test('what the reader undid is not done', () => {
  const { change, acts } = step(work(3, 1), at(1, { begun: true, isFirstAgain: true }), (kind) => kind === 'status')
  expect(change).toEqual({})
  expect(acts).toEqual([])
})
