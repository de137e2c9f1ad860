/** The LightNovel theme for WordPress (Themesia), on many translators' sites. */
import { segmentsOf } from '../address.ts'
import { brandOf, chapterSlug } from '../brand.ts'
import { followed, linkOf } from '../links.ts'
import type { Page } from '../links.ts'
import { attribute, find, findAll, hasClass, wordsOf } from '../nodes.ts'
import { linkWhere, siteFrom, onDomains } from '../rule.ts'

const SERIES = '.epheader .cat-series a, .entry-header .cat-series a, .ts-breadcrumb li:nth-child(2) a, .all-episodes a, .naveps .nvsc a'
const turn = (page: Page, rel: 'prev' | 'next', side: 'left' | 'right'): string | null =>
  followed(page, `.naveps a[rel="${rel}"], .entry-footer a[rel="${rel}"]`) ??
  linkWhere(page, '.naveps .nvs a, .nvs a', (link) => find(link, `.fa-angle-${side}, .fa-chevron-${side}`) !== null)

/** The novel's slug: from the link to it, else from the chapter's address up to its number. */
function novelOf(page: Page): string {
  const series = find(page.document, SERIES)
  const to = linkOf(series, page)
  const slug = to === null ? undefined : segmentsOf(new URL(to)).at(-1)
  return slug ?? (segmentsOf(page.url).at(-1) ?? '').replace(/-?(?:chapter|vol(?:ume)?|ch)-?\d.*$/i, '')
}

export const LIGHTNOVELWP = siteFrom({
  id: 'lightnovelwp',
  name: 'LightNovel',
  hosts: onDomains('lightnovelworld.org', 'noveltranslate.com', 'arcanetranslations.com', 'genesistudio.com', 'knoxt.space', 'novelsknight.com', 'bookalb.com', 'pandamtl.com', 'requiemtls.com', 'cyborg-tl.com'),
  address: (url, document) => {
    const slug = segmentsOf(url).at(-1)
    if (slug === undefined || document === null || find(document, '.epcontent') === null) return null
    return { work: `${brandOf(url)}/${novelOf({ url, document })}`, chapter: chapterSlug(slug) }
  },
  runs: (page) => hasClass(page.document, 'epcontent') && find(page.document, '.epwrapper .epcontent, .epcontent.entry-content') !== null && find(page.document, '.naveps, .cat-series, .epheader') !== null,
  story: '.epcontent',
  leftOut: 'script, .adsbygoogle, .code-block, .kln, ins, iframe, .sharedaddy, .bottomnav, .naveps',
  watermarked: true,
  workTitle: SERIES,
  author: (page) => wordsOf(find(page.document, '.entry-author a, .epheader .author')),
  heading: (page) => wordsOf(find(page.document, '.epheader .cat-series')) === null
    ? wordsOf(find(page.document, '.epheader .entry-title, h1.entry-title'))
    : [wordsOf(find(page.document, 'h1.entry-title')), wordsOf(find(page.document, '.epheader .cat-series'))].filter((line) => line !== null)[0] ?? null,
  posted: (page) => findAll(page.document, '.eplister li, select[name="index"] option[value]').filter((item) => attribute(item, 'value') !== '').length || null,
  prev: (page) => turn(page, 'prev', 'left'),
  next: (page) => turn(page, 'next', 'right'),
  index: SERIES,
})
