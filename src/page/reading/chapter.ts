/** One chapter on screen: its story, its passages, the reader's place in it. Ended by one AbortSignal. */
import { say } from '../../browser.ts'
import { describe } from '../../core/anchor/describe.ts'
import { placeAll } from '../../core/anchor/place.ts'
import type { Colour, Placement } from '../../core/passage.ts'
import { advance, type Mark, type Progress } from '../../core/position.ts'
import { refusalIn } from '../../core/wish.ts'
import { offsetAt, paragraphsOf, type Place } from '../../core/text.ts'
import type { OnScreen, PaintedPassage } from '../../messages.ts'
import type { ChapterOnPage } from '../../sites/site.ts'
import { readStory, type Story } from '../../sites/story.ts'
import { ask } from '../ask.ts'
import { lookForPlace, scrollTo } from './line.ts'
import { startPainting } from './paint.ts'
import { watchProgress } from './progress.ts'

/** A digest is made anew when the reader got this much further (fraction of the chapter). */
const DIGEST_STEP = 0.1
/** The page must stop changing for this long before the story is read again. */
const CHANGED_MS = 250

export class OpenChapter {
  #story: Story
  #passages: readonly PaintedPassage[] = []
  #placed = new Map<string, Placement>()
  #progress: Progress | null = null
  #digested = 0
  /** False when the author or the reader refuses: then the text stays where it is. */
  #mayDigest = true
  #trouble: string | null = null
  readonly #paint: ReturnType<typeof startPainting>['paint']

  constructor(
    readonly onPage: ChapterOnPage,
    readonly confidence: number,
    signal: AbortSignal,
  ) {
    this.#story = readStory(onPage.area)
    this.#paint = startPainting(onPage.area.roots[0] ?? document.documentElement, signal).paint
    void this.#open(signal)
  }

  async #open(signal: AbortSignal): Promise<void> {
    const { facts } = this.onPage
    const { text, starts } = this.#story.text
    const outcome = await ask('chapterOpened', { facts, paragraphs: starts.length, characters: text.length, refusal: refusalBy(this.onPage.notes) })
    if (signal.aborted || outcome.kind === 'gone') return
    if (outcome.kind === 'failed') this.#trouble = say('troubleOpening')
    else {
      this.#mayDigest = outcome.value.digest
      this.#passages = outcome.value.passages
      this.#progress = outcome.value.progress
      this.#digested = this.#progress?.furthest.fraction ?? 0
      this.#place()
      const { goTo } = outcome.value
      if (goTo) this.goToPlace(goTo.place, goTo.words)
    }
    watchProgress(() => this.#story, (mark, end) => void this.#report(mark, end), signal)
    this.#watchPage(signal)
  }

  /** Re-reads the story when the site changes it (late loading, re-rendering). */
  #watchPage(signal: AbortSignal): void {
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new MutationObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(() => this.reread(), CHANGED_MS)
    })
    for (const root of this.onPage.area.roots) observer.observe(root, { childList: true, characterData: true, subtree: true })
    signal.addEventListener('abort', () => {
      observer.disconnect()
      clearTimeout(timer)
    })
  }

  /** Reads the story again and puts every passage where it stands now. */
  reread(): void {
    this.#story = readStory(this.onPage.area)
    this.#place()
  }

  #place(): void {
    const placements = placeAll(this.#passages.map((passage) => passage.selectors), this.#story.text)
    this.#placed = new Map(this.#passages.flatMap((passage, index) => {
      const placement = placements[index]
      return placement ? [[passage.id, placement] as const] : []
    }))
    this.#paint(this.#passages.flatMap(({ id, colour }) => {
      const range = this.#rangeOf(id)
      return range ? [{ colour, range }] : []
    }))
  }

  #rangeOf(id: string): Range | null {
    const placement = this.#placed.get(id)
    return placement && placement.kind !== 'lost' ? this.#story.range(placement.start, placement.end) : null
  }

  async #report(mark: Mark, reachedEnd: boolean): Promise<void> {
    const before = this.#progress
    this.#progress = advance(before, mark, reachedEnd)
    const outcome = await ask('progressMade', { chapter: this.onPage.facts.chapter, mark, reachedEnd })
    if (outcome.kind === 'failed') this.#trouble = say('troublePosition')
    if (outcome.kind !== 'answered') return
    this.#trouble = null
    const finishedNow = this.#progress.finished !== null && before?.finished == null
    const further = mark.fraction - this.#digested
    if (finishedNow || further >= DIGEST_STEP || (document.hidden && further > 0)) await this.#digest(mark, reachedEnd)
  }

  /** Sends what was read, and not a paragraph more, to be digested. */
  async #digest(mark: Mark, reachedEnd: boolean): Promise<void> {
    const { chapter, language, chapterTitle } = this.onPage.facts
    const all = paragraphsOf(this.#story.text)
    const paragraphs = reachedEnd ? all : all.slice(0, mark.place.paragraph)
    if (paragraphs.length === 0 || !this.#mayDigest) return
    const outcome = await ask('chapterRead', { chapter, language: language ?? (document.documentElement.lang || null), title: chapterTitle, paragraphs })
    if (outcome.kind === 'answered') this.#digested = Math.max(this.#digested, mark.fraction)
  }

  /** What stands under a selection, as offsets in the story's text; null when it holds no story text. */
  selected(range: Range): { readonly start: number; readonly end: number } | null {
    const { text } = this.#story.text
    let start = this.#story.offset(range.startContainer, range.startOffset)
    let end = this.#story.offset(range.endContainer, range.endOffset)
    while (start < end && /\s/.test(text.charAt(start))) start++
    while (end > start && /\s/.test(text.charAt(end - 1))) end--
    return end > start ? { start, end } : null
  }

  /** Stores a passage and paints it once stored. False when it could not be saved. */
  async mark(span: { readonly start: number; readonly end: number }, colour: Colour, note: string): Promise<boolean> {
    const selector = describe(this.#story.text, span.start, span.end)
    const outcome = await ask('passageMade', { id: crypto.randomUUID(), chapter: this.onPage.facts.chapter, selector, colour, note })
    if (outcome.kind !== 'answered') return false
    this.#passages = [...this.#passages, outcome.value]
    this.#place()
    return true
  }

  /** Scrolls to a stored place; should the words there have moved, to where they stand now. */
  goToPlace(place: Place, words: string): boolean {
    const { text } = this.#story.text
    const offset = offsetAt(this.#story.text, place)
    if (words === '' || text.startsWith(words, offset)) return scrollTo(this.#story, offset)
    return scrollTo(this.#story, nearest(text, words, offset) ?? offset)
  }

  goToPassage(id: string): boolean {
    const placement = this.#placed.get(id)
    return placement !== undefined && placement.kind !== 'lost' && scrollTo(this.#story, placement.start)
  }

  /** Whether any of the story is in the window. */
  get inView(): boolean {
    return lookForPlace(this.#story) !== null
  }

  get onScreen(): OnScreen {
    return {
      chapter: this.onPage.facts,
      confidence: this.confidence,
      fraction: this.#progress?.current.fraction ?? 0,
      lost: [...this.#placed].flatMap(([id, placement]) => (placement.kind === 'lost' ? [id] : [])),
      trouble: this.#trouble,
    }
  }
}

/** The first refusal in the notes that stand with a chapter. */
const refusalBy = (notes: readonly Element[]): string | null =>
  notes.reduce<string | null>((found, note) => found ?? refusalIn(note.textContent), null)

/** The occurrence of `words` nearest to an offset. */
function nearest(text: string, words: string, offset: number): number | null {
  const after = text.indexOf(words, offset)
  const before = text.lastIndexOf(words, offset)
  if (after < 0 || before < 0) return after < 0 ? (before < 0 ? null : before) : after
  return after - offset <= offset - before ? after : before
}
