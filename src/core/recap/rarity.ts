/** How rare a stem is in English stories. */
import { COMMON_STEMS } from './background.ts'

let classes: ReadonlyMap<string, number> | undefined
/** Each common stem's class; unpacked when first asked, since most of what carries this list never asks. */
function unpacked(): ReadonlyMap<string, number> {
  const made = new Map<string, number>()
  COMMON_STEMS.forEach((stems, index) => {
    let stem = ''
    for (const [, shared = '', rest = ''] of stems.matchAll(/(\d)(\D+)/g)) {
      stem = stem.slice(0, Number(shared)) + rest
      made.set(stem, index)
    }
  })
  return made
}

/** Rarity of a stem from 1 (in every piece of a story) to 10 (not among the common ones), a logarithm to base 2. */
export const rarityOf = (stem: string): number => ((classes ??= unpacked()).get(stem) ?? 9) + 1
