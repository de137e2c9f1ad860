/** Telling people from places, things and words that are no names at all. */
import { rarityOf } from '../recap/rarity.ts'
import { stem } from '../recap/words.ts'
import type { NameFacts } from './facts.ts'
import type { Link } from './links.ts'
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

/** Who stands beside a person ("Willow and Gunn") is more likely one. */
const BESIDE = 1.5

/** What the names of each group are, from all their mentions together; `links` say who was named side by side. */
export function kindsOf(groups: readonly (readonly NameFacts[])[], links: readonly Link[]): ('person' | 'place-or-thing')[] {
  const all = groups.reduce((sum, group) => sum + group.reduce((own, { mentions }) => own + mentions, 0), 0)
  const scores = groups.map((group) => scoreOf(group, all))
  const sure = new Set(groups.flatMap((group, index) => ((scores[index] ?? 0) > 0 ? group.map(({ name }) => name) : [])))
  const beside = new Set(links.flatMap(([, sign, one, other]) => (sign !== 'apart' ? [] : [...(sure.has(one) ? [other] : []), ...(sure.has(other) ? [one] : [])])))
  return groups.map((group, index) => {
    // a title makes a person of a name met only once, of which nothing else can be known
    const [only] = group
    if (group.length === 1 && only?.mentions === 1 && only.title !== null && only.core.length > 0) return 'person'
    return (scores[index] ?? 0) + (group.some(({ name }) => beside.has(name)) ? BESIDE : 0) > 0 ? 'person' : 'place-or-thing'
  })
}

/**
 * Weights of the signs, as shares of a name's mentions where they are roles; fitted on LitBank's characters (dev split,
 * CC BY 4.0) and rounded.
 */
const WEIGHTS = { Q: 1.2, S: 1.3, V: 0, R: 1.2, P: 1.5, L: -5, T: -3 } as const
const SPEAKS = 1.6
const TITLED = 2
const FULL = 0.6
const PLACE = -3
const HYPHEN = -1.5
const SKILL = -8
const TWIN = -5
const OFTEN = 0.35
const SHARE = 0.5
const USUAL = 1.3

/** How much speaks for a person (positive) or against; `all` is how often anybody is named in the view. */
function scoreOf(group: readonly NameFacts[], all: number): number {
  const sum = (role: Role): number => group.reduce((total, facts) => total + facts.roles[role], 0)
  const mentions = Math.max(1, group.reduce((total, facts) => total + facts.mentions - facts.roles.X, 0))
  let score = USUAL + OFTEN * Math.log(mentions) + SHARE * Math.max(-7, Math.log(mentions / Math.max(all, 100)))
  for (const role of ['Q', 'S', 'V', 'R', 'P', 'L', 'T'] as const) score += (WEIGHTS[role] * sum(role)) / Math.max(2, mentions)
  if (sum('K') > 0) score += SKILL
  if (sum('Q') > 0) score += SPEAKS
  if (group.some(({ title }) => title !== null)) score += TITLED
  if (group.some(({ core }) => core.length > 1 && (PLACE_NOUNS.has(core.at(-1) ?? '') || /^(?:st|saint)\.?$/.test(core[0] ?? '')))) score += PLACE
  if (group.some(({ core }) => core.length > 1)) score += FULL
  if (group.every(({ name }) => name.includes('-'))) score += HYPHEN
  return score + (TWIN * Math.max(...group.map(({ lower }) => lower))) / mentions
}
