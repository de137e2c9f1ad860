/** Finds all passages of a chapter again in its text of today. */
import type { Placement, Selector } from '../passage.ts'
import type { StoryText } from '../text.ts'
import { align, foldInSteps } from './align.ts'
import { liftOf } from './lift.ts'
import { findMoved } from './moves.ts'
import { LOST, project } from './project.ts'
import type { Skeleton } from './skeleton.ts'
import { finished, type Steps } from './steps.ts'
import { sparseTexts, standsUnchanged, stoodAt } from './windows.ts'

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
  return finished(placing(passages, story))
}

/** Passages placed between two chances to pause. */
const SLICE = 8

/**
 * The same in steps: the page decides when to let the browser breathe between two of them.
 *
 * The newest selector is tried first, and the reader's own selection for what the newest does not find.
 */
export function* placing(passages: readonly Stored[], story: StoryText): Steps<Placement[]> {
  const folded: { today: Skeleton | null } = { today: null }
  const placements = yield* placeEach(passages.map((selectors) => selectors.at(-1) ?? null), story, folded)
  const again = passages.map((selectors, index) => (placements[index]?.kind === 'lost' && selectors.length > 1 ? (selectors[0] ?? null) : null))
  if (again.every((selector) => selector === null)) return placements
  const second = yield* placeEach(again, story, folded)
  return placements.map((placement, index) => (again[index] && second[index]?.kind !== 'lost' ? (second[index] ?? placement) : placement))
}

function* placeEach(selectors: readonly (Selector | null)[], story: StoryText, folded: { today: Skeleton | null }): Steps<Placement[]> {
  const placements: Placement[] = selectors.map(() => LOST)
  for (const sparse of yield* sparseTexts(selectors)) {
    yield undefined
    if (standsUnchanged(sparse, story.text)) {
      for (const { passage, start, end } of sparse.spans) {
        const from = stoodAt(sparse, start)
        if (end > start) placements[passage] = { kind: 'exact', start: from, end: from + end - start, confidence: 1 }
      }
      continue
    }
    folded.today ??= yield* foldInSteps(story.text)
    const lift = yield* liftOf(yield* align(sparse, story.text, folded.today))
    for (const [index, span] of sparse.spans.entries()) {
      placements[span.passage] = findMoved(lift, span, project(lift, span))
      if (index % SLICE === SLICE - 1) yield undefined
    }
  }
  return placements
}
