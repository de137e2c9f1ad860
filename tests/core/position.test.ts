import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance, mergeProgress, type Mark, type Progress } from '../../src/core/position.ts'
import { comparePlaces } from '../../src/core/text.ts'

const markOf = (paragraph: number, offset: number, at: number): Mark => ({ place: { paragraph, offset }, fraction: paragraph / 100, words: '', at })
const mark = fc.tuple(fc.nat(99), fc.nat(50), fc.nat(1e6)).map(([paragraph, offset, at]) => markOf(paragraph, offset, at))
const visits = fc.array(fc.tuple(mark, fc.boolean()), { minLength: 1, maxLength: 30 })
const walk = (seen: readonly (readonly [Mark, boolean])[]): Progress => {
  let progress: Progress | null = null
  for (const [at, end] of seen) progress = advance(progress, at, end)
  return progress!
}

test('furthest is the furthest place ever seen and never falls; current is the last one', () => {
  fc.assert(fc.property(visits, (seen) => {
    const progress = walk(seen)
    for (const [each] of seen) expect(comparePlaces(progress.furthest.place, each.place)).toBeGreaterThanOrEqual(0)
    expect(progress.current).toEqual(seen.at(-1)![0])
  }))
})

test('a chapter once finished stays finished, from the first time', () => {
  const once = walk([[markOf(9, 0, 10), true], [markOf(0, 0, 20), false], [markOf(9, 0, 30), true]])
  expect(once.finished).toBe(10)
})

test('two devices agree whichever is merged into which, and merging twice changes nothing', () => {
  fc.assert(fc.property(visits, visits, (one, two) => {
    const [a, b] = [walk(one), walk(two)]
    const there = mergeProgress(a, b)
    const back = mergeProgress(b, a)
    expect(back.furthest.place).toEqual(there.furthest.place)
    expect(back.finished).toBe(there.finished)
    expect(back.current.at).toBe(there.current.at)
    expect(mergeProgress(there, b)).toEqual(there)
  }))
})
