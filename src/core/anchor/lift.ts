/** Reads an alignment: which letters of the old text stand where in the new one, and which of that is certain. */
import type { Alignment } from './align.ts'
import type { Asked } from './edit.ts'
import { BREAK, type Skeleton } from './skeleton.ts'
import type { Steps } from './steps.ts'

/** Letters by which two blocks may be told apart differently that are looked at. */
const AMBIGUOUS = 200
/** Letters of a word at most; a script without spaces is cut by so few that it does not matter. */
const WORD = 24
const WITHOUT_WORDS = 2

/** Blocks weighed between two chances to pause. */
const SLICE = 64

/** An alignment ready to be asked. */
export function* liftOf(alignment: Alignment): Steps<Lift> {
  const lift = new Lift(alignment)
  yield* lift.weigh()
  return lift
}

export class Lift {
  readonly alignment: Alignment
  /** Comparisons by the edge they were made for: sentences marked one after the other share their edges. */
  readonly compared = new Map<number, Asked>()
  private readonly covered: Int32Array
  /** Old letters at which the certain part of each block begins and ends. */
  private readonly sureFrom: Int32Array
  private readonly sureTo: Int32Array

  constructor(alignment: Alignment) {
    this.alignment = alignment
    const { length } = alignment.blocks
    this.covered = new Int32Array(length.length + 1)
    this.sureFrom = new Int32Array(length.length)
    this.sureTo = new Int32Array(length.length)
  }

  /** Has to be done before anything is asked. */
  *weigh(): Steps<void> {
    const { length } = this.alignment.blocks
    for (let block = 0; block < length.length; block++) {
      this.covered[block + 1] = (this.covered[block] as number) + (length[block] as number)
      this.trustWholeWords(block)
      if (block % SLICE === SLICE - 1) yield undefined
    }
  }

  /** A word that a block has only a part of may by chance begin or end alike: "duty" is no "Treasury". */
  private trustWholeWords(block: number): void {
    const { blocks, old, fresh } = this.alignment
    const first = blocks.old[block] as number
    const last = first + (blocks.length[block] as number)
    const shift = (blocks.fresh[block] as number) - first
    const isBorder = (letter: number): boolean => isWordBorder(old, letter) && isWordBorder(fresh, letter + shift)
    let from = first
    while (from < last && from - first < WORD && !isBorder(from)) from++
    let to = this.unambiguousEnd(block)
    const end = to
    while (to > first && end - to < WORD && !isBorder(to)) to--
    if (from - first === WORD) from = first + WITHOUT_WORDS
    if (end - to === WORD) to = end - WITHOUT_WORDS
    this.sureFrom[block] = from < to ? from : first
    this.sureTo[block] = from < to ? to : end
  }

  /**
   * When something was inserted or removed between two blocks, and it ends as the first block ends, then that end may as
   * well belong to what was inserted: "the horses" from "the house horses" keeps "ho" of which word? Such letters are
   * not certain.
   */
  private unambiguousEnd(block: number): number {
    const { old, fresh, blocks } = this.alignment
    const first = blocks.old[block] as number
    const oldNext = blocks.old[block + 1]
    const freshNext = blocks.fresh[block + 1]
    const end = first + (blocks.length[block] as number)
    if (oldNext === undefined || freshNext === undefined) return end
    let same = 0
    const most = Math.min(AMBIGUOUS, oldNext, freshNext)
    while (same < most && old.letters[oldNext - same - 1] === fresh.letters[freshNext - same - 1]) same++
    return Math.max(first + 1, Math.min(end, oldNext - same, first + freshNext - same - (blocks.fresh[block] as number)))
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
    return this.imageIn(this.blockAt(letter), letter)
  }

  /** The same where its block is known. */
  imageIn(block: number, letter: number): number {
    const { old, fresh } = this.alignment.blocks
    return (fresh[block] as number) + letter - (old[block] as number)
  }

  /** The last certain letter before `letter` in its stretch, or -1. */
  certainBefore(letter: number): number {
    let block = this.blockAt(letter - 1)
    if (block >= 0 && letter <= this.firstSure(block)) block--
    if (block < 0) return -1
    const found = Math.min(letter, this.sureEnd(block)) - 1
    return this.breakWithin(found, letter) ? -1 : found
  }

  /** The first certain letter at or after `letter` in its stretch, or -1. */
  certainFrom(letter: number): number {
    let block = this.blockAt(letter)
    if (block < 0 || letter >= this.sureEnd(block)) block++
    if (block >= this.sureFrom.length) return -1
    const found = Math.max(letter, this.firstSure(block))
    return this.breakWithin(letter, found) ? -1 : found
  }

  /** The first certain old letter of a block. */
  firstSure(block: number): number {
    return this.sureFrom[block] as number
  }

  /** The old letter after the last certain one of a block. */
  sureEnd(block: number): number {
    return this.sureTo[block] as number
  }

  private breakWithin(from: number, to: number): boolean {
    const { letters } = this.alignment.old
    for (let at = from; at < to; at++) if (letters[at] === BREAK) return true
    return false
  }
}

/** Index of the last of ascending numbers that is at most `value`, or -1. */
export function lastUpTo(starts: readonly number[], value: number): number {
  let low = -1
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] as number) <= value) low = middle
    else high = middle - 1
  }
  return low
}

/** Whether a word, or the text, begins at a letter or ends before it. */
function isWordBorder({ at, letters, length }: Skeleton, letter: number): boolean {
  return letter <= 0 || letter >= length || letters[letter] === BREAK || letters[letter - 1] === BREAK || (at[letter] as number) - (at[letter - 1] as number) > 1
}
