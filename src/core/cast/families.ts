/** What tells the members of a family apart, who share a name: wives, sons, and whom the telling calls by two names. */
import type { NameFacts } from './facts.ts'
import { pronounOfName } from './genders.ts'
import { fullName, genderOf, indexBy } from './groups.ts'
import type { Role } from './mentions.ts'
import { isShortFor } from './titles.ts'

/** Titles of women who may be the mother or the wife of the one who bears the full name. */
const WIVES = new Set('mrs lady madame mme signora señora frau'.split(' '))
/** Titles by which a telling may call somebody and in the same breath by the first name: "Miss Fairfax", "Jane". */
const NEAR = new Set(['miss'])
/** How often two must do or say something before both are known to be there. */
const ACTING = 1
/** How often each of two names must be in a tag of speech ("said Mr. Emerson", "said George") to be two people. */
const VOICED = 8
/** A wife and mother is somebody else once she acts, where a first name alone does so often. */
const HEARD = 1
const HEARD_OFTEN = 5

/** Pairs of names (as indexes) that are two people whatever else they share. */
export function keptApart(names: readonly NameFacts[]): [number, number][] {
  const byFamily = indexBy(names, ({ core }) => core.at(-1))
  const byWord = indexBy(names, ({ core }) => (core.length === 1 ? core[0] : undefined))
  const pairs: [number, number][] = []
  for (const places of byFamily.values()) {
    if (places.length < 2) continue
    pairs.push(...wives(names, places, byWord), ...voices(names, places, byWord), ...husbands(names, places))
  }
  return pairs
}

/** "Mrs. Newland Archer" is not Newland Archer, and where he is met and both women act, not "Mrs. Archer" either, who is his mother. */
function wives(names: readonly NameFacts[], places: readonly number[], byWord: ReadonlyMap<string, readonly number[]>): [number, number][] {
  return places.flatMap((wife) => {
    const facts = names[wife]
    const first = facts?.core[0] ?? ''
    if (!facts || facts.core.length < 2 || !WIVES.has(facts.title ?? '')) return []
    const bare = (byWord.get(first) ?? []).filter((at) => names[at]?.title === null)
    const him = [...bare, ...places.filter((at) => names[at]?.core[0] === first && names[at].core.length > 1 && !WIVES.has(names[at].title ?? ''))]
    if (him.length === 0 || (pronounOfName(first) !== 'he' && genderOf(him.flatMap((at) => names[at] ?? [])) !== 'he')) return []
    const mother = places.filter((at) => names[at]?.core.length === 1 && names[at].title === facts.title && acts(names[at]) && acts(facts))
    return [...him, ...mother].map((at): [number, number] => [wife, at])
  })
}

const acts = ({ roles }: NameFacts): boolean => roles.Q + roles.S >= ACTING

/** "Norris" alone is not Mrs. Norris but most likely her husband, unless "she" is said or the family has a woman's full name. */
function husbands(names: readonly NameFacts[], places: readonly number[]): [number, number][] {
  const bare = places.find((at) => names[at]?.core.length === 1 && names[at].title === null)
  const facts = bare === undefined ? undefined : names[bare]
  if (bare === undefined || !facts || facts.she > facts.he || places.some((at) => isHers(names[at]))) return []
  return places.flatMap((at): [number, number][] => (names[at]?.core.length === 1 && WIVES.has(names[at].title ?? '') ? [[bare, at]] : []))
}

const isHers = (facts: NameFacts | undefined): boolean => facts !== undefined && facts.title === null && pronounOfName(fullName(facts)?.first ?? '') === 'she'

/** "Said Mr. Emerson" here and "said George" there, again and again: a telling seldom calls one person both. */
function voices(names: readonly NameFacts[], places: readonly number[], byWord: ReadonlyMap<string, readonly number[]>): [number, number][] {
  const sum = (at: readonly number[], ...roles: readonly Role[]): number => at.reduce((total, place) => total + roles.reduce((own, role) => own + (names[place]?.roles[role] ?? 0), 0), 0)
  const full = indexBy(names, (facts) => (facts.core.length > 1 ? fullName(facts)?.first : undefined), places)
  const titled = indexBy(names, ({ core, title }) => (core.length === 1 && title !== null && !NEAR.has(title) ? title : undefined), places)
  const pairs: [number, number][] = []
  for (const [title, ones] of titled) {
    for (const [first, others] of full) {
      const bare = (byWord.get(first) ?? []).filter((at) => names[at]?.title === null)
      const both = [...others, ...bare]
      const two = WIVES.has(title) ? sum(ones, 'Q', 'S') >= HEARD && sum(bare, 'Q', 'S') >= HEARD_OFTEN : sum(ones, 'Q') >= VOICED && sum(both, 'Q') >= VOICED
      if (two) for (const one of ones) for (const other of both) pairs.push([one, other])
    }
  }
  return pairs
}

/** "Kit Markham" goes by that name: whom the story calls Christopher is somebody else. */
export const calledByNickname = (formal: string, group: readonly NameFacts[]): boolean =>
  group.some((facts) => {
    const full = fullName(facts)
    return full !== null && isShortFor(full.first, formal)
  })
