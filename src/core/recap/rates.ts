/**
 * How often a telling of a chapter would use each of its words.
 *
 * A Poisson rate for each stem; the weights were fitted on SQuALITY's summaries (dev split, CC BY 4.0) and rounded.
 */
import type { Digest } from './digest.ts'
import { unpack } from './packed.ts'
import { rarityOf } from './rarity.ts'
import { tellingOf } from './telling.ts'

const USUAL = -2.95
const OFTEN = 0.75
const SPREAD = 0.45
const RARITY = -0.12
const OFTEN_AND_RARE = 0.058
const NAME = 1.15
const OFTEN_NAME = -0.29
const TELLING = 1
/** A name is neither a word of telling nor of looks. */
const NEITHER = -0.35
const HIGHEST = 6
/** How often a stem is taken to be met of which the digest keeps no places. */
const SELDOM = 1.3
const TENTHS = 10

/** The rate of each stem for a telling of about 200 words. */
export function ratesOf(digest: Digest, names: ReadonlySet<string>): (stem: string) => number {
  const places = new Map(digest.concepts.map(([stem, packed]) => [stem, unpack(packed).map(({ paragraph }) => paragraph)]))
  return (stem) => {
    const at = places.get(stem) ?? []
    const often = Math.log(Math.max(SELDOM, at.length))
    const spread = new Set(at.map((paragraph) => Math.floor((TENTHS * paragraph) / digest.paragraphs))).size / TENTHS
    const rarity = rarityOf(stem)
    const base = USUAL + OFTEN * often + SPREAD * spread + RARITY * rarity + OFTEN_AND_RARE * often * rarity
    const kind = names.has(stem) ? NAME + OFTEN_NAME * often + TELLING * NEITHER : TELLING * tellingOf(stem)
    return Math.min(HIGHEST, Math.exp(base + kind))
  }
}

/** The chance that a word used `times` times already is wanted once more: a Poisson count of this rate is higher. */
export function shareNew(rate: number, times: number): number {
  let one = Math.exp(-rate)
  let all = one
  for (let count = 1; count <= times; count++) {
    one *= rate / count
    all += one
  }
  return 1 - all
}
