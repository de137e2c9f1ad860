/** Webnovel (Qidian International). The next chapters are appended below while the reader scrolls. */
import type { ChapterFacts } from '../core/work.ts'
import { attribute, find, findAll, outermost, wordsOf } from './nodes.ts'
import { areaOf, chaptersBy, factsOf, hasWords, languageOf, namedAs, none, onDomains, servedBy } from './rule.ts'
import type { ChapterOnPage, Named, Reading, Site } from './site.ts'

const ADDRESS = /^\/(?:[a-z]{2}\/)?book\/(?:[^/]*_)?(\d{6,})\/(?:[^/]*_)?(\d{6,})/
const HOSTS = onDomains('webnovel.com')
const STORY = '.cha-words, .cha-content .cha-paragraph'

function chapterOf(url: URL, work: string, first: string, box: Element, shared: Partial<ChapterFacts>): ChapterOnPage | null {
  const words = findAll(box, '.cha-words')
  const roots = (words.length > 0 ? words : findAll(box, STORY)).filter(hasWords)
  if (roots.length === 0) return null
  const chapter = attribute(box, 'data-cid') ?? first
  const heading = wordsOf(find(box, '.cha-tit h1, .cha-tit h2, .cha-tit h3'))
  const facts = factsOf('webnovel', { work, chapter }, {
    ...shared,
    url: chapter === first ? url.origin + url.pathname : new URL(`/book/${work}/${chapter}`, url).href,
  }, heading)
  return { facts, heading, area: areaOf(roots, '.para-comment, .j_para_comment, .cha-bts, i.para-comment_num, .user-links-wrap, script'), notes: findAll(box, '.m-thou, .cha-thoughts') }
}

function read(url: URL, document: Document): Reading {
  const [, work, first] = ADDRESS.exec(url.pathname) ?? []
  if (work === undefined || first === undefined) return none('address')
  const shared: Partial<ChapterFacts> = {
    workTitle: wordsOf(find(document, '.cha-hd-mn-text a, .cha-header a[href*="/book/"], .det-hd-detail a[href*="/book/"]')),
    author: wordsOf(find(document, '.cha-hd-mn-text a[href*="/profile/"], .cha-info a[href*="/profile/"], .ell a[href*="/profile/"]')),
    workUrl: new URL(`/book/${work}`, url).href,
    language: languageOf(document),
  }
  const boxes = outermost(findAll(document, '.j_chapter_item, .chapter_content .cha-page, .cha-content'))
  const chapters = boxes.map((box) => chapterOf(url, work, first, box, shared)).filter((chapter) => chapter !== null)
  return chapters.length > 0 ? chaptersBy('webnovel', chapters) : none('no-story')
}

function names(url: URL): Named | null {
  const [, work, chapter] = ADDRESS.exec(url.pathname) ?? []
  const own = work ?? /^\/(?:[a-z]{2}\/)?book\/(?:[^/]*_)?(\d{6,})\/?$/.exec(url.pathname)?.[1]
  return own === undefined ? null : namedAs('webnovel', { work: own, chapter: chapter ?? null })
}

export const WEBNOVEL: Site = { id: 'webnovel', name: 'Webnovel', hosts: HOSTS, serves: (url) => servedBy(HOSTS, url), names, read }
