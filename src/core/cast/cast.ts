/** Who is who at a position: people with all their names, and apart from them places and things. */
import { languageOf, type View } from '../recap/view.ts'
import { groupsOf } from './aliases.ts'
import { factsOf, type NameFacts, type StoryPlace } from './facts.ts'

export interface Person {
  /** Stable while the story grows: the name met first, in lower case. */
  readonly id: string
  /** All names; the first is the one to show. */
  readonly names: readonly string[]
  readonly kind: 'person' | 'place-or-thing'
  readonly mentions: number
  readonly firstSeen: StoryPlace
  readonly lastSeen: StoryPlace
  /** Shown names of those met in the same paragraphs, most often first. */
  readonly with: readonly string[]
  /** The last kept moment that names them. */
  readonly lastMoment: (StoryPlace & { readonly chapter: string; readonly text: string }) | null
}

/** `none-yet`: names cannot be told from other words in this language by these rules. */
export type Cast =
  | { readonly status: 'known'; readonly people: readonly Person[]; readonly others: readonly Person[] }
  | { readonly status: 'none-yet'; readonly language: string }

/** What the reader said about names; it outranks every rule. Names as they are written in the story. */
export interface Corrections {
  readonly merge?: readonly (readonly [string, string])[]
  readonly split?: readonly (readonly [string, string])[]
  readonly rename?: readonly (readonly [name: string, shown: string])[]
  readonly hide?: readonly string[]
}

/** Languages in which a capital inside a sentence means a name. */
const CAPITALS_NAME = new Set(['en', 'fr', 'es', 'it', 'pt', 'nl', 'id', 'ru', 'und'])

/** The cast of everything in a view, most mentioned first. */
export function castOf(seen: View): Cast {
  const language = languageOf(seen)
  if (!CAPITALS_NAME.has(language)) return { status: 'none-yet', language }
  const groups = groupsOf(factsOf(seen).filter(isName))
  const all = groups.map((group) => personOf(group, seen)).sort((a, b) => b.mentions - a.mentions)
  const people = all.filter((one) => one.kind === 'person')
  const withNeighbours = people.map((one) => ({ ...one, with: neighbours(one, people, groups) }))
  return { status: 'known', people: withNeighbours, others: all.filter((one) => one.kind !== 'person') }
}

function isName(facts: NameFacts): boolean {
  const inside = facts.mentions - facts.roles.B
  if (facts.core.length > 1 || facts.title !== null) return true
  if (facts.lower >= Math.max(1, inside) * 0.7) return false
  return inside >= 1
}

const sum = (group: readonly NameFacts[], count: (facts: NameFacts) => number): number => group.reduce((total, facts) => total + count(facts), 0)

function personOf(group: readonly NameFacts[], seen: View): Person {
  const names = [...group].sort((a, b) => b.mentions - a.mentions)
  const places = group.flatMap((facts) => facts.places).sort((a, b) => a.order - b.order || a.paragraph - b.paragraph)
  const mentions = places.length
  const score =
    sum(group, ({ roles }) => 2 * (roles.Q + roles.S) + 1.5 * roles.V + 0.5 * roles.P - 1.6 * roles.L - 1.5 * roles.T) / Math.max(1, mentions) +
    (group.some(({ title }) => title !== null) ? 2 : 0)
  const acts = sum(group, ({ roles }) => roles.Q + roles.S + roles.V)
  const person = group.some(({ title }) => title !== null) || (acts > 0 && score > 0.1) || (mentions >= 4 && score > 0.02)
  const start: StoryPlace = { order: 0, paragraph: 0 }
  return {
    id: (group[0]?.name ?? '').toLowerCase(),
    names: names.map(({ name }) => name),
    kind: person ? 'person' : 'place-or-thing',
    mentions,
    firstSeen: places[0] ?? start,
    lastSeen: places.at(-1) ?? start,
    with: [],
    lastMoment: lastMomentOf(names.map(({ name }) => name), seen),
  }
}

function lastMomentOf(names: readonly string[], seen: View): Person['lastMoment'] {
  for (const { chapter, order, digest } of [...seen.chapters].reverse()) {
    const moment = [...digest.moments].reverse().find(({ text }) => names.some((name) => new RegExp(`(?<!\\p{L})${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\p{L})`, 'u').test(text)))
    if (moment) return { chapter, order, paragraph: moment.paragraph, text: moment.text }
  }
  return null
}

function neighbours(one: Person, people: readonly Person[], groups: readonly NameFacts[][]): string[] {
  const at = (person: Person): Set<string> =>
    new Set((groups.find((group) => group.some(({ name }) => name === person.names[0])) ?? []).flatMap(({ places }) => places.map(({ order, paragraph }) => `${order}/${paragraph}`)))
  const mine = at(one)
  return people
    .filter((other) => other !== one)
    .map((other) => ({ name: other.names[0] ?? '', shared: [...at(other)].filter((place) => mine.has(place)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 5)
    .map(({ name }) => name)
}
