/** FanFiction.net and its sister FictionPress, on their desktop and mobile hosts. */
import { workId } from '../core/work.ts'
import { resolve } from './address.ts'
import type { Page } from './links.ts'
import { attribute, find, findAll, tagName, wordsOf } from './nodes.ts'
import { numberIn, siteFrom } from './rule.ts'
import type { ListedWork, Site } from './site.ts'

const ADDRESS = /^\/s\/(\d+)(?:\/(\d+))?(?:\/|$)/

/** The way on is a button with a script on the desktop, a link on the phone. */
const turn = (page: Page, step: 1 | -1): string | null => {
  const here = ADDRESS.exec(page.url.pathname)
  if (here === null) return null
  const wanted = Number(here[2] ?? '1') + step
  for (const element of findAll(page.document, 'button[onclick*="/s/"], a[href*="/s/"]')) {
    if (tagName(element) === 'A' && !/^\W*(?:next|prev)/i.test(wordsOf(element) ?? '')) continue
    const to = resolve(/["'](\/s\/\d+\/\d+[^"']*)["']/.exec(attribute(element, 'onclick') ?? '')?.[1] ?? attribute(element, 'href'), page)
    const target = to ? ADDRESS.exec(to.pathname) : null
    if (to && target?.[1] === here[1] && Number(target?.[2]) === wanted) return to.href
  }
  return null
}

const option = (page: Page): string | null => wordsOf(find(page.document, '#chap_select option[selected], select[name="chapter"] option[selected]'))

const chaptersSaid = (page: Page): number | null => {
  const words = wordsOf(find(page.document, '#profile_top span.xgray, #profile_top .xgray'), 600)
  const said = /Chapters:\s*([\d,]+)/.exec(words ?? '')?.[1]
  if (said !== undefined) return numberIn(said)
  // A story of one chapter says nothing about chapters
  return words !== null && find(page.document, '#chap_select') === null ? 1 : findAll(page.document, '#chap_select option').length / Math.max(1, findAll(page.document, '#chap_select').length) || null
}

const listed = (id: string) => (page: Page): readonly ListedWork[] =>
  findAll(page.document, 'div.z-list').flatMap((element) => {
    const link = find(element, 'a.stitle[href^="/s/"], a[href^="/s/"]')
    const work = ADDRESS.exec(link ? attribute(link, 'href') ?? '' : '')?.[1]
    const posted = /Chapters:\s*([\d,]+)/.exec(wordsOf(find(element, '.xgray'), 600) ?? '')?.[1] ?? null
    return work === undefined ? [] : [{ work: workId(id, work), title: wordsOf(link), posted: numberIn(posted), element }]
  })

const network = (id: string, name: string, domain: string): Site => siteFrom({
  id,
  name,
  hosts: [`*://${domain}/*`, `*://*.${domain}/*`],
  address: (url) => {
    const found = ADDRESS.exec(url.pathname)
    if (found?.[1] === undefined) return null
    const chapter = found[2] ?? '1'
    return { work: found[1], chapter, ordinal: Number(chapter) }
  },
  story: '#storytext, #storycontent',
  leftOut: '.a2a_kit, .zmenu, script',
  workTitle: '#profile_top b.xcontrast_txt, #content > center > b, #content > b',
  author: '#profile_top a[href^="/u/"], #content a[href^="/u/"]',
  heading: (page) => {
    const words = option(page)
    return words === null ? null : words.replace(/^\d+\.\s*/, '')
  },
  posted: chaptersSaid,
  prev: (page) => turn(page, -1),
  next: (page) => turn(page, 1),
  index: (page) => new URL(`/s/${ADDRESS.exec(page.url.pathname)?.[1] ?? ''}/1/`, page.url).href,
  listed: listed(id),
})

/** Ids are the same on `www.` and `m.`. */
export const FANFICTION: readonly Site[] = [
  network('ffn', 'FanFiction.net', 'fanfiction.net'),
  network('fictionpress', 'FictionPress', 'fictionpress.com'),
]
