import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteAt, resumeAt } from '../../src/core/resume.ts'
import { placeAt, storyText } from '../../src/core/text.ts'

const PARAGRAPHS = Array.from({ length: 40 }, (_, index) => `Paragraph number ${index} tells of the ${['tide', 'nail', 'kettle', 'road'][index % 4]!} and of day ${index * 7}, and then it ends with a turn of its own.`)
const story = storyText(PARAGRAPHS)
/** A place at a word of a paragraph, as a page keeps it. */
const markAt = (paragraph: number, word: number) => {
  const offset = story.starts[paragraph]! + PARAGRAPHS[paragraph]!.split(' ').slice(0, word).join(' ').length + (word > 0 ? 1 : 0)
  const words = story.text.slice(offset, offset + 60).split('\n', 1)[0]!.trim()
  return { place: placeAt(story, offset), words, fraction: offset / story.text.length, quote: quoteAt(story, offset, words)! }
}

test('an unchanged chapter leads back to the very character', () => {
  const mark = markAt(20, 3)
  expect(placeAt(story, resumeAt(story, mark))).toEqual(mark.place)
})

test('earlier paragraphs added, removed and rewritten: the same words', () => {
  fc.assert(fc.property(fc.integer({ min: 12, max: 39 }), fc.integer({ min: 0, max: 8 }), fc.array(fc.tuple(fc.nat(9), fc.constantFrom('drop', 'add', 'rewrite')), { maxLength: 8 }), (paragraph, word, edits) => {
    const mark = markAt(paragraph, word)
    const edited: string[] = [...PARAGRAPHS]
    for (const [at, kind] of edits) edited.splice(at, kind === 'add' ? 0 : 1, ...(kind === 'drop' ? ['Gone.'] : ['Here the author thought again and wrote something longer than before.']))
    const today = storyText(edited)
    const found = resumeAt(today, mark)
    expect(today.text.startsWith(mark.words, found)).toBe(true)
  }))
})

test('a line that stands in the chapter many times is found by what stands around it', () => {
  const refrain = storyText(Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? 'Nobody said anything.' : `It was hour ${index} of the watch, and the lamp had burned down to its ${index}th mark.`)))
  const offset = refrain.starts[15]!
  const mark = { place: placeAt(refrain, offset), words: 'Nobody said anything.', quote: quoteAt(refrain, offset, 'Nobody said anything.')! }
  const today = storyText(['A foreword that was not there.', ...refrain.text.split('\n')])
  expect(placeAt(today, resumeAt(today, mark))).toEqual({ paragraph: 16, offset: 0 })
})

test('words that are gone lead to where they were, never out of the text', () => {
  const mark = markAt(30, 2)
  const today = storyText(PARAGRAPHS.slice(0, 5))
  const found = resumeAt(today, mark)
  expect(found).toBeGreaterThanOrEqual(0)
  expect(found).toBeLessThanOrEqual(today.text.length)
})

test('the end is the end, also of a chapter that has grown', () => {
  expect(resumeAt(story, { place: { paragraph: 3, offset: 0 }, words: '', fraction: 1 })).toBe(story.text.length)
})

test('a place from before places had quotes is found by its words', () => {
  const { place, words } = markAt(20, 0)
  expect(placeAt(storyText(['New.', ...PARAGRAPHS]), resumeAt(storyText(['New.', ...PARAGRAPHS]), { place, words }))).toEqual({ paragraph: 21, offset: 0 })
})
