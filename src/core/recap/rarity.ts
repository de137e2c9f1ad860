/** How rare a stem is in English stories. */
import { COMMON_STEMS } from './background.ts'

const classes = new Map<string, number>()
COMMON_STEMS.forEach((stems, index) => {
  let stem = ''
  for (const [, shared = '', rest = ''] of stems.matchAll(/(\d)(\D+)/g)) {
    stem = stem.slice(0, Number(shared)) + rest
    classes.set(stem, index)
  }
})

/** Rarity of a stem from 1 (in every piece of a story) to 10 (not among the common ones), a logarithm to base 2. */
export const rarityOf = (stem: string): number => (classes.get(stem) ?? 9) + 1
