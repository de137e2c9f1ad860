/** Telling people from places, things and words that are no names at all. */
import { rarityOf } from '../recap/rarity.ts'
import { stem } from '../recap/words.ts'
import type { NameFacts } from './facts.ts'
import type { Role } from './mentions.ts'
import { PLACE_NOUNS } from './titles.ts'

/** Whether a run of capitals can be a name at all: not a word that the story writes in lower case as well. */
export function isPossibleName(facts: NameFacts): boolean {
  if (facts.core.length === 0) return true
  if (facts.core.length > 1 || facts.title !== null) return true
  const inside = facts.mentions - facts.roles.B - facts.roles.X
  // a word common in all stories counts as seen in lower case once, even where this story has not used it yet
  const common = rarityOf(stem(facts.core[0] ?? '')) <= 7 ? 1 : 0
  return inside >= 1 && facts.lower + common < Math.max(1, inside) * 0.7
}

export const PW = { Q: 3, S: 1.5, V: 1.5, R: 1, P: 0.4, L: -2, T: -2, title: 2, place: -3, full: 0.3, bias: -0.2 }

/** What the names of one group are, from all their mentions together. */
export function kindOfGroup(group: readonly NameFacts[]): 'person' | 'place-or-thing' {
  return scoreOf(group) > 0 ? 'person' : 'place-or-thing'
}

export function scoreOf(group: readonly NameFacts[]): number {
  const sum = (role: Role): number => group.reduce((total, facts) => total + facts.roles[role], 0)
  const mentions = group.reduce((total, facts) => total + facts.mentions - facts.roles.X, 0)
  let score = PW.bias
  for (const role of ['Q', 'S', 'V', 'R', 'P', 'L', 'T'] as const) score += (PW[role] * sum(role)) / Math.max(2, mentions)
  if (group.some(({ title }) => title !== null)) score += PW.title
  if (group.some(({ core }) => core.length > 1 && PLACE_NOUNS.has(core.at(-1) ?? ''))) score += PW.place
  if (group.some(({ core }) => core.length > 1)) score += PW.full
  return score
}
