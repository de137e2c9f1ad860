/** Where in the story the reader's eye is: between the story's text and the window. Layout is read only when asked. */
import { placeAt, type Place } from '../../core/text.ts'
import type { Story } from '../../sites/story.ts'

/** The reader's place, and whether the end of the story's text is on screen. */
export interface Seen {
  readonly place: Place
  readonly fraction: number
  /** The first words at the place. */
  readonly words: string
  readonly reachedEnd: boolean
}

const rectAt = (story: Story, offset: number): DOMRect | null => {
  const range = story.range(offset, Math.min(offset + 1, story.text.text.length))
  return range && range.getBoundingClientRect()
}

/** First words at an offset, at most 60 characters, cut at a word where there are words. */
export function wordsAt(story: Story, offset: number): string {
  const text = story.text.text.slice(offset, offset + 60).split('\n', 1)[0] ?? ''
  const cut = text.length === 60 ? text.replace(/\s+\S*$/, '') : text
  return cut.trim()
}

/** The first offset whose line ends below `y`. Binary search: lines of a story run downwards. */
function offsetBelow(story: Story, y: number, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    const rect = rectAt(story, middle)
    if (rect && rect.bottom <= y) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The place at the reading line. The line slides from the window's top to its bottom as the story passes through, so
 * that the first line is 0 % when the story begins to be read and the last is 100 % when it is on screen.
 */
export function lookForPlace(story: Story): Seen | null {
  const length = story.text.text.length
  if (length === 0) return null
  const first = rectAt(story, 0)
  const last = rectAt(story, length - 1)
  if (!first || !last) return null
  const height = window.innerHeight
  const passed = -first.top / Math.max(1, last.bottom - first.top - height)
  const line = height * Math.max(0, Math.min(1, passed))
  const reachedEnd = last.bottom <= height + 2
  const offset = reachedEnd ? length : offsetBelow(story, line, 0, length - 1)
  const start = reachedEnd ? offset : startOfLine(story, offset)
  return { place: placeAt(story.text, start), fraction: start / length, words: wordsAt(story, start), reachedEnd }
}

/** Back to the first word that begins on the line an offset is on, so that a place is stable against a pixel's scroll. */
function startOfLine(story: Story, offset: number): number {
  const space = story.text.text.lastIndexOf(' ', offset)
  const paragraph = story.text.starts[placeAt(story.text, offset).paragraph] ?? 0
  return Math.max(paragraph, space + 1)
}

/** Scrolls so that the offset's line stands at a third of the window. No animation where motion is unwelcome. */
export function scrollTo(story: Story, offset: number): boolean {
  const rect = rectAt(story, Math.min(offset, story.text.text.length - 1))
  if (!rect) return false
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  window.scrollBy({ top: rect.top - window.innerHeight / 3, behavior: still ? 'instant' : 'smooth' })
  return true
}
