import { expect, test } from 'vitest'
import { DEFAULTS, parseSettings } from '../../src/core/settings.ts'

test('nothing stored, or nonsense, gives the defaults', () => {
  for (const stored of [undefined, null, 7, 'x', [], { idleMs: 'soon' }, { finishShare: 7, fastestPace: NaN }]) expect(parseSettings(stored)).toEqual(DEFAULTS)
})

test('one broken value loses none of the others, and unknown fields are left out', () => {
  expect(parseSettings({ finishShare: 0.9, idleMs: -1, later: true })).toEqual({ ...DEFAULTS, finishShare: 0.9 })
})
