/** Homes of a story merged and split by the reader, each with its undo. */
import { clockOf, together } from '../core/homes.ts'
import type { Clock } from '../core/record.ts'
import type { Stamp } from '../core/stamp.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import { homesOf, ownClock } from './homes.ts'
import type { HomeRow, Library, WorkRow } from './library.ts'

/** What one act changed, to be given to {@link homesUndone}. */
export interface HomesChange {
  readonly stamp: Stamp
  readonly homes: readonly { readonly after: HomeRow; readonly before: HomeRow | undefined }[]
  /** Works that lead, or led before: their place as it was, and as it was made. */
  readonly clocks: readonly { readonly work: WorkId; readonly before: Clock; readonly after: Clock }[]
}

const FIELDS = ['current', 'furthest', 'pass'] as const
const tables = (library: Library) => [library.homes, library.works, library.chapters, library.device]

/**
 * Merges the story of `other` into that of `into`, whose home leads; homes `other` had come along. Null when they are one
 * already or either is unknown.
 */
export function homesMerged(library: Library, other: WorkId, into: WorkId, now: number): Promise<HomesChange | null> {
  return library.atOnce('rw', tables(library), async (library) => {
    const [head] = await homesOf(library, into)
    const group = await homesOf(library, other)
    const [leading, joining] = await Promise.all([library.works.get(head ?? into), library.works.get(group[0] ?? other)])
    if (!leading || !joining || leading.id === joining.id) return null
    const stamp = await stampNow(library, now)
    const own = clockOf(await ownClock(library, leading))
    const theirs = clockOf(await ownClock(library, joining))
    const homes = await homesPut(library, [{ work: leading.id, into: leading.id, removed: null, stamp, own }, ...group.map((work) => ({ work, into: leading.id, removed: null, stamp }))])
    const clocks = [await clockSet(library, leading, together(leading, joining), stamp), await clockSet(library, joining, theirs, stamp)]
    return { stamp, homes, clocks }
  })
}

/**
 * Splits a home off again. What was read at it stays with it; the work that led keeps its place, where that is in another
 * of its homes, else goes back to the place in those. Null when nobody leads for it.
 */
export function homeSplit(library: Library, work: WorkId, now: number): Promise<HomesChange | null> {
  return library.atOnce('rw', tables(library), async (library) => {
    const [head, ...others] = await homesOf(library, work)
    const leading = head === undefined || head === work ? undefined : await library.works.get(head)
    if (!leading) return null
    const stamp = await stampNow(library, now)
    const left = others.filter((other) => other !== work)
    const clock = await reckoned(library, leading, left)
    const apart = [...new Set([...((await library.homes.get(work))?.apart ?? []), leading.id])]
    const rows: HomeRow[] = [{ work, into: leading.id, removed: now, stamp, apart }, ...left.map((other) => ({ work: other, into: leading.id, removed: null, stamp }))]
    const own = clockOf(await ownClock(library, leading))
    const homes = await homesPut(library, [...rows, { work: leading.id, into: leading.id, removed: null, stamp, ...(left.length > 0 && { own }) }])
    return { stamp, homes, clocks: [await clockSet(library, leading, clock, stamp)] }
  })
}

/** The reader says that two works of one name are different stories: they are not suggested to each other again. */
export function saidApart(library: Library, work: WorkId, other: WorkId, now: number): Promise<HomesChange> {
  return library.atOnce('rw', tables(library), async (library) => {
    const stamp = await stampNow(library, now)
    const before = await library.homes.get(work)
    const apart = [...new Set([...(before?.apart ?? []), other])]
    return { stamp, homes: await homesPut(library, [{ into: work, removed: null, ...before, work, stamp, apart }]), clocks: [] }
  })
}

/** Takes one of these back. What was read since then is kept, where it belongs. */
export function homesUndone(library: Library, { stamp: made, homes, clocks }: HomesChange, now: number): Promise<void> {
  return library.atOnce('rw', tables(library), async (library) => {
    const stamp = await stampNow(library, now)
    const works = new Map((await library.works.bulkGet(clocks.map(({ work }) => work))).flatMap((row) => (row ? [[row.id, row] as const] : [])))
    const owns = new Map(await Promise.all([...works.values()].map(async (row) => [row.id, clockOf(await ownClock(library, row))] as const)))
    for (const { after, before } of homes) {
      const here = await library.homes.get(after.work)
      if (here?.into !== after.into || here.removed !== after.removed) continue
      const { own: led, ...back } = before ?? { work: after.work, into: after.work, removed: null }
      const own = led && owns.get(after.work)
      await library.homes.put({ ...back, stamp, ...(own && { own }) })
    }
    for (const { work, before, after } of clocks) {
      const row = works.get(work)
      if (!row) continue
      const [, ...others] = await homesOf(library, work)
      const clock = others.length > 0 ? await reckoned(library, row, others) : (owns.get(work) ?? clockOf(row))
      const isStill = (field: (typeof FIELDS)[number]): boolean => row.stamps[field] === made || JSON.stringify(row[field]) === JSON.stringify(after[field])
      const exact = Object.fromEntries(FIELDS.filter(isStill).map((field) => [field, before[field]]))
      await clockSet(library, row, { ...clock, ...exact, lastRead: row.lastRead === after.lastRead ? before.lastRead : clock.lastRead }, stamp)
    }
  })
}

/** Writes rows of homes, with what the reader said is apart; tells what was there. */
async function homesPut(library: Library, rows: readonly HomeRow[]): Promise<HomesChange['homes']> {
  const before = await library.homes.bulkGet(rows.map(({ work }) => work))
  const homes = rows.map((row, index) => {
    const apart = row.apart ?? before[index]?.apart
    return { after: { ...row, ...(apart && { apart }) }, before: before[index] }
  })
  await library.homes.bulkPut(homes.map(({ after }) => after))
  return homes
}

/** Sets where the reader is in a work; only what differs is stamped. */
async function clockSet(library: Library, work: WorkRow, after: Clock, stamp: Stamp): Promise<HomesChange['clocks'][number]> {
  const changed = FIELDS.filter((field) => JSON.stringify(work[field]) !== JSON.stringify(after[field]))
  await library.works.update(work.id, { ...clockOf(after), stamps: { ...work.stamps, ...Object.fromEntries(changed.map((field) => [field, stamp])) } })
  return { work: work.id, before: clockOf(work), after: clockOf(after) }
}

/** Where a reader of a work and of these other homes is: where the work says, unless that is at a home that is none of them. */
async function reckoned(library: Library, leading: WorkRow, others: readonly WorkId[]): Promise<Clock> {
  const own = clockOf(await ownClock(library, leading))
  const left = (await library.works.bulkGet([...others])).flatMap((row) => row ?? []).reduce<Clock>(together, own)
  const homes: readonly WorkId[] = [leading.id, ...others]
  const isThere = async (at: { readonly chapter: ChapterId } | null | undefined): Promise<boolean> => {
    const row = at && (await library.chapters.get(at.chapter))
    return row != null && homes.includes(row.work)
  }
  return {
    current: (await isThere(leading.current)) ? leading.current : left.current,
    furthest: (await isThere(leading.furthest)) ? leading.furthest : left.furthest,
    pass: (await isThere(leading.pass?.furthest)) ? leading.pass : left.pass,
    lastRead: left.lastRead,
  }
}
