/**
 * One alignment of all that is known of a chapter's old text with its text of today.
 *
 * As genomes are aligned: unique seeds give exact blocks, the best colinear chain of blocks is the backbone, and only the
 * gaps between neighbours of the chain are searched again with shorter seeds, unique within the gap. That last step is
 * what tells verbatim repeats apart: the gap is bounded by text that is certain, however far away it is.
 */
import { chainOf } from './chain.ts'
import { noBlocks, pushBlock, SeedTable, sumUp, unsummed, type Blocks, type Hashed, type Part } from './seeds.ts'
import { BREAK, CALL, SkeletonBuilder, STEP, type Skeleton } from './skeleton.ts'
import type { Steps } from './steps.ts'
import { sparseSkeleton, stoodAt, type Sparse } from './windows.ts'

export interface Alignment {
  readonly sparse: Sparse
  readonly old: Skeleton
  readonly text: string
  readonly fresh: Skeleton
  /** Exact blocks in the order of both texts, not overlapping. */
  readonly blocks: Blocks
  /** Exact blocks that stand elsewhere than the order of the text would have them. */
  readonly strays: Blocks
}

/** Letters of a seed for the whole text, and then for gaps. Sixteen letters rarely repeat by chance in a book. */
const SEED = 16
const SEED_STEP = 4
const GAP_SEEDS = [12, 8, 6]
/** A gap of fewer letter pairs is left to the letter by letter comparison where an edge needs it. */
const SMALL_GAP = 4096
/** Gaps filled between two chances to pause. */
const GAPS = 32

/** Part of both skeletons between two blocks of the chain; `open` where the chain has not begun or has ended. */
interface Gap {
  readonly old: Part
  readonly fresh: Part
  readonly openBefore: boolean
  readonly openAfter: boolean
}

/** Folds a text in steps. */
export function* foldInSteps(text: string): Steps<Skeleton> {
  const builder = new SkeletonBuilder(text.length)
  yield* builder.addInSteps(text, 0, text.length)
  return builder.finish()
}

/** Aligns a sparse old text with today's. */
export function* align(sparse: Sparse, text: string, fresh: Skeleton): Steps<Alignment> {
  const old = yield* sparseSkeleton(sparse)
  const aligner = new Aligner(sparse, old, fresh)
  yield* aligner.prepare()
  const { chain, strays } = yield* aligner.backbone()
  return { sparse, old, text, fresh, blocks: yield* aligner.fillAll(chain), strays }
}

class Aligner {
  private readonly sparse: Sparse
  private readonly old: Skeleton
  private readonly fresh: Skeleton
  private readonly oldHashed: Hashed
  private readonly freshHashed: Hashed

  constructor(sparse: Sparse, old: Skeleton, fresh: Skeleton) {
    this.sparse = sparse
    this.old = old
    this.fresh = fresh
    this.oldHashed = unsummed(old)
    this.freshHashed = unsummed(fresh)
  }

  /** What every search for seeds needs. */
  *prepare(): Steps<void> {
    for (const [hashed, length] of [[this.oldHashed, this.old.length], [this.freshHashed, this.fresh.length]] as const) {
      for (let at = 0; at < length; at += CALL) {
        sumUp(hashed, at, Math.min(at + CALL, length))
        if (at % STEP === STEP - CALL) yield undefined
      }
    }
  }

  *backbone(): Steps<{ readonly chain: Blocks; readonly strays: Blocks }> {
    const { old, fresh } = this
    const found = yield* this.uniqueBlocks({ from: 0, to: old.length }, [{ from: 0, to: fresh.length }], SEED, SEED_STEP)
    const { chain, rest } = yield* chainOf(found, this.driftAt)
    const strays = noBlocks()
    rest.sort((a, b) => (found.old[a] as number) - (found.old[b] as number))
    for (const index of rest) pushBlock(strays, found.old[index] as number, found.fresh[index] as number, found.length[index] as number)
    return { chain, strays }
  }

  /** The chain with everything that its gaps gave. */
  *fillAll(chain: Blocks): Steps<Blocks> {
    const { old, fresh } = this
    const whole = { old: { from: 0, to: old.length }, fresh: { from: 0, to: fresh.length }, openBefore: true, openAfter: true }
    const filled = noBlocks()
    yield* this.between(whole, chain, 0, filled)
    return filled
  }

  private readonly driftAt = (old: number, fresh: number): number =>
    (this.fresh.at[fresh] as number) - stoodAt(this.sparse, this.old.at[old] as number)

  /** Walks the gaps left by `chain` within `gap`, filling each with the seeds of `level`. */
  private *between(gap: Gap, chain: Blocks, level: number, into: Blocks): Steps<void> {
    let old = gap.old.from
    let fresh = gap.fresh.from
    let openBefore = gap.openBefore
    for (let index = 0; index < chain.old.length; index++) {
      const oldAt = chain.old[index] as number
      const freshAt = chain.fresh[index] as number
      const length = chain.length[index] as number
      yield* this.fill({ old: { from: old, to: oldAt }, fresh: { from: fresh, to: freshAt }, openBefore, openAfter: false }, level, into)
      pushBlock(into, oldAt, freshAt, length)
      old = oldAt + length
      fresh = freshAt + length
      openBefore = false
      if (index % GAPS === GAPS - 1) yield undefined
    }
    yield* this.fill({ old: { from: old, to: gap.old.to }, fresh: { from: fresh, to: gap.fresh.to }, openBefore, openAfter: gap.openAfter }, level, into)
  }

  private *fill(gap: Gap, level: number, into: Blocks): Steps<void> {
    const k = GAP_SEEDS[level]
    const oldLength = gap.old.to - gap.old.from
    const freshLength = gap.fresh.to - gap.fresh.from
    if (k === undefined || oldLength < k || freshLength < k) return
    if (!gap.openBefore && !gap.openAfter && oldLength * freshLength <= SMALL_GAP) return
    const parts = this.partsToSearch(gap, level)
    if (parts.length === 0) return
    const found = yield* this.uniqueBlocks(gap.old, parts, k, 1)
    const { chain } = yield* chainOf(found, this.driftAt, {
      before: gap.openBefore ? undefined : this.driftAt(gap.old.from - 1, gap.fresh.from - 1),
      after: gap.openAfter ? undefined : this.driftAt(gap.old.to, gap.fresh.to),
    })
    yield* this.between(gap, chain, level + 1, into)
  }

  /** Where in the new text a gap's old letters may be: all of a gap of like size, else only near its certain ends. */
  private partsToSearch(gap: Gap, level: number): Part[] {
    const { from, to } = gap.fresh
    const reach = 2 * (gap.old.to - gap.old.from) + 100
    if (to - from <= 2 * reach || (level === 0 && this.holdsBreak(gap.old))) return [gap.fresh]
    const parts: Part[] = []
    if (!gap.openBefore) parts.push({ from, to: from + reach })
    if (!gap.openAfter) parts.push({ from: to - reach, to })
    return parts
  }

  private holdsBreak({ from, to }: Part): boolean {
    const { letters } = this.old
    for (let at = from; at < to; at++) if (letters[at] === BREAK) return true
    return false
  }

  private *uniqueBlocks(old: Part, parts: readonly Part[], k: number, step: number): Steps<Blocks> {
    const table = new SeedTable(this.oldHashed, k, Math.ceil((old.to - old.from) / step))
    for (let at = old.from; at < old.to; at += STEP) {
      for (let call = at; call < Math.min(at + STEP, old.to); call += CALL) table.add(call, Math.min(call + CALL + k - 1, at + STEP + k - 1, old.to), step)
      if (old.to - at > STEP) yield undefined
    }
    for (const part of parts) {
      for (let at = part.from; at < part.to; at += STEP) {
        for (let call = at; call < Math.min(at + STEP, part.to); call += CALL) table.scan(this.freshHashed, call, Math.min(call + CALL + k - 1, part.to))
        if (part.to - at > STEP) yield undefined
      }
    }
    return yield* table.blocks(this.freshHashed, old, { from: (parts[0] as Part).from, to: (parts.at(-1) as Part).to })
  }
}
