/**
 * Picks, out of exact blocks, the colinear chain that explains most text with the fewest jumps.
 *
 * Dynamic programming over blocks with a concave cost for every change of the distance between the texts, as minimap2
 * does for genomes (Li 2018, section 2.1.1). Because a jump costs, a chance repeat cannot drag the chain away; because
 * the cost is capped, a truly inserted scene can still be crossed.
 */
import { noBlocks, pushBlock, type Blocks } from './seeds.ts'
import type { Steps } from './steps.ts'

/** How far the new text has drifted from the old at a letter, in characters of text. */
export type DriftAt = (old: number, fresh: number) => number

export interface ChainEnds {
  /** The drift of what is already aligned before and after; undefined when nothing is. */
  readonly before?: number | undefined
  readonly after?: number | undefined
}

/** Blocks back that may precede one. */
const LOOK_BACK = 64
/** Blocks chained between two chances to pause. */
const SLICE = 64
/** Letters left of a block after cutting what overlaps its predecessor that still make it worth keeping. */
const LEAST = 4

/** What a change of drift costs, in letters. */
const jumpCost = (from: number, to: number): number => (from === to ? 0 : Math.min(60, 2 + 0.02 * Math.abs(from - to)))

/** The best chain, its blocks cut where they overlapped; `rest` are the blocks it leaves out. */
export function* chainOf(blocks: Blocks, driftAt: DriftAt, ends: ChainEnds = {}): Steps<{ readonly chain: Blocks; readonly rest: number[] }> {
  const count = blocks.old.length
  const drift = new Float64Array(count)
  for (let index = 0; index < count; index++) drift[index] = driftAt(blocks.old[index] as number, blocks.fresh[index] as number)
  const from = yield* bestBefore(blocks, drift, ends)
  const picked: number[] = []
  for (let index = from.last; index >= 0; index = from.previous[index] as number) picked.push(index)
  picked.reverse()
  return { chain: cutOverlaps(blocks, picked), rest: leftOut(count, picked) }
}

function* bestBefore(blocks: Blocks, drift: Float64Array, ends: ChainEnds): Steps<{ readonly previous: Int32Array; readonly last: number }> {
  const count = blocks.old.length
  const score = new Float64Array(count)
  /** The best score of any block up to each: what cannot be bettered need not be looked at. */
  const bestYet = new Float64Array(count)
  const previous = new Int32Array(count).fill(-1)
  let last = -1
  let lastScore = 0
  for (let index = 0; index < count; index++) {
    if (index % SLICE === SLICE - 1) yield undefined
    const length = blocks.length[index] as number
    let best = length - (ends.before === undefined ? 0 : jumpCost(ends.before, drift[index] as number))
    for (let other = index - 1; other >= 0 && other >= index - LOOK_BACK && (bestYet[other] as number) + length > best; other--) {
      const overlap = overlapOf(blocks, other, index)
      if (overlap >= length) continue
      const through = (score[other] as number) + length - overlap - jumpCost(drift[other] as number, drift[index] as number)
      if (through <= best) continue
      best = through
      previous[index] = other
    }
    score[index] = best
    bestYet[index] = index > 0 ? Math.max(best, bestYet[index - 1] as number) : best
    const whole = best - (ends.after === undefined ? 0 : jumpCost(drift[index] as number, ends.after))
    if (whole > lastScore) {
      lastScore = whole
      last = index
    }
  }
  return { previous, last }
}

/** Letters by which block `a` runs into block `b`; more than `b` has when `b` does not come after `a`. */
function overlapOf(blocks: Blocks, a: number, b: number): number {
  const oldA = blocks.old[a] as number
  const oldB = blocks.old[b] as number
  const freshA = blocks.fresh[a] as number
  const freshB = blocks.fresh[b] as number
  if (oldB <= oldA || freshB <= freshA) return Infinity
  const length = blocks.length[a] as number
  return Math.max(0, oldA + length - oldB, freshA + length - freshB)
}

function cutOverlaps(blocks: Blocks, picked: readonly number[]): Blocks {
  const chain = noBlocks()
  let oldEnd = -1
  let freshEnd = -1
  for (const index of picked) {
    const old = blocks.old[index] as number
    const fresh = blocks.fresh[index] as number
    const cut = Math.max(0, oldEnd - old, freshEnd - fresh)
    const length = (blocks.length[index] as number) - cut
    if (length < LEAST) continue
    pushBlock(chain, old + cut, fresh + cut, length)
    oldEnd = old + cut + length
    freshEnd = fresh + cut + length
  }
  return chain
}

function leftOut(count: number, picked: readonly number[]): number[] {
  const rest: number[] = []
  let next = 0
  for (let index = 0; index < count; index++) {
    if (picked[next] === index) next++
    else rest.push(index)
  }
  return rest
}
