import { expect, test } from 'vitest'
import { DEFAULTS, LIMITS, parseSettings } from '../../src/core/settings.ts'

test('nothing stored, or nonsense, gives the defaults', () => {
  for (const stored of [undefined, null, 7, 'x', [], { idleMs: 'soon' }, { finishShare: 7, fastestPace: NaN }]) expect(parseSettings(stored)).toEqual(DEFAULTS)
})

test('one broken value loses none of the others, and unknown fields are left out', () => {
  expect(parseSettings({ finishShare: 0.9, idleMs: -1, later: true })).toEqual({ ...DEFAULTS, finishShare: 0.9 })
})

test('the defaults are within the limits, and a limit itself is in reach', () => {
  for (const field of Object.keys(LIMITS) as (keyof typeof LIMITS)[]) {
    const [least, most] = LIMITS[field]
    expect(DEFAULTS[field]).toBeGreaterThan(least)
    expect(DEFAULTS[field]).toBeLessThan(most)
    expect(parseSettings({ [field]: least })).toMatchObject({ [field]: least })
    expect(parseSettings({ [field]: most })).toMatchObject({ [field]: most })
    expect(parseSettings({ [field]: most + 1 })).toEqual(DEFAULTS)
  }
})
