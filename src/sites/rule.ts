/**
 * A site rule as data: which addresses are chapters, and where on the page each fact stands. Adding a site is five
 * steps, in docs of `index.ts`; most rules need nothing but selectors.
 */
import { chapterId, workId } from '../core/work.ts'
import type { ChapterFacts, Planned, Reason, WorkId } from '../core/work.ts'
import { cleanAddress } from './address.ts'
import { followed, linkOf } from './links.ts'
import type { Page } from './links.ts'
import { allOf, attribute, collapse, find, findAll, outermost, rootIn, walkerIn, wordsOf } from './nodes.ts'
import { readHeading } from './numbering.ts'
import { watermarksIn } from './watermarks.ts'
import type { ChapterOnPage, ListedWork, Named, Reading, Site, StoryArea } from './site.ts'

/** What an address says by itself. */
export interface Address {
  /** The site's own, stable key of the work. */
  readonly work: string
  /** The site's own, stable key of the chapter; null where the address is the work's. */
  readonly chapter: string | null
  /** The chapter's place in the work, where the address counts. */
  readonly ordinal?: number
}

/** A selector, or a small function for what no selector says. */
export type Look<Value = string> = string | ((page: Page) => Value | null)

/** Reads an address by a pattern over path and query: the first group is the work's key, the second the chapter's. */
export const addressBy = (pattern: RegExp, counted = false) => (url: URL): Address | null => {
  const [, work, chapter] = pattern.exec(url.pathname + url.search) ?? []
  if (work === undefined || work === '') return null
  return { work, chapter: chapter ?? null, ...(counted && chapter !== undefined ? { ordinal: Number(chapter) } : {}) }
}

/** Match patterns for these domains and all their subdomains. */
export const onDomains = (...domains: readonly string[]): readonly string[] => domains.flatMap((domain) => [`*://${domain}/*`, `*://*.${domain}/*`])

/** Where a site keeps its facts. Everything but the story is optional. */
export interface Rule {
  readonly id: string
  readonly name: string
  readonly hosts: readonly string[]
  /** Whether this rule is for that address; by the hosts alone where it is not said. */
  readonly serves?: (url: URL) => boolean
  /**
   * What a chapter's address says; null for every address that cannot be a chapter. Without a document it answers for
   * the address alone, and says null where that is not enough.
   */
  readonly address: (url: URL, document: Document | null) => Address | null
  /** The work's key in the address of its own page, which is no chapter. */
  readonly workAddress?: (url: URL) => string | null
  /** The elements that hold the story. */
  readonly story: string
  /** Elements in the story that are not the story. */
  readonly leftOut?: string
  /** The same by a small function, for each root. */
  readonly leftOutBy?: (root: Element) => readonly Node[]
  /** Whether copiers' lines are to be looked for in the text. */
  readonly watermarked?: true
  /** Notes that stand with the chapter, in the story or beside it. */
  readonly notes?: string
  readonly workTitle?: Look
  readonly author?: Look
  /** The chapter's heading, number and all. */
  readonly heading?: Look
  readonly ordinal?: (page: Page) => number | null
  readonly posted?: (page: Page) => number | null
  readonly planned?: (page: Page) => Planned
  readonly prev?: Look
  readonly next?: Look
  readonly index?: Look
  readonly language?: Look
  /** Whether a page that has a story all the same is none (teasers without text, covers). */
  readonly refuse?: (page: Page) => string | null
  /** Whether a page on a host nobody listed is made by this rule's software. */
  readonly runs?: (page: Page) => boolean
  /** Works on listings and indexes. */
  readonly listed?: (page: Page) => readonly ListedWork[]
}

/** The text a look finds. */
export function look(page: Page, where: Look | undefined): string | null {
  if (where === undefined) return null
  return typeof where === 'string' ? wordsOf(find(page.document, where)) : where(page)
}

/** The address a look finds. */
export function lookLink(page: Page, where: Look | undefined): string | null {
  if (where === undefined) return null
  return typeof where === 'string' ? followed(page, where) : where(page)
}

const heads = new WeakMap<Page, ReadonlyMap<string, string>>()

/** What stands in a page's own head, e.g. `og:title`. The head is read once for each reading. */
export function meta(page: Page, name: string): string | null {
  let head = heads.get(page)
  if (head === undefined) {
    const read = new Map<string, string>()
    const elements = allOf(page.document, 'meta')
    for (let index = 0; index < Math.min(elements.length, 200); index++) {
      const element = elements[index] as Element
      const key = (attribute(element, 'property') ?? attribute(element, 'name'))?.toLowerCase()
      const content = key === undefined || read.has(key) ? null : attribute(element, 'content')
      if (key !== undefined && content !== null && content !== '') read.set(key, content)
    }
    heads.set(page, read)
    head = read
  }
  const words = collapse((head.get(name) ?? '').slice(0, 2000))
  return words === '' ? null : words
}

/** The first whole number in a text, thousands marks left out. */
export function numberIn(text: string | null): number | null {
  const digits = /\d[\d,. ]*/.exec(text ?? '')?.[0].replace(/\D/g, '')
  return digits === undefined || digits === '' ? null : Number(digits)
}

/** The document's language, where it says one. */
export function languageOf(document: Document): string | null {
  const root = rootIn(document)
  const language = root ? (attribute(root, 'lang') ?? attribute(root, 'xml:lang'))?.trim() : null
  return language !== null && language !== undefined && /^[a-z]{2,3}(?:[-_]\w+)*$/i.test(language) ? language.replace(/_/g, '-') : null
}

/** The story in these roots, without what the selectors leave out. Roots inside other roots are dropped. */
export function areaOf(roots: readonly Element[], ...leftOut: readonly (string | undefined)[]): StoryArea {
  const outer = outermost(roots)
  const selector = leftOut.filter((part) => part !== undefined && part !== '').join(', ')
  return { roots: outer, leftOut: new Set(selector === '' ? [] : outer.flatMap((root) => findAll(root, selector))) }
}

/** Facts with everything unknown null; `heading` gives title and number where they are not given. */
export function factsOf(site: string, address: Address, known: Partial<ChapterFacts> & { readonly url: string }, heading: string | null = null): ChapterFacts {
  const work: WorkId = workId(site, address.work)
  const read = readHeading(heading)
  return {
    site,
    work,
    chapter: chapterId(work, address.chapter ?? '1'),
    workTitle: null,
    author: null,
    chapterTitle: read.name,
    ordinal: address.ordinal ?? null,
    titleNumber: read.number,
    posted: null,
    planned: null,
    workUrl: null,
    prevUrl: null,
    nextUrl: null,
    language: null,
    ...known,
  }
}

/** A piece of evidence; `detail` is what was seen, cut to a line. */
export const reason = (sign: string, weight: number, detail?: string): Reason =>
  ({ sign, weight, ...(detail === undefined ? {} : { detail: detail.slice(0, 120) }) })

/** A rule's answer where there are chapters. */
export const chaptersBy = (sign: string, chapters: readonly ChapterOnPage[], detail?: string): Reading =>
  ({ kind: 'chapter', chapters, confidence: 1, reasons: [reason(sign, 1, detail)] })

/** No chapter, and why. */
export const none = (sign: string, detail?: string): Reading => ({ kind: 'none', reasons: [reason(sign, -1, detail)] })

/** Whether there are any words in an element at all. */
export const hasWords = (element: Element): boolean => {
  const walker = walkerIn(element, 4)
  for (let steps = 0; steps < 2000; steps++) {
    const text = walker.nextNode() as Text | null
    if (text === null) return false
    if (/[\p{L}\p{N}]/u.test(text.data)) return true
  }
  return true
}

/** The area without what only a function can find. */
function cutBy(rule: Rule, area: StoryArea): StoryArea {
  if (rule.leftOutBy === undefined && rule.watermarked === undefined) return area
  const more = rule.leftOutBy === undefined ? [] : area.roots.flatMap(rule.leftOutBy)
  const marks = rule.watermarked === undefined ? [] : watermarksIn(area.roots)
  return { roots: area.roots, leftOut: new Set([...area.leftOut, ...more, ...marks]) }
}

function readBy(rule: Rule, page: Page): Reading {
  const address = rule.address(page.url, page.document)
  const listed = (): Reading => {
    const works = rule.listed?.(page) ?? []
    return works.length > 0 ? { kind: 'listing', works } : none('address')
  }
  if (address === null) return listed()
  const roots = findAll(page.document, rule.story).filter(hasWords)
  if (roots.length === 0) return rule.listed ? listed() : none('no-story')
  const refused = rule.refuse?.(page) ?? null
  if (refused !== null) return none('refused', refused)
  const heading = look(page, rule.heading)
  const ordinal = rule.ordinal?.(page) ?? address.ordinal ?? null
  const facts = factsOf(rule.id, address, {
    url: cleanAddress(page.url),
    workTitle: look(page, rule.workTitle),
    author: look(page, rule.author),
    ordinal,
    posted: rule.posted?.(page) ?? null,
    planned: rule.planned?.(page) ?? null,
    workUrl: lookLink(page, rule.index),
    prevUrl: lookLink(page, rule.prev),
    nextUrl: lookLink(page, rule.next),
    language: look(page, rule.language) ?? languageOf(page.document),
  }, heading)
  const notes = rule.notes === undefined ? [] : findAll(page.document, rule.notes)
  return chaptersBy(rule.id, [{ facts, heading, area: cutBy(rule, areaOf(roots, rule.leftOut, rule.notes)), notes }])
}

/** What an address says, with ids in the place of keys. */
export function namedAs(site: string, { work: key, chapter, ordinal }: Address): Named {
  const work = workId(site, key)
  return { site, work, chapter: chapter === null ? null : chapterId(work, chapter), ordinal: ordinal ?? null }
}

function namesBy(rule: Rule, url: URL): Named | null {
  const address = rule.address(url, null)
  if (address !== null) return namedAs(rule.id, address)
  const work = rule.workAddress?.(url) ?? null
  return work === null ? null : namedAs(rule.id, { work, chapter: null })
}

/** Makes a Site of a Rule. */
export const siteFrom = (rule: Rule): Site => ({
  id: rule.id,
  name: rule.name,
  hosts: rule.hosts,
  serves: rule.serves ?? ((url) => servedBy(rule.hosts, url)),
  names: (url) => namesBy(rule, url),
  ...(rule.runs === undefined ? {} : { runs: (url: URL, document: Document) => rule.runs?.({ url, document }) === true }),
  read: (url, document) => readBy(rule, { url, document }),
})

/** Whether a match pattern of the manifest covers an address (its host; our patterns are all `*://host/*` or `*://*.host/*`). */
export const servedBy = (hosts: readonly string[], { protocol, hostname }: URL): boolean =>
  (protocol === 'https:' || protocol === 'http:') && hosts.some((pattern) =>
    pattern.startsWith('*://*.') ? hostname.endsWith(pattern.slice(5, -2)) || hostname === pattern.slice(6, -2) : hostname === pattern.slice(4, -2))

/** The first link among these elements' addresses that `fits`; for sites whose links carry no class. */
export const linkWhere = (page: Page, selector: string, fits: (element: Element) => boolean): string | null => {
  for (const element of findAll(page.document, selector)) {
    if (!fits(element)) continue
    const address = linkOf(element, page)
    if (address !== null) return address
  }
  return null
}
