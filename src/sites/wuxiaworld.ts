/** Wuxiaworld, in the layout of today and the one of 2019. */
import { find, findAll, wordsOf } from './nodes.ts'
import { followed } from './links.ts'
import { addressBy, meta, onDomains, siteFrom } from './rule.ts'

export const WUXIAWORLD = siteFrom({
  id: 'wuxiaworld',
  name: 'Wuxiaworld',
  hosts: onDomains('wuxiaworld.com'),
  address: addressBy(/^\/novel\/([^/?]+)\/([^/?]+)\/?/),
  workAddress: (url) => /^\/novel\/([^/?]+)\/?$/.exec(url.pathname)?.[1] ?? null,
  // Translators' announcements stand in blocks of their own, behind or beside the chapter's
  story: '#chapter-content, .p-15 > .fr-view:first-of-type, .chapter-content',
  leftOut: 'a.chapter-nav, .caption, .badge, .btn, script, .adsbygoogle, [class*="MuiButton"]',
  workTitle: (page) => wordsOf(find(page.document, '.caption h4')) ?? wordsOf(find(page.document, 'a[href^="/novel/"] h5, a[href^="/novel/"][title], .MuiTypography-root a[href^="/novel/"]')) ?? meta(page, 'article:section'),
  // The novel's name stands in a caption too; the chapter's is the other one
  heading: (page) => {
    const work = wordsOf(find(page.document, '.caption h4'))
    return findAll(page.document, '.p-15 h4, .caption.clearfix h4, .panel h4, h4').map((line) => wordsOf(line)).find((line) => line !== null && line !== work) ?? meta(page, 'og:title')
  },
  prev: (page) => followed(page, 'link[rel="prev"]') ?? followed(page, '.prev a, a.chapter-nav[href*="chapter"]:first-of-type'),
  next: (page) => followed(page, 'link[rel="next"]') ?? followed(page, '.next a'),
  index: (page) => {
    const work = /^\/novel\/[^/]+/.exec(page.url.pathname)?.[0]
    return work === undefined ? null : new URL(work, page.url).href
  },
})
