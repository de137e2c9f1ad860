/** Wattpad. A part's text arrives page by page while the reader scrolls; what is there is read. */
import { resolve, segmentsOf } from './address.ts'
import { attribute, find, findAll, titleIn, wordsOf } from './nodes.ts'
import { followed } from './links.ts'
import type { Page } from './links.ts'
import { meta, onDomains, siteFrom } from './rule.ts'

const PART = /^\/(\d+)(?:-[^/]*)?(?:\/page\/\d+)?\/?$/
const STORY = /\/story\/(\d+)/

const storyLink = (page: Page): URL | null => {
  for (const link of findAll(page.document, 'a[href*="/story/"]')) {
    const to = resolve(attribute(link, 'href'), page)
    if (to !== null && STORY.test(to.pathname)) return to
  }
  return null
}
const parts = (page: Page): readonly Element[] => findAll(page.document, '.table-of-contents li')

export const WATTPAD = siteFrom({
  id: 'wattpad',
  name: 'Wattpad',
  hosts: onDomains('wattpad.com'),
  address: (url, document) => {
    const part = PART.exec(url.pathname)?.[1]
    if (part === undefined || document === null) return null
    // A part's address does not name its story, the page does; without it the part is all that is sure
    const story = STORY.exec(storyLink({ url, document })?.pathname ?? '')?.[1]
    return { work: story ?? `part-${part}`, chapter: part }
  },
  workAddress: (url) => STORY.exec(url.pathname)?.[1] ?? null,
  story: '.panel-reading pre, .part-content pre, [class*="part-content"] pre',
  leftOut: '.comment-marker, .component-wrapper, [data-media-type], button, figure',
  workTitle: (page) => wordsOf(find(page.document, '.table-of-contents .info .title, .toc-header h2, .story-info .title, a.on-story-title')) ?? fromTitle(page),
  author: (page) => (wordsOf(find(page.document, '.table-of-contents .info .author, .toc-header .author, .author-info a[href^="/user/"], a[href^="/user/"].on-navigate')) ?? meta(page, 'author'))?.replace(/^by\s+/i, '') ?? null,
  heading: '.panel-reading h1, h1.h2, h1',
  ordinal: (page) => {
    const here = parts(page).findIndex((part) => /active/.test(attribute(part, 'class') ?? ''))
    return here < 0 ? null : here + 1
  },
  posted: (page) => parts(page).length || null,
  prev: (page) => followed(page, 'a.previous-part-link, a[rel="prev"]'),
  next: (page) => followed(page, 'a.next-part-link, a[rel="next"]'),
  index: (page) => storyLink(page)?.href ?? null,
})

/** "Part - Story - Wattpad"; the part's own title may hold dashes, the story's stands last. */
function fromTitle(page: Page): string | null {
  const heading = wordsOf(find(page.document, 'h1'))
  const title = titleIn(page.document).replace(/\s+-\s+(?:Page \d+\s+-\s+)?Wattpad$/, '')
  if (heading !== null && title.startsWith(`${heading} - `)) return title.slice(heading.length + 3)
  return segmentsOf(page.url).length > 0 ? title.split(' - ').at(-1) ?? null : null
}
