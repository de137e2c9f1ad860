/** NovelFull and the sites made with its program (NovelBin, AllNovelFull, ReadNovelFull, FreeWebNovel …). */
import { segmentsOf } from '../address.ts'
import { brandOf, chapterSlug } from '../brand.ts'
import { followed } from '../links.ts'
import { find, wordsOf } from '../nodes.ts'
import { meta, onDomains, siteFrom } from '../rule.ts'

const FOLDER = /^(?:n|b|novel|book|novel-book|novels|article)$/
const STORY = '#chr-content, #chapter-content, .chapter-content #article, #article.txt, .txt #article, .m-read .txt'
const TITLE = 'a.novel-title, a.truyen-title, .novel-title, .truyen-title, .m-read h1.tit a, .wp .top .tit a'

export const NOVELFULL = siteFrom({
  id: 'novelfull',
  name: 'NovelFull',
  hosts: onDomains('novelfull.com', 'novelfull.net', 'novelbin.com', 'novelbin.me', 'novelbin.net', 'novelbin.org', 'allnovelfull.com', 'readnovelfull.com', 'freewebnovel.com', 'libread.com', 'bednovel.com', 'novelusb.com', 'novelnext.com', 'topnovelfull.com', 'novel-bin.com', 'allnovel.org', 'novelhall.com'),
  address: (url) => {
    const segments = segmentsOf(url)
    const rest = FOLDER.test(segments[0] ?? '') ? segments.slice(1) : segments
    const [novel, chapter] = rest
    if (novel === undefined || chapter === undefined || rest.length > 2) return null
    // Some hang a number behind the novel's name that is not the same on every page
    return { work: `${brandOf(url)}/${novel.toLowerCase().replace(/-nov\d+$/, '')}`, chapter: chapterSlug(chapter) }
  },
  runs: (page) => (find(page.document, '#chr-content') ?? find(page.document, '#chapter-content')) !== null && find(page.document, '#prev_chap, #next_chap') !== null,
  story: STORY,
  leftOut: 'script, .ads, .ads-holder, [class*="ads-"], .adsbygoogle, .schedule-text, .unlock-buttons, .cha-tit, h1, h2, h3:first-of-type, h4, sub, sup a, ins, iframe, .chr-nav, .chapter-nav, .notice-text',
  watermarked: true,
  workTitle: TITLE,
  author: (page) => meta(page, 'og:novel:author'),
  heading: (page) => wordsOf(find(page.document, 'a.chr-title, .chr-title, a.chapter-title, .chapter-title, .chr-text, .m-read .chapter, span.chapter')),
  prev: (page) => followed(page, 'a#prev_chap, a#prev_url, a.prev_chap'),
  next: (page) => followed(page, 'a#next_chap, a#next_url, a.next_chap'),
  index: TITLE,
})
