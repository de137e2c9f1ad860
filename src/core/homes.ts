/** One story at several homes: which home leads, and what the story is to a reader of them all. */
import type { Reached } from './pass.ts'
import type { Clock, HomeRecord, WorkRecord } from './record.ts'
import type { WorkId } from './work.ts'

/** What of a work is its place in it. */
export const clockOf = ({ current, furthest, pass, lastRead }: Clock): Clock => ({ current, furthest, pass, lastRead })

const further = (a: Reached | null, b: Reached | null): Reached | null =>
  a === null || (b !== null && (b.order > a.order || (b.order === a.order && b.finished && !a.finished))) ? b : a

/** Where a reader of two homes is: at the place they were at last, and the furthest of both. */
export function together(a: Clock, b: Clock): Clock {
  const [one, other] = [a.pass?.number ?? 1, b.pass?.number ?? 1]
  return {
    current: (b.current?.mark.at ?? -1) > (a.current?.mark.at ?? -1) ? b.current : a.current,
    furthest: further(a.furthest, b.furthest),
    pass: one === other && a.pass && b.pass ? { ...a.pass, furthest: further(a.pass.furthest, b.pass.furthest) } : other > one ? b.pass : a.pass,
    lastRead: Math.max(a.lastRead, b.lastRead),
  }
}

/**
 * The home that leads, for each that another leads. Two devices may have merged the same two the other way round: then the
 * one whose id sorts first leads. A leading home that is not known leads nobody.
 */
export function headsOf(homes: Iterable<Pick<HomeRecord, 'work' | 'into' | 'removed'>>, isKnown: (work: WorkId) => boolean): ReadonlyMap<WorkId, WorkId> {
  const into = new Map<WorkId, WorkId>()
  for (const home of homes) if (home.removed === null && home.into !== home.work && isKnown(home.into)) into.set(home.work, home.into)
  const heads = new Map<WorkId, WorkId>()
  for (const work of into.keys()) {
    const way = [work]
    for (let next = into.get(work); next !== undefined; next = into.get(next)) {
      const circle = way.indexOf(next)
      if (circle >= 0) {
        way.push([...way.slice(circle)].sort()[0] ?? next)
        break
      }
      way.push(next)
    }
    const head = way.at(-1) ?? work
    if (head !== work) heads.set(work, head)
  }
  return heads
}

const most = (counts: readonly (number | null)[]): number | null => counts.reduce((greater, count) => (count === null ? greater : Math.max(count, greater ?? count)), null)

/** A story as its reader sees it: what they say of the home that leads, what they did at all of them. */
export function storyOf(head: WorkRecord, others: readonly WorkRecord[]): WorkRecord {
  if (others.length === 0) return head
  const all = [head, ...others]
  const sum = (of: (work: WorkRecord) => number): number => all.reduce((total, work) => total + of(work), 0)
  return {
    ...head,
    posted: most(all.map(({ posted }) => posted)),
    passages: sum(({ passages }) => passages),
    readMs: sum(({ readMs }) => readMs),
    finished: Math.max(...all.map(({ finished }) => finished)),
  }
}

/** What search looks at in a story: also what its other homes call it, and what was said there. */
export function namesOf(head: WorkRecord, others: readonly WorkRecord[]): Pick<WorkRecord, 'id' | 'title' | 'author' | 'tags' | 'note'> {
  if (others.length === 0) return head
  return {
    id: head.id, title: head.title, author: head.author,
    tags: [...new Set([head, ...others].flatMap(({ tags }) => tags))],
    note: [head.note, ...others.flatMap(({ title, author, note }) => [title ?? '', author ?? '', note])].join('\n'),
  }
}
