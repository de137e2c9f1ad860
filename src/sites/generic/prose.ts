/**
 * Finds the block that holds a page's prose: one walk over the text, characters summed up the tree, then down again
 * to the smallest element that still holds nearly all of them. Needs no `<p>`: text between `<br>` and in plain
 * divisions counts alike.
 */
import { attribute, bodyIn, nodeType, parentElement, tagName } from '../nodes.ts'
import { looksForeign } from './foreign.ts'

/** What the walk knows about an element. */
export interface Ground {
  readonly element: Element
  readonly tag: string
  readonly parent: Ground | null
  readonly depth: number
  readonly inner: Ground[]
  /** Whether it or something around it looks like no part of a story. */
  readonly foreign: boolean
  /** Characters of text in it, links left out; foreign ground inside adds nothing. */
  chars: number
  /** The same in links. */
  linkChars: number
  /** Characters right in it, in inline elements and in paragraphs that are its children. */
  own: number
  /** All characters, whatever they are. */
  all: number
  /** Paragraphs (or lines) of some length in it. */
  paragraphs: number
}

/** A page's prose. */
export interface Prose {
  readonly root: Ground
  /** Characters of the whole page that are not in links. */
  readonly pageChars: number
  /** Every element that holds text, in document order. */
  readonly grounds: readonly Ground[]
}

const SKIP = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TEXTAREA', 'SELECT', 'OPTION', 'OPTGROUP', 'BUTTON', 'IFRAME', 'OBJECT', 'SVG', 'TITLE', 'HEAD'])
const INLINE = new Set(['A', 'ABBR', 'ACRONYM', 'B', 'BDI', 'BDO', 'BIG', 'CITE', 'CODE', 'DEL', 'DFN', 'EM', 'FONT', 'I', 'INS', 'KBD', 'LABEL', 'MARK', 'Q', 'RB', 'RP', 'RT', 'RUBY', 'S', 'SAMP', 'SMALL', 'SPAN', 'STRIKE', 'STRONG', 'SUB', 'SUP', 'TIME', 'TT', 'U', 'VAR', 'WBR', 'CENTER'])
const PARAGRAPH = new Set(['P', 'BLOCKQUOTE', 'LI', 'DD', 'DT', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'FIGCAPTION', 'PRE', 'UL', 'OL'])
/** Text nodes after which the walk gives up; real chapters have a few thousand. */
const WORDS = /\S/
const MOST_NODES = 15_000
/** Nesting after which an element is not told apart from its page; real markup has a few dozen levels. */
const MOST_LEVELS = 2000

class Survey {
  /** In document order, parents first. */
  readonly grounds: Ground[] = []
  top: Ground | null = null
  /** The most running text in one foreign element. */
  largestForeign = 0
  private readonly known = new Map<Element, Ground>()
  private readonly names = new Map<string, boolean>()
  constructor(private readonly trusting: boolean) {}

  ground(element: Element): Ground {
    const known = this.known.get(element)
    if (known) return known
    // From the outside in, without recursion: markup may be nested a hundred thousand deep
    const chain: Element[] = []
    let outer: Ground | undefined
    for (let at: Element | null = element; at !== null; at = parentElement(at)) {
      outer = this.known.get(at)
      if (outer) break
      chain.push(at)
      if (chain.length > MOST_LEVELS && this.top !== null) return this.top
    }
    let parent = outer ?? null
    for (let index = chain.length - 1; index >= 0; index--) {
      const at = chain[index] as Element
      const tag = tagName(at)
      const ground: Ground = { element: at, tag, parent, depth: (parent?.depth ?? 0) + 1, inner: [], chars: 0, linkChars: 0, own: 0, all: 0, paragraphs: 0,
        foreign: (parent?.foreign ?? false) || SKIP.has(tag) || looksForeign(tag, at, this.trusting, this.names) }
      parent?.inner.push(ground)
      this.known.set(at, ground)
      this.grounds.push(ground)
      parent = ground
    }
    return parent as Ground
  }

  /** Adds the length of a text right in an element to the line of elements around it. */
  add(holder: Ground, length: number): void {
    let ground: Ground | null = holder
    ground.all += length
    if (ground.foreign) {
      ground.own += length
      if (PARAGRAPH.has(ground.tag) && ground.parent) ground.parent.own += length
      if (!SKIP.has(ground.tag)) this.largestForeign = Math.max(this.largestForeign, ground.own, ground.parent?.own ?? 0)
      return
    }
    let inLink = false
    while (ground !== null && INLINE.has(ground.tag)) {
      if (ground.tag === 'A' && ground.element.hasAttribute('href')) inLink = true
      ground = ground.parent
    }
    if (ground === null) return
    const counts = length >= 30 && !inLink ? 1 : 0
    if (!inLink) {
      ground.own += length
      if (PARAGRAPH.has(ground.tag) && ground.parent) ground.parent.own += length
    }
    if (inLink) ground.linkChars += length
    else ground.chars += length
    ground.paragraphs += counts
  }

  /** Sums up from the leaves to the root. */
  sum(): void {
    for (let index = this.grounds.length - 1; index >= 0; index--) {
      const ground = this.grounds[index] as Ground
      if (!ground.parent) continue
      ground.parent.all += ground.all
      ground.parent.chars += ground.chars
      ground.parent.linkChars += ground.linkChars
      ground.parent.paragraphs += ground.paragraphs
    }
  }
}

const alike = (a: Ground, b: Ground): boolean =>
  a.tag === b.tag && (attribute(a.element, 'class') ?? '') === (attribute(b.element, 'class') ?? '')

/** From the body down to the smallest element with nearly all of the prose. */
function descend(from: Ground): Ground {
  let at = from
  for (;;) {
    let best: Ground | null = null
    for (const inner of at.inner) if (!inner.foreign && !INLINE.has(inner.tag) && inner.chars > (best?.chars ?? 0)) best = inner
    if (best === null || PARAGRAPH.has(best.tag) && best.tag !== 'BLOCKQUOTE') return at
    const share = best.chars / Math.max(1, at.chars)
    if (share < 0.8) {
      if (at.own > at.chars * 0.25 || share < 0.35) return at
      const first = best
      const sisters = at.inner.reduce((sum, inner) => sum + (inner !== first && !inner.foreign && alike(inner, first) ? inner.chars : 0), 0)
      if (sisters > best.chars * 0.2) return at
    }
    at = best
  }
}

function survey(document: Document, body: Element, trusting: boolean): Survey | null {
  const survey = new Survey(trusting)
  survey.top = survey.ground(body)
  const walker = document.createTreeWalker(body, 4)
  let last: Element | null = null
  let ground = survey.top
  for (let count = 0; ; count++) {
    const node = walker.nextNode() as Text | null
    if (node === null) break
    if (count > MOST_NODES) return null
    const { data } = node
    const { length } = data
    if (length < 80 && !WORDS.test(data)) continue
    const parent = parentElement(node)
    if (parent === null || nodeType(parent) !== 1) continue
    if (parent !== last) {
      last = parent
      ground = survey.ground(parent)
    }
    survey.add(ground, length)
  }
  survey.sum()
  return survey
}

/** The block of prose of a page, or null where there is no text at all. */
export function findProse(document: Document): Prose | null {
  const body = bodyIn(document)
  if (body === null) return null
  let found = survey(document, body, true)
  if (found === null) return null
  let top = found.ground(body)
  if (found.largestForeign > Math.max(1000, top.chars * 2)) {
    // A name cost us the story: one foreign block with far more running text than all that is left
    found = survey(document, body, false) ?? found
    top = found.ground(body)
  }
  return top.chars === 0 ? null : { root: descend(top), pageChars: top.chars, grounds: found.grounds }
}
