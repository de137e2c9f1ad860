/**
 * Which names are one person: name rules with prohibitions, after Vala et al. 2015 ("Mr. Bennet, his coachman, and the
 * Archbishop walk into a bar"), with BookNLP's lesson that an ambiguous name joins nobody. Resemblance of spelling is
 * never evidence.
 */
import type { NameFacts } from './facts.ts'
import { nicknames } from './titles.ts'

const conflict = (a: NameFacts['title'], b: NameFacts['title']): boolean => (a === 'she' && b === 'he') || (a === 'he' && b === 'she')

/** Groups of names, each one person; names of one group in the order given. */
export function groupsOf(names: readonly NameFacts[]): NameFacts[][] {
  const parent = names.map((_, index) => index)
  const root = (index: number): number => {
    let at = index
    while (parent[at] !== at) at = parent[at] ?? at
    return at
  }
  const members = (index: number): NameFacts[] => names.filter((_, other) => root(other) === root(index))
  const join = (a: number, b: number): void => {
    if (root(a) === root(b)) return
    if (members(a).some((one) => members(b).some((other) => conflict(one.title, other.title)))) return
    parent[root(b)] = root(a)
  }
  const full = names.map((facts, index) => ({ facts, index })).filter(({ facts }) => facts.core.length >= 2)
  for (const a of full) for (const b of full) if (a.index < b.index && a.facts.core.join(' ') === b.facts.core.join(' ')) join(a.index, b.index)
  names.forEach((facts, index) => {
    const [only] = facts.core
    if (facts.core.length !== 1 || only === undefined) return
    const rootsOf = (those: typeof full): number[] => [...new Set(those.map((one) => root(one.index)))]
    const asFirst = facts.title === null || facts.title === 'any' ? rootsOf(full.filter((one) => one.facts.core[0] === only)) : []
    const asLast = rootsOf(full.filter((one) => one.facts.core.at(-1) === only && !conflict(one.facts.title, facts.title)))
    const [first, second] = asFirst.length > 0 ? asFirst : asLast
    if (first !== undefined && second === undefined) join(first, index)
  })
  names.forEach((facts, index) => {
    if (facts.core.length !== 1) return
    const twins = names.flatMap((other, at) => (at !== index && other.core.length === 1 && other.core[0] === facts.core[0] ? [at] : []))
    for (const at of twins) if (!twins.some((x) => twins.some((y) => conflict(names[x]?.title ?? null, names[y]?.title ?? null)))) join(index, at)
    const close = [...new Set(names.flatMap((other, at) => (other.core.length <= 2 && nicknames(facts.core[0] ?? '', other.core[0] ?? '') ? [root(at)] : [])))]
    const [one] = close
    if (one !== undefined && close.length === 1 && facts.title === null) join(one, index)
  })
  const groups = new Map<number, NameFacts[]>()
  names.forEach((facts, index) => groups.set(root(index), [...(groups.get(root(index)) ?? []), facts]))
  return [...groups.values()]
}
