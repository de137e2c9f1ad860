/** Where a reader is: two clocks a chapter, `current` (where I am) and `furthest` (how far I ever got). */
import type { Quote } from './passage.ts'
import { comparePlaces, type Place } from './text.ts'

/** The most characters of each part of a mark's quote: there is a mark for every chapter ever read. */
export const MARK_QUOTE = 80

/** A place in a chapter as it was reached. */
export interface Mark {
  readonly place: Place
  /** How far into the chapter's text the place lies, 0 to 1. */
  readonly fraction: number
  /** The first words at the place, to say "Continue at …" and to find it again in an edited chapter. At most 80 characters. */
  readonly words: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** The words with what stands around them, so that the place is found again in an edited chapter. */
  readonly quote?: Quote
}

/** A reader's progress in one chapter. `furthest` never falls. */
export interface Progress {
  readonly current: Mark
  readonly furthest: Mark
  /** When the end of the story's text was first reached; null while it was not. */
  readonly finished: number | null
}

/**
 * The progress after the reader was seen at `mark`, having read up to `read` (null: nothing was read). A later place read
 * raises `furthest`, an earlier one never lowers it.
 */
export function advance(before: Progress | null, mark: Mark, finished: boolean, read: Mark | null = mark): Progress {
  // a first look that read nothing is furthest at the beginning
  const reached = read ?? { place: { paragraph: 0, offset: 0 }, fraction: 0, words: '', at: mark.at }
  const furthest = before && comparePlaces(before.furthest.place, reached.place) >= 0 ? before.furthest : withoutQuote(reached)
  return { current: mark, furthest, finished: before?.finished ?? (finished ? mark.at : null) }
}

/** Only where the reader is must be found again to the line; the furthest goes without the quote. */
function withoutQuote(mark: Mark): Mark {
  const { place, fraction, words, at } = mark
  return { place, fraction, words, at }
}

/** Two marks of one moment and place, in an order that is the same on every device. */
const tie = (a: Mark, b: Mark): number => a.fraction - b.fraction || (a.words < b.words ? -1 : Number(a.words > b.words))

/** Progress of the same chapter on two devices: the newest place, the furthest place, the first finish. */
export function mergeProgress(a: Progress, b: Progress): Progress {
  const further = comparePlaces(a.furthest.place, b.furthest.place) || a.furthest.at - b.furthest.at || tie(a.furthest, b.furthest)
  const newer = a.current.at - b.current.at || comparePlaces(a.current.place, b.current.place) || tie(a.current, b.current)
  const finishes = [a.finished, b.finished].filter((at) => at !== null)
  return {
    current: newer >= 0 ? a.current : b.current,
    furthest: further >= 0 ? a.furthest : b.furthest,
    finished: finishes.length === 0 ? null : Math.min(...finishes),
  }
}
