/** Carries a passage's edges from the old text over to the new through an alignment. */
import { ADDED, compare, GONE, MOST_CELLS, SAME, type Comparison, type Question } from './edit.ts'
import type { Lift } from './lift.ts'
import { letterAt } from './skeleton.ts'
import { stretchAt } from './windows.ts'

export type Side = 'start' | 'end'

/** Unaligned text around an edge, in both texts, between letters that are certain. */
export interface Surroundings {
  readonly oldFrom: number
  readonly oldTo: number
  readonly freshFrom: number
  readonly freshTo: number
  /** Whether no certain letter stands before or after within the stored stretch. */
  readonly looseStart: boolean
  readonly looseEnd: boolean
}

/** Letters that a flank steps back at most to reach the border of its word. */
const WORD = 24
/** Characters of the old text looked at beyond an edge where its stretch has no certain letter there. */
const LOOSE = 60

/** Where the edge at `offset` of the sparse old text stands today; null when nothing near it survived. */
export function liftEdge(lift: Lift, offset: number, side: Side): number | null {
  const around = surroundings(lift, offset)
  if (!around) return null
  const { sparse, text } = lift.alignment
  const old = sparse.text.slice(around.oldFrom, around.oldTo)
  const fresh = text.slice(around.freshFrom, around.freshTo)
  const edge = offset - around.oldFrom
  if (old === fresh) return around.freshFrom + edge
  if (old.length * fresh.length <= MOST_CELLS) {
    const question = { old, fresh, edge, looseStart: around.looseStart, looseEnd: around.looseEnd }
    const comparison = lift.compared.get(offset) ?? compare(question)
    lift.compared.set(offset, comparison)
    return around.freshFrom + edgeThrough(comparison, question, side)
  }
  return around.freshFrom + edgeInLong(old, fresh, edge, side, around)
}

/** The unaligned text around an edge. */
export function surroundings(lift: Lift, offset: number): Surroundings | null {
  const { old, fresh, text } = lift.alignment
  const letter = letterAt(old, offset)
  const before = lift.certainBefore(letter)
  const after = lift.certainFrom(letter)
  if (before < 0 && after < 0) return null
  const tight = before === letter - 1 && after === letter && lift.image(after) === lift.image(before) + 1
  const left = before < 0 || tight ? before : stepBack(lift, before)
  const right = after < 0 || tight ? after : stepOn(lift, after)
  const bounds = stretchBounds(lift, offset)
  const oldFrom = left < 0 ? Math.max(bounds.from, offset - LOOSE) : (old.at[left] as number) + 1
  const oldTo = right < 0 ? Math.min(bounds.to, offset + LOOSE) : (old.at[right] as number)
  const known = 2 * (oldTo - oldFrom) + LOOSE
  const rightAt = right < 0 ? 0 : (fresh.at[lift.image(right)] as number)
  const freshFrom = left < 0 ? Math.max(freshEndBefore(lift, right), rightAt - known) : (fresh.at[lift.image(left)] as number) + 1
  const freshTo = right < 0 ? Math.min(freshBeginAfter(lift, left), freshFrom + known, text.length) : rightAt
  return { oldFrom: Math.min(oldFrom, offset), oldTo: Math.max(oldTo, offset), freshFrom, freshTo, looseStart: left < 0 && bounds.from < oldFrom, looseEnd: right < 0 && oldTo < bounds.to }
}

/** The stretch an offset of the sparse text lies in. */
function stretchBounds(lift: Lift, offset: number): { readonly from: number; readonly to: number } {
  const { sparse } = lift.alignment
  const stretch = stretchAt(sparse, offset)
  return { from: sparse.begins[stretch] ?? 0, to: (sparse.begins[stretch + 1] ?? sparse.text.length) - 1 }
}

/** Where in the new text the block before an old letter's block ends. */
function freshEndBefore(lift: Lift, letter: number): number {
  const { blocks, fresh } = lift.alignment
  const block = lift.blockAt(letter) - 1
  return block < 0 ? 0 : (fresh.at[(blocks.fresh[block] as number) + (blocks.length[block] as number) - 1] as number) + 1
}

function freshBeginAfter(lift: Lift, letter: number): number {
  const { blocks, fresh, text } = lift.alignment
  const next = blocks.fresh[lift.blockAt(letter) + 1]
  return next === undefined ? text.length : (fresh.at[next] as number)
}

/** From a certain letter back to the one before its word, as far as its block reaches: words are compared whole. */
function stepBack(lift: Lift, letter: number): number {
  const { old } = lift.alignment
  const first = lift.firstSure(lift.blockAt(letter))
  let at = letter
  while (at > first && letter - at < WORD && (old.at[at] as number) - (old.at[at - 1] as number) <= 1) at--
  return at > first ? at - 1 : at
}

/** The same forwards: to the first letter of the next word. */
function stepOn(lift: Lift, letter: number): number {
  const { old } = lift.alignment
  const block = lift.blockAt(letter)
  const last = lift.sureEnd(block) - 1
  let at = letter
  while (at < last && at - letter < WORD && (old.at[at + 1] as number) - (old.at[at] as number) <= 1) at++
  return at < last ? at + 1 : at
}

/**
 * An edge in a gap too long to compare whole. Of much new text only its beginning and end can be what the few old
 * characters became; of much old text only what lies near the edge on its shorter side is compared.
 */
function edgeInLong(old: string, fresh: string, edge: number, side: Side, around: Surroundings): number {
  const { looseStart, looseEnd } = around
  const reach = Math.floor(MOST_CELLS / (old.length + 1) / 2)
  if (reach > old.length + LOOSE) {
    const near = edgeIn({ old, fresh: fresh.slice(0, reach) + fresh.slice(-reach), edge, looseStart, looseEnd }, side)
    const inTail = near > reach || (near === reach && side === 'start')
    return inTail ? near + fresh.length - 2 * reach : near
  }
  const most = Math.floor(Math.sqrt(MOST_CELLS)) - LOOSE
  if (edge <= most / 2 && !looseStart) {
    return edgeIn({ old: old.slice(0, edge + LOOSE), fresh: fresh.slice(0, most), edge, looseStart, looseEnd: true }, side)
  }
  if (old.length - edge <= most / 2 && !looseEnd) {
    const cut = Math.max(0, edge - LOOSE)
    const skip = Math.max(0, fresh.length - most)
    return skip + edgeIn({ old: old.slice(cut), fresh: fresh.slice(skip), edge: edge - cut, looseStart: true, looseEnd }, side)
  }
  return side === 'start' ? fresh.length : 0
}

const edgeIn = (question: Question, side: Side): number => edgeThrough(compare(question), question, side)

/**
 * The edge through the steps of a comparison. A run of steps that are not the same is one replacement: what replaced
 * the inside stays inside, what replaced the outside stays outside, what was merely added at the edge stays outside.
 */
export function edgeThrough({ steps }: Comparison, question: Question, side: Side): number {
  const { edge } = question
  let old = 0
  let fresh = 0
  let run: { readonly old: number; readonly fresh: number } | null = null
  for (const step of steps) {
    if (step === SAME) {
      if (run && old >= edge) return edgeInRun(question, side, run, { old, fresh })
      if (old === edge) return fresh
      run = null
    } else run ??= { old, fresh }
    if (step !== ADDED) old++
    if (step !== GONE) fresh++
  }
  return run ? edgeInRun(question, side, run, { old, fresh }) : fresh
}

function edgeInRun(question: Question, side: Side, from: { readonly old: number; readonly fresh: number }, to: { readonly old: number; readonly fresh: number }): number {
  const { edge } = question
  if (from.old === to.old) return besideAdded(question.fresh, side, from.fresh, to.fresh)
  if (from.old === edge) return from.fresh
  if (to.old === edge) return to.fresh
  const share = (edge - from.old) / (to.old - from.old)
  const near = from.fresh + share * (to.fresh - from.fresh)
  let best = Math.round(near)
  let bestDistance = Infinity
  for (let at = from.fresh; at <= to.fresh; at++) {
    const border = side === 'start' ? /\s/.test(question.fresh[at - 1] ?? ' ') : /\s/.test(question.fresh[at] ?? ' ')
    if (border && Math.abs(at - near) < bestDistance) {
      best = at
      bestDistance = Math.abs(at - near)
    }
  }
  return best
}

const LETTERS_BEFORE = /[\p{L}\p{N}]{2,}$/u
const LETTERS_AFTER = /^[\p{L}\p{N}]{2,}/u

/** The edge beside text added at it; a word that grew by more than a letter is still the word. */
function besideAdded(fresh: string, side: Side, from: number, to: number): number {
  const added = fresh.slice(from, to)
  if (side === 'start') {
    const grown = /[\p{L}\p{N}]/u.test(fresh[to] ?? '') ? (LETTERS_BEFORE.exec(added)?.[0].length ?? 0) : 0
    return to - grown
  }
  const grown = /[\p{L}\p{N}]/u.test(fresh[from - 1] ?? '') ? (LETTERS_AFTER.exec(added)?.[0].length ?? 0) : 0
  return from + grown
}
