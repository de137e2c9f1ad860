/** Finds somebody in the cast by words that a reader selected in the story. */
import type { Cast, Person } from './cast.ts'

/** What a page is told of somebody: all of it from the view that the cast was made of. */
export interface KnownPerson {
  /** All names; the first is the one to show. */
  readonly names: readonly string[]
  /** The chapter they were first met in; null where it is not known any more. */
  readonly firstSeen: { readonly number: number | null; readonly title: string | null } | null
  readonly with: readonly string[]
  /** The last kept moment that names them. */
  readonly lastDid: string | null
  /** The reader's own note on them. */
  readonly note: string
}

/** `known` with nobody: nobody by that name yet. `refused`: nothing is kept of this story. `no-language`: no cast in its language. */
export type WhoIs = { readonly status: 'known'; readonly people: readonly KnownPerson[] } | { readonly status: 'refused' } | { readonly status: 'no-language' }

const LONGEST = 60
const MOST_WORDS = 5
/** People of one name that are told of. */
const MOST_PEOPLE = 3

/** The name in some selected words: without marks around it and without a possessive; null where they can be no name. */
export function nameIn(words: string): string | null {
  const bare = words.trim().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}.]+$/gu, '').replace(/['’]s?$/u, '')
  if (bare.length > LONGEST || /[\n\r]/.test(bare) || !/\p{Lu}/u.test(bare)) return null
  const all = bare.split(/\s+/)
  return all.length > MOST_WORDS ? null : all.join(' ')
}

const folded = (name: string): string => name.toLowerCase().replaceAll('’', "'").replace(/\.$/, '').replace(/^the /, '')

/** Those of a cast who bear a name; only where nobody does, those of whose names it is a part ("Aske" of Maren Aske). */
export function findPeople(cast: Cast, name: string): readonly Person[] {
  if (cast.status !== 'known') return []
  const wanted = folded(name)
  const all = [...cast.people, ...cast.others]
  const bearers = all.filter(({ names }) => names.some((each) => folded(each) === wanted))
  if (bearers.length > 0) return bearers.slice(0, MOST_PEOPLE)
  const parts = wanted.split(' ')
  const holds = (each: string): boolean => {
    const words = folded(each).split(' ')
    return parts.every((part) => words.includes(part))
  }
  return all.filter(({ names }) => names.some(holds)).slice(0, MOST_PEOPLE)
}
