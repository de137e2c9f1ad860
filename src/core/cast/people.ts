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

export const PW = { Q: 1.2, speaks: 1.6, S: 1.3, V: 0, R: 1.2, P: 1.5, L: -5, T: -3, title: 2, place: -3, full: 0.6, often: 0.35, share: 0.5, lower: -5, hyphen: -1.5, skill: -8, bias: 1.3 }

/** What the names of one group are, from all their mentions together; `all` is how often anybody is named in the view. */
export function kindOfGroup(group: readonly NameFacts[], all: number): 'person' | 'place-or-thing' {
  // a title makes a person of a name met only once, of which nothing else can be known
  const [only] = group
  if (group.length === 1 && only?.mentions === 1 && only.title !== null && only.core.length > 0) return 'person'
  return scoreOf(group, all) > 0 ? 'person' : 'place-or-thing'
}

export function scoreOf(group: readonly NameFacts[], all: number): number {
  const sum = (role: Role): number => group.reduce((total, facts) => total + facts.roles[role], 0)
  const mentions = Math.max(1, group.reduce((total, facts) => total + facts.mentions - facts.roles.X, 0))
  let score = PW.bias + PW.often * Math.log(mentions) + PW.share * Math.max(-7, Math.log(mentions / Math.max(all, 100)))
  for (const role of ['Q', 'S', 'V', 'R', 'P', 'L', 'T'] as const) score += (PW[role] * sum(role)) / Math.max(2, mentions)
  if (sum('K') > 0) score += PW.skill
  if (sum('Q') > 0) score += PW.speaks
  if (group.some(({ title }) => title !== null)) score += PW.title
  if (group.some(({ core }) => core.length > 1 && (PLACE_NOUNS.has(core.at(-1) ?? '') || /^(?:st|saint)\.?$/.test(core[0] ?? '')))) score += PW.place
  if (group.some(({ core }) => core.length > 1)) score += PW.full
  if (group.every(({ name }) => name.includes('-'))) score += PW.hyphen
  return score + (PW.lower * Math.max(...group.map(({ lower }) => lower))) / mentions
}
