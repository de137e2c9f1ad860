/** What is staged is switched in with one transaction, all or nothing; a file is read and staged by transfer.ts. */
import type { Records } from '../core/formats/backup.ts'
import type { ChoiceRecord } from '../core/record.ts'
import type { Stamp } from '../core/stamp.ts'
import { Changes } from './counters.ts'
import { stampNow } from './device.ts'
import { DERIVED, keyOf, mergeRows, rowsAt, tableOf, TABLE_KINDS, WRITTEN, type TableKind } from './kinds.ts'
import type { Library, WorkRow } from './library.ts'
import { CHOSEN, eachPack, UNDO, WAITING } from './staged.ts'

/** Some rows of a kind that were switched in, and what stood in their place: nothing where `before` is undefined. */
export interface Switched {
  readonly kind: TableKind
  readonly before: readonly unknown[]
  readonly after: readonly unknown[]
}

export interface SwitchWatch {
  /** Hears how many rows were switched in so far. */
  readonly progress?: (rows: number) => void
  /** Ends it: nothing was changed then. */
  readonly signal?: AbortSignal
  /** Is given what was written, within the transaction. */
  readonly wrote?: (library: Library, switched: Switched) => Promise<void>
}

/** Switches the staged rows in, merged with what is here: one transaction, all or nothing. `now` in milliseconds since 1970. */
export const confirmImport = (library: Library, now: number, watch?: SwitchWatch): Promise<void> => switched(library, now, 'merge', watch)

/**
 * Puts the staged rows in the place of what is here: one transaction, all or nothing. Digests and fingerprints stay unless
 * the staged rows have some of their own; they are made by reading and no copy of them is worth the loss.
 */
export const confirmRestore = (library: Library, now: number, watch?: SwitchWatch): Promise<void> => switched(library, now, 'replace', watch)

/** Works come last: by then it is known what their counters are. */
const ORDER: readonly TableKind[] = [...TABLE_KINDS.filter((kind) => kind !== 'work'), 'work']

function switched(library: Library, now: number, how: 'merge' | 'replace', { progress, signal, wrote }: SwitchWatch = {}): Promise<void> {
  return library.atOnce('rw', [...TABLE_KINDS.map((kind) => tableOf(library, kind)), library.device, library.staged], async (library) => {
    if (how === 'replace') for (const kind of await replacedKinds(library)) await tableOf(library, kind).clear()
    const changes = new Changes()
    let newest: Stamp | null = null
    let done = 0
    for (const kind of ORDER) {
      await eachPack(library, kind, async ({ record }) => {
        signal?.throwIfAborted()
        const rows = await putMerged(library, kind, record, changes)
        for (const row of rows.after as readonly Records[TableKind][]) for (const stamp of stampsIn(row)) if (newest === null || stamp > newest) newest = stamp
        await wrote?.(library, rows)
        progress?.((done += record.length))
      })
    }
    await changes.countRest(library)
    await seen(library, newest, now)
    await eachPack(library, 'choice', async (pack) => {
      await library.staged.put({ ...pack, kind: CHOSEN })
    })
    await library.staged.where('kind').noneOf([...WAITING, UNDO]).delete()
  })
}

async function replacedKinds(library: Library): Promise<readonly TableKind[]> {
  const staged = await Promise.all(DERIVED.map(async (kind) => ((await library.staged.where('kind').equals(kind).count()) > 0 ? [kind] : [])))
  return [...WRITTEN, ...staged.flat()]
}

async function putMerged(library: Library, kind: TableKind, records: readonly unknown[], changes: Changes): Promise<Switched> {
  const before = await rowsAt(library, kind, records.map((record) => keyOf(kind, record)))
  const after = records.map((record, at) => {
    const merged = before[at] === undefined ? record : mergeRows(kind, before[at], record)
    return kind === 'work' ? changes.counted(before[at] as WorkRow | undefined, merged as WorkRow) : merged
  })
  for (const [at, row] of after.entries()) changes.note(kind, before[at], row)
  await tableOf(library, kind).bulkPut(after)
  return { kind, before, after }
}

/** The choices that were switched in. Taking them over may be done twice: see `choicesTaken`. */
export async function findSwitchedChoices(library: Library): Promise<readonly ChoiceRecord[]> {
  return (await library.staged.where('kind').equals(CHOSEN).toArray()).flatMap(({ record }) => record as readonly ChoiceRecord[])
}

/** The choices that were switched in are in their place now. */
export async function choicesTaken(library: Library): Promise<void> {
  await library.staged.where('kind').equals(CHOSEN).delete()
}

const stampsIn = (row: Records[TableKind]): readonly Stamp[] => ('stamp' in row ? [row.stamp] : 'stamps' in row ? Object.values(row.stamps) : [])

/** This device's next stamp is after every stamp it has seen, as the hybrid clock asks. */
async function seen(library: Library, newest: Stamp | null, now: number): Promise<void> {
  if (newest === null) return
  const device = await library.device.get('device')
  if (device?.lastStamp && device.lastStamp >= newest) return
  if (!device) await stampNow(library, now)
  const row = await library.device.get('device')
  if (row && (row.lastStamp === null || row.lastStamp < newest)) await library.device.put({ ...row, lastStamp: newest })
}
