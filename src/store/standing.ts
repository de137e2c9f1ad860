/** Where a reader stands in a work, as positions for `view`: nothing here ever lies beyond the furthest they got. */
import type { Progress } from '../core/position.ts'
import type { ViewPosition } from '../core/recap/view.ts'

/** As far as which place a reader wants to be told: where they are, the furthest they ever got, or a chapter's end. */
export type AsOf = 'here' | 'furthest' | { readonly order: number }

/** What is known of the reader's reading. */
export interface Standing {
  /** The chapter the reader is in, and their progress there. */
  readonly here: { readonly order: number; readonly progress: Progress | null } | null
  readonly furthest: { readonly order: number; readonly progress: Progress | null } | null
}

const NOWHERE: ViewPosition = { order: -Infinity, paragraph: -1 }
const END = 1

/** The paragraph the reader is in is not read yet: only those before it are. */
const until = (progress: Progress | null, mark: 'current' | 'furthest'): number => (progress ? progress[mark].place.paragraph - 1 : -1)

/** The furthest place the reader ever reached. */
export function furthestPlace({ furthest }: Standing): ViewPosition {
  if (!furthest) return NOWHERE
  return { order: furthest.order, paragraph: furthest.progress?.finished ? Infinity : until(furthest.progress, 'furthest') }
}

/**
 * Where the reader is now. A chapter read to its end counts as read while it is the furthest; opened again later, it
 * counts as not begun, so that chapter 12 shows the state as of 11 until the reader is in the middle of it again.
 */
function herePlace({ here, furthest }: Standing): ViewPosition {
  if (!here) return NOWHERE
  const { order, progress } = here
  if (!progress || progress.current.fraction < END) return { order, paragraph: until(progress, 'current') }
  return { order, paragraph: furthest && order < furthest.order ? -1 : Infinity }
}

/** The position for a wish, never beyond the furthest place. */
export function placeFor(standing: Standing, asOf: AsOf): ViewPosition {
  const most = furthestPlace(standing)
  const wanted = asOf === 'here' ? herePlace(standing) : asOf === 'furthest' ? most : { order: asOf.order, paragraph: Infinity }
  return wanted.order > most.order || (wanted.order === most.order && wanted.paragraph > most.paragraph) ? most : wanted
}
