/** Carries a passage's edges from the old text over to the new through an alignment. */
import { ADDED, compare, GONE, MOST_CELLS, SAME, type Asked, type Comparison, type Question } from './edit.ts'
import type { Lift } from './lift.ts'
import { letterAt } from './skeleton.ts'
import { stretchAt } from './windows.ts'

export type Side = 'start' | 'end'

/** Unaligned text around an edge, in both texts, between letters that are certain. */
interface Surroundings {
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

/** Where the edge at `offset` of the sparse old text, before `letter` of its skeleton, stands today; null when nothing near it survived. */
export function liftEdge(lift: Lift, offset: number, side: Side, letter: number = letterAt(lift.alignment.old, offset)): number | null {
  const sure = edgeBetweenSame(lift, offset, letter, lift.blockAt(letter))
  if (sure >= 0) return sure
  const around = surroundings(lift, offset, letter)
  if (!around) return null
  const { sparse, text } = lift.alignment
  const old = sparse.text.slice(around.oldFrom, around.oldTo)
  const fresh = text.slice(around.freshFrom, around.freshTo)
  const edge = offset - around.oldFrom
  if (old === fresh) return around.freshFrom + edge
  if (old.length * fresh.length <= MOST_CELLS) {
    const known = lift.compared.get(offset)
    const asked = known ?? askAbout(old, fresh, edge, around)
    if (!known) lift.compared.set(offset, asked)
    return around.freshFrom + asked.head + edgeThrough(asked.comparison, asked.question, side)
  }
  return around.freshFrom + edgeInLong(old, fresh, edge, side, around)
}

/** The usual case, and so the quick one: the edge before `letter` of `block` lies between two certain letters with the same marks between them. -1 otherwise. */
export function edgeBetweenSame(lift: Lift, offset: number, letter: number, block: number): number {
  const { old, fresh, sparse, text } = lift.alignment
  if (block < 0 || letter <= lift.firstSure(block) || letter >= lift.sureEnd(block)) return -1
  const image = lift.imageIn(block, letter)
  const from = (old.at[letter - 1] as number) + 1
  const to = old.at[letter] as number
  const freshFrom = (fresh.at[image - 1] as number) + 1
  if ((fresh.at[image] as number) - freshFrom !== to - from) return -1
  const shift = freshFrom - from
  for (let at = from; at < to; at++) if (sparse.text.charCodeAt(at) !== text.charCodeAt(at + shift)) return -1
  return offset + shift
}

/** Compares what lies around an edge, leaving out all that is beyond doubt. */
function askAbout(old: string, fresh: string, edge: number, { looseStart, looseEnd }: Surroundings): Asked {
  const before = sharedBefore(old, fresh, edge)
  const cut = before ?? { old: 0, fresh: 0 }
  const after = sharedAfter(old, fresh, edge, cut.fresh) ?? { old: old.length, fresh: fresh.length }
  const near = { old: old.slice(cut.old, after.old), fresh: fresh.slice(cut.fresh, after.fresh) }
  const at = edge - cut.old
  const isLooseStart = looseStart && before === null
  const isLooseEnd = looseEnd && after.old === old.length
  const [begins, ends] = sameEnds(near.old, near.fresh)
  const head = isLooseStart ? 0 : spaceBefore(near.old, Math.min(begins, at))
  const tail = isLooseEnd ? 0 : spaceAfter(near.old, Math.min(ends, near.old.length - at))
  const question = {
    old: near.old.slice(head, near.old.length - tail), fresh: near.fresh.slice(head, near.fresh.length - tail), edge: at - head,
    looseStart: isLooseStart, looseEnd: isLooseEnd,
  }
  return { question, comparison: compare(question), head: cut.fresh + head }
}

/** Code units up to here are white space. */
const SPACES = 32
/** Characters that stand once in each of two texts this short only where one is the other. */
const SHARED = 12
const SHARED_STEP = 4

interface Both {
  readonly old: number
  readonly fresh: number
}

/** Where a piece begins that both texts have once, the last one before an edge; null without one. */
function sharedBefore(old: string, fresh: string, edge: number): Both | null {
  for (let at = edge - SHARED; at >= 0; at -= SHARED_STEP) {
    const found = findOnce(old, fresh, at)
    if (found >= 0) return { old: at, fresh: found }
  }
  return null
}

/** Where a piece ends that both texts have once, the first one after an edge. */
function sharedAfter(old: string, fresh: string, edge: number, from: number): Both | null {
  for (let at = edge; at + SHARED <= old.length; at += SHARED_STEP) {
    const found = findOnce(old, fresh, at)
    if (found >= from) return { old: at + SHARED, fresh: found + SHARED }
  }
  return null
}

function findOnce(old: string, fresh: string, at: number): number {
  const piece = old.slice(at, at + SHARED)
  const found = fresh.indexOf(piece)
  return found >= 0 && fresh.indexOf(piece, found + 1) < 0 && old.indexOf(piece) === at && old.indexOf(piece, at + 1) < 0 ? found : -1
}

/** How far two texts are the same from their beginnings and from their ends; nowhere where it could be either. */
function sameEnds(old: string, fresh: string): readonly [number, number] {
  const most = Math.min(old.length, fresh.length)
  let begins = 0
  while (begins < most && old.charCodeAt(begins) === fresh.charCodeAt(begins)) begins++
  let ends = 0
  while (ends < most && old.charCodeAt(old.length - ends - 1) === fresh.charCodeAt(fresh.length - ends - 1)) ends++
  return begins + ends > most ? [0, 0] : [begins, ends]
}

/**
 * Of the first characters of a text, so many that what is left begins with a space: words and paragraphs come and go from
 * there.
 */
function spaceBefore(text: string, most: number): number {
  let at = most
  while (at > 0 && text.charCodeAt(at - 1) > SPACES) at--
  return Math.max(0, at - 1)
}

/** The same of its last characters: what is left ends with a space. */
function spaceAfter(text: string, most: number): number {
  let at = most
  while (at > 0 && text.charCodeAt(text.length - at) > SPACES) at--
  return Math.max(0, at - 1)
}

/** The unaligned text around an edge that stands before an old letter. */
function surroundings(lift: Lift, offset: number, letter: number): Surroundings | null {
  const { old, fresh, text } = lift.alignment
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
