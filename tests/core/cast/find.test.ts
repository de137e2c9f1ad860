import { describe, expect, it } from 'vitest'
import type { Cast, Person } from '../../../src/core/cast/cast.ts'
import { findPeople, nameIn } from '../../../src/core/cast/find.ts'

const person = (...names: string[]): Person =>
  ({ id: names[0]!.toLowerCase(), names, kind: 'person', mentions: 1, firstSeen: { order: 1, paragraph: 0 }, lastSeen: { order: 1, paragraph: 0 }, with: [], lastMoment: null })
const CAST: Cast = { status: 'known', people: [person('Maren', 'Maren Aske', 'Wren'), person('Old Aske', 'the Reeve', 'Josiah Aske'), person('Toby Pell', 'Mr. Pell')], others: [person('Crowle House')] }
const found = (name: string): string[] => findPeople(CAST, name).map(({ names: [first] }) => first!)

describe('nameIn', () => {
  it.each([
    ['Maren', 'Maren'], [' “Maren,” ', 'Maren'], ['Maren’s', 'Maren'], ['the Reeves’', 'the Reeves'], ['Mr. Pell', 'Mr. Pell'], ['Maren\u00a0 Aske', 'Maren Aske'],
  ])('%j is the name %j', (words, name) => expect(nameIn(words)).toBe(name))

  it.each(['', '…', 'the boat', 'Maren said\nToby', 'Maren went down to the water and', `M${'a'.repeat(80)}`])('%j is none', (words) => expect(nameIn(words)).toBeNull())
})

describe('findPeople', () => {
  it('finds by any name, whatever the case and the article', () => {
    expect(found('wren')).toEqual(['Maren'])
    expect(found('The Reeve')).toEqual(['Old Aske'])
    expect(found('Crowle House')).toEqual(['Crowle House'])
  })

  it('finds by a part only where nobody bears just that name', () => {
    expect(found('Aske')).toEqual(['Maren', 'Old Aske'])
    expect(found('Pell')).toEqual(['Toby Pell'])
    expect(found('Maren')).toEqual(['Maren'])
  })

  it('does not take a part of a word for a name', () => expect([found('Mare'), found('Nan Thacker')]).toEqual([[], []]))
})
