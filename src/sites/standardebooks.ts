/** Standard Ebooks: one chapter a page, XHTML, often nothing but a roman numeral above it. */
import { segmentsOf } from './address.ts'
import { attribute, find, titleIn, wordsOf } from './nodes.ts'
import type { Page } from './links.ts'
import { addressBy, linkWhere, onDomains, siteFrom } from './rule.ts'

const CHAPTER = /^\/ebooks\/([^/]+\/[^/]+(?:\/[^/]+)*?)\/text\/([^/?]+)/
/** Pages of a book that are no story: its cover, its imprint, its contents. */
const NO_STORY = /^(?:titlepage|imprint|colophon|uncopyright|halftitlepage(?:-\d+)?|endnotes|dedication|loi|toc|single-page)(?:\.xhtml)?$/

const turn = (page: Page, rel: string, word: RegExp): string | null =>
  linkWhere(page, `a[rel~="${rel}"], nav a, body > a`, (link) => attribute(link, 'rel') === rel || word.test(wordsOf(link) ?? ''))

export const STANDARDEBOOKS = siteFrom({
  id: 'standardebooks',
  name: 'Standard Ebooks',
  hosts: onDomains('standardebooks.org'),
  address: (url) => (NO_STORY.test(segmentsOf(url).at(-1) ?? '') ? null : addressBy(CHAPTER)(url)),
  story: 'body > section, main > section, section[epub\\:type~="chapter"], section',
  leftOut: 'section > h2:first-child, section > h3:first-child, section > hgroup:first-child, section > header:first-child, a[epub\\:type="noteref"], [role="doc-noteref"], a[id^="noteref"]',
  heading: (page) => wordsOf(find(page.document, 'section h2, section h3, section hgroup, section header')) ?? (titleIn(page.document) || null),
  prev: (page) => turn(page, 'prev', /^\W*previous/i),
  next: (page) => turn(page, 'next', /^\W*next/i),
  index: (page) => {
    const book = /^\/ebooks\/.+?(?=\/text\/)/.exec(page.url.pathname)?.[0]
    return book === undefined ? null : new URL(book, page.url).href
  },
})
