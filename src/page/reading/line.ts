/** Where in the story the reader's eye is: between the story's text and the window. Layout is read only when asked. */
import { placeAt, type Place } from '../../core/text.ts'
import type { Story } from '../../sites/story.ts'

/** The reader's place, and whether the end of the story's text is on screen. */
export interface Seen {
  readonly place: Place
  readonly fraction: number
  /** The first words at the place. */
  readonly words: string
  /** The place as an offset, and what of the text is in the window: `[from, to)`, empty when none of it is. */
  readonly offset: number
  readonly from: number
  readonly to: number
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
  const from = first.bottom > 0 ? 0 : last.bottom <= 0 ? length : offsetBelow(story, 0, 0, length - 1)
  const to = reachedEnd ? length : first.top >= height ? 0 : offsetBelow(story, height, from, length - 1)
  return { place: placeAt(story.text, start), fraction: start / length, words: wordsAt(story, start), offset: start, from, to, reachedEnd }
}

/** Back to the first word that begins on the line an offset is on, so that a place is stable against a pixel's scroll. */
function startOfLine(story: Story, offset: number): number {
  const space = story.text.text.lastIndexOf(' ', offset)
  const paragraph = story.text.starts[placeAt(story.text, offset).paragraph] ?? 0
  return Math.max(paragraph, space + 1)
}

/**
 * Scrolls back to a place of the reading line: its line stands as far down the window as the place is into the story, which
 * is where it stood when the reader was there, whatever the width and the letters are now.
 */
export function returnTo(story: Story, offset: number): boolean {
  const length = story.text.text.length
  return scrollTo(story, offset, length === 0 ? 0 : Math.min(1, Math.max(0, shareOf(story, Math.min(offset, length - 1)))))
}

/** How far down the story's height an offset's line stands, 0 to 1. */
function shareOf(story: Story, offset: number): number {
  const [first, last, here] = [rectAt(story, 0), rectAt(story, story.text.text.length - 1), rectAt(story, offset)]
  return first && last && here ? (here.bottom - first.top) / Math.max(1, last.bottom - first.top) : 0
}

/**
 * Scrolls so that the offset's line stands at a third of the window, or another share of it. At once, whatever the page's
 * style asks for: a tab closed half way through a smooth scroll would keep a place the reader never was at.
 */
export function scrollTo(story: Story, offset: number, share = 1 / 3): boolean {
  const rect = rectAt(story, Math.min(offset, story.text.text.length - 1))
  if (!rect) return false
  window.scrollBy({ top: share === 1 / 3 ? rect.top - window.innerHeight / 3 : rect.bottom - window.innerHeight * share, behavior: 'instant' })
  return true
}
