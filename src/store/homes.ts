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
import type { HomeRecord, WorkRecord } from '../core/record.ts'
import type { Stamp } from '../core/stamp.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
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

/** What was there before homes were merged or split, to be given to {@link homesUndone}. */
export interface HomesBefore {
  readonly homes: readonly { readonly work: WorkId; readonly row: HomeRecord | null }[]
  readonly leading: Pick<WorkRecord, 'id' | 'current' | 'furthest' | 'lastRead'> | null
  readonly made: Stamp
}

/**
 * Merges the story of `other` into that of `into`: of the two, `into` leads. Homes `other` had come along. Null when
 * they are one already or either is unknown.
 */
export function homesMerged(library: Library, other: WorkId, into: WorkId, now: number): Promise<HomesBefore | null> {
  return library.atOnce('rw', [library.homes, library.works, library.device], async (library) => {
    const [head] = await homesOf(library, into)
    const group = await homesOf(library, other)
    const [leading, joining] = await Promise.all([library.works.get(head ?? into), library.works.get(group[0] ?? other)])
    if (!leading || !joining || leading.id === joining.id) return null
    const stamp = await stampNow(library, now)
    const before = { homes: await rowsOf(library, group), leading, made: stamp }
    await library.homes.bulkPut(group.map((work) => ({ work, into: leading.id, removed: null, stamp })))
    const change: Partial<WorkRecord> = { current: later(leading, joining), furthest: further(leading.furthest, joining.furthest), lastRead: Math.max(leading.lastRead, joining.lastRead) }
    await library.works.update(leading.id, { ...change, stamps: { ...leading.stamps, current: stamp, furthest: stamp } })
    return before
  })
}

/**
 * Splits a home off again; null when it leads itself. What was read at it stays with it; where the work that led has
 * its place or furthest there, it goes by what was read at its own and its other homes.
 */
export function homeSplit(library: Library, work: WorkId, now: number): Promise<HomesBefore | null> {
  return library.atOnce('rw', [library.homes, library.works, library.chapters, library.progress, library.device], async (library) => {
    const home = await library.homes.get(work)
    if (home?.removed !== null) return null
    const stamp = await stampNow(library, now)
    const leading = (await library.works.get(home.into)) ?? null
    await library.homes.put({ ...home, removed: now, stamp })
    if (leading) {
      const left = await readAt(library, await homesOf(library, leading.id))
      const isThere = (reached: { readonly chapter: ChapterId } | null): boolean => reached?.chapter.startsWith(`${work}/`) ?? false
      await library.works.update(leading.id, {
        ...(isThere(leading.current) && { current: left.current }), ...(isThere(leading.furthest) && { furthest: left.furthest }),
        stamps: { ...leading.stamps, current: stamp, furthest: stamp },
      })
    }
    return { homes: [{ work, row: home }], leading, made: stamp }
  })
}

/** Takes a merge or a split back; the place of the work that led only where nothing was read since. */
export function homesUndone(library: Library, { homes, leading, made }: HomesBefore, now: number): Promise<void> {
  return library.atOnce('rw', [library.homes, library.works, library.device], async (library) => {
    const stamp = await stampNow(library, now)
    const here = await library.homes.bulkGet(homes.map(({ work }) => work))
    await library.homes.bulkPut(homes.flatMap(({ row }, index) => {
      const changed = here[index]
      // where there was no row a split one says for other devices that there is none
      return changed?.stamp === made ? [row ? { ...row, stamp } : { ...changed, removed: now, stamp }] : []
    }))
    const since = leading && (await library.works.get(leading.id))
    if (!leading || since?.stamps.current !== made) return
    const { current, furthest, lastRead } = leading
    await library.works.update(leading.id, { current, furthest, lastRead, stamps: { ...since.stamps, current: stamp, furthest: stamp } })
  })
}

/** Remembers that two works are not one story, so that nobody suggests it again. */
export function homesDeclined(library: Library, other: WorkId, into: WorkId, now: number): Promise<void> {
  return library.atOnce('rw', [library.homes, library.device], async (library) => {
    if ((await library.homes.get(other))?.removed === null) return
    await library.homes.put({ work: other, into, removed: now, stamp: await stampNow(library, now) })
  })
}

const rowsOf = async (library: Library, works: readonly WorkId[]): Promise<HomesBefore['homes']> => {
  const rows = await library.homes.bulkGet([...works])
  return works.map((work, index) => ({ work, row: rows[index] ?? null }))
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

/**
 * Works at other addresses with the same title and author, which may be the same story and of which the reader has not
 * said that they are another. Asks by title, looks at nothing else.
 */
export function homesSuggested(library: Library, id: WorkId): Promise<WorkRow[]> {
  return library.atOnce('r', [library.homes, library.works], async (library) => {
    const work = await library.works.get(id)
    if (work?.title == null || plain(work.author) === '') return []
    const known = new Set(await homesOf(library, id))
    const alike = (await library.works.where('title').equalsIgnoreCase(work.title).toArray()).filter((other) => !known.has(other.id) && plain(other.author) === plain(work.author))
    const said = await library.homes.bulkGet([id, ...alike.map((other) => other.id)])
    const isApart = (other: WorkId, row: HomeRecord | undefined): boolean =>
      (row !== undefined && row.removed !== null && known.has(row.into)) || (said[0] !== undefined && said[0].removed !== null && said[0].into === other)
    return alike.filter((other, index) => !isApart(other.id, said[index + 1]))
  })
}

/** Works whose title begins like this, to be merged by hand: at most `most`, none of the story's own homes. */
export function homesByTitle(library: Library, id: WorkId, beginning: string, most: number): Promise<WorkRow[]> {
  return library.atOnce('r', [library.homes, library.works], async (library) => {
    if (beginning.trim() === '') return []
    const known = new Set(await homesOf(library, id))
    return library.works.where('title').startsWithIgnoreCase(beginning.trim()).filter((other) => !known.has(other.id)).limit(most).toArray()
  })
}
