import { expect, test } from 'vitest'
import { describe } from '../../src/core/anchor/describe.ts'
import { quotation } from '../../src/core/quotation.ts'
import { storyText } from '../../src/core/text.ts'
import { fragmentLink } from '../../src/core/text-fragment.ts'

const STORY = storyText([
  'The bell rang twice, and nobody moved in the hall.',
  'She said again: the half-hour, the bell, and nobody.',
  'Rain had come over the hill by then, grey and slow as cattle, and it went on coming over the hill all that night and the whole of the day that came after it.',
])
const link = (words: string, url = 'https://story.example/1?x=1#top'): string => {
  const start = STORY.text.indexOf(words)
  return fragmentLink(url, describe(STORY, start, start + words.length).quote, STORY.text)
}

test('a short passage that stands once is written out', () => {
  expect(link('rang twice, and')).toBe('https://story.example/1?x=1#:~:text=rang%20twice%2C%20and')
})
test('a hyphen is written so that it is no mark of its own', () => expect(link('half-hour')).toContain('half%2Dhour'))
test('one that stands more than once brings the words around it', () => {
  expect(link('and nobody')).toBe('https://story.example/1?x=1#:~:text=The%20bell%20rang%20twice%2C-,and%20nobody,-moved%20in%20the%20hall.')
})
test('a selection that began and ended inside a word grows to whole words', () => expect(link('ang twi')).toMatch(/text=rang%20twice$/))
test('one across paragraphs is given by its first and last words, each within its paragraph', () => {
  expect(link('moved in the hall.\nShe said')).toMatch(/text=moved%20in%20the%20hall\.,She%20said$/)
})
test('a long one is given by its first and last words', () => {
  expect(link(STORY.text.slice(STORY.starts[2]))).toMatch(/text=Rain%20had%20come%20over%20the,day%20that%20came%20after%20it\.$/)
})
test('half a surrogate pair does not break it', () => {
  expect(fragmentLink('https://a.example/', { exact: 'x\ud83d', prefix: '', suffix: '' }, 'x\ud83d')).toContain('text=x')
})
test('a quotation says what it knows of its source', () => {
  expect(quotation('Rain.\nMore rain.', ['A. Nother', null, 'Chapter 1'], 'https://a.example/1')).toBe('“Rain.\n\nMore rain.”\n— A. Nother, Chapter 1\nhttps://a.example/1')
  expect(quotation('“Rain?”', [], 'https://a.example/1')).toBe('“Rain?”\nhttps://a.example/1')
})
