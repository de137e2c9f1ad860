/**
 * Finds stretches that stand once in each of two skeletons: the fixed points of an alignment.
 *
 * Hashes (Karp and Rabin 1987) of k letters of the old text go into an open-addressing table; one scan of the new
 * text looks them up. Only hashes met exactly once on both sides count ("unique seeds", as in patience diff and in genome
 * aligners), and each is then extended to the longest exact block.
 */

import type { Skeleton } from './skeleton.ts'
import type { Steps } from './steps.ts'

/** Exact blocks: `length` letters at `old` and at `fresh`. Parallel arrays, in the order of `old`. */
export interface Blocks {
  readonly old: number[]
  readonly fresh: number[]
  readonly length: number[]
}

export const noBlocks = (): Blocks => ({ old: [], fresh: [], length: [] })

export function pushBlock(blocks: Blocks, old: number, fresh: number, length: number): void {
  blocks.old.push(old)
  blocks.fresh.push(fresh)
  blocks.length.push(length)
}

/** A part `[from, to)` of a skeleton's letters. */
export interface Part {
  readonly from: number
  readonly to: number
}

const BASE = 0x01000193
const GOLD = 0x9e3779b1
const NONE = -1
const MANY = -2
/** Seeds extended between two chances to pause. */
const SLICE = 256
/** Blocks back that a new seed is compared with, so that a block is extended once and not once a seed. */
const RECENT = 4

/** The letters of a text with the sums that give the hash of any run of them in one step (Karp and Rabin's, kept as prefixes). */
export interface Hashed {
  readonly letters: Uint16Array
  /** One more than there are letters: the hash of all letters before each. */
  readonly sums: Int32Array
}

/** Room for the sums of a skeleton; `sumUp` fills it. */
export const unsummed = ({ letters, length }: Skeleton): Hashed => ({ letters, sums: new Int32Array(length + 1) })

/** Fills the sums of `[from, to)`; parts come in order. */
export function sumUp({ letters, sums }: Hashed, from: number, to: number): void {
  let sum = sums[from] as number
  for (let at = from; at < to; ) {
    sum = (Math.imul(sum, BASE) + (letters[at] as number)) | 0
    sums[++at] = sum
  }
}

export class SeedTable {
  private readonly old: Hashed
  private readonly k: number
  private readonly slots: Int32Array
  private readonly shift: number
  private readonly hashes: Int32Array
  private readonly places: Int32Array
  private readonly hits: Int32Array
  private readonly lead: number
  private count = 0

  /** @param capacity the most seeds that will be added. */
  constructor(old: Hashed, k: number, capacity: number) {
    this.old = old
    this.k = k
    const bits = Math.max(4, 32 - Math.clz32(capacity * 2))
    this.slots = new Int32Array(1 << bits)
    this.shift = 32 - bits
    this.hashes = new Int32Array(capacity)
    this.places = new Int32Array(capacity)
    this.hits = new Int32Array(capacity).fill(NONE)
    let lead = 1
    for (let step = 0; step < k; step++) lead = Math.imul(lead, BASE)
    this.lead = lead
  }

  /** Adds every `step`th seed that lies within `[from, to)` of the old letters. */
  add(from: number, to: number, step: number): void {
    const { k, slots, shift, hashes, places, hits, lead } = this
    const { sums } = this.old
    const mask = slots.length - 1
    let { count } = this
    for (let at = from; at + k <= to && count < hashes.length; at += step) {
      const hash = ((sums[at + k] as number) - Math.imul(sums[at] as number, lead)) | 0
      let slot = Math.imul(hash, GOLD) >>> shift
      let entry = slots[slot] as number
      while (entry !== 0 && hashes[entry - 1] !== hash) {
        slot = (slot + 1) & mask
        entry = slots[slot] as number
      }
      if (entry !== 0) {
        hits[entry - 1] = MANY
        continue
      }
      hashes[count] = hash
      places[count] = at
      slots[slot] = ++count
    }
    this.count = count
  }

  /** Looks up every seed within `[from, to)` of the new letters; call it for several parts that share no seed. */
  scan({ sums }: Hashed, from: number, to: number): void {
    const { k, slots, shift, hashes, hits, lead } = this
    const mask = slots.length - 1
    if (this.count === 0) return
    for (let at = from, end = from + k; end <= to; at++, end++) {
      const hash = ((sums[end] as number) - Math.imul(sums[at] as number, lead)) | 0
      let slot = Math.imul(hash, GOLD) >>> shift
      let entry = slots[slot] as number
      while (entry !== 0) {
        if (hashes[--entry] === hash) {
          hits[entry] = hits[entry] === NONE ? at : MANY
          break
        }
        slot = (slot + 1) & mask
        entry = slots[slot] as number
      }
    }
  }

  /** The unique seeds, extended to the longest blocks that stay within the two parts. */
  *blocks({ letters: fresh }: Hashed, oldPart: Part, freshPart: Part): Steps<Blocks> {
    const { k, places, hits } = this
    const { letters } = this.old
    const found = noBlocks()
    for (let entry = 0; entry < this.count; entry++) {
      if (entry % SLICE === SLICE - 1) yield undefined
      const hit = hits[entry] as number
      const place = places[entry] as number
      if (hit < 0 || isInRecent(found, place, hit)) continue
      let same = 0
      while (same < k && letters[place + same] === fresh[hit + same]) same++
      if (same < k) continue
      let before = 0
      const most = Math.min(place - oldPart.from, hit - freshPart.from)
      while (before < most && letters[place - before - 1] === fresh[hit - before - 1]) before++
      let length = k
      const longest = Math.min(oldPart.to - place, freshPart.to - hit)
      while (length < longest && letters[place + length] === fresh[hit + length]) length++
      pushBlock(found, place - before, hit - before, length + before)
    }
    return found
  }
}

function isInRecent(blocks: Blocks, old: number, fresh: number): boolean {
  for (let back = 1; back <= RECENT; back++) {
    const index = blocks.old.length - back
    if (index < 0) return false
    const begin = blocks.old[index] as number
    if (old - begin === fresh - (blocks.fresh[index] as number) && old < begin + (blocks.length[index] as number)) return true
  }
  return false
}
