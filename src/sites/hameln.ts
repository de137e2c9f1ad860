/** Hameln (syosetu.org, no kin of syosetu.com). */
import { find, findAll, wordsOf } from './nodes.ts'
import type { Page } from './links.ts'
import { addressBy, linkWhere, onDomains, siteFrom } from './rule.ts'

const turn = (page: Page, word: RegExp): string | null => linkWhere(page, '.novelnb a, .novelnavi a, a', (link) => word.test(wordsOf(link, 30) ?? ''))

export const HAMELN = siteFrom({
  id: 'hameln',
  name: 'ハーメルン',
  hosts: onDomains('syosetu.org'),
  address: addressBy(/^\/novel\/(\d+)\/(?:(\d+)\.html)?$/, true),
  story: '#honbun',
  notes: '#maegaki, #atogaki',
  workTitle: (page) => wordsOf(find(page.document, '#maind a[href="./"], .ss > p > a[href="./"]')),
  author: (page) => wordsOf(find(page.document, '#maind a[href*="/user/"], .ss a[href*="/user/"]')),
  // The chapter's title is the last large line above the text
  heading: (page) => wordsOf(findAll(page.document, '#maind span[style*="120%"], .ss span[style*="120%"]').at(-1) ?? null),
  prev: (page) => turn(page, /前の話/),
  next: (page) => turn(page, /次の話/),
  index: (page) => turn(page, /^目次/),
  language: () => 'ja',
})
