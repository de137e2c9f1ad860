/**
 * Paints passages with the CSS Custom Highlight API: the site's nodes are not touched. One painter a page, whatever the
 * number of its chapters: each chapter's passages are painted, and taken away again, for themselves.
 */
import type { Colour } from '../../core/passage.ts'
import { HERE, isDark, nameOf, rulesFor } from './ink.ts'
import { inSlices } from './slices.ts'

/** Passages painted at once; the others follow in slices, the nearest first. */
const AT_ONCE = 200

/** One passage to paint. */
export interface Stroke {
  readonly colour: Colour
  /** Offset in the story's text, to tell near from far. */
  readonly start: number
  /** Its live range; null when nothing of it is on the page. */
  readonly range: () => Range | null
}

export class Painter {
  readonly #highlights = new Map<Colour, Highlight>()
  readonly #painted = new Map<Element, { readonly colour: Colour; readonly range: Range }[]>()
  readonly #turns = new Map<Element, number>()
  #sheet: CSSStyleSheet | null = null
  #dark: boolean | null = null

  /** Everything is gone from the page when `signal` aborts. */
  constructor(private readonly signal: AbortSignal) {
    signal.addEventListener('abort', () => this.#removeAll())
  }

  /** Paints these in the story at `root`, and nothing else there. `near` is the offset in view, asked for when there are many. */
  paint(root: Element, strokes: readonly Stroke[], near: () => number): void {
    const turn = (this.#turns.get(root) ?? 0) + 1
    this.#turns.set(root, turn)
    for (const { colour, range } of this.#painted.get(root) ?? []) this.#highlights.get(colour)?.delete(range)
    this.#painted.set(root, [])
    if (strokes.length === 0 || this.signal.aborted) {
      if ([...this.#painted.values()].every((painted) => painted.length === 0)) this.#removeAll()
      return
    }
    this.#wear(root)
    const sorted = strokes.length > AT_ONCE ? nearestFirst(strokes, near()) : strokes
    this.#register(root, sorted.slice(0, AT_ONCE))
    const isWanted = (): boolean => this.#turns.get(root) === turn && !this.signal.aborted
    if (sorted.length > AT_ONCE) setTimeout(() => { if (isWanted()) void inSlices(this.#rest(root, sorted), isWanted) })
  }

  /** Shows where the reader came to by keyboard; null takes it away. */
  point(range: Range | null): void {
    if (range) CSS.highlights.set(HERE, new Highlight(range))
    else CSS.highlights.delete(HERE)
  }

  *#rest(root: Element, strokes: readonly Stroke[]): Generator<undefined, undefined> {
    for (let at = AT_ONCE; at < strokes.length; at += 50) {
      this.#register(root, strokes.slice(at, at + 50))
      yield undefined
    }
  }

  #register(root: Element, strokes: readonly Stroke[]): void {
    const painted = this.#painted.get(root)
    for (const stroke of strokes) {
      const range = stroke.range()
      if (!range) continue
      this.#inkOf(stroke.colour).add(range)
      painted?.push({ colour: stroke.colour, range })
    }
  }

  #inkOf(colour: Colour): Highlight {
    const known = this.#highlights.get(colour)
    if (known) return known
    const made = new Highlight()
    this.#highlights.set(colour, made)
    CSS.highlights.set(nameOf(colour), made)
    return made
  }

  /** Puts on the style sheet for a light or a dark page, whichever it is now. */
  #wear(root: Element): void {
    const dark = isDark(root)
    if (this.#sheet && this.#dark === dark) return
    this.#dark = dark
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet()
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet]
    }
    this.#sheet.replaceSync(rulesFor(dark))
  }

  /** The page may have changed from light to dark. */
  look(root: Element): void {
    if (this.#sheet) this.#wear(root)
  }

  #removeAll(): void {
    // after an update a newer copy of the program may paint here: what is registered by then is not ours
    for (const [colour, own] of this.#highlights) if (CSS.highlights.get(nameOf(colour)) === own) CSS.highlights.delete(nameOf(colour))
    this.point(null)
    this.#highlights.clear()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== this.#sheet)
    this.#sheet = null
  }
}

const nearestFirst = (strokes: readonly Stroke[], near: number): Stroke[] =>
  [...strokes].sort((a, b) => Math.abs(a.start - near) - Math.abs(b.start - near))
