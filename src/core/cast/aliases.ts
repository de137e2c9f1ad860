/**
 * Which names are one person: name rules with prohibitions, after Vala et al. 2015 ("Mr. Bennet, his coachman, and the
 * Archbishop walk into a bar"), with BookNLP's lesson that an ambiguous name joins nobody. Resemblance of spelling is
 * never evidence.
 */
import type { NameFacts } from './facts.ts'
import type { Link } from './links.ts'
import { nicknames } from './titles.ts'

/** What the reader said about names; it outranks every rule. Names as they are written in the story. */
export interface Corrections {
  readonly merge?: readonly (readonly [string, string])[]
  readonly split?: readonly (readonly [string, string])[]
  /** A name of the person, and the name to show for them. */
  readonly rename?: readonly (readonly [name: string, shown: string])[]
  readonly hide?: readonly string[]
}

/** Titles that go with a first name: "Brother Wystan", "Aunt Polly", "Lady Jane". */
const WITH_FIRST_NAMES = new Set('brother sister father uncle aunt aunty auntie sir lady dame king queen prince princess saint friar cousin old miss master emperor empress'.split(' '))
/** How often somebody must answer to a name before it is taken for theirs. */
const ANSWERS_NEEDED = 2

class Groups {
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

  of(index: number): readonly number[] {
    return this.members[this.root(index)] ?? []
  }

  keepApart(a: number, b: number): void {
    this.apart.set(a, [...(this.apart.get(a) ?? []), b])
    this.apart.set(b, [...(this.apart.get(b) ?? []), a])
  }

  /** Joins two names unless something forbids it; `outranking` joins in spite of titles. */
  join(a: number, b: number, outranking = false): void {
    const one = this.root(a)
    const other = this.root(b)
    if (one === other || this.forbidden(one, other, outranking)) return
    this.parent[other] = one
    this.members[one] = [...(this.members[one] ?? []), ...(this.members[other] ?? [])]
  }

  private forbidden(one: number, other: number, outranking: boolean): boolean {
    const theirs = new Set(this.of(other))
    if (this.of(one).some((index) => (this.apart.get(index) ?? []).some((foe) => theirs.has(foe)))) return true
    if (outranking) return false
    return this.of(one).some((index) => [...theirs].some((foe) => conflict(this.names[index], this.names[foe])))
  }

  all(): number[][] {
    return this.members.filter((_, index) => this.parent[index] === index)
  }
}

const conflict = (a: NameFacts | undefined, b: NameFacts | undefined): boolean =>
  (a?.pronoun === 'she' && b?.pronoun === 'he') || (a?.pronoun === 'he' && b?.pronoun === 'she')

/** Names by one of their words, so that a large cast costs no more than its size. */
function index(names: readonly NameFacts[], key: (facts: NameFacts) => string | undefined): Map<string, number[]> {
  const map = new Map<string, number[]>()
  names.forEach((facts, at) => {
    const word = key(facts)
    if (word !== undefined) map.set(word, [...(map.get(word) ?? []), at])
  })
  return map
}

const isFull = (facts: NameFacts): boolean => facts.core.length >= 2 && !/^.\.$/.test(facts.core[0] ?? '')

/** Groups of names (as indexes into `names`), each one person, given the signs seen up to the same position. */
export function groupsOf(names: readonly NameFacts[], links: readonly Link[], corrections: Corrections): number[][] {
  const groups = new Groups(names)
  const at = new Map(names.map(({ name }, place) => [name, place]))
  const pairs = (list: readonly (readonly [string, string])[], use: (a: number, b: number) => void): void => {
    for (const [one, other] of list) {
      const a = at.get(one)
      const b = at.get(other)
      if (a !== undefined && b !== undefined) use(a, b)
    }
  }
  pairs(corrections.split ?? [], (a, b) => groups.keepApart(a, b))
  pairs(corrections.merge ?? [], (a, b) => groups.join(a, b, true))
  pairs(links.flatMap(([, sign, a, b]) => (sign === 'apart' ? [[a, b] as const] : [])), (a, b) => groups.keepApart(a, b))
  joinByWords(names, groups)
  joinByTitle(names, groups)
  pairs(links.flatMap(([, sign, a, b]) => (sign === 'is' ? [[b, a] as const] : [])), (a, b) => groups.join(a, b))
  joinByAnswers(names, links, groups, at)
  return groups.all()
}

function joinByWords(names: readonly NameFacts[], groups: Groups): void {
  const rootsOf = (places: readonly number[]): number[] => [...new Set(places.map((place) => groups.root(place)))]
  const whole = index(names, ({ core }) => (core.length > 0 ? core.join(' ') : undefined))
  for (const places of whole.values()) {
    const [first] = places
    if (first === undefined || places.some((a) => places.some((b) => conflict(names[a], names[b])))) continue
    for (const place of places) groups.join(first, place)
  }
  const byFirst = index(names, (facts) => (isFull(facts) ? facts.core[0] : undefined))
  const byLast = index(names, (facts) => (isFull(facts) ? facts.core.at(-1) : undefined))
  names.forEach((facts, place) => {
    const first = facts.core[0] ?? ''
    const last = facts.core.at(-1) ?? ''
    if (facts.core.length > 1 && !isFull(facts)) {
      const fitting = rootsOf((byLast.get(last) ?? []).filter((other) => names[other]?.core[0]?.startsWith(first.charAt(0))))
      if (fitting.length === 1) groups.join(fitting[0] ?? place, place)
    }
    if (facts.core.length !== 1) return
    const takesFirst = facts.title === null || WITH_FIRST_NAMES.has(facts.title)
    const asFirst = takesFirst ? rootsOf(byFirst.get(first) ?? []) : []
    const fitting = asFirst.length > 0 ? asFirst : rootsOf((byLast.get(first) ?? []).filter((other) => !conflict(names[other], facts)))
    if (fitting.length === 1) groups.join(fitting[0] ?? place, place)
  })
  const heads = index(names, ({ core, title }) => (core.length > 0 && (title === null || core.length > 1) ? core[0] : undefined))
  names.forEach((facts, place) => {
    const [only] = facts.core
    if (facts.core.length !== 1 || only === undefined || facts.title !== null) return
    const close = rootsOf([...heads].flatMap(([head, places]) => (nicknames(only, head) ? places : [])))
    if (close.length === 1) groups.join(close[0] ?? place, place)
  })
}

/** "The Inspector" is Inspector Tull where no other inspector is known. */
function joinByTitle(names: readonly NameFacts[], groups: Groups): void {
  names.forEach((facts, place) => {
    if (facts.core.length > 0) return
    const bearers = new Set(names.flatMap((other, at) => (other.core.length > 0 && other.title === facts.title ? [groups.root(at)] : [])))
    const [bearer] = bearers
    if (bearers.size === 1 && bearer !== undefined) groups.join(bearer, place)
  })
}

/** A name that nobody bears in the telling, and to which always the same person answers, is theirs. */
function joinByAnswers(names: readonly NameFacts[], links: readonly Link[], groups: Groups, at: ReadonlyMap<string, number>): void {
  const answers = new Map<number, number[]>()
  for (const [, sign, called, answering] of links) {
    const a = at.get(called)
    const b = at.get(answering)
    if (sign === 'answers' && a !== undefined && b !== undefined) answers.set(a, [...(answers.get(a) ?? []), groups.root(b)])
  }
  for (const [called, roots] of answers) {
    const facts = names[called]
    const [one] = roots
    if (!facts || one === undefined || groups.of(called).length > 1) continue
    if (facts.roles.Q + facts.roles.S + facts.roles.R > 0) continue
    if (roots.length >= ANSWERS_NEEDED && roots.every((root) => root === one)) groups.join(one, called)
  }
}
