// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { isWatermark, undisguised, watermarksIn } from '../../src/sites/watermarks.ts'

describe("a copier's line", () => {
  it.each([
    'Read the latest chapters first on our website only', '𝘧𝑟𝑒𝑒𝘸𝘦𝘣𝑛𝑜𝘷𝑒𝓁.𝘤𝘰𝓂', 'The source of this content is ligh​tnovel.example.com'.replace('\u200b', ''), 'Visit freewebnovel.com for the newest updates',
    '62e886631a93af4356fc7a46', 'The novel will be updated first on this website. Come back tomorrow', 'This narrative has been taken without the author’s consent, report it.', 'frееwеbnоvеl.соm',
  ])('is known: %s', (line) => expect(isWatermark(line)).toBe(true))

  it.each([
    'She read the letter first, on the stairs.', '“I will update you on the novel when I have read it,” he said.', 'He had been taken without a word.', 'The website was down, and so was she.', 'Chapter 12', 'Он прочитал роман и вышел.', '渡船没有点灯就进了港，她把乘客数了两遍才松开绳子。',
  ])('is not any line of a story: %s', (line) => expect(isWatermark(line)).toBe(false))

  it('is looked for between line breaks too', () => {
    document.body.replaceChildren()
    const root = document.createElement('div')
    root.append('He left.', document.createElement('br'), 'Read the latest chapters at freewebnovel.com only', document.createElement('br'), 'She stayed.')
    expect(watermarksIn([root])).toEqual([root.childNodes[2]])
  })

  it('is plain under its disguise', () => {
    expect(undisguised('𝓃𝘰𝘷𝑒𝗹')).toBe('novel')
  })
})
