import { describe as suite, expect, it } from 'vitest'
import { describe } from '../../../src/core/anchor/describe.ts'
import { placeAll } from '../../../src/core/anchor/place.ts'
import { storyText } from '../../../src/core/text.ts'

const OLD = storyText([
  'The bell rang twice, and nobody moved in the whole of the hall.',
  '“Again,” said the old man, and she began once more from the first step.',
  'Rain had come over the hill by then, grey and slow as cattle.',
])

suite('placeAll on a text that did not change', () => {
  it('gives back every range', () => {
    const passages = [[describe(OLD, 4, 19)], [describe(OLD, 64, 100)], [describe(OLD, 140, OLD.text.length)]]
    expect(placeAll(passages, OLD)).toEqual([
      { kind: 'exact', start: 4, end: 19, confidence: 1 },
      { kind: 'exact', start: 64, end: 100, confidence: 1 },
      { kind: 'exact', start: 140, end: OLD.text.length, confidence: 1 },
    ])
  })

  it('finds nothing on another page, and nothing for a passage without selectors', () => {
    expect(placeAll([[describe(OLD, 4, 19)], []], storyText(['You must log in to read this chapter.']))).toEqual([
      { kind: 'lost', between: null, candidate: null },
      { kind: 'lost', between: null, candidate: null },
    ])
  })
})
