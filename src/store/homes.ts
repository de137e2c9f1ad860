/**
 * One story at several homes.
 *
 * Every home keeps its own work, chapters, progress and passages, under their own ids: nothing is moved or rewritten, so
 * that a split has nothing to take apart. A merge says that one home leads; reading at another moves the leading work
 * too (its place and furthest may then be in a chapter of the other home, and Continue leads there), and whoever shows
 * the story reads the chapters and passages of all its homes. A split works the leading work's place out again from what
 * was read at its own address.
 */
import type { Reached } from '../core/pass.ts'
import type { WorkRecord } from '../core/record.ts'
import type { WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { Library, WorkRow } from './library.ts'

/** The work that leads for a home; undefined when it leads itself. Runs in a transaction that includes `homes`. */
export async function headOf(library: Library, work: Pick<WorkRow, 'id'>): Promise<WorkRow | undefined> {
  const home = await library.homes.get(work.id)
  return home?.removed === null ? library.works.get(home.into) : undefined
}

/** All homes of the story a work is a home of, the leading one first; the work alone when it has no others. */
export async function homesOf(library: Library, work: WorkId): Promise<WorkId[]> {
  const home = await library.homes.get(work)
  const head = home?.removed === null ? home.into : work
  const others = (await library.homes.where('into').equals(head).toArray()).filter(({ removed }) => removed === null)
  return [head, ...others.map((other) => other.work)]
}

/** Works that another one leads for: lists show the leading work instead. */
export async function ledWorks(library: Library): Promise<ReadonlySet<WorkId>> {
  return new Set((await library.homes.toArray()).flatMap(({ work, removed }) => (removed === null ? [work] : [])))
}

const later = (a: WorkRow, b: WorkRow): WorkRow['current'] => ((b.current?.mark.at ?? -1) > (a.current?.mark.at ?? -1) ? b.current : a.current)
const further = (a: Reached | null, b: Reached | null): Reached | null =>
  a === null || (b !== null && (b.order > a.order || (b.order === a.order && b.finished && !a.finished))) ? b : a

/**
 * Merges the story of `other` into that of `into`: of the two, `into` leads. Homes `other` had come along. False when
 * they are one already or either is unknown. Split again is the undo.
 */
export function homesMerged(library: Library, other: WorkId, into: WorkId, now: number): Promise<boolean> {
  return library.atOnce('rw', [library.homes, library.works, library.device], async (library) => {
    const [head] = await homesOf(library, into)
    const group = await homesOf(library, other)
    const [leading, joining] = await Promise.all([library.works.get(head ?? into), library.works.get(group[0] ?? other)])
    if (!leading || !joining || leading.id === joining.id) return false
    const stamp = await stampNow(library, now)
    await library.homes.bulkPut(group.map((work) => ({ work, into: leading.id, removed: null, stamp })))
    const change: Partial<WorkRecord> = { current: later(leading, joining), furthest: further(leading.furthest, joining.furthest), lastRead: Math.max(leading.lastRead, joining.lastRead) }
    await library.works.update(leading.id, { ...change, stamps: { ...leading.stamps, current: stamp, furthest: stamp } })
    return true
  })
}

/** Splits a home off again. What was read at it stays with it; the work that led goes by what was read at its own and its other homes. */
export function homeSplit(library: Library, work: WorkId, now: number): Promise<boolean> {
  return library.atOnce('rw', [library.homes, library.works, library.chapters, library.progress, library.device], async (library) => {
    const home = await library.homes.get(work)
    if (home?.removed !== null) return false
    const stamp = await stampNow(library, now)
    await library.homes.put({ ...home, removed: now, stamp })
    const leading = await library.works.get(home.into)
    if (!leading) return true
    const left = await readAt(library, await homesOf(library, leading.id))
    await library.works.update(leading.id, { ...left, stamps: { ...leading.stamps, current: stamp, furthest: stamp } })
    return true
  })
}

/** Where a reader of these homes is, from what was read in their chapters. */
async function readAt(library: Library, homes: readonly WorkId[]): Promise<Pick<WorkRecord, 'current' | 'furthest'>> {
  const progress = await library.progress.where('work').anyOf(homes).toArray()
  const chapters = await library.chapters.bulkGet(progress.map(({ chapter }) => chapter))
  let current: WorkRecord['current'] = null
  let furthest: Reached | null = null
  for (const [index, row] of progress.entries()) {
    const order = chapters[index]?.order
    if (order === undefined) continue
    if (current === null || row.current.at > current.mark.at) current = { chapter: row.chapter, mark: row.current }
    furthest = further(furthest, { chapter: row.chapter, order, finished: row.finished !== null })
  }
  return { current, furthest }
}

const plain = (text: string | null): string => (text ?? '').normalize('NFKC').toLocaleLowerCase('en').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Works at other addresses with the same title and author, which may be the same story. Asks by title, looks at nothing else. */
export async function homesSuggested(library: Library, id: WorkId): Promise<WorkRow[]> {
  const work = await library.works.get(id)
  if (work?.title == null || work.author === null) return []
  const known = new Set(await homesOf(library, id))
  const alike = await library.works.where('title').equalsIgnoreCase(work.title).toArray()
  return alike.filter((other) => !known.has(other.id) && plain(other.author) === plain(work.author) && plain(other.author) !== '')
}
