/** Kakuyomu. */
import { followed } from './links.ts'
import { addressBy, onDomains, siteFrom } from './rule.ts'

export const KAKUYOMU = siteFrom({
  id: 'kakuyomu',
  name: 'カクヨム',
  hosts: onDomains('kakuyomu.jp'),
  address: addressBy(/^\/works\/(\d+)\/episodes\/(\d+)/),
  workAddress: (url) => /^\/works\/(\d+)\/?$/.exec(url.pathname)?.[1] ?? null,
  story: '.widget-episodeBody',
  workTitle: '#contentMain-header-workTitle, #worksTitle, .widget-header-title',
  author: '#contentMain-header-author, .js-episode-author-name',
  heading: '.widget-episodeTitle',
  prev: (page) => followed(page, '#contentMain-readPreviousEpisode, a[rel="prev"]'),
  next: (page) => followed(page, '#contentMain-readNextEpisode, a[rel="next"]'),
  index: (page) => {
    const work = /^\/works\/\d+/.exec(page.url.pathname)?.[0]
    return work === undefined ? null : new URL(work, page.url).href
  },
  language: () => 'ja',
})
