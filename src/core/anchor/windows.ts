/**
 * Joins the stored windows of a chapter's passages (prefix + words + suffix, each with its offset at the time) into one
 * sparse text of the chapter as it was, so that one alignment serves all passages.
 */
import type { Selector } from '../passage.ts'
import { BREAK, SkeletonBuilder, type Skeleton } from './skeleton.ts'
import type { Steps } from './steps.ts'

/** A passage's words within a sparse text. */
export interface Span {
  /** Which of the passages that were asked for. */
  readonly passage: number
  /** Offsets in the sparse text. */
  readonly start: number
  readonly end: number
}

/** What is known of one state of a chapter: stretches of its text in order, with unknown text between them. */
export interface Sparse {
  /** The stretches, each ended by a line feed. */
  readonly text: string
  readonly spans: readonly Span[]
  /** Where each stretch begins in `text`, ascending, and where it stood in the chapter's text. */
  readonly begins: readonly number[]
  readonly stood: readonly number[]
}

interface Window {
  readonly passage: number
  readonly selector: Selector
  readonly text: string
  /** Offset in the chapter's text at that time. */
  readonly start: number
  readonly end: number
}

/** Collects windows that can have stood in one and the same text. */
class SparseBuilder {
  private readonly parts: string[] = []
  private length = 0
  private readonly spans: Span[] = []
  private readonly begins: number[] = []
  private readonly stood: number[] = []
  /** The window that reaches furthest: whatever overlaps the text so far overlaps it. */
  private reach: Window | null = null

  /** Takes the window if its text agrees with what is there; windows come in the order of their starts. */
  take(window: Window): boolean {
    const { reach } = this
    if (!reach || window.start > reach.end) this.open(window)
    else {
      const overlap = Math.min(reach.end, window.end) - window.start
      const from = window.start - reach.start
      if (reach.text.slice(from, from + overlap) !== window.text.slice(0, overlap)) return false
      if (window.end > reach.end) {
        this.push(window.text.slice(overlap))
        this.reach = window
      }
    }
    const base = (this.begins.at(-1) ?? 0) - (this.stood.at(-1) ?? 0)
    const start = base + window.start + window.selector.quote.prefix.length
    this.spans.push({ passage: window.passage, start, end: start + window.selector.quote.exact.length })
    return true
  }

  finish(): Sparse {
    this.push('\n')
    return { text: this.parts.join(''), spans: this.spans, begins: this.begins, stood: this.stood }
  }

  private open(window: Window): void {
    if (this.reach) this.push('\n')
    this.begins.push(this.length)
    this.stood.push(window.start)
    this.push(window.text)
    this.reach = window
  }

  private push(text: string): void {
    this.parts.push(text)
    this.length += text.length
  }
}

/** States of a chapter that are told apart; windows that fit none of them are left to be searched one by one. */
const STATES = 6
/** Windows joined between two chances to pause. */
const SLICE = 64

/**
 * The sparse texts that the selectors of `passages` (null: nothing to place) come from, usually one. Windows whose
 * overlaps disagree were stored from different states of the chapter, so each state gets its own.
 */
export function* sparseTexts(passages: readonly (Selector | null)[]): Steps<Sparse[]> {
  const windows: Window[] = []
  passages.forEach((selector, passage) => {
    if (!selector) return
    const { exact, prefix, suffix } = selector.quote
    const start = (Number.isFinite(selector.start) ? Math.max(0, Math.trunc(selector.start)) : 0) - prefix.length
    const text = prefix + exact + suffix
    windows.push({ passage, selector, text, start, end: start + text.length })
  })
  windows.sort((a, b) => a.start - b.start || a.passage - b.passage)
  const states: SparseBuilder[] = []
  for (const [index, window] of windows.entries()) {
    if (index % SLICE === SLICE - 1) yield undefined
    if (states.some((state) => state.take(window)) || states.length >= STATES) continue
    const state = new SparseBuilder()
    state.take(window)
    states.push(state)
  }
  return states.map((state) => state.finish())
}

/** Index of the stretch an offset of the sparse text lies in. */
export function stretchAt(sparse: Sparse, offset: number): number {
  let low = 0
  let high = sparse.begins.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sparse.begins[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** Where an offset of the sparse text stood in the chapter's text at that time. */
export function stoodAt(sparse: Sparse, offset: number): number {
  const stretch = stretchAt(sparse, offset)
  return offset - (sparse.begins[stretch] ?? 0) + (sparse.stood[stretch] ?? 0)
}

/** Whether everything that is known of the old text stands at its old offset in `text`: nothing to look for. */
export function standsUnchanged(sparse: Sparse, text: string): boolean {
  return sparse.begins.every((begin, index) => {
    const end = (sparse.begins[index + 1] ?? sparse.text.length) - 1
    const stood = sparse.stood[index] ?? 0
    return stood >= 0 && text.slice(stood, stood + end - begin) === sparse.text.slice(begin, end)
  })
}

/** The skeleton of a sparse text, with a break after every stretch so that nothing matches across the unknown. */
export function* sparseSkeleton(sparse: Sparse): Steps<Skeleton> {
  const builder = new SkeletonBuilder(sparse.text.length + sparse.begins.length)
  for (const [index, begin] of sparse.begins.entries()) {
    const end = (sparse.begins[index + 1] ?? sparse.text.length) - 1
    yield* builder.addInSteps(sparse.text, begin, end)
    builder.break(end)
  }
  return builder.finish()
}

/** Whether a letter of a sparse skeleton is a break. */
export const isBreak = (skeleton: Skeleton, letter: number): boolean => skeleton.letters[letter] === BREAK
