/** Cuts the story out of the block that holds it: no headings at the top, no ways on, no boxes, no notes. */
import { collapse, find, findAll, holds, textContent } from '../nodes.ts'
import { readHeading } from '../numbering.ts'
import type { StoryArea } from '../site.ts'
import { nameOf } from './candidates.ts'
import { NOTE_NAME } from './foreign.ts'
import { turnOf } from './link-words.ts'
import type { Ground, Prose } from './prose.ts'
import { bare } from './titles.ts'
import { watermarksIn } from '../watermarks.ts'

const NEVER = 'nav, form, button, select, textarea, input, iframe, object, embed, [role="navigation"], [aria-hidden="true"], .sr-only, .visually-hidden'
/** Lines of this kind at the edges are the page's, not the story's. */
const EDGE_LINE = /^(?:[\s\p{P}\p{S}]*|.*(?:https?:\/\/|www\.).*|(?:previous|next|last)(?:\s+chapter)?\s*[|/·•-]\s*.*|(?:advertisements?|sponsored content|share this|like this:?.*|loading\.{0,3}|report (?:chapter|error)|(?:please )?(?:vote|rate|support|donate).{0,60}|tip:.*|you can use (?:left|arrow).*))$/iu
const EDGE_CHARS = 160
/** Paragraphs of this kind at the edges are somebody's note to the reader. */
const NOTE_LINE = /^[\s*([【（_~-]*(?:a\/n|an|author(?:'s|’s|s)? notes?|notes?|t\/n|tn|tl|tl note|translator(?:'s|’s|s)? notes?|editor(?:'s|’s|s)? notes?|e\/n|p\.?s\.?|n\/a|ndt|ndc|nda|note d[eu]\s+\w+|nota (?:del|da|do)\s+\w+|anmerkung|примечани[ея](?: автора)?|от автора|作者的话|作者有话说|译注|後書き|前書き|edited by|translated by|translator|translation|editor|proofread(?:er|ed)?(?: by)?|traduction|traducteur|trad(?:utor|utora|ução|uccion|ucción)?|перевод(?:чик)?|редактор)\s*(?:[:：.\-–—)\]】）]|$)/iu
const THANKS = /patreon|ko-?fi|discord\b|paypal|patrons?\b|donat(?:e|ion)|advance(?:d)? chapters|sponsored by|next (?:chapter|update) (?:will|is)|thank(?:s| you) for (?:reading|the support)|please (?:leave|rate|review|vote|comment)|(?:traduction|translat(?:ed|ion)|переведен|traduzid[oa]|traducid[oa])\b.{0,80}\b(?:by|par|par|por|for|pour|de|from)\b|chapitres de ce|chapters of this/iu

export interface Cut extends StoryArea {
  readonly notes: readonly Element[]
}

/** Leaves of a block's top (or bottom) edge: the elements in reading order until enough running text has passed. */
function edge(root: Ground, fromEnd: boolean): Ground[] {
  const out: Ground[] = []
  const visit = (ground: Ground, left: number): number => {
    const inner = fromEnd ? [...ground.inner].reverse() : ground.inner
    for (const child of inner) {
      if (left <= 0 || out.length > 24) return left
      if (child.foreign) continue
      out.push(child)
      if (child.all > EDGE_CHARS && child.inner.length > 0 && !/^(?:P|LI|BLOCKQUOTE)$/.test(child.tag) && out.length < 20) left = visit(child, left)
      else if (child.all > EDGE_CHARS) left -= 0.34
    }
    return left
  }
  visit(root, 1)
  return out
}

const isTitle = (tag: string): boolean => /^H[1-3]$/.test(tag)

/** A line of the page's own at an edge: the heading once more, ways on, a share line. */
function isEdgeNoise(ground: Ground, words: string, heading: string): boolean {
  if (ground.all > 220 || words === '') return false
  if (isTitle(ground.tag) && (heading.includes(bare(words)) || readHeading(words).sign === 'said')) return true
  if (ground.linkChars > words.length * 0.5) {
    const links = findAll(ground.element, 'a')
    if (links.some((link) => turnOf((textContent(link) ?? '').trim()) !== null) || links.length > 0 && ground.tag === 'UL' || links.length > 1) return true
    if (ground.tag === 'A' || ground.linkChars > words.length * 0.8) return true
  }
  return EDGE_LINE.test(words) && /[\p{L}]/u.test(words)
}

/** A paragraph that speaks to the reader about the chapter, the author or the translation. */
const isEdgeNote = (ground: Ground, words: string): boolean =>
  ground.all >= 3 && ground.all <= 500 && /^(?:P|DIV|EM|STRONG|BLOCKQUOTE|SPAN|H[4-6])$/.test(ground.tag) && (NOTE_LINE.test(words) || THANKS.test(words))

/** The story in a block of prose. */
export function cutStory(prose: Prose, heading: string | null): Cut {
  const { element } = prose.root
  const leftOut = new Set<Node>([...findAll(element, NEVER), ...watermarksIn([element])])
  const notes: Element[] = []
  for (const ground of prose.grounds) {
    if (!ground.foreign || ground.parent?.foreign === true) continue
    if (ground.all > 20 && NOTE_NAME.test(nameOf(ground.element))) notes.push(ground.element)
    if (holds(element, ground.element)) leftOut.add(ground.element)
  }
  const title = bare(heading ?? '')
  for (const ground of new Set([...edge(prose.root, false), ...edge(prose.root, true)])) {
    const words = ground.all > 500 ? '' : collapse(textContent(ground.element) ?? '')
    const isNoise = isEdgeNoise(ground, words, title)
    if (!isNoise && !isEdgeNote(ground, words)) continue
    leftOut.add(ground.element)
    if (!isNoise) notes.push(ground.element)
  }
  // The heading once more, wherever the block begins
  const first = find(element, 'h1, h2, h3')
  if (first !== null && title !== '' && title.includes(bare(textContent(first) ?? '') || ' ')) leftOut.add(first)
  return { roots: [element], leftOut, notes }
}
