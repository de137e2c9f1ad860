/**
 * What a reader can see of an element. Sites hide decoys in their stories (Royal Road a paragraph in each chapter) by
 * ever new class names, so only the computed style tells.
 */
import { attribute, hasAttributes, offsetHeight, offsetLeft, viewIn } from './nodes.ts'

/** How an element shows: not at all, in the line, or as a block of its own. */
export type Shows = 'hidden' | 'inline' | 'block'

const INLINE = /^(?:inline|contents|ruby)/
/** Elements that stand in the line where no style says otherwise. */
export const INLINE_TAGS: ReadonlySet<string> = new Set(['A', 'ABBR', 'ACRONYM', 'B', 'BDI', 'BDO', 'BIG', 'BR', 'CITE', 'CODE', 'DEL', 'DFN', 'EM', 'FONT', 'I', 'IMG', 'INS', 'KBD', 'LABEL', 'MARK', 'Q', 'RB', 'RUBY', 'S', 'SAMP', 'SMALL', 'SPAN', 'STRIKE', 'STRONG', 'SUB', 'SUP', 'TIME', 'TT', 'U', 'VAR', 'WBR'])

/** Moved off the screen, clipped to nothing, or squeezed to a dot: read aloud, never seen. */
function outOfSight(style: CSSStyleDeclaration): boolean {
  if (style.position === 'absolute' || style.position === 'fixed') {
    if (style.opacity === '0' || /^rect\((?:0|1)px(?:,? (?:0|1)px){3}\)$/.test(style.getPropertyValue('clip'))) return true
    if (Math.abs(parseFloat(style.left)) > 3000 || Math.abs(parseFloat(style.top)) > 200_000 || parseFloat(style.left) < -900 || parseFloat(style.top) < -3000) return true
    if (parseFloat(style.width) <= 1 && parseFloat(style.height) <= 1 && style.overflow.startsWith('hidden')) return true
  }
  return /^inset\((?:50|100)%/.test(style.clipPath) || parseFloat(style.textIndent) < -900 ||
    (style.overflow.startsWith('hidden') && (style.height === '0px' || style.maxHeight === '0px' || style.width === '0px'))
}

/** In the line by its display, or a drop cap: a letter that floats at the left of the paragraph it begins is a block to CSS alone. */
const isInline = (style: CSSStyleDeclaration, tag: string): boolean =>
  INLINE.test(style.display) || (INLINE_TAGS.has(tag) && /^(?:left|inline-start)$/.test(style.getPropertyValue('float')))

function byStyle(element: Element, tag: string, view: Window): Shows {
  const style = view.getComputedStyle(element)
  const { display } = style
  if (display === 'none' || style.visibility === 'hidden' || style.visibility === 'collapse') return 'hidden'
  if (parseFloat(style.fontSize) < 1 || outOfSight(style)) return 'hidden'
  if (isInline(style, tag)) return 'inline'
  return attribute(element, 'aria-hidden') === 'true' ? 'hidden' : 'block'
}

/** Without a layout (a parsed document that is on no screen) the tag and the element's own style have to do. */
function byTag(element: Element, tag: string): Shows {
  if (attribute(element, 'hidden') !== null || /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])/i.test(attribute(element, 'style') ?? '')) return 'hidden'
  if (INLINE_TAGS.has(tag)) return 'inline'
  return attribute(element, 'aria-hidden') === 'true' ? 'hidden' : 'block'
}

const OPTIONS = { visibilityProperty: true, checkVisibilityCSS: true }
type Quick = (this: Element, options?: object) => boolean

/** How elements of one style show, and the styles met inside of them. */
export interface Look {
  readonly shows: Shows
  readonly inside: Map<string, Look>
}

const lookOf = (shows: Shows): Look => ({ shows, inside: new Map() })

/** A way of looking at the elements of one document. */
export class Looker {
  /** Around every root. */
  readonly outside = lookOf('block')
  private readonly view: Window | null
  /** `Element.checkVisibility`, where the browser has it; with it goes a layout to ask. */
  private readonly quick: Quick | undefined

  constructor(document: Document) {
    this.view = viewIn(document)
    this.quick = (Element.prototype as Partial<{ checkVisibility: Quick }>).checkVisibility
  }

  /**
   * Elements with the same tag, class and inline style in the same surroundings are styled alike, so whether they are
   * blocks is asked once for all of them. Whether a single one is switched off or squeezed away is asked of each; of
   * those that are a paragraph or in the line and bear no name, most of a story, only whether it is switched off.
   */
  look(element: Element, tag: string, around: Look): Look {
    const bare = !hasAttributes(element)
    const key = bare ? tag : `${tag}|${attribute(element, 'class') ?? ''}|${attribute(element, 'style') ?? ''}`
    const known = around.inside.get(key)
    if (known === undefined) {
      const look = lookOf(this.ask(element, tag, undefined))
      around.inside.set(key, look)
      return look
    }
    if (bare && known.shows !== 'hidden' && (known.shows === 'inline' || tag === 'P') && this.quick?.call(element) === true) return known
    const shows = this.ask(element, tag, known.shows)
    return shows === known.shows ? known : { shows, inside: known.inside }
  }

  private ask(element: Element, tag: string, known: Shows | undefined): Shows {
    if (this.view === null) return byTag(element, tag)
    if (!this.isPlain(element, known)) return byStyle(element, tag, this.view)
    const shows = known !== undefined && known !== 'hidden' ? known : isInline(this.view.getComputedStyle(element), tag) ? 'inline' : 'block'
    return shows === 'block' && attribute(element, 'aria-hidden') === 'true' ? 'hidden' : shows
  }

  /** Whether it is there, of some height and not far off the screen (asked once for all of a style): then nothing hides it. */
  private isPlain(element: Element, known: Shows | undefined): boolean {
    // Of a known style only an id's own rule can make a single one invisible; asking about that costs most of the question
    return this.quick !== undefined && element instanceof HTMLElement && this.quick.call(element, known === undefined || attribute(element, 'id') !== null ? OPTIONS : undefined) && offsetHeight(element) > 1
      && (known !== undefined && known !== 'hidden' || offsetLeft(element) > -900)
  }
}
