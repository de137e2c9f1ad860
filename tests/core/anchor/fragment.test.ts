import { describe as suite, expect, it } from 'vitest'
import { fragmentUrl } from '../../../src/core/anchor/fragment.ts'
import { storyText } from '../../../src/core/text.ts'

const STORY = storyText([
  'The bell rang twice, and nobody moved. “Again,” said the old man.',
  'Nothing more was said. The bell rang twice, and nobody moved, for the well-known reason: fear.',
  'At last, when the candles had burned down to their saucers and the dogs had gone to sleep again under the long table, somebody laughed.',
])
const link = (words: string, from = 0, url = 'https://site.example/story/1'): string => {
  const start = STORY.text.indexOf(words, from)
  return decode(fragmentUrl(url, STORY, start, start + words.length))
}
const decode = (url: string): string => url.replaceAll('%20', ' ')

suite('fragmentUrl', () => {
  it('names a short passage whole', () => {
    expect(link('said the old man')).toBe('https://site.example/story/1#:~:text=said the old man')
  })

  it('widens to whole words and leaves marks at the edges out', () => {
    expect(link('id the old m')).toBe('https://site.example/story/1#:~:text=said the old man')
    expect(link('“Again,” said')).toContain('#:~:text=Again%2C%E2%80%9D said')
  })

  it('adds words around it when the same stands earlier', () => {
    expect(link('The bell rang twice')).toBe('https://site.example/story/1#:~:text=The bell rang twice')
    expect(link('The bell rang twice', 30)).toBe('https://site.example/story/1#:~:text=said.-,The bell rang twice,-%2C and')
  })

  it('names a long passage, and one of several paragraphs, by its ends', () => {
    expect(link(STORY.text.slice(STORY.starts[2]))).toBe('https://site.example/story/1#:~:text=At last%2C when the candles,the long table%2C somebody laughed')
    expect(link('said the old man.\nNothing more was said.')).toMatch(/#:~:text=said the old,more was said$/)
  })

  it('keeps what the address needs and replaces what it had', () => {
    expect(link('old man', 0, 'https://site.example/story/1#chapter-2:~:text=other')).toBe('https://site.example/story/1#chapter-2:~:text=old man')
    expect(link('well-known reason')).toContain('text=well%2Dknown reason')
  })

  it('leaves the address alone when there is no word', () => {
    expect(fragmentUrl('https://site.example/', STORY, 36, 40)).not.toContain('undefined')
    expect(fragmentUrl('https://site.example/', storyText(['* * *']), 0, 5)).toBe('https://site.example/')
  })

  it('never throws on half a surrogate pair', () => {
    const broken = storyText(['a\ud800b word'])
    expect(fragmentUrl('https://site.example/', broken, 0, 8)).toContain('%EF%BF%BD')
  })
})
