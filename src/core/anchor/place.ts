/** Finds all passages of a chapter again in its text of today. */
import type { Placement, Selector } from '../passage.ts'
import type { StoryText } from '../text.ts'
import { letterAt, skeletonOf, type Skeleton } from './skeleton.ts'

/** A passage's selectors as they are stored: the first is what the reader selected, the last is the newest. */
export type Stored = readonly Selector[]

/**
 * Places every passage in `story`; as many placements as passages, in their order. Pure: the same input gives the same
 * result, stored selectors are never changed.
 *
 * `exact` means that the passage's letters and digits stand there unchanged, `moved` that its words were edited or that
 * it stands elsewhere, `lost` that it is not there.
 */
export function placeAll(passages: readonly Stored[], story: StoryText): Placement[] {
  const steps = placing(passages, story)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * The same in slices: every `next()` does a small bounded piece of work (about a millisecond), and the last returns the
 * placements. The page decides when to let the browser breathe between two of them.
 */
export function* placing(passages: readonly Stored[], story: StoryText): Generator<undefined, Placement[]> {
  const today = skeletonOf(story.text)
  const letters = textOf(today)
  const placements: Placement[] = []
  for (const selectors of passages) {
    placements.push(placeOne(selectors, story, today, letters))
    yield undefined
  }
  return placements
}

const LOST: Placement = { kind: 'lost', between: null, candidate: null }

const textOf = (skeleton: Skeleton): string => {
  let letters = ''
  for (let at = 0; at < skeleton.length; at += 4096) letters += String.fromCharCode(...skeleton.letters.subarray(at, Math.min(at + 4096, skeleton.length)))
  return letters
}

function placeOne(selectors: Stored, story: StoryText, today: Skeleton, letters: string): Placement {
  const selector = selectors.at(-1)
  if (!selector) return LOST
  const { exact, prefix, suffix } = selector.quote
  if (exact !== '' && story.text.startsWith(exact, selector.start) && story.text.startsWith(prefix, selector.start - prefix.length) && story.text.startsWith(suffix, selector.end)) {
    return { kind: 'exact', start: selector.start, end: selector.end, confidence: 1 }
  }
  const wanted = textOf(skeletonOf(exact))
  if (wanted === '') return LOST
  const before = textOf(skeletonOf(prefix))
  const after = textOf(skeletonOf(suffix))
  const found = bestHit(letters, wanted, before, after)
  if (found < 0) return LOST
  const start = today.at[found] as number
  const end = (today.at[found + wanted.length - 1] as number) + 1
  return letterAt(today, start) === found ? { kind: 'exact', start, end, confidence: 1 } : LOST
}

/** The occurrence of `wanted` whose neighbours agree most; -1 when there is none or two agree alike. */
function bestHit(letters: string, wanted: string, before: string, after: string): number {
  let best = -1
  let bestScore = -1
  let tied = false
  for (let hit = letters.indexOf(wanted); hit >= 0; hit = letters.indexOf(wanted, hit + 1)) {
    let score = 0
    while (score < before.length && letters[hit - 1 - score] === before[before.length - 1 - score]) score++
    let right = 0
    while (right < after.length && letters[hit + wanted.length + right] === after[right]) right++
    score += right
    tied = score === bestScore
    if (score > bestScore) {
      best = hit
      bestScore = score
    } else if (tied) tied = true
  }
  return tied ? -1 : best
}
