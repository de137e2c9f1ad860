/**
 * One story at several homes.
 *
 * Every home keeps its own work, chapters, progress and passages, under their own ids: nothing is moved or rewritten, so
 * that a split has nothing to take apart. One home leads (merging.ts says which). Reading at any of them moves the leading
 * work: its place and furthest are those in the story, may be in a chapter of another home, and Continue leads there. What
 * was read at the leading home's own address stands beside, in `own` of its row here; the others' works have theirs.
 */
import { headsOf, storyOf } from '../core/homes.ts'
import type { Clock } from '../core/record.ts'
import type { WorkId } from '../core/work.ts'
import type { HomeRow, Library, WorkRow } from './library.ts'

const isLed = ({ work, into, removed }: HomeRow): boolean => removed === null && into !== work

/** The work that leads for a home; undefined when it leads itself. Runs in a transaction that includes `homes` and `works`. */
export async function headOf(library: Library, work: Pick<WorkRow, 'id'>): Promise<WorkRow | undefined> {
  const way = new Map<WorkId, HomeRow>()
  for (let at = work.id; !way.has(at);) {
    const home = await library.homes.get(at)
    if (home === undefined || !isLed(home)) break
    way.set(at, home)
    at = home.into
  }
  if (way.size === 0) return undefined
  const known = new Map((await library.works.bulkGet([...way.values()].map(({ into }) => into))).flatMap((row) => (row ? [[row.id, row] as const] : [])))
  const head = headsOf(way.values(), (id) => known.has(id)).get(work.id)
  return head === undefined ? undefined : known.get(head)
}

/** All homes of the story a work is a home of, the leading one first; the work alone when it has no others. */
export async function homesOf(library: Library, work: WorkId): Promise<WorkId[]> {
  // most stories have one home: both answers that say so are asked for at once
  const [head, own] = await Promise.all([headOf(library, { id: work }), library.homes.where('into').equals(work).toArray()])
  const homes = [head?.id ?? work]
  for (const into of homes) {
    for (const home of into === work ? own : await library.homes.where('into').equals(into).toArray()) if (isLed(home) && !homes.includes(home.work)) homes.push(home.work)
  }
  return homes
}

/** The works of all homes of a story, the leading one first; none when there is no such work. */
export async function homeRows(library: Library, work: WorkId): Promise<WorkRow[]> {
  return (await library.works.bulkGet(await homesOf(library, work))).flatMap((row) => row ?? [])
}

/** Every home that another leads, with the one that does: lists show the leading work instead. */
export async function ledWorks(library: Library): Promise<ReadonlyMap<WorkId, WorkId>> {
  const homes = (await library.homes.toArray()).filter(isLed)
  const known = new Set((await library.works.bulkGet([...new Set(homes.map(({ into }) => into))])).flatMap((row) => row?.id ?? []))
  return headsOf(homes, (id) => known.has(id))
}

/** Every story's leading work, for whoever looks through the whole library. */
export async function leadingWorks(library: Library): Promise<WorkRow[]> {
  const led = await ledWorks(library)
  return (await library.works.toArray()).filter(({ id }) => !led.has(id))
}

/** Works that lead, as stories with all their homes. */
export async function asStories(library: Library, works: readonly WorkRow[], led: ReadonlyMap<WorkId, WorkId>): Promise<WorkRow[]> {
  const heads = new Set(works.map(({ id }) => id))
  const others = (await library.works.bulkGet([...led].flatMap(([work, head]) => (heads.has(head) ? [work] : [])))).flatMap((row) => row ?? [])
  return works.map((work) => storyOf(work, others.filter(({ id }) => led.get(id) === work.id)))
}

/** What was read at a work's own address, whatever other homes its story has. */
export async function ownClock(library: Library, work: WorkRow): Promise<Clock> {
  return (await library.homes.get(work.id))?.own ?? work
}

/** Changes what was read at the own address of a work that leads; of others the work itself has it. Runs in a transaction that includes `homes`. */
export async function ownChanged(library: Library, work: WorkId, change: (own: Clock) => Clock | Promise<Clock>): Promise<void> {
  const home = await library.homes.get(work)
  if (home?.own) await library.homes.put({ ...home, own: await change(home.own) })
}

const plain = (text: string | null): string => (text ?? '').normalize('NFKC').toLocaleLowerCase('en').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/**
 * Stories at other addresses with the same title and author, which may be the same; none that the reader said are not.
 * Asks by title, looks at nothing else.
 */
export function homesSuggested(library: Library, id: WorkId): Promise<WorkRow[]> {
  return library.atOnce('r', [library.works, library.homes], async (library) => {
    const homes = await homesOf(library, id)
    const work = await library.works.get(id)
    if (work?.title == null || plain(work.author) === '') return []
    const alike = (await library.works.where('title').equalsIgnoreCase(work.title).toArray()).filter((other) => plain(other.author) === plain(work.author))
    const found = new Map<WorkId, WorkRow>()
    for (const other of alike) {
      const theirs = await homesOf(library, other.id)
      const head = theirs[0] === other.id ? other : await headOf(library, other)
      if (head && !homes.includes(other.id) && !(await areApart(library, homes, theirs))) found.set(head.id, head)
    }
    return [...found.values()]
  })
}

/** Whether the reader said of any two of them that they are different stories. */
async function areApart(library: Library, some: readonly WorkId[], others: readonly WorkId[]): Promise<boolean> {
  const said = async (works: readonly WorkId[], of: readonly WorkId[]): Promise<boolean> =>
    (await library.homes.bulkGet([...works])).some((home) => home?.apart?.some((work) => of.includes(work)))
  return (await said(some, others)) || said(others, some)
}
