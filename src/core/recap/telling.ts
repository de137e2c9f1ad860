/** How much a word belongs to the telling of what happened, rather than to how it looked. */
import { baseOf } from './irregular.ts'
import { TOLD_STEMS } from './told-words.ts'

/** What a word tells of which nothing is known. */
const USUAL = -0.35

const known = new Map<string, number>()
for (const [telling, stems] of TOLD_STEMS) for (const one of stems.split(' ')) known.set(one, telling)

/** About -2.5 ("nod", "lip") to 2 ("reveal", "attack"): a logarithm of how much more often people use the stem in telling. */
export const tellingOf = (stem: string): number => known.get(baseOf(stem)) ?? USUAL

/** The same above what is usual, over all of a text's different stems, tempered by their number. */
export function tellingOfAll(stems: ReadonlySet<string>): number {
  let sum = 0
  for (const one of stems) sum += tellingOf(one) - USUAL
  return sum / Math.sqrt(stems.size + 1)
}
