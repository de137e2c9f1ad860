/** Decides, passage by passage, where the alignment puts it, or that it is gone. */
import type { Placement } from '../passage.ts'
import { wholeAfter, wholeBefore } from './describe.ts'
import { edgeBetweenSame, liftEdge } from './edge.ts'
import { compare, MOST_CELLS } from './edit.ts'
import type { Lift } from './lift.ts'
import { letterAt } from './skeleton.ts'
import type { Span } from './windows.ts'

export const LOST: Placement = { kind: 'lost', between: null, candidate: null }

/** Share of a passage's letters that must be found again, whatever was written into it. */
const COVERED = 0.7
/** Otherwise, the share of letters that both it and what stands in its place have in common. */
const ALIKE = 0.4
/** What was rewritten has new words for old ones. What has lost this share of its length was cut, and what is left may be chance. */
const CUT = 0.4
/** Of what was cut, the share of its letters that must be left, or this many letters. */
const LEFT = 0.6
const LEFT_LETTERS = 64
/** The share in common where it now stands as paragraphs of its own and did not before: more likely a lookalike put there than edited. */
const ALIKE_APART = 0.96
/** Letters around and in a passage that must be aligned: a phrase that two chapters happen to share is shorter. */
const SUPPORT = 40
const SUPPORT_SHARE = 0.6
/** Letters on each side whose alignment supports a passage. */
const NEAR = 150

/** Where `span` stands today by the alignment. */
export function project(lift: Lift, span: Span): Placement {
  const { old, fresh, text } = lift.alignment
  const from = letterAt(old, span.start)
  const to = letterAt(old, span.end)
  const unchanged = inOneBlock(lift, span, from, to)
  if (unchanged) return unchanged
  const start = liftEdge(lift, span.start, 'start', from)
  const end = liftEdge(lift, span.end, 'end', to)
  if (start === null || end === null) return LOST
  const between = start
  const lost: Placement = { kind: 'lost', between, candidate: null }
  const [first, last] = lift.alignment.sparse.text.slice(span.start, span.end).trim() === '' ? [start, end] : trimmed(text, start, end)
  if (last <= first) return lost
  const letters = letterAt(fresh, last) - letterAt(fresh, first)
  const aligned = lift.aligned(to) - lift.aligned(from)
  if (to === from) return placeMarks(lift, span, first, last) ?? lost
  if (!isSupported(lift, from, to)) return lost
  const place = { start: wholeBefore(text, first), end: wholeAfter(text, last) }
  if (aligned === to - from && letters === aligned) return { kind: 'exact', ...place, confidence: 1 }
  const isApart = standsApart(lift, span, first, last)
  const shareOf = (kept: number): number => (2 * kept) / (to - from + letters)
  const isCut = letters < (1 - CUT) * (to - from)
  const isKept = (kept: number): boolean => {
    if (isApart) return shareOf(kept) >= ALIKE_APART
    if (kept >= COVERED * (to - from)) return true
    return shareOf(kept) >= ALIKE && (!isCut || kept >= Math.min(LEFT_LETTERS, LEFT * (to - from)))
  }
  // The closer look between aligned letters can only find more of them
  const kept = isKept(aligned) ? aligned : lettersKept(lift, span, first, last)
  if (!isKept(kept)) return { kind: 'lost', between, candidate: place }
  return { kind: 'moved', ...place, confidence: Math.min(0.99, shareOf(kept)) }
}

/** Whether the passage, once part of a paragraph, is now whole paragraphs. */
export function standsApart(lift: Lift, span: Span, start: number, end: number): boolean {
  const { sparse, text } = lift.alignment
  const isWhole = (of: string, from: number, to: number): boolean => /(^|\n) *$/.test(of.slice(Math.max(0, from - 2), from)) && /^ *(\n|$)/.test(of.slice(to, to + 2))
  return isWhole(text, start, end) && !isWhole(sparse.text, ...trimmed(sparse.text, span.start, span.end))
}

/** The usual case, and so the quick one: the passage and its edges lie within one block, to the character as they were. */
function inOneBlock(lift: Lift, span: Span, from: number, to: number): Placement | null {
  const { blocks, sparse, text } = lift.alignment
  const block = lift.blockAt(from)
  if (to === from || block < 0 || from <= lift.firstSure(block) || to >= lift.sureEnd(block)) return null
  const first = blocks.old[block] as number
  const last = first + (blocks.length[block] as number)
  if (Math.min(last, to + NEAR) - Math.max(first, from - NEAR) < SUPPORT) return null
  const start = edgeBetweenSame(lift, span.start, from, block)
  const end = start + span.end - span.start
  if (start < 0 || edgeBetweenSame(lift, span.end, to, block) !== end || text.slice(start, end) !== sparse.text.slice(span.start, span.end)) return null
  const [begins, ends] = trimmed(text, start, end)
  return { kind: 'exact', start: wholeBefore(text, begins), end: wholeAfter(text, ends), confidence: 1 }
}

/** Without white space at its ends. */
function trimmed(text: string, start: number, end: number): [number, number] {
  let first = start
  let last = end
  while (first < last && isSpace(text, first)) first++
  while (last > first && isSpace(text, last - 1)) last--
  return [first, last]
}

/** Letters beyond ASCII are asked about only where they might be spaces. */
function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 32 || (code >= 9 && code <= 13) || (code >= 160 && /\s/.test(text.charAt(at)))
}

function isSupported(lift: Lift, from: number, to: number): boolean {
  const { length } = lift.alignment.old
  const first = Math.max(0, from - NEAR)
  const last = Math.min(length, to + NEAR)
  const aligned = lift.aligned(last) - lift.aligned(first)
  return aligned >= Math.min(SUPPORT, SUPPORT_SHARE * (last - first))
}

/** A passage without letters: it must be the same marks between certain neighbours. */
function placeMarks(lift: Lift, span: Span, start: number, end: number): Placement | null {
  const { sparse, text } = lift.alignment
  if (sparse.text.slice(span.start, span.end).trim() !== text.slice(start, end).trim()) return null
  return { kind: 'exact', start, end, confidence: 1 }
}

/** Letters of the passage that stand in `[start, end)`: the aligned ones and those that a closer look finds between. */
function lettersKept(lift: Lift, span: Span, start: number, end: number): number {
  const { blocks, old, fresh } = lift.alignment
  const from = letterAt(old, span.start)
  const to = letterAt(old, span.end)
  const edges = { oldFrom: span.start, freshFrom: start }
  let kept = lift.aligned(to) - lift.aligned(from)
  for (let block = Math.max(0, lift.blockAt(from)); block < blocks.old.length; block++) {
    const first = blocks.old[block] as number
    const last = first + (blocks.length[block] as number) - 1
    if (last < from) continue
    if (first >= to) break
    const freshFirst = blocks.fresh[block] as number
    kept += lettersKeptIn(lift, edges.oldFrom, old.at[first] as number, edges.freshFrom, fresh.at[freshFirst] as number)
    edges.oldFrom = (old.at[last] as number) + 1
    edges.freshFrom = (fresh.at[freshFirst + last - first] as number) + 1
  }
  return kept + lettersKeptIn(lift, edges.oldFrom, span.end, edges.freshFrom, end)
}

function lettersKeptIn(lift: Lift, oldFrom: number, oldTo: number, freshFrom: number, freshTo: number): number {
  const { sparse, text } = lift.alignment
  const old = sparse.text.slice(oldFrom, Math.max(oldFrom, oldTo))
  const fresh = text.slice(freshFrom, Math.max(freshFrom, freshTo))
  if (old === '' || fresh === '' || old.length * fresh.length > MOST_CELLS) return 0
  return compare({ old, fresh, edge: -1, looseStart: false, looseEnd: false }).sameLetters
}
