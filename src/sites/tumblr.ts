/** Tumblr: a post is a chapter where it is long and its words say so; everything else is a blog. */
import { find, textContent, wordsOf } from './nodes.ts'
import { addressBy, linkWhere, onDomains, siteFrom } from './rule.ts'
import { hostOf } from './address.ts'
import { readHeading } from './numbering.ts'
import type { Page } from './links.ts'

const STORY = 'article .post-content, article [class*="post-content"], .post .body-text, .post .body, article .text-post, article'
const HEAD = 'article h1, article h2, .post h1, .post h2, .post .title'
const LONG = 2500
const blogPost = addressBy(/^\/(?:post\/|[^/]+\/)(\d{6,})/)

const heading = (page: Page): string | null => wordsOf(find(page.document, HEAD))

export const TUMBLR = siteFrom({
  id: 'tumblr',
  name: 'Tumblr',
  hosts: onDomains('tumblr.com'),
  address: (url) => {
    const post = blogPost(url)?.work
    if (post === undefined) return null
    const blog = hostOf(url) === 'tumblr.com' ? url.pathname.split('/')[1] ?? '' : hostOf(url).replace(/\.tumblr\.com$/, '')
    return { work: blog, chapter: post }
  },
  story: STORY,
  leftOut: 'header, footer, figure, .tags, .notes, .post-notes, .post-meta, h1, h2',
  refuse: (page) => {
    const story = find(page.document, STORY)
    const length = story === null ? 0 : (textContent(story) ?? '').length
    if (length < LONG) return 'a short post'
    return readHeading(heading(page)).sign === 'said' ? null : 'nothing says that it is a chapter'
  },
  heading,
  author: (page) => (hostOf(page.url) === 'tumblr.com' ? page.url.pathname.split('/')[1] ?? null : hostOf(page.url).replace(/\.tumblr\.com$/, '')),
  prev: (page) => linkWhere(page, 'article a', (link) => /^\W*(?:prev|last (?:part|chapter))/i.test(wordsOf(link, 40) ?? '')),
  next: (page) => linkWhere(page, 'article a', (link) => /^\W*next/i.test(wordsOf(link, 40) ?? '')),
  index: (page) => linkWhere(page, 'article a', (link) => /master ?list/i.test(wordsOf(link, 40) ?? '')),
})
