/**
 * Which names are one person: name rules with prohibitions, after Vala et al. 2015 ("Mr. Bennet, his coachman, and the
 * Archbishop walk into a bar"), with BookNLP's lesson that an ambiguous name joins nobody. Resemblance of spelling is
 * never evidence.
 */
import type { NameFacts } from './facts.ts'
import { fullName, Groups, indexBy } from './groups.ts'
import { calledByNickname, keptApart } from './families.ts'
import type { Link } from './links.ts'
import { formsOf } from './titles.ts'

/** What the reader said about names; it outranks every rule. Names as they are written in the story. */
export interface Corrections {
  readonly merge?: readonly (readonly [string, string])[]
  readonly split?: readonly (readonly [string, string])[]
  /** A name of the person, and the name to show for them. */
  readonly rename?: readonly (readonly [name: string, shown: string])[]
  readonly hide?: readonly string[]
}

/** Titles that go with a first name: "Brother Wystan", "Aunt Polly", "Lady Jane". */
const WITH_FIRST_NAMES = new Set('brother sister father uncle aunt aunty auntie sir lady dame king queen prince princess friar cousin miss master emperor empress'.split(' '))
/** Titles whose bearers nobody in a story calls by a nickname: "Tom" is not Sir Thomas but his son, and "Kitty" not Lady Catherine. */
const NEVER_NICKNAMED = new Set('sir lady lord dame king queen'.split(' '))
/** How often somebody must answer to a name before it is taken for theirs. */
const ANSWERS_NEEDED = 2
/** Whoever answers to "Dad" is somebody's father, but in another's mouth "Dad" is another man. */
const KIN = new Set('dad daddy mum mummy mom mommy mama papa ma pa pop pops gran granny grandpa grandma nan nana sis bro son sonny'.split(' '))
/** In how many sentences two names must meet before they are two people. */
const MEETINGS_NEEDED = 2
const MEETINGS_SHARE = 0.08
/** How many times more often one bearer of a name must be met than the next, before a name alone means them. */
const MUCH_MORE = 4

/** Groups of names (as indexes into `names`), each one person, given the signs seen up to the same position. */
export function groupsOf(names: readonly NameFacts[], links: readonly Link[], corrections: Corrections): number[][] {
  const joiner = new Joiner(names)
  joiner.correct(corrections)
  joiner.bySigns(links, 'apart')
  joiner.byCompany(links)
  for (const [one, other] of keptApart(names)) joiner.groups.keepApart(one, other)
  joiner.byWords()
  joiner.byTitle()
  joiner.bySigns(links, 'is')
  joiner.byAnswers(links)
  return joiner.groups.all()
}

class Joiner {
  readonly groups: Groups
  private readonly at: ReadonlyMap<string, number>
  private readonly byFirst: ReadonlyMap<string, number[]>
  private readonly byLast: ReadonlyMap<string, number[]>
  /** First words of names that may be first names. */
  private readonly byHead: ReadonlyMap<string, number[]>
  /** Every family name with a title other than "Mrs". */
  private readonly otherTitles: ReadonlyMap<string, number[]>
  /** Single names with a title: "Mr Pike", "Lady Jane". */
  private readonly titled: ReadonlyMap<string, number[]>

  constructor(private readonly names: readonly NameFacts[]) {
    this.groups = new Groups(names)
    this.at = new Map(names.map(({ name }, place) => [name, place]))
    this.byFirst = indexBy(names, (facts) => fullName(facts)?.first)
    this.byLast = indexBy(names, (facts) => fullName(facts)?.last)
    this.byHead = indexBy(names, ({ core, title }) => (core.length > 0 && (title === null || core.length > 1) ? core[0] : undefined))
    this.otherTitles = indexBy(names, ({ core, title }) => (title !== null && title !== 'mrs' ? core.at(-1) : undefined))
    this.titled = indexBy(names, ({ core, title }) => (core.length === 1 && title !== null ? core[0] : undefined))
  }

  private pair(one: string, other: string): readonly [number, number] | null {
    const a = this.at.get(one)
    const b = this.at.get(other)
    return a === undefined || b === undefined ? null : [a, b]
  }

  correct({ split = [], merge = [] }: Corrections): void {
    for (const [one, other] of split) {
      const pair = this.pair(one, other)
      if (pair) this.groups.keepApart(...pair)
    }
    for (const [one, other] of merge) {
      const pair = this.pair(one, other)
      if (pair) this.groups.join(...pair, 'outranking')
    }
  }

  bySigns(links: readonly Link[], sign: 'apart' | 'is'): void {
    for (const [, what, one, other] of links) {
      const pair = what === sign ? this.pair(one, other) : null
      if (!pair) continue
      if (sign === 'apart') this.groups.keepApart(...pair)
      else this.groups.join(pair[1], pair[0])
    }
  }

  /** Two names that meet in a sentence again and again are two people. */
  byCompany(links: readonly Link[]): void {
    const met = new Map<string, number>()
    for (const [, sign, one, other] of links) {
      if (sign !== 'with') continue
      const key = one < other ? `${one}/${other}` : `${other}/${one}`
      const times = (met.get(key) ?? 0) + 1
      met.set(key, times)
    }
    for (const [key, times] of met) {
      const [one = '', other = ''] = key.split('/')
      const pair = this.pair(one, other)
      const often = pair ? Math.min(this.names[pair[0]]?.mentions ?? 0, this.names[pair[1]]?.mentions ?? 0) : 0
      if (pair && times >= Math.max(MEETINGS_NEEDED, MEETINGS_SHARE * often)) this.groups.keepApart(...pair)
    }
  }

  /** The one group among those of some names that fits a name, or the one that is met much more often than the rest. */
  private fitting(place: number, among: readonly number[], more = MUCH_MORE): number | null {
    const often = new Map<number, number>()
    for (const one of among) {
      const root = this.groups.root(one)
      if (this.groups.compatible(root, place)) often.set(root, (often.get(root) ?? 0) + (this.names[one]?.mentions ?? 0))
    }
    const [best, second] = [...often].sort((a, b) => b[1] - a[1])
    if (!best) return null
    return second === undefined || best[1] >= more * second[1] ? best[0] : null
  }

  byWords(): void {
    const { groups, names } = this
    const each = (use: (facts: NameFacts, place: number) => number | null): void => {
      names.forEach((facts, place) => {
        const found = use(facts, place)
        if (found !== null) groups.join(found, place)
      })
    }
    // the same words with other titles; a bare family name waits until the full names have found each other
    for (const places of indexBy(names, (facts) => (fullName(facts) ? facts.core.join(' ') : undefined)).values()) {
      for (const place of places) groups.join(places[0] ?? place, place, 'same-words')
    }
    // "Lord Henry" and "Lord Henry Wotton"
    each(({ core, title }, place) => (core.length === 1 && title !== null ? this.fitting(place, (this.byFirst.get(core[0] ?? '') ?? []).filter((one) => names[one]?.title === title)) : null))
    each(({ core, title }, place) => (core.length === 1 && title === null ? this.named(core[0] ?? '', place) : null))
    each((facts, place) => this.nicknamed(facts, place))
    each(({ core }, place) => {
      const [first = '', last = ''] = core
      return core.length === 2 && /^.\.?$/.test(first) ? this.fitting(place, (this.byLast.get(last) ?? []).filter((one) => names[one]?.core[0]?.startsWith(first.charAt(0)))) : null
    })
    each(({ core, title }, place) => (core.length === 1 && title !== null && WITH_FIRST_NAMES.has(title) ? this.fitting(place, this.byFirst.get(core[0] ?? '') ?? []) : null))
    each((facts, place) => (facts.core.length === 1 && groups.of(place).length === 1 ? this.ofFamily(facts, place) : null))
    this.bySameWord()
  }

  /** Who a first name means: a full name that begins with it, unless somebody with a title has it as family name. */
  private named(first: string, place: number): number | null {
    const full = this.byFirst.get(first) ?? []
    const families = (this.titled.get(first) ?? []).filter((one) => !WITH_FIRST_NAMES.has(this.names[one]?.title ?? ''))
    const found = full.length === 0 ? null : this.fitting(place, [...full, ...families])
    return found !== null && full.some((one) => this.groups.root(one) === found) ? found : null
  }

  /**
   * Who a family name means: the one full name that bears it. "Mrs" may be that one's mother, so she joins only where
   * nobody else bears the name or the full name is a "Mrs" too.
   */
  private ofFamily({ core, title }: NameFacts, place: number): number | null {
    const family = core[0] ?? ''
    const full = this.byLast.get(family) ?? []
    if (title === null) return this.fitting(place, [...full, ...(this.titled.get(family) ?? [])])
    if (title === 'mrs' && !full.some((one) => this.names[one]?.title === 'mrs') && this.otherTitles.has(family)) return null
    // "Miss Muriel Stacy" is surer to be Miss Stacy than anybody of the name
    const alike = full.filter((one) => this.names[one]?.title === title)
    return alike.length > 0 ? this.fitting(place, alike) : this.fitting(place, full, 2 * MUCH_MORE)
  }

  /** "Tull" and "Inspector Tull": the same single word, unless two of its bearers clash. */
  private bySameWord(): void {
    const { groups } = this
    for (const places of indexBy(this.names, ({ core }) => (core.length === 1 ? core[0] : undefined)).values()) {
      const roots = [...new Set(places.map((place) => groups.root(place)))]
      if (roots.some((a) => roots.some((b) => !groups.compatible(a, b)))) {
        this.withoutBare(places)
        continue
      }
      for (const place of places) groups.join(places[0] ?? place, place)
    }
  }

  /** Where bearers clash, those with one title still belong together, and the bare name goes to whom it mostly means. */
  private withoutBare(places: readonly number[]): void {
    const titled = new Map<string, number>()
    for (const place of places) {
      const title = this.names[place]?.title
      if (title === null || title === undefined) continue
      const first = titled.get(title)
      if (first === undefined) titled.set(title, place)
      else this.groups.join(first, place)
    }
    for (const place of places) {
      const bearer = this.names[place]?.title === null ? this.fitting(place, [...titled.values()]) : null
      if (bearer !== null) this.groups.join(bearer, place)
    }
  }

  /** A nickname's formal name, or where there is none another form of the same name. */
  private nicknamed({ core, title }: NameFacts, place: number): number | null {
    const [only] = core
    if (core.length !== 1 || only === undefined || title !== null) return null
    const families = new Set(this.groups.of(place).flatMap((facts) => fullName(facts)?.last ?? []))
    const heads = [...formsOf(only)]
      .flatMap((form) => this.byHead.get(form) ?? [])
      .filter((at) => !this.groups.of(at).some((facts) => facts.title !== null && NEVER_NICKNAMED.has(facts.title)))
      .filter((at) => !calledByNickname(only, this.groups.of(at)))
      .filter((at) => families.size === 0 || this.groups.of(at).some((facts) => families.has(fullName(facts)?.last ?? '')))
    return this.fitting(place, heads)
  }

  /** "The Inspector" is Inspector Tull where no other inspector is known. */
  byTitle(): void {
    const titled = indexBy(this.names, ({ core, title }) => (core.length > 0 && title !== null ? title : undefined))
    this.names.forEach((facts, place) => {
      if (facts.core.length > 0 || facts.title === null) return
      const bearer = this.fitting(place, titled.get(facts.title) ?? [])
      if (bearer !== null) this.groups.join(bearer, place)
    })
  }

  /** A name that nobody bears in the telling, and to which always the same person answers, is theirs. */
  byAnswers(links: readonly Link[]): void {
    const answers = new Map<number, number[]>()
    for (const [, sign, called, answering] of links) {
      const pair = sign === 'answers' ? this.pair(called, answering) : null
      if (pair) answers.set(pair[0], [...(answers.get(pair[0]) ?? []), this.groups.root(pair[1])])
    }
    for (const [called, roots] of answers) {
      const facts = this.names[called]
      const [one] = roots
      if (!facts || one === undefined || this.groups.of(called).length > 1 || facts.title !== null || KIN.has(facts.core[0] ?? '')) continue
      if (facts.roles.Q + facts.roles.S + facts.roles.A + facts.roles.R > 0) continue
      if (roots.length >= ANSWERS_NEEDED && roots.every((root) => root === one)) this.groups.join(one, called)
    }
  }
}
