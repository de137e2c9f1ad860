/** What Catchword did by itself, and its undoing. */
import type { ActKind } from '../core/step.ts'
import type { Stamp } from '../core/stamp.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import { ownChanged } from './homes.ts'
import type { ActRow, Library, WorkRow } from './library.ts'

export type { ActRow } from './library.ts'

/** Acts kept of each work. */
const KEPT = 10
/** What was undone is not done again for this long: the page that did it is still open. */
const UNDONE_MS = 43_200_000

/** Keeps what was done. Runs in a transaction that includes `acts`. */
export async function actsDone(library: Library, acts: readonly Omit<ActRow, 'id'>[], stamp: Stamp): Promise<void> {
  const [first] = acts
  if (!first) return
  await library.acts.bulkPut(acts.map((act) => ({ ...act, id: `${act.work} ${stamp} ${act.kind}` })))
  const ids = (await library.acts.where('work').equals(first.work).primaryKeys()).sort()
  if (ids.length > KEPT) await library.acts.bulkDelete(ids.slice(0, ids.length - KEPT))
}

/** What the reader has lately undone of a chapter. A clock that was set back makes nothing of it late. */
export async function undoneLately(library: Library, chapter: ChapterId, now: number): Promise<ReadonlySet<ActKind>> {
  const acts = await library.acts.where('chapter').equals(chapter).toArray()
  return new Set(acts.flatMap((act) => (act.undone !== null && Math.abs(now - act.undone) < UNDONE_MS ? [act.kind] : [])))
}

/** The acts of a work that still hold, newest first. */
export async function actsOf(library: Library, work: WorkId): Promise<ActRow[]> {
  const acts = await library.acts.where('work').equals(work).toArray()
  return acts.filter(({ undone }) => undone === null).sort((a, b) => (a.id < b.id ? 1 : -1))
}

/** Undoes one act: what it changed is as it was, unless something later has changed it again. False when it was undone already. */
export function actUndone(library: Library, id: string, now: number): Promise<boolean> {
  return library.atOnce('rw', [library.acts, library.works, library.progress, library.device, library.homes], async (library) => {
    const act = await library.acts.get(id)
    const work = act && (await library.works.get(act.work))
    if (!work || act.undone !== null) return false
    await library.acts.put({ ...act, undone: now })
    const stamp = await stampNow(library, now)
    if (act.kind === 'finished') await unfinish(library, act, stamp)
    else if (isStill(act, work)) {
      await library.works.update(work.id, { ...act.before, stamps: { ...work.stamps, ...Object.fromEntries(Object.keys(act.before).map((field) => [field, stamp])) } })
      const progress = act.place && act.before.current?.chapter === act.chapter ? await library.progress.get(act.chapter) : undefined
      if (act.place && progress) await library.progress.put({ ...progress, current: act.place, stamp })
    }
    return true
  })
}

/** Whether what an act made is what there is now. */
function isStill({ kind, chapter }: ActRow, { current, furthest, status }: WorkRow): boolean {
  if (kind === 'moved') return current?.chapter === chapter
  if (kind === 'furthest') return furthest?.chapter === chapter
  return kind === 'status' ? status === 'reading' : true
}

async function unfinish(library: Library, { chapter, work: head }: ActRow, stamp: Stamp): Promise<void> {
  const progress = await library.progress.get(chapter)
  if (progress?.finished == null) return
  // taken away first: statistics look at what was only then (books.ts)
  await library.progress.delete(chapter)
  await library.progress.put({ ...progress, finished: null, stamp })
  const open = <T extends { readonly chapter: ChapterId }>(reached: T | null): T | null => (reached?.chapter === chapter ? { ...reached, finished: false } : reached)
  await ownChanged(library, progress.work, (own) => ({ ...own, furthest: open(own.furthest) }))
  for (const id of new Set([progress.work, head])) {
    const work = await library.works.get(id)
    if (!work) continue
    await library.works.update(id, {
      ...(id === progress.work && { finished: Math.max(0, work.finished - 1) }),
      furthest: open(work.furthest),
      pass: work.pass && { ...work.pass, furthest: open(work.pass.furthest) },
      stamps: { ...work.stamps, furthest: stamp, ...(work.pass && { pass: stamp }) },
    })
  }
}
