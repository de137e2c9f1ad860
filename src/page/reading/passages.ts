/** The passages of one chapter on screen: where they stand in its text of today, and on the page. */
import { describe } from '../../core/anchor/describe.ts'
import { placing } from '../../core/anchor/place.ts'
import { newestOf, type Placement, type Selector } from '../../core/passage.ts'
import { offsetAt } from '../../core/text.ts'
import type { OnScreen, PaintedPassage } from '../../messages.ts'
import type { ChapterOnPage } from '../../sites/site.ts'
import type { Story } from '../../sites/story.ts'
import { ask } from '../ask.ts'
import { lookForPlace } from './line.ts'
import type { Painter } from './paint.ts'
import { inSlices } from './slices.ts'

/** The page must have stood still this long before a new place is kept: a chapter that is still loading is not edited. */
const KEEP_MS = 2000
/** Words of a suggestion that are shown. */
const SUGGESTED = 400

export interface Span {
  readonly start: number
  readonly end: number
}

export class Passages {
  #all: readonly PaintedPassage[] = []
  #placed = new Map<string, Placement>()
  #turn = 0
  #keeping: ReturnType<typeof setTimeout> | undefined
  #isPainted = true

  constructor(
    private readonly onPage: ChapterOnPage,
    private readonly story: () => Story,
    private readonly painter: Painter,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => clearTimeout(this.#keeping))
  }

  get #root(): Element {
    return this.onPage.area.roots[0] ?? document.documentElement
  }

  /** Takes these for the chapter's passages, and puts each where it stands. */
  show(all: readonly PaintedPassage[]): Promise<void> {
    this.#all = all
    return this.place()
  }

  /** One passage is new or was changed. */
  put(passage: PaintedPassage): Promise<void> {
    return this.show([...this.#all.filter(({ id }) => id !== passage.id), passage])
  }

  remove(id: string): Promise<void> {
    return this.show(this.#all.filter((each) => each.id !== id))
  }

  /** Whether passages are painted at all on this page. */
  get isPainted(): boolean {
    return this.#isPainted
  }

  set isPainted(painted: boolean) {
    this.#isPainted = painted
    this.#paint()
  }

  /** Places every passage in the text of now, in slices, and paints them. A later call ends an earlier one. */
  async place(): Promise<void> {
    const turn = ++this.#turn
    const all = this.#all
    clearTimeout(this.#keeping)
    const placements = await inSlices(placing(all.map(({ selectors }) => selectors), this.story().text), () => this.#turn === turn && !this.signal.aborted)
    if (!placements || this.#turn !== turn || this.signal.aborted) return
    this.#placed = new Map(all.flatMap(({ id }, index) => {
      const placement = placements[index]
      return placement ? [[id, placement] as const] : []
    }))
    this.#paint()
    if (this.#moved().length > 0) this.#keeping = setTimeout(() => void this.#keep(), KEEP_MS)
  }

  #paint(): void {
    const strokes = this.#isPainted ? this.#all.flatMap(({ id, colour }) => {
      const placement = this.#placed.get(id)
      return placement && placement.kind !== 'lost' ? [{ colour, start: placement.start, range: () => this.rangeOf(id) }] : []
    }) : []
    this.painter.paint(this.#root, strokes, () => offsetAt(this.story().text, lookForPlace(this.story())?.place ?? { paragraph: 0, offset: 0 }))
  }

  /** Passages whose words were edited or stand elsewhere now, with where that is. */
  #moved(): { id: string; selector: Selector }[] {
    const story = this.story().text
    return this.#all.flatMap((passage) => {
      const placement = this.#placed.get(passage.id)
      if (placement?.kind !== 'moved') return []
      const selector = describe(story, placement.start, placement.end)
      const last = newestOf(passage)
      return selector.quote.exact === last.quote.exact && selector.start === last.start ? [] : [{ id: passage.id, selector }]
    })
  }

  async #keep(): Promise<void> {
    await this.keep(this.#moved())
  }

  /** Stores where passages stand now, beside what the reader selected first. False when it could not be saved. */
  async keep(found: readonly { id: string; selector: Selector }[]): Promise<boolean> {
    const outcome = await ask('passagesFound', { chapter: this.onPage.facts.chapter, found: [...found] })
    if (outcome.kind !== 'answered') return false
    const selectors = new Map(found.map(({ id, selector }) => [id, selector]))
    this.#all = this.#all.map((passage) => {
      const selector = selectors.get(passage.id)
      return selector ? { ...passage, selectors: [passage.selectors[0], selector] } : passage
    })
    return true
  }

  /** The live range of a passage; null when it is not on the page. */
  rangeOf(id: string): Range | null {
    const placement = this.#placed.get(id)
    return placement && placement.kind !== 'lost' ? this.story().range(placement.start, placement.end) : null
  }

  /** Where a passage stands; null for a lost one. */
  spanOf(id: string): Span | null {
    const placement = this.#placed.get(id)
    return placement && placement.kind !== 'lost' ? placement : null
  }

  /** Where a passage stands; for a lost one where it once stood, if anything around it is left. */
  startOf(id: string): number | null {
    const placement = this.#placed.get(id)
    if (!placement) return null
    return placement.kind === 'lost' ? placement.between : placement.start
  }

  find(id: string): PaintedPassage | undefined {
    return this.#all.find((passage) => passage.id === id)
  }

  /** The weak candidate for a lost passage. */
  candidateFor(id: string): Span | null {
    const placement = this.#placed.get(id)
    return placement?.kind === 'lost' ? placement.candidate : null
  }

  /** Passages on the page that share text with a span, in story order. */
  within({ start, end }: Span): PaintedPassage[] {
    return this.inOrder().flatMap(({ passage, span }) => (span.start < end && span.end > start ? [passage] : []))
  }

  /** All passages on the page in story order. */
  inOrder(): { readonly passage: PaintedPassage; readonly span: Span }[] {
    return this.#all
      .flatMap((passage) => {
        const span = this.#placed.get(passage.id)
        return span && span.kind !== 'lost' ? [{ passage, span }] : []
      })
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  }

  get lost(): Pick<OnScreen, 'lost' | 'suggestions'> {
    const { text } = this.story().text
    const lost = [...this.#placed].flatMap(([id, placement]) => (placement.kind === 'lost' ? [{ id, placement }] : []))
    return {
      lost: lost.map(({ id }) => id),
      suggestions: lost.flatMap(({ id, placement: { candidate } }) =>
        candidate ? [{ passage: id, words: text.slice(candidate.start, Math.min(candidate.end, candidate.start + SUGGESTED)) }] : []),
    }
  }
}
