import { expect, test } from 'vitest'
import { initialsOf } from '../../../src/ui/library/cover.tsx'

test.each([
  ['The Eel Rent', 'ER'], ['A Study in Salt', 'SS'], ['The', 'T'], ['of', 'O'], ['The Wandering Inn', 'WI'], ['House of Salt', 'HS'], ['Das Haus am Meer', 'HM'],
  ['水の上の家', '水'], ['Война и мир', 'В'], ['', ''], ['…', ''],
])('the initials of “%s” are “%s”', (title, initials) => {
  expect(initialsOf(title)).toBe(initials)
})
