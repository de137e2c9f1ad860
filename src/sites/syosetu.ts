/** Shōsetsuka ni Narō and its sister sites, in the layout of 2024 and the one before. */
import { find, wordsOf } from './nodes.ts'
import { followed } from './links.ts'
import type { Page } from './links.ts'
import { addressBy, linkWhere, siteFrom } from './rule.ts'

/** "4/521": the fourth of 521. */
const count = (page: Page): readonly [number, number] | null => {
  const [, here, all] = /(\d+)\s*\/\s*(\d+)/.exec(wordsOf(find(page.document, '.p-novel__number, #novel_no')) ?? '') ?? []
  return here === undefined || all === undefined ? null : [Number(here), Number(all)]
}

export const SYOSETU = siteFrom({
  id: 'syosetu',
  name: '小説家になろう',
  hosts: ['*://ncode.syosetu.com/*', '*://novel18.syosetu.com/*', '*://noc.syosetu.com/*', '*://mnlt.syosetu.com/*', '*://mid.syosetu.com/*'],
  address: addressBy(/^\/(n\d+[a-z]+)\/(?:(\d+)\/?)?(?:\?|$)/i, true),
  story: '.p-novel__body .p-novel__text:not(.p-novel__text--preface):not(.p-novel__text--afterword), #novel_honbun',
  notes: '.p-novel__text--preface, .p-novel__text--afterword, #novel_p, #novel_a',
  workTitle: (page) => wordsOf(find(page.document, '.c-announce a[href^="/n"], .contents1 a.margin_r20')) ??
    wordsOf(find(page.document, '.p-novel__title:not(.p-novel__subtitle-episode), p.novel_title')),
  author: (page) => wordsOf(find(page.document, '.p-novel__author, .novel_writername, .c-announce a[href*="mypage"]'))?.replace(/^作者\s*[：:]\s*/, '') ?? null,
  heading: '.p-novel__title--rensai, .p-novel__title, .novel_subtitle',
  ordinal: (page) => count(page)?.[0] ?? null,
  posted: (page) => count(page)?.[1] ?? null,
  prev: (page) => followed(page, '.c-pager__item--before') ?? linkWhere(page, '.novel_bn a', (link) => /前へ/.test(wordsOf(link) ?? '')),
  next: (page) => followed(page, '.c-pager__item--next') ?? linkWhere(page, '.novel_bn a', (link) => /次へ/.test(wordsOf(link) ?? '')),
  index: (page) => linkWhere(page, '.c-pager a, .novel_bn a, .c-announce a', (link) => /目次/.test(wordsOf(link) ?? '')) ?? followed(page, '.c-announce a[href^="/n"]'),
  language: () => 'ja',
})
