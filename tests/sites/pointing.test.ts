// @vitest-environment jsdom
import { beforeAll, expect, test } from 'vitest'
import { blockAt, selectorFor, wider } from '../../src/sites/pointing.ts'

beforeAll(() => {
  // jsdom has none; names in these pages need no escaping
  globalThis.CSS = { ...globalThis.CSS, escape: (text: string) => text }
})

const page = (html: string): Document => new DOMParser().parseFromString(`<!doctype html><body>${html}</body>`, 'text/html')
const OTHERS = '<div class="side"><p>Side.</p></div>'

test.each([
  ['an id that says what it is', '<div id="story"><p>a</p></div>', '#story'],
  ['an id of this page alone is no name', '<div id="post-4711" class="entry"><p>a</p></div>', '.entry'],
  ['a class that is alone', '<div class="chapter-text"><p>a</p></div>', '.chapter-text'],
  ['a class of a build is no name', '<main><div class="Story_body__3xYz9"><p>a</p></div></main>', 'main'],
  ['a state is no name', '<section class="is-open reading"><p>a</p></section>', '.reading'],
  ['what the block is by its markup', '<div itemprop="articleBody"><p>a</p></div>', 'div[itemprop="articleBody"]'],
  ['its place below a named block', '<div id="page"><div>head</div><div><p>a</p></div></div>', '#page > div:nth-of-type(2)'],
])('%s', (_what, html, found) => {
  const document = page(html + OTHERS)
  const block = blockAt([...document.querySelectorAll('p')].find((each) => each.textContent === 'a')!)
  const selector = selectorFor(block)!
  expect(document.querySelectorAll(selector)).toHaveLength(1)
  if (found === 'main') expect(document.querySelector('main')!.contains(block)).toBe(true)
  else {
    expect(selector).toBe(found)
    expect(document.querySelector(selector)).toBe(block)
  }
})

test('who points at words means the block around them; the page itself is never meant', () => {
  const document = page('<div id="story"><blockquote><p>Some <em>words</em>.</p></blockquote></div>')
  expect(blockAt(document.querySelector('em')!).id).toBe('story')
  expect(wider(document.querySelector('#story')!)).toBe(document.body)
  expect(wider(document.body)).toBeNull()
})

test('the selector finds the same block on the site’s next page', () => {
  const chapter = (number: number): string => `<div class="wrap"><div class="ad-${number}">ad</div><article id="chapter-${number}" class="post-${number} prose"><p>${'The tide. '.repeat(number)}</p></article></div>`
  const first = page(chapter(1))
  const next = page(chapter(2))
  expect(next.querySelector(selectorFor(first.querySelector('article')!)!)).toBe(next.querySelector('article'))
})
