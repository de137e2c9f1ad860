import fc from 'fast-check'
import { describe as suite, expect, it } from 'vitest'
import { compareFingerprints, compareRead, fingerprint } from '../../../src/core/anchor/fingerprint.ts'
import { storyText } from '../../../src/core/text.ts'

const THEN = [
  'The ford was under water when they came to it, and the carts stood waiting along the bank.',
  '* * *',
  'Mara counted the money twice, because the first time she had not believed what she counted.',
  '“We wait,” said the driver, who had waited at that ford for thirty years and was good at it.',
  '* * *',
  'By night the rain had stopped, and somebody had lit a fire under the willows.',
]
const compare = (now: readonly string[], then: readonly string[] = THEN) => compareFingerprints(fingerprint(storyText(then)), fingerprint(storyText(now)))

suite('fingerprints of a read chapter', () => {
  it('hold no text, and little of anything', () => {
    for (const entry of fingerprint(storyText(THEN))) expect(entry).toMatch(/^[0-9a-f]{16}$/)
  })

  it('do not mind quotation marks, dashes and white space', () => {
    expect(compare(THEN.map((text) => text.replaceAll(/[“”]/g, '"').replace(' waiting', '\u00a0waiting').replace('ford', 'fo\u00adrd')))).toEqual({ same: 6, edited: [], added: [], removed: [] })
  })

  it('tell edits, additions and removals apart, with their places', () => {
    const now = THEN.with(2, THEN[2]?.replace('twice', 'three times') ?? '').toSpliced(4, 0, 'A heron stood in the shallows the whole of that afternoon and caught nothing.').toSpliced(6, 1)
    expect(compare(now)).toEqual({ same: 4, edited: [{ was: 2, is: 2 }], added: [4], removed: [{ was: 5, before: 6 }] })
  })

  it('pair the likest paragraphs when one was put beside an edited one', () => {
    const now = THEN.toSpliced(2, 1, 'Nobody sang; it was not that kind of river, and not that kind of company.', (THEN[2] ?? '').replace('money', 'silver'))
    expect(compare(now)).toEqual({ same: 5, edited: [{ was: 2, is: 3 }], added: [2], removed: [] })
  })

  it('say that nothing is the same in another chapter, or an empty one', () => {
    expect(compare(['Winter came early.', 'She had never seen the sea.']).same).toBe(0)
    expect(compare([])).toMatchObject({ same: 0, edited: [], added: [] })
    expect(compare([]).removed).toHaveLength(6)
    expect(compare(THEN, [])).toMatchObject({ same: 0, edited: [], added: [0, 1, 2, 3, 4, 5], removed: [] })
  })

  it('count every paragraph once, whatever happened', () => {
    const paragraphs = fc.array(fc.constantFrom(...THEN, 'Another one.', 'And one more, which is longer.', ''), { maxLength: 14 })
    fc.assert(fc.property(paragraphs, paragraphs, (then, now) => {
      const changes = compare(now, then)
      expect(changes.same + changes.edited.length + changes.removed.length).toBe(then.length)
      expect(changes.same + changes.edited.length + changes.added.length).toBe(now.length)
      if (JSON.stringify(then) === JSON.stringify(now)) expect(changes.same).toBe(now.length)
    }))
  })
})

suite('a chapter read in part', () => {
  it('tells edits among what was read, and nothing of what comes after it', () => {
    const then = fingerprint(storyText(THEN.slice(0, 4)))
    const now = fingerprint(storyText(THEN.with(0, THEN[0]?.replace('carts', 'wagons') ?? '')))
    expect(compareRead(then, now)).toEqual({ same: 3, edited: [{ was: 0, is: 0 }], added: [], removed: [], known: 4 })
    expect(compareRead(then, fingerprint(storyText(THEN)))).toEqual({ same: 4, edited: [], added: [], removed: [], known: 4 })
  })

  it('tells a paragraph put among what was read', () => {
    const then = fingerprint(storyText(THEN.slice(0, 4)))
    const now = THEN.toSpliced(1, 0, 'A heron stood in the shallows the whole of that afternoon and caught nothing.')
    expect(compareRead(then, fingerprint(storyText(now)))).toEqual({ same: 4, edited: [], added: [1], removed: [], known: 5 })
  })
})
