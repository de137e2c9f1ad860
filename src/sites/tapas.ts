/** Tapas: novels only; the same pages show comics, which have no text. */
import { attribute, find, wordsOf } from './nodes.ts'
import type { Page } from './links.ts'
import { addressBy, onDomains, siteFrom } from './rule.ts'
import { meta } from './rule.ts'

/** The way on is a button that knows an episode's id; -1 is none. */
const turn = (page: Page, which: 'next' | 'prev'): string | null => {
  const button = find(page.document, `[data-${which}-id]`)
  const id = button ? attribute(button, `data-${which}-id`) : null
  return id !== null && /^\d+$/.test(id) ? new URL(`/episode/${id}`, page.url).href : null
}
const seriesOf = (document: Document): string | null => {
  const link = find(document, '.center-info__title[href*="/series/"], .center-info__title a[href*="/series/"], a[href*="/series/"]')
  return /\/series\/([^/?#]+)/.exec(link ? attribute(link, 'href') ?? '' : '')?.[1] ?? null
}
const episode = addressBy(/^\/(episode)\/(\d+)/)

export const TAPAS = siteFrom({
  id: 'tapas',
  name: 'Tapas',
  hosts: onDomains('tapas.io'),
  address: (url, document) => {
    const address = episode(url)
    return address === null || document === null ? null : { work: seriesOf(document) ?? `episode-${address.chapter ?? ''}`, chapter: address.chapter }
  },
  story: 'article.viewer__body, .viewer__body .ep-epub-content, .ep-epub-content',
  leftOut: '.viewer__header, .viewer-ad, .js-episode-bottom, script',
  refuse: (page) => (/webcomic/.test(meta(page, 'og:type') ?? '') ? 'a comic' : null),
  workTitle: '.center-info__title',
  author: '.creator-section .name, .viewer-section--episode .creator a, a.creator__name',
  heading: '.viewer__header .title',
  ordinal: (page) => Number(/(\d+)/.exec(wordsOf(find(page.document, '.viewer__header .episode-number, .viewer__header .scene')) ?? '')?.[1] ?? Number.NaN) || null,
  prev: (page) => turn(page, 'prev'),
  next: (page) => turn(page, 'next'),
  index: (page) => {
    const series = seriesOf(page.document)
    return series === null ? null : new URL(`/series/${series}/info`, page.url).href
  },
})
