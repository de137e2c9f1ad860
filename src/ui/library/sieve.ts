/** Which works the shelf shows, and in what order. */
import { findWorks } from '../../core/find/works.ts'
import { standingOf, type Status } from '../../core/standing.ts'
import type { Catalogue } from '../../store/catalogue.ts'
import type { WorkRow } from '../../store/library.ts'
import { siteOf } from '../parts/site.ts'

export const SORTS = ['lastRead', 'added', 'title', 'author', 'readMs', 'passages', 'fresh', 'rating'] as const
export type Sort = (typeof SORTS)[number]

/** What the reader wants to see; null lets everything through. */
export interface Wish {
  readonly query: string
  readonly status: Status | null
  readonly site: string | null
  readonly tag: string | null
  readonly language: string | null
  readonly sort: Sort
}

export const ALL: Wish = { query: '', status: null, site: null, tag: null, language: null, sort: 'lastRead' }

const byText = (of: (work: WorkRow) => string | null) => {
  const { compare } = new Intl.Collator(undefined, { numeric: true })
  return (a: WorkRow, b: WorkRow): number => {
    const [x, y] = [of(a), of(b)]
    return x === null || y === null ? Number(x === null) - Number(y === null) : compare(x, y)
  }
}
const byNumber = (of: (work: WorkRow) => number) => (a: WorkRow, b: WorkRow): number => of(b) - of(a)
const ORDERS: Readonly<Record<Sort, () => (a: WorkRow, b: WorkRow) => number>> = {
  lastRead: () => byNumber((work) => work.lastRead),
  added: () => byNumber((work) => work.added),
  title: () => byText((work) => work.title),
  author: () => byText((work) => work.author),
  readMs: () => byNumber((work) => work.readMs),
  passages: () => byNumber((work) => work.passages),
  fresh: () => byNumber((work) => standingOf(work).fresh),
  rating: () => byNumber((work) => work.rating ?? 0),
}

const fits = (work: WorkRow, { status, site, tag, language }: Wish): boolean =>
  (status === null || standingOf(work).status === status) && (site === null || siteOf(work) === site) &&
  (tag === null || work.tags.includes(tag)) && (language === null || work.language === language)

/** The works wanted, in order: the best find first while something is searched for, else as sorted. */
export function sifted(catalogue: Catalogue, wish: Wish): WorkRow[] {
  const { works } = catalogue
  if (wish.query.trim() !== '') return findWorks(catalogue.findables(), wish.query).flatMap((id) => works.get(id) ?? []).filter((work) => fits(work, wish))
  const last = byNumber((work) => work.lastRead)
  const order = ORDERS[wish.sort]()
  return [...works.values()].filter((work) => fits(work, wish)).sort((a, b) => order(a, b) || last(a, b) || (a.id < b.id ? -1 : 1))
}

/** What there is to choose between: each value with the number of its works, most first. */
export interface Facets {
  readonly statuses: ReadonlyMap<Status, number>
  readonly sites: readonly (readonly [string, number])[]
  readonly tags: readonly (readonly [string, number])[]
  readonly languages: readonly (readonly [string, number])[]
  /** Chapters nobody has read yet, and the works they are in. */
  readonly fresh: { readonly chapters: number; readonly works: number }
}

export function facetsOf(works: Iterable<WorkRow>): Facets {
  const [statuses, sites, tags, languages] = [new Map<Status, number>(), new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const fresh = { chapters: 0, works: 0 }
  const count = <K>(counts: Map<K, number>, key: K): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const work of works) {
    const standing = standingOf(work)
    count(statuses, standing.status)
    count(sites, siteOf(work))
    for (const tag of work.tags) count(tags, tag)
    if (work.language !== null) count(languages, work.language)
    if (standing.fresh > 0) {
      fresh.chapters += standing.fresh
      fresh.works++
    }
  }
  const most = (counts: ReadonlyMap<string, number>) => [...counts].sort((a, b) => b[1] - a[1])
  return { statuses, sites: most(sites), tags: most(tags), languages: most(languages), fresh }
}
