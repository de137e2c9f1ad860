/** What this page shows now, and what was begun for it. One AbortSignal ends everything a chapter on screen started. */
import { isAlive } from '../browser.ts'
import type { Choice } from '../choices.ts'
import { nameOfSite, readPage } from '../sites/index.ts'
import { textContent } from '../sites/nodes.ts'
import { readPicked } from '../sites/picked.ts'
import { SURE, type ChapterOnPage, type Reading } from '../sites/site.ts'
import { sourcesOf } from '../sites/sources.ts'
import type { Looked } from '../messages.ts'
import { ask } from './ask.ts'

/** A reading that found chapters. */
export type ChapterReading = Extract<Reading, { kind: 'chapter' }>
/** Opens chapters until the signal aborts; what it returns takes a later reading of the same page that found more. */
export type OpenChapters = (reading: ChapterReading, signal: AbortSignal) => (later: ChapterReading) => void

declare global {
  /** Put here by reading/index.ts once it was brought in. */
  var catchwordReading: OpenChapters | undefined
}

interface Opened {
  reading: ChapterReading
  readonly controller: AbortController
  /** Undefined until the reading script is here. */
  follow: ((later: ChapterReading) => void) | undefined
}

/** The story a page showed when it was first opened under an address. */
interface Shown {
  readonly href: string
  readonly root: Element | undefined
  readonly text: string
}

/** The address without its fragment. */
const here = (): string => location.href.replace(/#.*$/, '')
const rootOf = (reading: ChapterReading): Element | undefined => reading.chapters[0]?.area.roots[0]
const textOf = (root: Element | undefined): string => (root && textContent(root)) ?? ''

/** Whether two readings of a page found the same chapter in the same place with the same facts. */
const isSame = (a: ChapterOnPage, b: ChapterOnPage | undefined): boolean =>
  b !== undefined && a.area.roots[0] === b.area.roots[0] && JSON.stringify(a.facts) === JSON.stringify(b.facts)

export class Screen {
  #choice: Choice
  #opened: Opened | null = null
  #looked: Verdict = { kind: 'none', confidence: 0, reasons: [], chapter: null, picked: false }
  #reading: Reading = { kind: 'none', reasons: [] }
  #shown: Shown | null = null
  #opening: Promise<void> | null = null

  constructor(choice: Choice) {
    this.#choice = choice
  }

  /** Looks what the page is now, and begins or ends what that asks for. What is open and unchanged goes on. */
  async look(): Promise<void> {
    if (!isAlive()) {
      this.end()
      return
    }
    const url = new URL(location.href)
    const guess = readPage(url, document)
    const reading = this.#choice.story === null ? guess : readPicked(url, document, this.#choice.story, guess)
    this.#reading = reading
    this.#looked = lookedAt(reading, this.#choice)
    if (reading.kind !== 'chapter' || this.#looked.kind !== 'chapter' || this.#isStale(reading)) this.end()
    else {
      if (!this.#goesOn(reading)) this.#opening = this.#begin(reading)
      await this.#opening
    }
  }

  /** Looks again after the reader has chosen something for this site; done when what is there is open. */
  async lookAgain(choice: Choice): Promise<void> {
    this.#choice = choice
    await this.look()
  }

  /** What was made of the page, for the popup. */
  get looked(): Looked {
    const chapters = this.#reading.kind === 'chapter' ? this.#reading.chapters : []
    const [first] = chapters
    return {
      ...this.#looked,
      rule: first ? nameOfSite(first.facts.site) : null,
      sources: first ? sourcesOf(first, new URL(location.href), document) : {},
      chapters: chapters.length,
    }
  }

  /** Ends everything that was begun. */
  end(): void {
    this.#opened?.controller.abort()
    this.#opened = null
  }

  #begin(reading: ChapterReading): Promise<void> {
    this.end()
    if (this.#shown?.href !== here()) this.#shown = { href: here(), root: rootOf(reading), text: textOf(rootOf(reading)) }
    const opened: Opened = { reading, controller: new AbortController(), follow: undefined }
    this.#opened = opened
    return open(opened)
  }

  /** A single-page site may change the address first and the text later: yesterday's text is not today's chapter. */
  #isStale(reading: ChapterReading): boolean {
    const root = rootOf(reading)
    return this.#shown !== null && this.#shown.href !== here() && this.#shown.root === root
      && reading.chapters[0]?.facts.chapter !== this.#opened?.reading.chapters[0]?.facts.chapter && this.#shown.text === textOf(root)
  }

  /** Whether all that was open still stands as it was; what a growing page added is passed on. */
  #goesOn(reading: ChapterReading): boolean {
    const opened = this.#opened
    if (!opened?.reading.chapters.every((chapter, index) => isSame(chapter, reading.chapters[index]))) return false
    if (reading.chapters.length > opened.reading.chapters.length) {
      opened.reading = reading
      opened.follow?.(reading)
    }
    return true
  }
}

/** What was made of a page, before anybody asks why. */
type Verdict = Omit<Looked, 'rule' | 'sources' | 'chapters'>

/** What the reader is told of a reading, by what they have chosen for this site. */
function lookedAt(reading: Reading, choice: Choice): Verdict {
  const rest = { confidence: 0, chapter: null, picked: false, reasons: reading.kind === 'listing' ? [] : reading.reasons }
  if (reading.kind !== 'chapter') return { ...rest, kind: reading.kind }
  const { confidence, reasons, chapters } = reading
  const doubtful = confidence < SURE && choice.chapters !== 'yes'
  return {
    kind: doubtful ? (choice.chapters === 'no' ? 'none' : 'unsure') : 'chapter',
    confidence, reasons, chapter: chapters[0]?.facts ?? null, picked: reasons.some((reason) => reason.sign === 'picked'),
  }
}

async function open(opened: Opened): Promise<void> {
  const { signal } = opened.controller
  if (!globalThis.catchwordReading) await ask('readingWanted', {})
  if (!signal.aborted) opened.follow = globalThis.catchwordReading?.(opened.reading, signal)
}
