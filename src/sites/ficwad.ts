/** FicWad: index and chapter have the same kind of address; the list to choose from tells them apart. */
import { resolve } from './address.ts'
import { attribute, find, findAll, wordsOf } from './nodes.ts'
import type { Page } from './links.ts'
import { addressBy, linkWhere, onDomains, siteFrom } from './rule.ts'

const options = (page: Page): Element[] => findAll(page.document, 'select[name="goto"] option').filter((option) => !/story index/i.test(wordsOf(option) ?? ''))
const here = (page: Page): number => options(page).findIndex((option) => attribute(option, 'selected') !== null)
const step = (page: Page, by: 1 | -1): string | null => {
  const at = here(page)
  const option = at < 0 ? undefined : options(page)[at + by]
  const value = option ? attribute(option, 'value') : null
  const to = value === null ? null : resolve(/^\d+$/.test(value) ? `/story/${value}` : value, page)
  return to?.href ?? null
}
const indexOf = (page: Page): string | null => {
  const first = findAll(page.document, 'select[name="goto"] option').find((option) => /story index/i.test(wordsOf(option) ?? ''))
  const value = first ? attribute(first, 'value') : null
  return value === null ? null : resolve(/^\d+$/.test(value) ? `/story/${value}` : value, page)?.href ?? null
}
const story = addressBy(/^\/story\/(\d+)/)

export const FICWAD = siteFrom({
  id: 'ficwad',
  name: 'FicWad',
  hosts: onDomains('ficwad.com'),
  address: (url, document) => {
    const own = story(url)
    // only the page tells a story's index from its chapters
    if (own === null || document === null) return null
    const index = /\/story\/(\d+)/.exec(indexOf({ url, document }) ?? '')?.[1]
    return { work: index ?? own.work, chapter: own.work }
  },
  story: '#storytext',
  workTitle: (page) => {
    const links = findAll(page.document, '.storylist h4 a[href^="/story/"], .chapterlist h4 a, h2 a[href^="/story/"]')
    return wordsOf(links[0] ?? null)
  },
  author: '.storylist .author a, span.author a, a[href^="/a/"]',
  heading: (page) => wordsOf(options(page)[here(page)] ?? null) ?? wordsOf(find(page.document, '.storylist h4')),
  ordinal: (page) => here(page) + 1 || (options(page).length === 0 ? 1 : null),
  posted: (page) => options(page).length || null,
  prev: (page) => step(page, -1) ?? linkWhere(page, 'a', (link) => /^\W*previous/i.test(wordsOf(link, 30) ?? '')),
  next: (page) => step(page, 1) ?? linkWhere(page, 'a', (link) => /^\W*next/i.test(wordsOf(link, 30) ?? '')),
  index: indexOf,
})
