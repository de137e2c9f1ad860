/** All mentions of all possible names in a view, added up. */
import { unpack } from '../recap/packed.ts'
import type { View } from '../recap/view.ts'
import type { Mark, Role } from './mentions.ts'
import { EPITHETS, titleOf } from './titles.ts'

/** A place in the story: chapter order and paragraph. */
export interface StoryPlace {
  readonly order: number
  readonly paragraph: number
}

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
  readonly places: readonly StoryPlace[]
  /** How often "he" or "she" follows it as its subject. */
  readonly he: number
  readonly she: number
  /** How often its lower-case twin occurs. */
  readonly lower: number
}

const NO_ROLES: Readonly<Record<Role, number>> = { Q: 0, S: 0, V: 0, P: 0, L: 0, R: 0, T: 0, M: 0, B: 0, X: 0 }

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
  const found = new Map<string, { roles: Record<Role, number>; places: StoryPlace[]; he: number; she: number }>()
  const lower = new Map<string, number>()
  for (const { order, digest } of seen.chapters) {
    for (const [name, packed] of digest.names) {
      const facts = found.get(name) ?? { roles: { ...NO_ROLES }, places: [], he: 0, she: 0 }
      found.set(name, facts)
      for (const { paragraph, letter } of unpack<Mark>(packed)) {
        if (letter === 'H') facts.he++
        else if (letter === 'W') facts.she++
        else {
          facts.roles[letter]++
          facts.places.push({ order, paragraph })
        }
      }
    }
    for (const [word, packed] of digest.lower) lower.set(word, (lower.get(word) ?? 0) + unpack(packed).length)
  }
  return [...found].map(([name, { roles, places, he, she }]) => ({
    name,
    ...partsOf(name),
    roles,
    mentions: places.length,
    places,
    he,
    she,
    lower: name.includes(' ') ? 0 : (lower.get(name.toLowerCase()) ?? 0),
  }))
}
