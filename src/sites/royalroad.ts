/** Royal Road, in its classic layout and the one of 2026. */
import { workId } from '../core/work.ts'
import { attribute, find, findAll, wordsOf } from './nodes.ts'
import { linkWhere, meta, numberIn, siteFrom } from './rule.ts'
import { followed } from './links.ts'
import type { Page } from './links.ts'
import type { ListedWork } from './site.ts'

const ADDRESS = /^\/fiction\/(\d+)(?:\/[^/]*)?\/chapter\/(\d+)/
const WORK = /^(?:https?:\/\/[^/]+)?\/fiction\/(\d+)/

const turn = (page: Page, rel: 'prev' | 'next', word: RegExp): string | null =>
  followed(page, `link[rel="${rel}"]`) ??
  linkWhere(page, 'a[href*="/chapter/"]', (link) => word.test(wordsOf(link, 40) ?? ''))

const listed = (page: Page): readonly ListedWork[] =>
  findAll(page.document, '.fiction-list-item, .mix').flatMap((element) => {
    const link = find(element, '.fiction-title a[href*="/fiction/"], h2 a[href*="/fiction/"]')
    const work = WORK.exec(link ? attribute(link, 'href') ?? '' : '')?.[1]
    const posted = /([\d,]+)\s+chapters/i.exec(wordsOf(find(element, '.stats'), 600) ?? '')?.[1] ?? null
    return work === undefined ? [] : [{ work: workId('royalroad', work), title: wordsOf(link), posted: numberIn(posted), element }]
  })

/** og:title is "Chapter - Work"; the heading tells where to cut. */
const workFromHead = (page: Page): string | null => {
  const both = meta(page, 'og:title')
  const heading = wordsOf(find(page.document, 'h1'))
  return both !== null && heading !== null && both.startsWith(`${heading} - `) ? both.slice(heading.length + 3) : null
}

export const ROYALROAD = siteFrom({
  id: 'royalroad',
  name: 'Royal Road',
  hosts: ['*://royalroad.com/*', '*://*.royalroad.com/*', '*://royalroadl.com/*', '*://*.royalroadl.com/*'],
  address: (url) => {
    const found = ADDRESS.exec(url.pathname)
    return found?.[1] === undefined ? null : { work: found[1], chapter: found[2] ?? null }
  },
  workAddress: (url) => WORK.exec(url.pathname)?.[1] ?? null,
  story: '.chapter-inner',
  leftOut: '.author-note-portlet, .author-note, .portlet, .bold.uppercase.text-center, iframe, script',
  notes: '.author-note',
  workTitle: (page) => wordsOf(find(page.document, '.fic-header h2')) ?? workFromHead(page),
  author: (page) => (wordsOf(find(page.document, '.fic-header h3 a, .fic-header h3')) ?? meta(page, 'books:author'))?.replace(/^by\s+/i, '') ?? null,
  heading: '.fic-header h1, h1',
  prev: (page) => turn(page, 'prev', /^\W*prev/i),
  next: (page) => turn(page, 'next', /^\W*next/i),
  index: (page) => {
    const work = WORK.exec(page.url.pathname)?.[1]
    return work === undefined ? null : new URL(`/fiction/${work}`, page.url).href
  },
  listed,
})
