/** One chapter on screen: its story, its passages, the reader's place in it. Ended by one AbortSignal. */
import { say } from '../../browser.ts'
import { describe } from '../../core/anchor/describe.ts'
import { fragmentUrl } from '../../core/anchor/fragment.ts'
import type { WhoIs } from '../../core/cast/find.ts'
import { quotation } from '../../core/quotation.ts'
import { advance, type Progress } from '../../core/position.ts'
import { resumeAt } from '../../core/resume.ts'
import { DEFAULTS, type Settings } from '../../core/settings.ts'
import { refusalIn } from '../../core/wish.ts'
import { comparePlaces, offsetAt, paragraphsOf, type Place } from '../../core/text.ts'
import type { OnScreen, PaintedPassage } from '../../messages.ts'
import type { ChapterOnPage } from '../../sites/site.ts'
import { readStory, type Story } from '../../sites/story.ts'
import { ask } from '../ask.ts'
import { isHidden } from '../marking/hidden.ts'
import { readSettings, watchSettings } from '../../settings.ts'
import { Changes } from './changes.ts'
import { lookForPlace, returnTo, scrollTo } from './line.ts'
import type { Painter } from './paint.ts'
import { Passages, type Span } from './passages.ts'
import { offerReturn } from './pill.tsx'
import { ReadingWatch, type Report } from './progress.ts'

/** A digest is made anew when the reader got this much further (fraction of the chapter). */
const DIGEST_STEP = 0.1
/** The page must stop changing for this long before the story is read again. */
const CHANGED_MS = 250
/** A page that never stops changing is read again after this long all the same. */
const RESTLESS_MS = 2000

/** What a reader says of a passage. */
export type Said = Pick<PaintedPassage, 'colour' | 'note' | 'tags'>

export class OpenChapter {
  #story: Story
  #progress: Progress | null = null
  #digested = 0
  /** False when the author or the reader refuses: then the text stays where it is. */
  #mayDigest = true
  #trouble: string | null = null
  #watch: ReadingWatch | null = null
  readonly passages: Passages
  readonly changes: Changes

  constructor(
    readonly onPage: ChapterOnPage,
    readonly confidence: number,
    /** Whether this is the chapter the reader is in; only that one's place moves. */
    readonly isCurrent: () => boolean,
    painter: Painter,
    signal: AbortSignal,
  ) {
    this.#story = readStory(onPage.area)
    this.passages = new Passages(onPage, () => this.#story, painter, signal)
    this.changes = new Changes(onPage.facts.chapter, () => this.#story)
    void this.#open(signal)
  }

  async #open(signal: AbortSignal): Promise<void> {
    const { facts } = this.onPage
    const { text, starts } = this.#story.text
    let settings = DEFAULTS
    watchSettings((changed) => { settings = changed }, signal)
    const [stored, outcome] = await Promise.all([
      readSettings(), ask('chapterOpened', { facts, paragraphs: starts.length, characters: text.length, refusal: refusalBy(this.onPage.notes) }),
    ])
    if (signal.aborted || outcome.kind === 'gone') return
    settings = stored
    if (outcome.kind === 'failed') this.#trouble = say('troubleOpening')
    else {
      this.#mayDigest = outcome.value.digest
      this.#progress = outcome.value.progress
      this.#digested = this.#progress?.furthest.fraction ?? 0
      void this.passages.show(outcome.value.passages)
      void this.changes.begin(outcome.value.fingerprint, outcome.value.progress)
      const { goTo } = outcome.value
      if (goTo) this.goToPlace(goTo.place, goTo.words)
      else this.#offerReturn(settings, signal)
    }
    this.#watch = new ReadingWatch({ story: () => this.#story, isCurrent: this.isCurrent, progress: this.#progress, settings: () => settings, report: (report) => void this.#report(report) }, signal)
    this.#watchPage(signal)
  }

  /** After an absence the page offers the way back; nothing scrolls unless asked. */
  #offerReturn({ pillAfterMs }: Settings, signal: AbortSignal): void {
    const current = this.#progress?.current
    if (!current || pillAfterMs === 0 || Date.now() - current.at < pillAfterMs || current.fraction < 0.02 || current.fraction >= 1) return
    offerReturn({ fraction: current.fraction, at: current.at, goOn: () => void this.goToPlace(current.place, current.words) }, signal)
  }

  /** Re-reads the story when the site changes it (late loading, re-rendering). */
  #watchPage(signal: AbortSignal): void {
    let timer: ReturnType<typeof setTimeout> | undefined
    let restlessSince: number | null = null
    const observer = new MutationObserver(() => {
      clearTimeout(timer)
      restlessSince ??= Date.now()
      const left = restlessSince + RESTLESS_MS - Date.now()
      timer = setTimeout(() => {
        restlessSince = null
        this.reread()
      }, Math.max(0, Math.min(CHANGED_MS, left)))
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
    void this.passages.place()
    void this.#watch?.reread()
  }

  async #report(report: Report): Promise<void> {
    const before = this.#progress
    this.#progress = advance(before, report.mark, report.reachedEnd, report.read)
    const outcome = await ask('progressMade', { chapter: this.onPage.facts.chapter, ...report })
    if (outcome.kind === 'failed') this.#trouble = say('troublePosition')
    if (outcome.kind !== 'answered') return
    this.#trouble = null
    const { furthest, finished } = this.#progress
    const finishedNow = finished !== null && before?.finished == null
    const further = furthest.fraction - this.#digested
    if (!finishedNow && further < DIGEST_STEP && (!document.hidden || further <= 0)) return
    await this.#digest(furthest, finished !== null)
    await this.changes.read(finished !== null ? Infinity : furthest.place.paragraph)
  }

  /** Sends what was read, and not a paragraph more, to be digested. */
  async #digest(furthest: Progress['furthest'], finished: boolean): Promise<void> {
    const { chapter, language, chapterTitle } = this.onPage.facts
    const all = paragraphsOf(this.#story.text)
    const paragraphs = finished ? all : all.slice(0, furthest.place.paragraph)
    if (paragraphs.length === 0 || !this.#mayDigest) return
    const outcome = await ask('chapterRead', { chapter, language: language ?? (document.documentElement.lang || null), title: chapterTitle, paragraphs })
    if (outcome.kind === 'answered') this.#digested = Math.max(this.#digested, furthest.fraction)
  }

  /** Who bears a name, as far as the reader is here; null when it could not be looked up. */
  async whoIs(name: string): Promise<WhoIs | null> {
    const progress = this.#progress
    // what was read since the last digest counts as read, too
    if (progress && progress.furthest.fraction > this.#digested) await this.#digest(progress.furthest, progress.finished !== null)
    const outcome = await ask('whoIs', { chapter: this.onPage.facts.chapter, name })
    return outcome.kind === 'answered' ? outcome.value : null
  }

  /** The story's words in a span. */
  words({ start, end }: Span): string {
    return this.#story.text.text.slice(start, end)
  }

  /** What stands under a selection, as offsets in the story's text; null when it holds no story text. */
  selected(range: Range): Span | null {
    const { text } = this.#story.text
    let start = this.#story.offset(range.startContainer, range.startOffset)
    let end = this.#story.offset(range.endContainer, range.endOffset)
    while (start < end && /\s/.test(text.charAt(start))) start++
    while (end > start && /\s/.test(text.charAt(end - 1))) end--
    return end > start ? { start, end } : null
  }

  /** Stores a passage and paints it once stored. False when it could not be saved. */
  async mark({ start, end }: Span, said: Said): Promise<boolean> {
    const selector = describe(this.#story.text, start, end)
    const outcome = await ask('passageMade', { id: crypto.randomUUID(), chapter: this.onPage.facts.chapter, selector, ...said, tags: [...said.tags] })
    if (outcome.kind !== 'answered') return false
    await this.passages.put(outcome.value)
    return true
  }

  /** Puts a passage where the reader says it stands. False when it could not be saved. */
  async moveTo(id: string, { start, end }: Span): Promise<boolean> {
    const saved = await this.passages.keep([{ id, selector: describe(this.#story.text, start, end) }])
    if (saved) await this.passages.place()
    return saved
  }

  /** Stores what the reader says of a passage now. False when it could not be saved. */
  async change(id: string, said: Said): Promise<boolean> {
    const outcome = await ask('passageChanged', { id, chapter: this.onPage.facts.chapter, ...said, tags: [...said.tags] })
    if (outcome.kind !== 'answered' || !outcome.value) return false
    await this.passages.put(outcome.value)
    return true
  }

  /** Removes a passage or brings it back. False when it could not be saved. */
  async remove(passage: PaintedPassage, removed: boolean): Promise<boolean> {
    const outcome = await ask('passageRemoved', { id: passage.id, chapter: this.onPage.facts.chapter, removed })
    if (outcome.kind !== 'answered') return false
    await (removed ? this.passages.remove(passage.id) : this.passages.put(passage))
    return true
  }

  /** Asks for the passages anew: one of our own pages changed them. */
  async refresh(): Promise<void> {
    const outcome = await ask('passagesHere', { chapter: this.onPage.facts.chapter })
    if (outcome.kind === 'answered') await this.passages.show(outcome.value)
  }

  /** The story's words in a span with where they are from, to be copied. */
  quotation({ start, end }: Span): string {
    const { author, workTitle, chapterTitle } = this.onPage.facts
    return quotation(this.words({ start, end }), [author, workTitle, this.onPage.heading ?? chapterTitle], location.href.split('#', 1)[0] ?? '')
  }

  /** An address that opens this page at a span. */
  linkTo({ start, end }: Span): string {
    return fragmentUrl(location.href, this.#story.text, start, end)
  }

  /** The passages under a point of the window. */
  passagesAt(x: number, y: number): PaintedPassage[] {
    const caret = this.passages.isPainted ? caretAt(x, y) : null
    if (!caret) return []
    const offset = this.#story.offset(caret.node, caret.offset)
    return this.passages.within({ start: offset - 1, end: offset + 1 })
      .filter(({ id }) => [...(this.passages.rangeOf(id)?.getClientRects() ?? [])]
        .some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom))
  }

  /** Scrolls to a stored place; should the words there have moved, to where they stand now. */
  goToPlace(place: Place, words: string): boolean {
    const current = this.#progress?.current
    const isOwn = current !== undefined && comparePlaces(current.place, place) === 0
    const offset = resumeAt(this.#story.text, isOwn ? current : { place, words })
    return isOwn ? returnTo(this.#story, offset) : scrollTo(this.#story, offset)
  }

  /** Scrolls to a passage; for a lost one to where it once stood, if anything around it is left. */
  goToPassage(id: string): boolean {
    const start = this.passages.startOf(id)
    return start !== null && scrollTo(this.#story, start)
  }

  /** The offset in view. */
  get inSight(): number {
    return offsetAt(this.#story.text, lookForPlace(this.#story)?.place ?? { paragraph: 0, offset: 0 })
  }

  get onScreen(): OnScreen {
    return {
      chapter: this.onPage.facts,
      confidence: this.confidence,
      fraction: this.#progress?.current.fraction ?? 0,
      words: this.#watch?.words ?? null,
      ...this.passages.lost,
      changes: this.changes.told,
      trouble: this.#trouble ?? (isHidden() ? say('troubleHidden') : null),
    }
  }
}

/** The first refusal in the notes that stand with a chapter. */
const refusalBy = (notes: readonly Element[]): string | null =>
  notes.reduce<string | null>((found, note) => found ?? refusalIn(note.textContent), null)

/** The boundary point nearest to a point of the window (caretRangeFromPoint: Chromium before 128). */
function caretAt(x: number, y: number): { readonly node: Node; readonly offset: number } | null {
  const known = document as Partial<Pick<Document, 'caretPositionFromPoint' | 'caretRangeFromPoint'>>
  const position = known.caretPositionFromPoint?.call(document, x, y)
  if (position) return { node: position.offsetNode, offset: position.offset }
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const range = known.caretRangeFromPoint?.call(document, x, y)
  return range ? { node: range.startContainer, offset: range.startOffset } : null
}
