/**
 * Watches somebody read a chapter, and reports it: while reading, when the tab is hidden, on leaving. Never polls: time is
 * summed up when something happens. Handlers only note what happened; layout is read once the page stands still, or
 * once a second while it scrolls on.
 */
import type { Mark, Progress } from '../../core/position.ts'
import { attend, beginReading, isBegun, isFinished, msToRead, readTo, rereading, wordsFrom, wordsRead, type Happened, type Reading } from '../../core/reading.ts'
import { quoteAt, resumeAt } from '../../core/resume.ts'
import type { Settings } from '../../core/settings.ts'
import { offsetAt, placeAt } from '../../core/text.ts'
import { stretching } from '../../core/words.ts'
import type { Asked } from '../../messages.ts'
import type { Story } from '../../sites/story.ts'
import { lookForPlace, wordsAt } from './line.ts'
import { inSlices } from './slices.ts'

/** The page must stand still this long before it is looked at; and while it goes on scrolling, this long at most. */
const SETTLED_MS = 500
const LATEST_MS = 1000
/** Signs of the reader that follow each other sooner are one. */
const STIR_MS = 1000
/** Reading time that nobody has been told of for so long is told. */
const TELL_MS = 30_000
/** Less time with a chapter that was not moved in tells nothing. */
const GLANCE_MS = 3000
/** After a pause as long as this another sitting begins. */
const SITTING_MS = 1_800_000

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove', 'selectionchange', 'focusin'] as const

export type Report = Omit<Asked<'progressMade'>, 'chapter'>

/** The chapter that is watched. */
export interface Watched {
  readonly story: () => Story
  /** Whether this is the chapter the reader is in: of several on a page only one is read at a time. Reads layout. */
  readonly isCurrent: () => boolean
  /** The progress known when the page was opened. */
  readonly progress: Progress | null
  /** As they are now: the reader may change them while reading. */
  readonly settings: () => Settings
  readonly report: (report: Report) => void
}

interface Told {
  readonly readMs: number
  readonly place: number | null
  readonly begun: boolean
  readonly finished: boolean
}

/** A sitting under way, with what the visit had come to when it began. */
interface UnderWay {
  readonly id: string
  readonly began: number
  readonly zone: number
  readonly readMs: number
  readonly words: number
}

export class ReadingWatch {
  #reading: Reading | null = null
  #told: Told
  #sitting: UnderWay | null = null
  #wasCurrent = true
  #timer: ReturnType<typeof setTimeout> | undefined
  #movedAt = 0
  #active = 0

  constructor(private readonly watched: Watched, private readonly signal: AbortSignal) {
    this.#told = { readMs: 0, place: null, begun: false, finished: false }
    void this.#begin()
  }

  async #begin(): Promise<void> {
    const { watched: { story, progress }, signal } = this
    const { text } = story()
    const stretches = await inSlices(stretching(text), () => !signal.aborted)
    if (!stretches || signal.aborted) return
    const place = progress && resumeAt(text, progress.current)
    // a chapter read to its end is read anew; one that was not goes on from where it was read to
    const before = progress?.finished === null ? offsetAt(text, progress.furthest.place) : 0
    this.#told = { readMs: 0, place, begun: false, finished: false }
    this.#reading = beginReading(stretches, place, before, performance.now())
    this.#listen()
    if (document.hidden) this.#happened('left')
    else this.#look()
  }

  #listen(): void {
    const { signal } = this
    const passive = { passive: true, capture: true, signal }
    document.addEventListener('scroll', this.#onScroll, passive)
    for (const type of SIGNS) document.addEventListener(type, this.#onSign, passive)
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#leave() : this.#comeBack()), { signal })
    addEventListener('pagehide', () => this.#leave(), { signal })
    addEventListener('pageshow', ({ persisted }) => persisted && this.#comeBack(), { signal })
    document.addEventListener('freeze', () => this.#leave(), { signal })
    // a frame of the page that takes the focus is still the page
    addEventListener('blur', () => void Promise.resolve().then(() => document.hasFocus() || this.#leave()), { signal })
    addEventListener('focus', () => this.#comeBack(), { signal })
    signal.addEventListener('abort', () => clearTimeout(this.#timer))
  }

  readonly #onScroll = (): void => {
    const now = performance.now()
    if (this.#reading?.moving !== true) {
      this.#movedAt = now
      this.#happened('moved')
    }
    if (document.hidden) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#look, Math.max(0, Math.min(SETTLED_MS, this.#movedAt + LATEST_MS - now)))
  }

  readonly #onSign = (): void => {
    const reading = this.#reading
    if (reading && reading.present && performance.now() - reading.stirred < STIR_MS) return
    this.#happened(reading?.present === false ? 'back' : 'stirred')
  }

  #happened(kind: Exclude<Happened['kind'], 'seen'>): void {
    if (!this.#reading) return
    const before = this.#reading.readMs
    this.#reading = attend(this.#reading, { kind, at: performance.now() }, this.watched.settings())
    this.#sit(before)
  }

  /** Time was spent: it belongs to the sitting under way, or begins one. */
  #sit(before: number): void {
    const reading = this.#reading
    if (!reading || reading.readMs <= before) return
    const now = Date.now()
    if (!this.#sitting || Math.abs(now - this.#active) > SITTING_MS) {
      const began = now - Math.round(reading.readMs - before)
      // the first words of a sitting are spent together with its first time
      this.#sitting = { id: crypto.randomUUID(), began, zone: -new Date(began).getTimezoneOffset(), readMs: before, words: this.#sitting ? wordsRead(reading) : 0 }
    }
    this.#active = now
  }

  /** Looks at the window: what of the story it shows, and whether that moves the reader. */
  readonly #look = (): void => {
    clearTimeout(this.#timer)
    const { watched: { story, isCurrent, settings } } = this
    if (!this.#reading) return
    const isHere = isCurrent()
    const wasHere = this.#wasCurrent
    this.#wasCurrent = isHere
    const seen = isHere || wasHere ? lookForPlace(story()) : null
    const before = this.#reading.readMs
    const end = this.#reading.stretches.at(-1)?.end ?? 0
    const line = seen?.reachedEnd ? end : (seen?.offset ?? 0)
    // while another chapter is in view the reader is where they were in this one, and reads nothing of it
    const place = this.#reading.place ?? 0
    const window = seen && (isHere || seen.reachedEnd) ? { from: seen.from, to: seen.to, line } : { from: place, to: place, line: place }
    this.#reading = attend(this.#reading, { kind: 'seen', at: performance.now(), window }, settings())
    this.#sit(before)
    this.#tell(false)
    this.#awaitEnd()
  }

  /** With the end in the window nothing more need happen for the chapter to be finished, but time. */
  #awaitEnd(): void {
    const reading = this.#reading
    if (!reading?.endSeen || !reading.present || this.#told.finished) return
    const settings = this.watched.settings()
    const left = msToRead(reading, settings)
    if (left > 0 && left <= settings.idleMs) this.#timer = setTimeout(this.#waited, left + 50)
  }

  readonly #waited = (): void => {
    this.#happened('waited')
    this.#tell(false)
  }

  #leave(): void {
    clearTimeout(this.#timer)
    if (this.#reading?.moving) this.#look()
    clearTimeout(this.#timer)
    this.#happened('left')
    this.#tell(true)
  }

  #comeBack(): void {
    if (document.hidden || this.#reading?.present !== false) return
    this.#happened('back')
    if (!this.#reading.window) this.#look()
  }

  /** Reports what is new; on leaving also time alone. */
  #tell(leaving: boolean): void {
    const reading = this.#reading
    if (!reading) return
    const { settings, story, progress } = this.watched
    const { text } = story()
    const finished = isFinished(reading, settings())
    const place = this.#placeIn(reading)
    const untold = reading.readMs - this.#told.readMs
    const begun = isBegun(reading)
    // a move that was only a look when it was told has turned into reading
    const isTakenUp = begun && !this.#told.begun && this.#lastMark !== null
    const isNew = place !== this.#told.place || isTakenUp || finished !== this.#told.finished
    if (!isNew && untold < (leaving ? GLANCE_MS : TELL_MS)) return
    // a page that was not moved says nothing new of the place
    const mark = place !== null && place !== this.#told.place ? this.#markAt(place) : (this.#lastMark ?? progress?.current ?? this.#markAt(0))
    this.#lastMark = mark
    this.#told = { readMs: reading.readMs, place, begun, finished }
    const to = Math.min(readTo(reading), offsetAt(text, mark.place))
    this.watched.report({
      mark, reachedEnd: finished, begun,
      read: finished ? this.#markAt(text.text.length) : to > 0 ? this.#markAt(to) : null,
      sitting: this.#sittingNow(reading),
    })
  }

  #lastMark: Mark | null = null

  /** Offset where the reader is: at the end, when that is in the window and the chapter was read to it. */
  #placeIn(reading: Reading): number | null {
    const { length } = this.watched.story().text.text
    return reading.window && reading.window.line >= length && isFinished(reading, this.watched.settings()) ? length : reading.place
  }

  #sittingNow(reading: Reading): Report['sitting'] {
    if (!this.#sitting) return null
    const { id, began, zone, readMs, words } = this.#sitting
    return { id, began, zone, readMs: Math.round(reading.readMs - readMs), words: Math.max(0, wordsRead(reading) - words) }
  }

  #markAt(offset: number): Mark {
    const story = this.watched.story()
    const words = wordsAt(story, offset)
    const quote = quoteAt(story.text, offset, words)
    const { length } = story.text.text
    return { place: placeAt(story.text, offset), fraction: length === 0 ? 0 : Math.min(1, offset / length), words, at: Date.now(), ...(quote && { quote }) }
  }

  /** The story was read again from a page that changed. */
  async reread(): Promise<void> {
    const stretches = await inSlices(stretching(this.watched.story().text), () => !this.signal.aborted)
    if (!stretches || !this.#reading || this.signal.aborted) return
    this.#reading = rereading(this.#reading, stretches)
    if (!document.hidden) this.#look()
  }

  /** Words of the chapter and of what is left of it; null before they were counted. */
  get words(): { readonly total: number; readonly left: number } | null {
    const reading = this.#reading
    return reading && { total: wordsFrom(reading, 0), left: wordsFrom(reading, this.#placeIn(reading) ?? 0) }
  }
}
