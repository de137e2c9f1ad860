/** The OTW Archive software: Archive of Our Own and the archives that run the same program. */
import { areaOf, chaptersBy, factsOf, languageOf, namedAs, none, numberIn, servedBy } from '../rule.ts'
import { cleanAddress } from '../address.ts'
import { followed } from '../links.ts'
import type { Page } from '../links.ts'
import { attribute, closest, collapse, find, findAll, matches, wordsOf } from '../nodes.ts'
import { workId } from '../../core/work.ts'
import type { ChapterFacts } from '../../core/work.ts'
import type { ChapterOnPage, ListedWork, Named, Reading, Site } from '../site.ts'

const ADDRESS = /^(?:\/collections\/[^/]+)?\/works\/(\d+)(?:\/chapters\/(\d+))?\/?$/
/** The prose alone: notes and summaries wear the same class. One-shots have it right under #chapters. */
const PROSE = '.userstuff[role="article"], :scope > .userstuff.module, #chapters > .userstuff'
const NOTES = '.preface .notes .userstuff, .preface .summary .userstuff, .notes.module .userstuff, .summary.module .userstuff'

const idOf = (address: string | null, pattern: RegExp): string | null => pattern.exec(address ?? '')?.[1] ?? null

const chapterIn = (link: Element | null): string | null =>
  link ? idOf(attribute(link, 'href'), /\/chapters\/(\d+)/) : null

/** "2/8" is two posted of eight planned; "12/?" is twelve of nobody knows. */
function counts(document: Document): Pick<ChapterFacts, 'posted' | 'planned'> {
  const [, posted, planned] = /([\d,]+)\s*\/\s*([\d,]+|\?)/.exec(wordsOf(find(document, 'dl.stats dd.chapters, dd.chapters')) ?? '') ?? []
  return { posted: numberIn(posted ?? null), planned: planned === '?' ? 'open' : numberIn(planned ?? null) }
}

function authorsOf(document: Document): string | null {
  const byline = find(document, '#workskin .preface .byline') ?? find(document, '.preface .byline')
  if (byline === null) return null
  const names = findAll(byline, 'a[rel~="author"]').map((link) => wordsOf(link)).filter((name) => name !== null)
  return names.length > 0 ? names.join(', ') : wordsOf(byline)
}

/** What is the same for all chapters of the page. */
function sharedFacts(page: Page, work: string): Partial<ChapterFacts> {
  const { document } = page
  const language = find(document, 'dd.language')
  return {
    workTitle: wordsOf(find(document, '#workskin .preface h2.title') ?? find(document, 'h2.title.heading')),
    author: authorsOf(document),
    ...counts(document),
    workUrl: new URL(`/works/${work}`, page.url).href,
    language: (language && (attribute(language, 'lang') ?? attribute(language, 'xml:lang'))) ?? languageOf(document),
  }
}

/** One chapter of an entire work, or the only one of the page. */
function readChapter(page: Page, site: string, work: string, box: Element, shared: Partial<ChapterFacts>, whole: boolean): ChapterOnPage | null {
  const title = find(box, 'h3.title')
  const roots = findAll(box, PROSE).filter((prose) => closest(prose, '.preface, .notes, .end, .comments') === null || matches(prose, '[role="article"]'))
  if (roots.length === 0) return null
  const heading = headingOf(title)
  const selected = find(page.document, '#selected_id option[selected]')
  const chapter = chapterIn(title && find(title, 'a[href*="/chapters/"]')) ??
    (whole ? null : ADDRESS.exec(page.url.pathname)?.[2] ?? (selected ? attribute(selected, 'value') : null))
  const ordinal = numberIn(/^chapter-(\d+)$/.exec(attribute(box, 'id') ?? '')?.[1] ?? null) ??
    numberIn(/^\s*(\d+)\./.exec(wordsOf(selected) ?? '')?.[1] ?? null) ?? (title ? null : 1)
  const address = chapter === null ? `/works/${work}` : `/works/${work}/chapters/${chapter}`
  const facts = factsOf(site, { work, chapter }, {
    ...shared,
    url: new URL(address, page.url).href,
    ordinal,
    prevUrl: whole ? null : withoutAnchor(followed(page, 'li.chapter.previous a[href]')),
    nextUrl: whole ? null : withoutAnchor(followed(page, 'li.chapter.next a[href]')),
  }, heading)
  return { facts, heading, area: areaOf(roots, '.landmark, script, style'), notes: findAll(box, NOTES) }
}

/** "Chapter 3: Name": a link and the text behind it; other extensions hang badges beside them. */
function headingOf(title: Element | null): string | null {
  if (title === null) return null
  let words = wordsOf(title) ?? ''
  for (const badge of findAll(title, 'span, button, small')) words = words.replace(wordsOf(badge) ?? '', '')
  words = collapse(words).replace(/:\s*$/, '')
  const [, number, name] = /^(Chapter \d+): (Chapter \d+)$/.exec(words) ?? []
  return words === '' ? null : number !== undefined && number === name ? number : words
}

const withoutAnchor = (address: string | null): string | null => (address === null ? null : cleanAddress(new URL(address)))

function readWorks(page: Page, site: string): Reading {
  const works: ListedWork[] = []
  for (const element of findAll(page.document, 'li.work.blurb, li.bookmark.blurb')) {
    const link = find(element, 'h4.heading a[href*="/works/"]')
    const work = link ? idOf(attribute(link, 'href'), /\/works\/(\d+)/) : null
    if (work === null) continue
    const posted = /(\d[\d,]*)\s*\//.exec(wordsOf(find(element, 'dd.chapters')) ?? '')?.[1] ?? null
    works.push({ work: workId(site, work), title: wordsOf(link), posted: numberIn(posted), element })
  }
  return works.length > 0 ? { kind: 'listing', works } : none('address')
}

function read(site: string, url: URL, document: Document): Reading {
  const page = { url, document }
  const work = ADDRESS.exec(url.pathname)?.[1]
  const chapters = work === undefined ? null : find(document, '#chapters')
  if (work === undefined || chapters === null) return readWorks(page, site)
  const shared = sharedFacts(page, work)
  const boxes = findAll(chapters, ':scope > .chapter')
  const whole = boxes.length > 1
  const found = (boxes.length > 0 ? boxes : [chapters])
    .map((box) => readChapter(page, site, work, box, shared, whole)).filter((chapter) => chapter !== null)
  if (found.length === 0) return none('no-story')
  return chaptersBy(site, found)
}

function namesIn(site: string, url: URL): Named | null {
  const [, work, chapter] = ADDRESS.exec(url.pathname) ?? []
  return work === undefined ? null : namedAs(site, { work, chapter: chapter ?? null })
}

const archive = (id: string, name: string, ...hosts: readonly string[]): Site => {
  const patterns = hosts.map((host) => `*://${host}/*`)
  return { id, name, hosts: patterns, serves: (url) => servedBy(patterns, url), names: (url) => namesIn(id, url), read: (url, document) => read(id, url, document) }
}

/** Archives that run on the OTW software. AO3's other domains show the same works under the same ids. */
export const OTW: readonly Site[] = [
  archive('ao3', 'Archive of Our Own', 'archiveofourown.org', '*.archiveofourown.org', 'archiveofourown.com', 'archiveofourown.net', 'ao3.org', '*.ao3.org', 'archive.transformativeworks.org'),
  archive('squidgeworld', 'SquidgeWorld', 'squidgeworld.org', '*.squidgeworld.org'),
  archive('adastra', 'Ad Astra', 'adastrafanfic.com', '*.adastrafanfic.com'),
  archive('superlove', 'Superlove', 'superlove.sayitditto.net'),
  archive('cfaarchive', 'CFA Archive', 'cfaarchive.org', '*.cfaarchive.org'),
]
