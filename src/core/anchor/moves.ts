/**
 * A strict second chance for passages that the alignment did not find in their place: moved whole, or else at least a
 * weak candidate to suggest.
 *
 * A deleted line whose double stands elsewhere looks just like a moved one. What tells them apart: what moves makes room
 * where it comes to stand, and takes its own neighbours along instead of leaving them behind.
 */
import type { Placement } from '../passage.ts'
import { wholeAfter, wholeBefore } from './describe.ts'
import { liftEdge } from './edge.ts'
import { lastUpTo, liftOf, type Lift } from './lift.ts'
import { standsApart } from './project.ts'
import type { Blocks } from './seeds.ts'
import { letterAt } from './skeleton.ts'
import { finished } from './steps.ts'
import { stoodAt, type Span } from './windows.ts'

/** Share of a passage's letters that must stand in one piece elsewhere. */
const WHOLE = 0.97
/** Letters of a passage that may be told from a chance repeat. */
const LEAST = 12
/** Share of the passage's length by which the text must have grown where it came to stand. */
const ROOM = 0.7
/** Letters that must have come along where the room cannot be measured, or that the passage itself must have. */
const ALONG = 24
const LONG = 64
/** Letters beside it that may be aligned in the old place: as many as may be alike by chance. */
const LEFT_BEHIND = 8
/** Letters of a piece worth suggesting, and characters of old text between two certain places that still measure room. */
const WORTH = 16
const MEASURABLE = 20

/** Where a passage that is not in its place stands now; `lost` with a candidate when it cannot be said. */
export function findMoved(lift: Lift, span: Span, lost: Placement): Placement {
  if (lost.kind !== 'lost') return lost
  const { old, strays } = lift.alignment
  const from = letterAt(old, span.start)
  const to = letterAt(old, span.end)
  const stray = longestWithin(strays, from, to)
  if (stray < 0) return lost
  const placed = placeByStray(lift, span, stray)
  if (!placed) return lost
  const first = strays.old[stray] as number
  const last = first + (strays.length[stray] as number)
  const inside = Math.min(to, last) - Math.max(from, first)
  const isWhole = to - from >= LEAST && inside >= WHOLE * (to - from)
  // a sentence of a paragraph that now stands alone elsewhere is as likely a quotation
  if (isWhole && !standsApart(lift, span, placed.start, placed.end) && isMove(lift, span, stray)) return { kind: 'moved', ...placed, confidence: 0.9 }
  return { ...lost, candidate: lost.candidate ?? (inside >= WORTH || isWhole ? placed : null) }
}

/** Stray blocks before a passage's end that are looked at. */
const LOOK_BACK = 32

/** The stray block that shares most letters with `[from, to)`, or -1. Strays stand in the order of the old text. */
function longestWithin(strays: Blocks, from: number, to: number): number {
  let best = -1
  let most = 0
  const last = lastUpTo(strays.old, to - 1)
  for (let index = last; index >= 0 && index > last - LOOK_BACK; index--) {
    const first = strays.old[index] as number
    const shared = Math.min(to, first + (strays.length[index] as number)) - Math.max(from, first)
    if (shared <= most) continue
    most = shared
    best = index
  }
  return best
}

/** The passage's edges as if the stray block were all that is known. */
function placeByStray(lift: Lift, span: Span, stray: number): { readonly start: number; readonly end: number } | null {
  const { strays, text } = lift.alignment
  const only = { old: [strays.old[stray] as number], fresh: [strays.fresh[stray] as number], length: [strays.length[stray] as number] }
  const alone = finished(liftOf({ ...lift.alignment, blocks: only }))
  const start = liftEdge(alone, span.start, 'start')
  const end = liftEdge(alone, span.end, 'end')
  return start === null || end === null || end <= start ? null : { start: wholeBefore(text, start), end: wholeAfter(text, end) }
}

function isMove(lift: Lift, span: Span, stray: number): boolean {
  const { old, strays } = lift.alignment
  const from = letterAt(old, span.start)
  const to = letterAt(old, span.end)
  const first = Math.min(from, strays.old[stray] as number)
  const last = Math.max(to, (strays.old[stray] as number) + (strays.length[stray] as number))
  const behind = lift.aligned(from) - lift.aligned(first) + lift.aligned(last) - lift.aligned(to)
  const along = from - first + last - to - behind
  if (behind > LEFT_BEHIND && behind > along) return false
  const grown = growthAround(lift, strays.fresh[stray] as number)
  if (grown !== null && grown.of <= MEASURABLE * (span.end - span.start) + 2000) return grown.by >= ROOM * (span.end - span.start)
  return along >= ALONG || to - from >= LONG
}

/** By how many characters the text between the certain places around a new letter has grown; null without both. */
function growthAround(lift: Lift, letter: number): { readonly by: number; readonly of: number } | null {
  const { blocks, sparse, old, fresh } = lift.alignment
  const block = lift.blockAtFresh(letter)
  const next = blocks.fresh[block + 1]
  if (block < 0 || next === undefined) return null
  const length = (blocks.length[block] as number) - 1
  const was = stoodAt(sparse, old.at[blocks.old[block + 1] as number] as number) - stoodAt(sparse, old.at[(blocks.old[block] as number) + length] as number)
  const is = (fresh.at[next] as number) - (fresh.at[(blocks.fresh[block] as number) + length] as number)
  return { by: is - was, of: was }
}
