/** Reads an alignment: which letters of the old text stand where in the new one, and which of that is certain. */
import type { Alignment } from './align.ts'
import type { Comparison } from './edit.ts'
import { BREAK } from './skeleton.ts'

/** Letters by which two blocks may be told apart differently that are looked at. */
const AMBIGUOUS = 200

export class Lift {
  readonly alignment: Alignment
  /** Comparisons by the edge they were made for: sentences marked one after the other share their edges. */
  readonly compared = new Map<number, Comparison>()
  private readonly covered: Int32Array
  /** How many letters of each block are certain. */
  private readonly sure: Int32Array

  constructor(alignment: Alignment) {
    this.alignment = alignment
    const { length } = alignment.blocks
    this.covered = new Int32Array(length.length + 1)
    this.sure = Int32Array.from(length)
    for (let block = 0; block < length.length; block++) {
      this.covered[block + 1] = (this.covered[block] as number) + (length[block] as number)
      if (block > 0) this.sure[block - 1] = this.sureLetters(block - 1)
    }
  }

  /**
   * When something was inserted or removed between two blocks, and it ends as the first block ends, then that end may as
   * well belong to what was inserted: "the horses" from "the house horses" keeps "ho" of which word? Such letters are
   * not certain.
   */
  private sureLetters(block: number): number {
    const { old, fresh, blocks } = this.alignment
    const oldNext = blocks.old[block + 1] as number
    const freshNext = blocks.fresh[block + 1] as number
    let same = 0
    const most = Math.min(AMBIGUOUS, oldNext, freshNext)
    while (same < most && old.letters[oldNext - same - 1] === fresh.letters[freshNext - same - 1]) same++
    const kept = Math.min(oldNext - same - (blocks.old[block] as number), freshNext - same - (blocks.fresh[block] as number))
    return Math.max(1, Math.min(blocks.length[block] as number, kept))
  }

  /** Index of the last block that begins at or before an old letter, or -1. */
  blockAt(letter: number): number {
    return lastUpTo(this.alignment.blocks.old, letter)
  }

  /** Index of the last block that begins at or before a new letter, or -1. */
  blockAtFresh(letter: number): number {
    return lastUpTo(this.alignment.blocks.fresh, letter)
  }

  /** How many of the old letters before `letter` are aligned. */
  aligned(letter: number): number {
    const block = this.blockAt(letter)
    if (block < 0) return 0
    const { old, length } = this.alignment.blocks
    return (this.covered[block] as number) + Math.min(letter - (old[block] as number), length[block] as number)
  }

  /** The new letter that a certain old letter is. */
  image(letter: number): number {
    const { old, fresh } = this.alignment.blocks
    const block = this.blockAt(letter)
    return (fresh[block] as number) + letter - (old[block] as number)
  }

  /** The last certain letter before `letter` in its stretch, or -1. */
  certainBefore(letter: number): number {
    const block = this.blockAt(letter - 1)
    if (block < 0) return -1
    const found = Math.min(letter, this.sureEnd(block)) - 1
    return this.breakWithin(found, letter) ? -1 : found
  }

  /** The first certain letter at or after `letter` in its stretch, or -1. */
  certainFrom(letter: number): number {
    const block = this.blockAt(letter)
    if (block >= 0 && letter < this.sureEnd(block)) return letter
    const found = this.alignment.blocks.old[block + 1]
    return found === undefined || this.breakWithin(letter, found) ? -1 : found
  }

  /** The old letter after the last certain one of a block. */
  sureEnd(block: number): number {
    return (this.alignment.blocks.old[block] as number) + (this.sure[block] as number)
  }

  private breakWithin(from: number, to: number): boolean {
    const { letters } = this.alignment.old
    for (let at = from; at < to; at++) if (letters[at] === BREAK) return true
    return false
  }
}

function lastUpTo(starts: readonly number[], value: number): number {
  let low = -1
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= value) low = middle
    else high = middle - 1
  }
  return low
}
