/**
 * A story's text as every part of the program sees it: paragraphs joined by one line feed.
 *
 * White space inside a paragraph is collapsed to single spaces (a `<br>` inside a paragraph is a space too), hidden text
 * and everything that is not the story is left out before it comes here. Offsets are UTF-16 code units.
 */
export interface StoryText {
  /** All paragraphs, joined with `\n`. A paragraph itself never contains `\n`. */
  readonly text: string
  /** Offset in `text` at which each paragraph begins, ascending; as many as there are paragraphs. */
  readonly starts: readonly number[]
}

/** Joins paragraphs (already collapsed and trimmed) into a StoryText. */
export function storyText(paragraphs: readonly string[]): StoryText {
  const starts: number[] = []
  let at = 0
  for (const paragraph of paragraphs) {
    starts.push(at)
    at += paragraph.length + 1
  }
  return { text: paragraphs.join('\n'), starts }
}

/** The paragraphs of a StoryText, in order. */
export const paragraphsOf = (story: StoryText): string[] => (story.starts.length === 0 ? [] : story.text.split('\n'))

/** A place in a story's text: a paragraph (from 0) and an offset in it. Never a pixel. */
export interface Place {
  readonly paragraph: number
  readonly offset: number
}

/** The place of an offset in `story.text`; offsets outside are clamped. Binary search. */
export function placeAt(story: StoryText, offset: number): Place {
  const at = Math.max(0, Math.min(offset, story.text.length))
  let low = 0
  let high = story.starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((story.starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return { paragraph: low, offset: at - (story.starts[low] ?? 0) }
}

/** The offset in `story.text` of a place; places outside are clamped to the paragraph or the text. */
export function offsetAt(story: StoryText, place: Place): number {
  const start = story.starts[place.paragraph]
  if (start === undefined) return place.paragraph < 0 ? 0 : story.text.length
  const end = (story.starts[place.paragraph + 1] ?? story.text.length + 1) - 1
  return Math.max(start, Math.min(start + place.offset, end))
}

/** How far into the text a place lies, 0 to 1. */
export const fractionAt = (story: StoryText, place: Place): number =>
  story.text.length === 0 ? 0 : offsetAt(story, place) / story.text.length

/** Earlier is negative, later is positive, the same is 0. */
export const comparePlaces = (a: Place, b: Place): number => a.paragraph - b.paragraph || a.offset - b.offset
