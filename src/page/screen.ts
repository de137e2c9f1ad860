/** What this page shows now, and what was begun for it. One AbortSignal ends everything a chapter on screen started. */
import { isAlive } from '../browser.ts'
import { readPage } from '../sites/index.ts'
import { textContent } from '../sites/nodes.ts'
import type { ChapterOnPage, Reading } from '../sites/site.ts'
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
  #opened: Opened | null = null
  #shown: Shown | null = null

  /** Looks what the page is now, and begins or ends what that asks for. What is open and unchanged goes on. */
  look(): void {
    if (!isAlive()) {
      this.#end()
      return
    }
    const reading = readPage(new URL(location.href), document)
    if (reading.kind !== 'chapter' || this.#isStale(reading)) this.#end()
    else if (!this.#goesOn(reading)) this.#begin(reading)
  }

  #end(): void {
    this.#opened?.controller.abort()
    this.#opened = null
  }

  #begin(reading: ChapterReading): void {
    this.#end()
    if (this.#shown?.href !== here()) this.#shown = { href: here(), root: rootOf(reading), text: textOf(rootOf(reading)) }
    const opened: Opened = { reading, controller: new AbortController(), follow: undefined }
    this.#opened = opened
    void open(opened)
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

async function open(opened: Opened): Promise<void> {
  const { signal } = opened.controller
  if (!globalThis.catchwordReading) await ask('readingWanted', {})
  if (!signal.aborted) opened.follow = globalThis.catchwordReading?.(opened.reading, signal)
}
