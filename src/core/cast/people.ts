/** Telling people from places, things and words that are no names at all. */
import { rarityOf } from '../recap/rarity.ts'
import { stem } from '../recap/words.ts'
import type { NameFacts } from './facts.ts'
import type { Link } from './links.ts'
import type { Role } from './mentions.ts'
import { pronounOfName } from './genders.ts'
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
  const lasts = new Set(groups.flat().flatMap(({ core }) => core.at(-1) ?? []))
  return groups.map((group, index) => {
    if (isFamily(group, lasts)) return 'place-or-thing'
    // a title makes a person of a name met only once, of which nothing else can be known
    const [only] = group
    if (group.length === 1 && only?.mentions === 1 && only.title !== null && only.core.length > 0) return 'person'
    return (scores[index] ?? 0) + (group.some(({ name }) => beside.has(name)) ? BESIDE : 0) > 0 ? 'person' : 'place-or-thing'
  })
}

/** How often "the" stands before the name of a family. */
const OF_FAMILY = 0.3

/** "The Dells", "the Miss Colts": all of a family, where one of the name is known. */
function isFamily(group: readonly NameFacts[], lasts: ReadonlySet<string>): boolean {
  const mentions = group.reduce((sum, facts) => sum + facts.mentions, 0)
  const withArticle = group.reduce((sum, { roles }) => sum + roles.R + roles.T, 0)
  return withArticle >= OF_FAMILY * mentions && group.every(({ core }) => singularsOf(core.at(-1) ?? '').some((one) => lasts.has(one)))
}

const singularsOf = (word: string): string[] => ['s', 'es'].flatMap((ending) => (word.endsWith(ending) ? [word.slice(0, -ending.length)] : []))
/**
 * Weights of the signs, as shares of a name's mentions where they are roles; fitted on LitBank's characters (dev split,
 * CC BY 4.0) and rounded. How often a name is met counts little: a town that a story is full of is still a town.
 */
const WEIGHTS = { Q: 0.2, S: 1, A: 0.75, V: 0.8, R: 0, P: 1.35, L: -1.4, O: -0.2, D: -0.7, T: -0.6, M: 0.9, B: 0.6 } as const
const USUAL = -1.3
const OFTEN = 0.35
const ENOUGH = 20
/** In a long story a name met hardly ever must be surer: logarithms of its share of all names, and what they weigh. */
const SCARCE = -4.5
const RAREST = -7
const RARE = 0.9
const SPEAKS = 1.3
const TITLED = 2
const FIRST_NAME = 1.5
const FOLLOWED = 1.9
const PLACE = -3
const HYPHEN = -1
const SKILL = -8
const TWIN = -2
/** "At Hester Lyle", again and again: a place that is named like somebody. */
const THERE = -2
const AT_LEAST = 3
const MOSTLY = 0.4
/** "Said the Mouse", again and again: whoever speaks and does things is somebody, by whatever name. */
const ACTS = 1.5
const ACTS_AT_LEAST = 5
const ACTS_MOSTLY = 0.4

/** How much speaks for a person (positive) or against; `all` is how often anybody is named in the view. */
function scoreOf(group: readonly NameFacts[], all: number): number {

  const sum = (role: Role): number => group.reduce((total, facts) => total + facts.roles[role], 0)
  const mentions = Math.max(1, group.reduce((total, facts) => total + facts.mentions - facts.roles.X, 0))
  let score = USUAL + OFTEN * Math.log(Math.min(mentions, ENOUGH)) + RARE * Math.min(0, Math.max(RAREST, Math.log(mentions / all)) - SCARCE)
  for (const [role, weight] of Object.entries(WEIGHTS)) score += (weight * sum(role as Role)) / Math.max(2, mentions)
  if (sum('K') > 0) score += SKILL
  if (sum('Q') > 0) score += SPEAKS
  if (group.some(({ title }) => title !== null)) score += TITLED
  if (group.some(({ core }) => pronounOfName(core[0] ?? '') !== null)) score += FIRST_NAME
  if (group.some(({ core }) => core.length > 1 && (PLACE_NOUNS.has(core.at(-1) ?? '') || /^(?:st|saint)\.?$/.test(core[0] ?? '')))) score += PLACE
  if (group.every(({ name }) => name.includes('-'))) score += HYPHEN
  score += FOLLOWED * Math.min(1, Math.abs(group.reduce((total, { he, she }) => total + he - she, 0)) / 2)
  if (sum('R') >= ACTS_AT_LEAST && sum('R') >= ACTS_MOSTLY * mentions) score += ACTS
  if (sum('L') >= AT_LEAST && sum('L') >= MOSTLY * mentions) score += THERE
  return score + (TWIN * Math.max(...group.map(({ lower }) => lower))) / mentions
}
