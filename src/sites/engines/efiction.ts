/** eFiction: hundreds of small archives, index and chapter under one script. */
import { hostOf } from '../address.ts'
import type { Page } from '../links.ts'
import { attribute, find, findAll, textContent, wordsOf } from '../nodes.ts'
import { linkWhere, onDomains, siteFrom } from '../rule.ts'

const SELECT = 'select[name="chapter"]'
const options = (page: Page): Element[] => findAll(page.document, `${SELECT} option`).filter((option) => /^\d+$/.test(attribute(option, 'value') ?? ''))
const here = (page: Page): number => Number(page.url.searchParams.get('chapter') ?? '1') || 1

const step = (page: Page, by: 1 | -1): string | null => {
  const wanted = here(page) + by
  if (wanted < 1 || (options(page).length > 0 && wanted > options(page).length)) return null
  const link = linkWhere(page, 'a[href*="viewstory.php"]', (element) => new RegExp(`[?&]chapter=${wanted}(?:&|$)`).test(attribute(element, 'href') ?? ''))
  if (link !== null || options(page).length < wanted) return link
  const to = new URL(page.url)
  to.hash = ''
  to.searchParams.set('chapter', String(wanted))
  return to.href
}

/** "Title by Author", with or without links. */
const headOf = (page: Page, part: 1 | 2): string | null => {
  const head = find(page.document, '#pagetitle')
  const link = head && find(head, part === 1 ? 'a[href*="viewstory.php"]' : 'a[href*="viewuser.php"]')
  if (link !== null) return wordsOf(link)
  const both = /^(.*)\s+by\s+(.*)$/i.exec(wordsOf(head) ?? '')
  return both === null ? null : both[part]?.replace(/\s*\[.*$/, '') ?? null
}

export const EFICTION = siteFrom({
  id: 'efiction',
  name: 'eFiction',
  hosts: onDomains('hpfanficarchive.com', 'siye.co.uk', 'tgstorytime.com', 'giantessworld.net', 'sugarquill.net', 'fictionalley-archive.org', 'walkingtheplank.org', 'ninelivesarchive.com', 'starslibrary.net', 'fanfic.potterheadsanonymous.com', 'swiftindeath.net', 'mugglenetfanfiction.com'),
  address: (url) => {
    const work = url.searchParams.get('sid')
    if (work === null || !/^\d+$/.test(work) || !/\/viewstory\.php$/.test(url.pathname) || url.searchParams.get('index') === '1') return null
    const chapter = url.searchParams.get('chapter') ?? '1'
    return /^\d+$/.test(chapter) ? { work: `${hostOf(url)}/${work}`, chapter, ordinal: Number(chapter) } : null
  },
  runs: (page) => /\/viewstory\.php$/.test(page.url.pathname) && page.url.searchParams.has('sid') && find(page.document, '#story, .storycontent, #pagetitle') !== null,
  story: '#story, .storycontent, #storytext',
  leftOut: '.notes, .noteinfo, .jumpmenu, #prev, #next, .prev, .next, script, .title, #sort',
  notes: '.notes .noteinfo, .storynotes .noteinfo',
  // The index has a list of the chapters and perhaps a summary, never a story of this length
  refuse: (page) => (find(page.document, '#story, .storycontent, #storytext') !== null && (textContent(find(page.document, '#story, .storycontent, #storytext') as Element) ?? '').trim().length < 200 ? 'an index' : null),
  workTitle: (page) => headOf(page, 1),
  author: (page) => headOf(page, 2),
  heading: (page) => (wordsOf(find(page.document, `${SELECT} option[selected]`)) ?? wordsOf(find(page.document, '.chaptertitle')))?.replace(/^(\d+)\.\s*(?=(?:chapter|prologue|epilogue)\b)/i, '') ?? null,
  posted: (page) => options(page).length || null,
  prev: (page) => step(page, -1),
  next: (page) => step(page, 1),
  index: (page) => {
    const to = new URL(page.url)
    to.hash = ''
    to.search = `?sid=${page.url.searchParams.get('sid') ?? ''}&index=1`
    return to.href
  },
})
