/** Groups of names that grow by joining, with everything that forbids a join. */
import type { NameFacts } from './facts.ts'
import { pronounOfName } from './genders.ts'
import { nicknames } from './titles.ts'

/** How sure a pronoun must be before it forbids anything: so many times, and so large a share. */
const PRONOUNS_NEEDED = 2
const PRONOUN_SHARE = 0.75

/** First name and family name of a full name; null for anything shorter, and for initials. */
export function fullName(facts: NameFacts): { first: string; last: string } | null {
  const first = facts.core[0]
  const last = facts.core.at(-1)
  if (facts.core.length < 2 || first === undefined || last === undefined || /^.\.?$/.test(first)) return null
  return { first, last }
}

export class Groups {
  private readonly parent: number[]
  private readonly members: number[][]
  private readonly apart = new Map<number, number[]>()

  constructor(private readonly names: readonly NameFacts[]) {
    this.parent = names.map((_, index) => index)
    this.members = names.map((_, index) => [index])
  }

  root(index: number): number {
    let at = index
    while (this.parent[at] !== at) at = this.parent[at] ?? at
    return at
  }

  /** The names of the group that a name is in. */
  of(index: number): readonly NameFacts[] {
    return (this.members[this.root(index)] ?? []).flatMap((member) => this.names[member] ?? [])
  }

  all(): number[][] {
    return this.members.filter((_, index) => this.parent[index] === index)
  }

  keepApart(a: number, b: number): void {
    this.apart.set(a, [...(this.apart.get(a) ?? []), b])
    this.apart.set(b, [...(this.apart.get(b) ?? []), a])
  }

  /**
   * Joins two groups unless something forbids it. `outranking` joins in spite of everything but `keepApart`, `same-words`
   * in spite of what a first name usually says: "Master Jean Tannen" is Jean Tannen.
   */
  join(a: number, b: number, despite: 'outranking' | 'same-words' | null = null): boolean {
    const one = this.root(a)
    const other = this.root(b)
    if (one === other || this.areApart(one, other) || (despite !== 'outranking' && !this.compatible(one, other, despite === null))) return false
    this.parent[other] = one
    this.members[one] = [...(this.members[one] ?? []), ...(this.members[other] ?? [])]
    return true
  }

  private areApart(one: number, other: number): boolean {
    return (this.members[one] ?? []).some((member) => (this.apart.get(member) ?? []).some((foe) => this.root(foe) === other))
  }

  /** Nothing in titles, pronouns and full names speaks against the two being one. */
  compatible(a: number, b: number, byFirstName = true): boolean {
    const one = this.of(a)
    const other = this.of(b)
    const [he, she] = [genderOf(one, byFirstName), genderOf(other, byFirstName)]
    if (he !== null && she !== null && he !== she) return false
    return !one.some((x) => other.some((y) => titlesClash(x, y) || fullNamesClash(x, y) || (byFirstName && (firstNameClashes(x, y) || firstNameClashes(y, x)))))
  }
}

/** What the titles of some names say, or else the pronouns that follow them, or else their first names. */
export function genderOf(group: readonly NameFacts[], byFirstName = true): 'he' | 'she' | null {
  for (const { pronoun } of group) if (pronoun === 'he' || pronoun === 'she') return pronoun
  const he = group.reduce((sum, facts) => sum + facts.he, 0)
  const she = group.reduce((sum, facts) => sum + facts.she, 0)
  if (Math.max(he, she) >= PRONOUNS_NEEDED && Math.max(he, she) >= PRONOUN_SHARE * (he + she)) return he > she ? 'he' : 'she'
  if (!byFirstName) return null
  const usual = new Set(group.flatMap((facts) => pronounOfName(facts.core[0] ?? '') ?? []))
  const [only] = usual
  return usual.size === 1 ? (only ?? null) : null
}

/** Titles of blood and office that say nothing against another title: a man may be Mr Tull, Inspector and Uncle Tull. */
const LOOSE_TITLES = new Set('uncle aunt aunty auntie cousin brother sister father mother grandma grandpa granny nana master'.split(' '))
const SAME_TITLE: Readonly<Record<string, string>> = { mister: 'mr', doctor: 'dr', prof: 'professor', capt: 'captain', lt: 'lieutenant', sgt: 'sergeant', col: 'colonel', gen: 'general', rev: 'reverend', maj: 'major' }

/** "Mrs Callendar" is not "Major Callendar", and "Captain Tilney" is not "General Tilney". */
function titlesClash(a: NameFacts, b: NameFacts): boolean {
  if ((a.pronoun === 'she' && b.pronoun === 'he') || (a.pronoun === 'he' && b.pronoun === 'she')) return true
  if (a.title === null || b.title === null || LOOSE_TITLES.has(a.title) || LOOSE_TITLES.has(b.title)) return false
  return (SAME_TITLE[a.title] ?? a.title) !== (SAME_TITLE[b.title] ?? b.title)
}

/** "Mr. Temple" is not Charlotte Temple, whatever pronouns stand near the two. */
function firstNameClashes(titled: NameFacts, full: NameFacts): boolean {
  if ((titled.pronoun !== 'he' && titled.pronoun !== 'she') || full.title !== null || full.core.length < 2) return false
  const usual = pronounOfName(full.core[0] ?? '')
  return usual !== null && usual !== titled.pronoun
}

/** Two full names are one person only with the same family name and the same first name or a nickname of it. */
function fullNamesClash(a: NameFacts, b: NameFacts): boolean {
  const one = fullName(a)
  const other = fullName(b)
  if (!one || !other) return false
  return one.last !== other.last || (one.first !== other.first && !nicknames(one.first, other.first))
}

/** Names (as indexes) by what `key` says of each, where it says something; of all names, or of these places. So that a large cast costs no more than its size. */
export function indexBy(names: readonly NameFacts[], key: (facts: NameFacts) => string | undefined, places: Iterable<number> = names.keys()): Map<string, number[]> {
  const map = new Map<string, number[]>()
  for (const at of places) {
    const facts = names[at]
    const word = facts && key(facts)
    if (word === undefined) continue
    const list = map.get(word)
    if (list) list.push(at)
    else map.set(word, [at])
  }
  return map
}
