/** Fimfiction. */
import { attribute, find, findAll } from './nodes.ts'
import { followed } from './links.ts'
import type { Page } from './links.ts'
import { addressBy, onDomains, siteFrom } from './rule.ts'

const chapters = (page: Page): readonly Element[] => findAll(page.document, '.chapter-selector li, .chapters-drop-down li, select[name="chapter"] option')

export const FIMFICTION = siteFrom({
  id: 'fimfiction',
  name: 'Fimfiction',
  hosts: onDomains('fimfiction.net'),
  address: addressBy(/^\/story\/(\d+)\/(\d+)(?:\/|$)/, true),
  workAddress: (url) => /^\/story\/(\d+)(?:\/|$)/.exec(url.pathname)?.[1] ?? null,
  story: '#chapter-body .bbcode, #chapter-body',
  leftOut: '.authors-note, script, .embed-container',
  notes: '.authors-note',
  workTitle: '.story-page-header h1 a, #info-container h1 a, .title a.story_name, .chapter-header h1 a',
  author: '.story-page-header .author a, #info-container .author a, a[href^="/user/"].name, .info-container a[href^="/user/"]',
  heading: '#chapter_title, .chapter-title, #chapter-title, h1.chapter',
  posted: (page) => chapters(page).length || null,
  prev: (page) => followed(page, 'a.chapter-previous, a.chapter-prev, a[rel="prev"]'),
  next: (page) => followed(page, 'a.chapter-next, a[rel="next"]'),
  index: (page) => {
    const link = find(page.document, 'a.story_name, .story-page-header h1 a')
    const work = /^\/story\/\d+/.exec(page.url.pathname)?.[0] ?? ''
    return new URL((link && attribute(link, 'href')) ?? work, page.url).href
  },
})
