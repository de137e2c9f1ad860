/** All mentions of all possible names in a view, added up. */
import type { View } from '../recap/view.ts'
import { tallies, type StoryPlace } from './counts.ts'
import type { Role } from './mentions.ts'
import { EPITHETS, titleOf } from './titles.ts'

/** One name as it is written, with everything counted about it. */
export interface NameFacts {
  readonly name: string
  /** The name without title and epithet, in lower case, split; empty for a title that stands alone. */
  readonly core: readonly string[]
  /** Its title in lower case, where it has one, and the pronoun the title goes with. */
  readonly title: string | null
  readonly pronoun: 'she' | 'he' | 'any' | null
  readonly roles: Readonly<Record<Role, number>>
  readonly mentions: number
  /** Where it was met, in story order; of long stretches behind (arcs) only the first and the last place. */
  readonly places: readonly StoryPlace[]
  /** How often "he" or "she" follows it as its subject. */
  readonly he: number
  readonly she: number
  /** How often its lower-case twin occurs. */
  readonly lower: number
}

const NO_ROLES: Readonly<Record<Role, number>> = { Q: 0, S: 0, A: 0, V: 0, P: 0, L: 0, O: 0, D: 0, R: 0, T: 0, M: 0, B: 0, X: 0, K: 0 }

function partsOf(name: string): Pick<NameFacts, 'core' | 'title' | 'pronoun'> {
  const words = name.split(' ')
  let title: string | null = null
  let pronoun: NameFacts['pronoun'] = null
  while (words.length > 0) {
    const head = words[0] ?? ''
    const found = titleOf(head)
    if (found === null && (words.length === 1 || !EPITHETS.has(head.toLowerCase()))) break
    if (found !== null && words.length === 1 && title === null && name !== head) break
    if (found !== null && (pronoun === null || pronoun === 'any')) {
      pronoun = found
      title = head.toLowerCase().replace(/\.$/, '')
    }
    words.shift()
  }
  return { core: words.map((word) => word.toLowerCase()), title, pronoun }
}

/** The facts of every possible name, in order of first mention. */
export function factsOf(seen: View): NameFacts[] {
  return [...tallies(seen.chapters, seen.arcs)].map(([name, { marks, places, lower }]) => {
    const roles = { ...NO_ROLES }
    let mentions = 0
    for (const [mark, times] of marks) {
      if (mark === 'H' || mark === 'W') continue
      roles[mark] += times
      mentions += times
    }
    return { name, ...partsOf(name), roles, mentions, places, he: marks.get('H') ?? 0, she: marks.get('W') ?? 0, lower }
  })
}
