/** Finds the ways on: previous and next chapter, and the work's own page. */
import { cleanAddress, hostOf, resolve, segmentsOf } from '../address.ts'
import { isOff, linkOf } from '../links.ts'
import type { Page } from '../links.ts'
import { allOf, attribute, find, textContent } from '../nodes.ts'
import { readHeading } from '../numbering.ts'
import { addressNumber } from './address-signs.ts'
import { nameOf } from './candidates.ts'
import { arrowOf, turnOf } from './link-words.ts'
import { NO_TITLE } from './titles.ts'

/** The ways on from a page, and how they were found. */
export interface Turns {
  readonly prev: string | null
  readonly next: string | null
  /** A link whose words say "table of contents" or the like. */
  readonly index: string | null
  /** A link to an address that begins this page's: the work's own page, and its titles where links say them. */
  readonly parent: { readonly titles: readonly string[]; readonly address: string } | null
  /** Links to addresses that this page's begins: its chapters, where it is an index. */
  readonly below: number
  /** Links on the page that look like links to chapters. */
  readonly chapterLinks: number
  /** Whether a link says "next" or "previous", even one that is switched off. */
  readonly said: boolean
}

/** Links looked at before the story, in it from each end, and behind it: menus lie further off. */
const NEAR = 70
const INSIDE = 40
const INDEX_FILE = /(?:\/index)?(?:\.x?html?|\.php)?\/?$/i
/** Whether a link's words can be a chapter's heading at all. */
const MAY_NUMBER = /[\d第]|chap|prolog|epilog|interl|глав|розд/i
const NO_CHAPTER = /^(?:about|overview|index|home|contact|contents?|toc|login|register|signup|search|faq|rules|terms|privacy|news|blog|forum|shop|store|tags?|categor(?:y|ies)|authors?|users?|profile)(?:\.\w+)?$/i
const NEXT_NAME = /(?:^|[\s_-])next(?:$|[\s_-])|next[-_]?(?:chap|ep|page|btn|link)|(?:chap|ep|btn|link)\w*[-_]?next/i
const PREVIOUS_NAME = /(?:^|[\s_-])prev(?:ious)?(?:$|[\s_-])|prev(?:ious)?[-_]?(?:chap|ep|page|btn|link)|(?:chap|ep|btn|link)\w*[-_]?prev/i

/** How much a target looks like a neighbour of this page: same host, same shape, a number one further or one back. */
function kinship(target: string, page: Page, step: 1 | -1): number {
  const to = new URL(target)
  if (hostOf(to) !== hostOf(page.url)) return -4
  const here = segmentsOf(page.url)
  const there = segmentsOf(to)
  const last = there.at(-1) ?? ''
  if (there.length === 0 || NO_CHAPTER.test(last)) return -6
  // An address that begins this one is the work's own page
  if (to.search === '' && page.url.pathname.startsWith(to.pathname.replace(/\/?$/, '/'))) return -6
  let score = there.length === here.length ? 1 : -0.5
  if (here.length > 1 && there[0] === here[0]) score += 0.5
  const [from, number] = [addressNumber(page.url), addressNumber(to)]
  if (from !== null && number !== null) score += number - from === step ? 2 : Math.sign(number - from) === step ? 0.5 : -1
  return score
}

interface Best {
  score: number
  address: string | null
}

const labelOf = (link: Element): string => {
  const words = (textContent(link) ?? '').trim()
  if (words !== '') return words.length > 200 ? '' : words.replace(/\s+/g, ' ')
  const label = attribute(link, 'aria-label') ?? attribute(link, 'title')
  if (label !== null) return label
  const picture = find(link, 'img[alt]')
  return (picture && attribute(picture, 'alt')) ?? ''
}

/** What a link says by itself: which turn, and how strongly. */
function claimOf(link: Element, words: string): { readonly turn: 'next' | 'previous' | 'index' | null; readonly weight: number } {
  const said = words.length <= 60 ? turnOf(words) : null
  if (said === 'index') return { turn: said, weight: 2 }
  const rel = attribute(link, 'rel') ?? ''
  const name = nameOf(link)
  const byName = name.length < 5 ? null : NEXT_NAME.test(name) ? 'next' : PREVIOUS_NAME.test(name) ? 'previous' : null
  const byRel = rel.length < 4 ? null : /\bnext\b/.test(rel) ? 'next' : /\bprev/.test(rel) ? 'previous' : null
  const byArrow = words.length <= 60 ? arrowOf(words) : null
  const turn = said ?? byRel ?? byName ?? byArrow
  if (turn === null) return { turn, weight: 0 }
  const chapter = /chap|episod|chapitre|cap[ií]t|kapitel|глав|розд|章|话|話|回|화/i.test(words) ? 0.75 : 0
  return { turn, weight: (said === turn ? 3 : 0) + (byRel === turn ? 1 : 0) + (byName === turn ? 1.5 : 0) + (byArrow === turn ? 1 : 0) + chapter }
}

/** Goes through the links of a page once. */
class Search {
  readonly best: Record<'next' | 'previous' | 'index', Best> = { next: { score: 2.5, address: null }, previous: { score: 2.5, address: null }, index: { score: 1, address: null } }
  chapterLinks = 0
  below = 0
  said = false
  parent: { titles: string[]; address: string; length: number } | null = null
  private readonly path: string
  constructor(private readonly page: Page, private readonly number: number | null) {
    this.path = page.url.pathname
  }

  offer(link: Element, turn: 'next' | 'previous' | 'index', weight: number): void {
    const address = linkOf(link, this.page)
    if (address === null) return
    const score = weight + (turn === 'index' ? 0 : kinship(address, this.page, turn === 'next' ? 1 : -1))
    if (score > this.best[turn].score) this.best[turn] = { score, address }
  }

  link(link: Element): void {
    const words = labelOf(link)
    if (words.length > 160) return
    this.place(link, words)
    const claim = claimOf(link, words)
    const heading = words.length > 0 && MAY_NUMBER.test(words) ? readHeading(words) : null
    if (heading?.sign === 'said' && (claim.turn === null || words.length > 20)) this.chapterLinks++
    if (claim.turn === 'next' || claim.turn === 'previous') this.said ||= claim.weight >= 3
    if (claim.turn !== null) this.offer(link, claim.turn, claim.weight)
    // "Chapter 2 →" says next without the word
    if (heading?.number == null || this.number === null || isOff(link)) return
    const weight = words.length < 60 && arrowOf(words) !== null ? 3 : heading.sign === 'said' ? 1 : 0
    if (weight > 0 && heading.number === this.number + 1) this.offer(link, 'next', weight)
    else if (weight > 0 && heading.number === this.number - 1) this.offer(link, 'previous', weight)
  }

  /** Where the link's address lies: above this page (the work), below it (its chapters), or elsewhere. */
  private place(link: Element, words: string): void {
    const href = attribute(link, 'href')
    if (href === null || href.length < 2 || href.startsWith('#') || !this.mayBeNear(href)) return
    const to = resolve(href, this.page)
    if (to === null || hostOf(to) !== hostOf(this.page.url)) return
    const path = to.pathname.replace(INDEX_FILE, '')
    const here = this.path.replace(INDEX_FILE, '')
    if (path.length > here.length + 1 && here.length > 1 && path.startsWith(`${here}/`)) this.below++
    if (path === '' || to.search !== '' || to.hash !== '' || path.length >= here.length || !here.startsWith(path) || /[\p{L}\p{N}]/u.test(here.charAt(path.length))) return
    const title = words.length > 1 && !NO_TITLE.test(words) && turnOf(words) === null && readHeading(words).sign !== 'said' ? words : null
    if (this.parent === null || path.length > this.parent.length) this.parent = { titles: [], address: cleanAddress(to), length: path.length }
    if (title !== null && path.length === this.parent.length && this.parent.titles.length < 20) this.parent.titles.push(title)
  }

  /** Whether an address can lie on this page's path at all; reading it costs more than this look. */
  private mayBeNear(href: string): boolean {
    const path = /^(?:https?:)?\/\/[^/]+(\/.*)?$/.exec(href)?.[1] ?? href
    if (!path.startsWith('/')) return href.startsWith('.') || !href.includes(':')
    return path.charCodeAt(1) === this.path.charCodeAt(1)
  }
}

/** The links around a story, and at its edges, in document order. */
function linksNear(document: Document, story: Element): Element[] {
  const links = allOf(document, 'a')
  const side = (index: number): number => story.compareDocumentPosition(links[index] as Element)
  const firstWhere = (test: (position: number) => boolean): number => {
    let low = 0
    let high = links.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (test(side(middle))) high = middle
      else low = middle + 1
    }
    return low
  }
  const from = firstWhere((position) => (position & 2) === 0 || (position & 8) !== 0)
  const behind = firstWhere((position) => (position & 4) !== 0 && (position & 16) === 0)
  const near: Element[] = []
  for (let index = Math.max(0, from - NEAR); index < Math.min(links.length, behind + NEAR); index++) {
    if (index >= from + INSIDE && index < behind - INSIDE) continue
    near.push(links[index] as Element)
  }
  return near
}

/** Looks once through the links near the story. */
export function findTurns(page: Page, number: number | null, story: Element): Turns {
  const search = new Search(page, number)
  const links = allOf(page.document, 'link')
  for (let index = 0; index < Math.min(links.length, 200); index++) {
    const link = links[index] as Element
    const rel = attribute(link, 'rel') ?? ''
    if (/\bnext\b/i.test(rel)) search.offer(link, 'next', 1.5)
    else if (/\bprev(?:ious)?\b/i.test(rel)) search.offer(link, 'previous', 1.5)
  }
  for (const link of linksNear(page.document, story)) search.link(link)
  const { best, chapterLinks, below, said, parent } = search
  return { prev: best.previous.address, next: best.next.address, index: best.index.address, chapterLinks, below, said, parent }
}
