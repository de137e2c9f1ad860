/** The Madara theme for WordPress: many sites with translated novels. Its canonical address names the novel. */
import { segmentsOf } from '../address.ts'
import { brandOf, chapterSlug } from '../brand.ts'
import { followed } from '../links.ts'
import type { Page } from '../links.ts'
import { find, findAll, hasClass, wordsOf } from '../nodes.ts'
import { onDomains, siteFrom } from '../rule.ts'

const crumbs = (page: Page): Element[] => findAll(page.document, '.c-breadcrumb .breadcrumb li, .breadcrumb li')
const novelLink = '.breadcrumb li a[href*="/novel/"], .breadcrumb li a[href*="/manga/"], .breadcrumb li a[href*="/series/"], .breadcrumb li:nth-last-child(2) a'

export const MADARA = siteFrom({
  id: 'madara',
  name: 'Madara',
  hosts: onDomains('wuxiaworld.site', 'boxnovel.com', 'boxnovel.org', 'vipnovel.com', 'woopread.com', 'novelmultiverse.com', 'zinnovel.net', 'sleepytranslations.com', 'foxaholic.com', 'dragontea.ink', 'neosekaitranslations.com'),
  address: (url) => {
    const segments = segmentsOf(url)
    const chapter = segments.at(-1)
    if (segments.length < 3 || chapter === undefined) return null
    const novel = segments.slice(1, 2)[0] ?? ''
    return { work: `${brandOf(url)}/${novel.toLowerCase()}`, chapter: segments.slice(2).map(chapterSlug).join('/') }
  },
  runs: (page) => hasClass(page.document, 'reading-content') && find(page.document, 'body.wp-manga-template .reading-content .text-left, body.reading-manga .reading-content .text-left, .wp-manga-nav ~ .reading-content .text-left') !== null,
  story: '.reading-content .text-left, .reading-content .cha-words',
  leftOut: 'script, .adsbygoogle, .code-block, .chapter-warning, .cha-tit, ins, iframe',
  notes: '.reading-content .chapter-note, .reading-content .tl-note',
  workTitle: (page) => wordsOf(find(page.document, novelLink)) ?? wordsOf(find(page.document, '#chapter-heading'))?.split(/\s+-\s+/)[0] ?? null,
  heading: (page) => wordsOf(find(page.document, 'select.single-chapter-select option[selected]')) ?? wordsOf(find(page.document, '.breadcrumb li.active')) ?? wordsOf(crumbs(page).at(-1) ?? null),
  prev: (page) => followed(page, 'a.prev_page'),
  next: (page) => followed(page, 'a.next_page'),
  index: novelLink,
})
