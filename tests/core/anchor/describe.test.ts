import { describe as suite, expect, it } from 'vitest'
import { describe } from '../../../src/core/anchor/describe.ts'
import { storyText } from '../../../src/core/text.ts'

suite('describe', () => {
  it('stores the words with up to 200 characters on each side and their place', () => {
    const story = storyText(['a'.repeat(300), 'Marked words.', 'b'.repeat(300)])
    const selector = describe(story, 301, 307)
    expect(selector.quote).toEqual({ exact: 'Marked', prefix: 'a'.repeat(199) + '\n', suffix: ' words.\n' + 'b'.repeat(192) })
    expect(selector).toMatchObject({ start: 301, end: 307, place: { paragraph: 1, offset: 0 } })
  })

  it('never parts a surrogate pair or a letter from its marks, in the words or at the far ends of the context', () => {
    const story = storyText(['x' + 'e\u0301'.repeat(150) + 'WORD' + '😀'.repeat(150)])
    const { quote } = describe(story, 301, 306)
    expect(quote.exact).toBe('WORD😀')
    expect(quote.prefix).toBe('e\u0301'.repeat(100))
    expect(quote.suffix).toBe('😀'.repeat(100))
    const odd = describe(story, 302, 305).quote
    expect(odd.exact).toBe('WORD'.slice(1))
    expect(describe(story, 300, 302).quote.exact).toBe('e\u0301W')
    expect(odd.prefix.codePointAt(0)).toBe('e'.codePointAt(0))
  })

  it('clamps offsets outside the text and takes a range given backwards', () => {
    const story = storyText(['short'])
    expect(describe(story, 99, -4).quote).toEqual({ exact: 'short', prefix: '', suffix: '' })
  })
})
