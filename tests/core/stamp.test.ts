import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextStamp, type Stamp } from '../../src/core/stamp.ts'

test('stamps of a device always rise, even when its clock is set back a year', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 4e12 }), { minLength: 2, maxLength: 60 }), (clock) => {
    let last: Stamp | null = null
    for (const now of clock) {
      const next: Stamp = nextStamp(last, now, 'device')
      if (last !== null) expect(next > last).toBe(true)
      last = next
    }
  }))
})

test('more edits in a millisecond than the counter holds still rise', () => {
  let last: Stamp | null = null
  for (let count = 0; count < 36 ** 4 + 2; count += 36 ** 3) last = nextStamp(last, 5, 'a')
  const full = `${(5).toString(36).padStart(9, '0')}.zzzz.a` as Stamp
  expect(nextStamp(full, 5, 'a') > full).toBe(true)
})

test('two devices never make the same stamp', () => {
  expect(nextStamp(null, 7, 'a')).not.toBe(nextStamp(null, 7, 'b'))
})
