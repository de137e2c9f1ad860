/** Inkitt. */
import { findAll } from './nodes.ts'
import { followed } from './links.ts'
import { addressBy, onDomains, siteFrom } from './rule.ts'

export const INKITT = siteFrom({
  id: 'inkitt',
  name: 'Inkitt',
  hosts: onDomains('inkitt.com'),
  address: addressBy(/^\/stories\/(?:[^/]+\/)?(\d+)(?:\/chapters\/(\d+))?\/?(?:\?|$)/, true),
  story: '#chapterText',
  leftOut: 'script, .ad-container',
  workTitle: '.story-title, .story-page-header h1, .reading-header__title',
  author: '.author-link, .author-name, .author__name',
  heading: '.chapter-head-title',
  posted: (page) => findAll(page.document, '.chapters-list li').length || null,
  prev: (page) => followed(page, '#prev-chapter-btn, a.prev-chapter'),
  next: (page) => followed(page, '#next-chapter-btn, a.next-chapter'),
  index: (page) => {
    const story = /^\/stories\/(?:[^/]+\/)?\d+/.exec(page.url.pathname)?.[0]
    return story === undefined ? null : new URL(story, page.url).href
  },
})
