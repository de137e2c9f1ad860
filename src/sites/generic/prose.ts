/**
 * Finds the block that holds a page's prose: one walk over the text, characters summed up the tree, then down again
 * to the smallest element that still holds nearly all of them. Needs no `<p>`: text between `<br>` and in plain
 * divisions counts alike.
 */
import { attribute, bodyIn, parentElement, tagName, walkerIn } from '../nodes.ts'
import { INLINE_TAGS } from '../visibility.ts'
import { looksForeign } from './foreign.ts'

/** What the walk knows about an element. */
export interface Ground {
  readonly element: Element
  readonly tag: string
  readonly parent: Ground | null
  readonly depth: number
  inner: readonly Ground[]
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
const INLINE = new Set([...INLINE_TAGS, 'CENTER', 'RP', 'RT'])
const PARAGRAPH = new Set(['P', 'BLOCKQUOTE', 'LI', 'DD', 'DT', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'FIGCAPTION', 'PRE', 'UL', 'OL'])
/** Text nodes after which the walk gives up; real chapters have a few thousand. */
const MOST_NODES = 15_000
const WORDS = /\S/
/** White space between elements is rarely longer; whether a longer text has words is not asked. */
const LONGEST_SPACE = 80
/** Nesting after which an element is not told apart from its page; real markup has a few dozen levels. */
const MOST_LEVELS = 600
/** What most elements have inside: one list for all of them, since a page has thousands. */
const NOTHING: readonly Ground[] = []

class Survey {
  /** In document order, parents first. */
  readonly grounds: Ground[] = []
  readonly top: Ground
  /** The most running text in one foreign element. */
  largestForeign = 0
  /** The innermost element the walk is in. */
  private open: Ground
  private readonly names = new Map<string, boolean>()
  constructor(body: Element, private readonly trusting: boolean) {
    const outer = parentElement(body)
    this.top = this.begin(body, outer === null ? null : this.begin(outer, null))
    this.open = this.top
  }

  private begin(element: Element, parent: Ground | null): Ground {
    const tag = tagName(element)
    const ground: Ground = { element, tag, parent, depth: (parent?.depth ?? 0) + 1, inner: NOTHING, chars: 0, linkChars: 0, own: 0, all: 0, paragraphs: 0,
      foreign: (parent?.foreign ?? false) || SKIP.has(tag) || looksForeign(tag, element, this.trusting, this.names) }
    if (parent !== null) {
      if (parent.inner === NOTHING) parent.inner = [ground]
      else (parent.inner as Ground[]).push(ground)
    }
    this.grounds.push(ground)
    return ground
  }

  /**
   * Goes on to the element of the next text. In document order it is one of those the walk is in, or new in one of them,
   * mostly a sister of the last; looking for it there is cheaper than a map of all elements.
   */
  enter(element: Element): Ground {
    const { parent } = this.open
    if (parent?.element === element) return this.open = parent
    let next = parentElement(element)
    if (parent !== null && next === parent.element) return this.open = this.begin(element, parent)
    let outer = this.around(element)
    if (outer !== null) return this.open = outer
    // From the outside in, without recursion: markup may be nested a hundred thousand deep
    const chain = [element]
    for (; next !== null; next = parentElement(next)) {
      outer = this.around(next)
      if (outer !== null || chain.length > MOST_LEVELS) break
      chain.push(next)
    }
    if (outer === null || outer.depth > MOST_LEVELS) return this.top
    for (let index = chain.length - 1; index >= 0; index--) outer = this.begin(chain[index] as Element, outer)
    return this.open = outer
  }

  private around(element: Element): Ground | null {
    let at: Ground | null = this.open
    while (at !== null && at.element !== element) at = at.parent
    return at
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
    if (inLink) {
      ground.linkChars += length
      return
    }
    ground.own += length
    if (PARAGRAPH.has(ground.tag) && ground.parent) ground.parent.own += length
    ground.chars += length
    if (length >= 30) ground.paragraphs++
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

function survey(body: Element, trusting: boolean): Survey | null {
  const survey = new Survey(body, trusting)
  const walker = walkerIn(body, 4)
  let last: Element | null = null
  let ground = survey.top
  let blank = ''
  for (let count = 0; ; count++) {
    const node = walker.nextNode() as Text | null
    if (node === null) break
    if (count > MOST_NODES) return null
    // A text's length costs less than the text
    const { length } = node
    if (length < LONGEST_SPACE) {
      // Between elements a page repeats itself
      const { data } = node
      if (data === blank) continue
      if (!WORDS.test(data)) {
        blank = data
        continue
      }
    }
    // No form control can shadow a text's own properties
    const { parentElement: holder } = node
    if (holder === null) continue
    if (holder !== last) {
      last = holder
      ground = survey.enter(holder)
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
  let found = survey(body, true)
  if (found === null) return null
  let { top } = found
  if (found.largestForeign > Math.max(1000, top.chars * 2)) {
    // A name cost us the story: one foreign block with far more running text than all that is left
    found = survey(body, false) ?? found
    ;({ top } = found)
  }
  return top.chars === 0 ? null : { root: descend(top), pageChars: top.chars, grounds: found.grounds }
}
