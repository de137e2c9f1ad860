/** Who is who at a position: people with all their names, and apart from them places and things. */
import { languageOf, type View } from '../recap/view.ts'
import { groupsOf, type Corrections } from './aliases.ts'
import type { StoryPlace } from './counts.ts'
import { mentionsIn } from './mentions.ts'
import { factsOf, type NameFacts } from './facts.ts'
import { isPossibleName, kindsOf } from './people.ts'

export interface Person {
  /** The name met first, in lower case: stays the same while the story grows. */
  readonly id: string
  /** All names; the first is the one to show. */
  readonly names: readonly string[]
  readonly kind: 'person' | 'place-or-thing'
  readonly mentions: number
  readonly firstSeen: StoryPlace
  readonly lastSeen: StoryPlace
  /** Shown names of those met in the same paragraphs, most often first; at most five. */
  readonly with: readonly string[]
  /** The last kept moment that names them. */
  readonly lastMoment: (StoryPlace & { readonly chapter: string; readonly text: string }) | null
}

/** `none-yet`: names cannot be told from other words in this language by these rules. */
export type Cast =
  | { readonly status: 'known'; readonly people: readonly Person[]; readonly others: readonly Person[] }
  | { readonly status: 'none-yet'; readonly language: string }

/** Languages in which a capital inside a sentence means a name. German capitalises every noun; Chinese has no capitals. */
const CAPITALS_NAME = new Set(['en', 'fr', 'es', 'it', 'pt', 'nl', 'id', 'ru', 'und'])

/** The cast of everything in a view, most mentioned first; the reader's corrections outrank the rules. */
export function castOf(seen: View, corrections: Corrections = {}): Cast {
  const language = languageOf(seen)
  if (!CAPITALS_NAME.has(language)) return { status: 'none-yet', language }
  const names = factsOf(seen).filter(isPossibleName)
  const links = [...seen.arcs.flatMap((arc) => arc.links), ...seen.chapters.flatMap(({ digest }) => digest.links)]
  const moments = lastMoments(seen)
  const hidden = new Set(corrections.hide ?? [])
  const groups = groupsOf(names, links, corrections)
    .map((group) => group.flatMap((index) => names[index] ?? []))
    .filter((group) => !group.some(({ name }) => hidden.has(name)))
  const kinds = kindsOf(groups, links)
  const all = groups
    .map((group, index) => ({ group, person: personOf(group, kinds[index] ?? 'person', moments, corrections) }))
    .sort((a, b) => b.person.mentions - a.person.mentions)
  const people = all.filter(({ person }) => person.kind === 'person')
  const near = neighbours(people.map(({ group, person }) => ({ name: person.names[0] ?? '', places: group.flatMap(({ places }) => places) })))
  return {
    status: 'known',
    people: people.map(({ person }, index) => ({ ...person, with: near[index] ?? [] })),
    others: all.filter(({ person }) => person.kind !== 'person').map(({ person }) => person),
  }
}

function personOf(group: readonly NameFacts[], kind: Person['kind'], moments: ReadonlyMap<string, NonNullable<Person['lastMoment']>>, corrections: Corrections): Person {
  const places = group.flatMap((facts) => facts.places).sort((a, b) => a.order - b.order || a.paragraph - b.paragraph)
  const start: StoryPlace = { order: 0, paragraph: 0 }
  const known = [...group].sort((a, b) => b.mentions - a.mentions).map(({ name }) => name)
  const renamed = corrections.rename?.find(([name]) => known.includes(name))?.[1]
  return {
    id: ([...group].sort((a, b) => before(a, b))[0]?.name ?? '').toLowerCase(),
    names: renamed === undefined ? known : [renamed, ...known.filter((name) => name !== renamed)],
    kind,
    mentions: group.reduce((sum, { mentions }) => sum + mentions, 0),
    firstSeen: places[0] ?? start,
    lastSeen: places.at(-1) ?? start,
    with: [],
    lastMoment: known.reduce<Person['lastMoment']>((last, name) => later(last, moments.get(name) ?? null), null),
  }
}

const before = (a: NameFacts, b: NameFacts): number =>
  (a.places[0]?.order ?? 0) - (b.places[0]?.order ?? 0) || (a.places[0]?.paragraph ?? 0) - (b.places[0]?.paragraph ?? 0)

/** For every name, the last kept moment that names it: one walk back through the moments. */
function lastMoments(seen: View): Map<string, NonNullable<Person['lastMoment']>> {
  const found = new Map<string, NonNullable<Person['lastMoment']>>()
  const note = (chapter: string, order: number, paragraph: number, text: string): void => {
    for (const { name } of mentionsIn(text).mentions) if (!found.has(name)) found.set(name, { chapter, order, paragraph, text })
  }
  for (const { chapter, order, digest } of [...seen.chapters].reverse()) for (const [paragraph, , , , text] of [...digest.moments].reverse()) note(chapter, order, paragraph, text)
  for (const { moments } of [...seen.arcs].reverse()) for (const [chapter, order, paragraph, , , text] of [...moments].reverse()) note(chapter, order, paragraph, text)
  return found
}

const later = (a: Person['lastMoment'], b: Person['lastMoment']): Person['lastMoment'] =>
  a === null || (b !== null && (b.order - a.order || b.paragraph - a.paragraph) > 0) ? b : a

/** For each of them, those met in the same paragraphs, most often first. */
function neighbours(people: readonly { readonly name: string; readonly places: readonly StoryPlace[] }[]): string[][] {
  const present = new Map<string, Set<number>>()
  people.forEach(({ places }, index) => {
    for (const { order, paragraph } of places) {
      const key = `${order}/${paragraph}`
      const there = present.get(key)
      if (there) there.add(index)
      else present.set(key, new Set([index]))
    }
  })
  const shared = people.map(() => new Map<number, number>())
  for (const there of present.values()) for (const a of there) for (const b of there) if (a !== b) shared[a]?.set(b, (shared[a].get(b) ?? 0) + 1)
  return shared.map((counts) => [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([index]) => people[index]?.name ?? ''))
}
