/** XenForo 2 forums whose stories are threads with threadmarks: SpaceBattles, Sufficient Velocity and their kin. */
import type { ChapterFacts } from '../../core/work.ts'
import { workId } from '../../core/work.ts'
import { hostOf } from '../address.ts'
import { linkOf } from '../links.ts'
import type { Page } from '../links.ts'
import { attribute, find, findAll, wordsOf } from '../nodes.ts'
import { areaOf, chaptersBy, factsOf, hasWords, languageOf, namedAs, none, onDomains, servedBy } from '../rule.ts'
import type { ChapterOnPage, ListedWork, Named, Reading, Site } from '../site.ts'

const THREAD = /\/threads\/(?:[^/]*\.)?(\d+)(?:\/|$)/
const POST = /\/posts\//
const LEFT_OUT = '.bbCodeBlock--unfurl, .bbCodeBlock--quote .bbCodeBlock-title, .message-signature, .js-selectToQuoteEnd, script, .diceroll, .threadmarkList'

/** A post's own address does not name its thread; the page does. */
function threadOf(document: Document): string | undefined {
  const link = find(document, '.p-title a[href*="/threads/"], link[rel="canonical"]')
  return link === null ? undefined : THREAD.exec(attribute(link, 'href') ?? '')?.[1]
}

/** The thread's title without the labels in front ("Original", "Crossover"). */
function titleOf(document: Document): string | null {
  const title = find(document, 'h1.p-title-value')
  if (title === null) return null
  let words = wordsOf(title) ?? ''
  for (const label of findAll(title, '.label, .labelLink, .label-append')) {
    const text = wordsOf(label)
    if (text !== null && words.startsWith(text)) words = words.slice(text.length).trim()
  }
  return words === '' ? null : words
}

function chapterOf(page: Page, site: string, work: string, post: Element, shared: Partial<ChapterFacts>): ChapterOnPage | null {
  const roots = findAll(post, '.message-body .bbWrapper').slice(0, 1).filter(hasWords)
  const id = /(\d+)$/.exec(attribute(post, 'data-content') ?? attribute(post, 'id') ?? '')?.[1]
  if (roots.length === 0 || id === undefined) return null
  const heading = wordsOf(find(post, '.threadmarkLabel'))
  const turn = (way: string): string | null => linkOf(find(post, `.threadmark-control--${way}`), page, true)
  const facts = factsOf(site, { work, chapter: id }, {
    ...shared,
    // The fragment is part of the address here: a page of the thread holds many posts
    url: new URL(`#post-${id}`, page.url).href,
    author: shared.author ?? attribute(post, 'data-author'),
    prevUrl: turn('previous'),
    nextUrl: turn('next'),
  }, heading)
  return { facts, heading, area: areaOf(roots, LEFT_OUT), notes: [] }
}

/** The story's thread, as other pages of the forum list it. */
function listed(site: string, key: (id: string) => string, document: Document): Reading {
  const works: ListedWork[] = []
  for (const element of findAll(document, '.structItem--thread')) {
    const link = find(element, '.structItem-title a[href*="/threads/"]:not(.labelLink)')
    const id = THREAD.exec(link ? attribute(link, 'href') ?? '' : '')?.[1]
    if (id !== undefined) works.push({ work: workId(site, key(id)), title: wordsOf(link), posted: null, element })
  }
  return works.length > 0 ? { kind: 'listing', works } : none('no-threadmarks')
}

function read(site: string, ownHost: boolean, url: URL, document: Document): Reading {
  const page = { url, document }
  const key = (id: string): string => (ownHost ? id : `${hostOf(url)}/${id}`)
  const id = THREAD.exec(url.pathname)?.[1] ?? (POST.test(url.pathname) ? threadOf(document) : undefined)
  if (id === undefined || /\/threadmarks\/?$/.test(url.pathname)) return listed(site, key, document)
  const posts = findAll(document, 'article.hasThreadmark')
  if (posts.length === 0) return listed(site, key, document)
  const starter = wordsOf(find(document, '.p-description a.username'))
  const shared: Partial<ChapterFacts> = {
    workTitle: titleOf(document),
    author: starter,
    workUrl: new URL(`/threads/${id}/threadmarks`, url).href,
    language: languageOf(document),
  }
  const chapters = posts.map((post) => chapterOf(page, site, key(id), post, shared)).filter((chapter) => chapter !== null)
  if (chapters.length === 0) return none('no-story')
  return chaptersBy(site, chapters, `${chapters.length} threadmarks`)
}

/** A thread is the work; a post in it is named by the fragment or by the last part of the path. */
function namesIn(site: string, url: URL): Named | null {
  const work = THREAD.exec(url.pathname)?.[1]
  const post = /^#post-(\d+)$/.exec(url.hash)?.[1] ?? /\/post-(\d+)\/?$/.exec(url.pathname)?.[1]
  return work === undefined ? null : namedAs(site, { work, chapter: post ?? null })
}

const forum = (id: string, name: string, ...domains: readonly string[]): Site => {
  const hosts = onDomains(...domains)
  return { id, name, hosts, serves: (url) => servedBy(hosts, url), names: (url) => namesIn(id, url), read: (url, document) => read(id, true, url, document) }
}

/** Forums with threadmarks. */
export const XENFORO: readonly Site[] = [
  forum('spacebattles', 'SpaceBattles', 'forums.spacebattles.com'),
  forum('sufficientvelocity', 'Sufficient Velocity', 'forums.sufficientvelocity.com'),
  forum('questionablequesting', 'Questionable Questing', 'forum.questionablequesting.com', 'questionablequesting.com'),
  forum('alternatehistory', 'AlternateHistory.com', 'alternatehistory.com'),
  forum('thesietch', 'The Sietch', 'the-sietch.com'),
  {
    id: 'xenforo', name: 'XenForo', hosts: [], serves: () => false,
    runs: (url, document) => THREAD.test(url.pathname) && find(document, 'html#XF article.hasThreadmark') !== null,
    read: (url, document) => read('xenforo', false, url, document),
  },
]
