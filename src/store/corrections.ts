/** The reader's word on the cast: who is one person, who is not, what to call them, whom to hide, a note on each. */
import type { Corrections } from '../core/cast/aliases.ts'
import type { WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { CorrectionRow, Library } from './library.ts'

/** What one act of the reader changed, so that it can be undone as one. Ids of rows. */
export interface Change {
  readonly made: readonly string[]
  readonly taken: readonly string[]
}

/** A person's names as the story writes them; the first stands for the person. */
export type Names = readonly [string, ...string[]]

type Said = Pick<CorrectionRow, 'kind' | 'name' | 'other'>

const isPair = ({ kind }: Pick<CorrectionRow, 'kind'>): boolean => kind === 'merge' || kind === 'split'
const idOf = (work: WorkId, { kind, name, other }: Said): string => [work, kind, ...(isPair({ kind }) ? [name, other].sort() : [name])].join('\n')

/** Writes what was said and takes back what it contradicts, in one transaction. */
function say(library: Library, work: WorkId, said: readonly Said[], contradicts: (row: CorrectionRow) => boolean, now: number): Promise<Change> {
  return library.atOnce('rw', [library.corrections, library.device], async (library) => {
    const stamp = await stampNow(library, now)
    const rows = said.map((each): CorrectionRow => ({ id: idOf(work, each), work, ...each, removed: null, stamp }))
    const made = rows.map(({ id }) => id)
    const taken = (await activeIn(library, work)).filter((row) => !made.includes(row.id) && contradicts(row))
    await library.corrections.bulkPut([...rows, ...taken.map((row) => ({ ...row, removed: now, stamp }))])
    return { made, taken: taken.map(({ id }) => id) }
  })
}

const activeIn = (library: Library, work: WorkId): Promise<CorrectionRow[]> =>
  library.corrections.where('work').equals(work).and(({ removed }) => removed === null).toArray()

/** These two are one person: said of every name, or the rules would hold back those that clash with the other's. */
export function merged(library: Library, work: WorkId, one: Names, other: Names, now: number): Promise<Change> {
  const between = ({ kind, name, other: second }: CorrectionRow): boolean =>
    kind === 'split' && ((one.includes(name) && other.includes(second)) || (other.includes(name) && one.includes(second)))
  const names = [...one.slice(1), ...other].filter((each) => each !== one[0])
  return say(library, work, names.map((each) => ({ kind: 'merge', name: one[0], other: each })), between, now)
}

/** One of these names is somebody else's. */
export function split(library: Library, work: WorkId, names: Names, name: string, now: number): Promise<Change> {
  const others = names.filter((each) => each !== name)
  const joins = (row: CorrectionRow): boolean => row.kind === 'merge' && (row.name === name || row.other === name) && names.includes(row.name) && names.includes(row.other)
  return say(library, work, others.map((other) => ({ kind: 'split', name, other })), joins, now)
}

/** Shows a person under another name. */
export const renamed = (library: Library, work: WorkId, names: Names, shown: string, now: number): Promise<Change> =>
  say(library, work, [{ kind: 'rename', name: names[0], other: shown }], ({ kind, name }) => kind === 'rename' && names.includes(name), now)

/** Leaves a person out of the cast. */
export const hidden = (library: Library, work: WorkId, names: Names, now: number): Promise<Change> =>
  say(library, work, [{ kind: 'hide', name: names[0], other: '' }], () => false, now)

/** Keeps the reader's note on a person; an empty one takes it back. */
export const noted = (library: Library, work: WorkId, names: Names, note: string, now: number): Promise<Change> =>
  say(library, work, note === '' ? [] : [{ kind: 'note', name: names[0], other: note }], ({ kind, name }) => kind === 'note' && names.includes(name), now)

/** Undoes a change: what it made is taken back, what it took back holds again. */
export function undone(library: Library, { made, taken }: Change, now: number): Promise<void> {
  return library.atOnce('rw', [library.corrections, library.device], async (library) => {
    const stamp = await stampNow(library, now)
    await library.corrections.where('id').anyOf(made).modify({ removed: now, stamp })
    await library.corrections.where('id').anyOf(taken).modify({ removed: null, stamp })
  })
}

/** Every word of the reader on a work's cast that holds, the latest first. */
export async function correctionsOf(library: Library, work: WorkId): Promise<CorrectionRow[]> {
  return (await activeIn(library, work)).sort((a, b) => (a.stamp < b.stamp ? 1 : a.stamp > b.stamp ? -1 : 0))
}

/** The same in the shape `castOf` takes. */
export function asCorrections(rows: readonly CorrectionRow[]): Corrections {
  const pairs = (wanted: CorrectionRow['kind']): [string, string][] => rows.flatMap(({ kind, name, other }) => (kind === wanted ? [[name, other]] : []))
  return { merge: pairs('merge'), split: pairs('split'), rename: pairs('rename'), hide: pairs('hide').map(([name]) => name) }
}
