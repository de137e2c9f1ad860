/** Scribble Hub. */
import { workId } from '../core/work.ts'
import { attribute, find, findAll, wordsOf } from './nodes.ts'
import { followed } from './links.ts'
import { addressBy, numberIn, onDomains, siteFrom } from './rule.ts'

const SERIES = /\/series\/(\d+)/

export const SCRIBBLEHUB = siteFrom({
  id: 'scribblehub',
  name: 'Scribble Hub',
  hosts: onDomains('scribblehub.com'),
  address: addressBy(/^\/read\/(\d+)(?:-[^/]*)?\/chapter\/(\d+)/),
  workAddress: (url) => /^\/series\/(\d+)/.exec(url.pathname)?.[1] ?? null,
  story: '#chp_raw',
  leftOut: '.wi_authornotes, .wi_news, .wi_news_title, .sp-wrap .sp-head, .modern-footnotes-footnote, .modern_footnotes_footnote, .code-block, script, .adsbygoogle',
  notes: '#chp_raw .wi_authornotes, #chp_raw .wi_news',
  workTitle: '.chp_byauthor a[href*="/series/"]',
  author: '.chp_byauthor a[href*="/profile/"]',
  heading: '.chapter-title',
  prev: (page) => followed(page, 'a.btn-prev'),
  next: (page) => followed(page, 'a.btn-next'),
  index: '.chp_byauthor a[href*="/series/"]',
  listed: (page) => findAll(page.document, '.search_main_box').flatMap((element) => {
    const link = find(element, '.search_title a[href*="/series/"]')
    const work = SERIES.exec(link ? attribute(link, 'href') ?? '' : '')?.[1]
    const posted = /([\d,]+)\s+chapters/i.exec(wordsOf(find(element, '.search_stats'), 400) ?? '')?.[1] ?? null
    return work === undefined ? [] : [{ work: workId('scribblehub', work), title: wordsOf(link), posted: numberIn(posted), element }]
  }),
})
