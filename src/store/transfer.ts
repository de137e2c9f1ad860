/**
 * Import and restore. Rows are staged, previewed, and switched in with one transaction; until then nothing of the library
 * has changed, and killing the program at any point leaves the state before or the one after. An import merges by
 * core/merge.ts and never deletes; a restore puts back what was, with a snapshot of what is taken before (snapshots.ts).
 */
import { idOf, isRefused, KINDS, type BackupRow, type Kind, type Records } from '../core/formats/backup.ts'
import type { Refused } from '../core/formats/file.ts'
import type { ChoiceRecord } from '../core/record.ts'
import type { Stamp } from '../core/stamp.ts'
import type { WorkId } from '../core/work.ts'
import { countAnew } from './counters.ts'
import { stampNow } from './device.ts'
import { belongsTo, DERIVED, keyOf, mergeRows, tableOf, TABLE_KINDS, WRITTEN, type TableKind } from './kinds.ts'
import type { Library, PassageRow, StagedRow, WorkRow } from './library.ts'

export { backupOf } from './backup.ts'

/** Rows in memory at a time, and staged as one. */
const BATCH = 500

/** What an import would do. */
export interface Preview {
  readonly fresh: number
  readonly changed: number
  readonly same: number
  /** Passages whose note was written apart in the file and here: both will be kept. Counted among `changed` too. */
  readonly conflicting: number
  readonly refused: readonly Refused[]
}

export interface Watch {
  /** What the reader chose outside the library, to compare with; choices are not counted without it. */
  readonly choices?: readonly ChoiceRecord[]
  /** Hears how many rows were read, and in the end compared. */
  readonly progress?: (doing: 'reading' | 'comparing', rows: number) => void
  /** Ends the import: nothing is staged then. */
  readonly signal?: AbortSignal
}

/** Where each staged row stands, by kind and id. */
type Index = ReadonlyMap<Kind, Map<string, string>>

/**
 * Reads rows into the staging table and says what they would do; the library itself is not touched. Throws what reading
 * throws (UnreadableFile) or the signal's reason, and then nothing is staged.
 */
export async function stageImport(library: Library, entries: Iterable<BackupRow | Refused> | AsyncIterable<BackupRow | Refused>, watch: Watch = {}): Promise<Preview> {
  await cancelImport(library)
  try {
    const refused: Refused[] = []
    const stager = new Stager(library)
    let read = 0
    for await (const entry of entries) {
      if (isRefused(entry)) refused.push(entry)
      else await stager.take(entry)
      if (++read % BATCH !== 0) continue
      watch.signal?.throwIfAborted()
      watch.progress?.('reading', read)
    }
    await stager.finish()
    watch.signal?.throwIfAborted()
    const counts = await compared(library, stager.index, refused, watch)
    return { ...counts, refused }
  } catch (error) {
    await cancelImport(library)
    throw error
  }
}

/** Forgets a staged import. */
export const cancelImport = (library: Library): Promise<void> =>
  library.atOnce('rw', [library.staged], async (library) => {
    await library.staged.where('kind').notEqual(CHOSEN).delete()
  })

/** Packs rows into the staging table, many to a row of it: a tenth of the time that one each would take. */
class Stager {
  readonly index: Index = new Map(KINDS.map((kind) => [kind, new Map<string, string>()]))
  private readonly open = new Map<Kind, Map<string, unknown>>()
  private packs = 0

  constructor(private readonly library: Library) {}

  /** The same id twice in a file is merged by the rule. */
  async take(row: BackupRow): Promise<void> {
    const { kind, record } = row
    const id = idOf(row)
    let pack = this.open.get(kind)
    if (!pack) this.open.set(kind, (pack = new Map<string, unknown>()))
    const twin = pack.get(id)
    const place = this.index.get(kind)?.get(id)
    if (twin !== undefined) pack.set(id, mergeRows(kind, twin, record))
    else if (place !== undefined) await this.mergeInto(kind, place, id, record)
    else if (pack.set(id, record).size === BATCH) await this.close(kind)
  }

  async finish(): Promise<void> {
    for (const kind of KINDS) await this.close(kind)
  }

  private async close(kind: Kind): Promise<void> {
    const pack = this.open.get(kind)
    if (!pack || pack.size === 0) return
    const place = String(this.packs++).padStart(8, '0')
    for (const id of pack.keys()) this.index.get(kind)?.set(id, place)
    await this.library.staged.put({ kind, id: place, record: [...pack.values()] })
    this.open.delete(kind)
  }

  private mergeInto(kind: Kind, place: string, id: string, record: unknown): Promise<void> {
    return this.library.atOnce('rw', [this.library.staged], async (library) => {
      const staged = await library.staged.get([kind, place])
      if (!staged) return
      const records = staged.record.map((each) => (keyOf(kind, each) === id ? mergeRows(kind, each, record) : each))
      await library.staged.put({ ...staged, record: records })
    })
  }
}

/** Goes through the staged rows of a kind, a pack at a time. */
async function eachPack(library: Library, kind: Kind, visit: (pack: StagedRow) => Promise<void>): Promise<void> {
  let last = ''
  for (;;) {
    const pack = await library.staged.where('[kind+id]').between([kind, last], [kind, '\uffff'], false, true).first()
    if (!pack) return
    last = pack.id
    await visit(pack)
  }
}

/** A row as it compares: whatever the order of its fields. Counters are counted anew after the switch, so they are no difference. */
function plain(kind: Kind, row: unknown): string {
  const compared = kind === 'work' ? { ...(row as WorkRow), passages: 0, finished: 0, readMs: 0 } : row
  return JSON.stringify(compared, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value)
}
const apart = (row: unknown): number => (row as PassageRow).notesApart?.length ?? 1

/** Leaves out what belongs to nothing, and says so; counts what the rest would do. */
async function compared(library: Library, index: Index, refused: Refused[], watch: Watch): Promise<Omit<Preview, 'refused'>> {
  const counts = { fresh: 0, changed: 0, same: 0, conflicting: 0 }
  const choices = new Map(watch.choices?.map((each) => [each.key, each]))
  let done = 0
  for (const kind of KINDS) {
    if (kind === 'choice' && !watch.choices) continue
    await eachPack(library, kind, async (pack) => {
      const records = await withoutDangling(library, index, kind, pack, refused)
      const ids = records.map((record) => keyOf(kind, record))
      const known = kind === 'choice' ? ids.map((id) => choices.get(id)) : await tableOf(library, kind).bulkGet(ids)
      for (const [at, record] of records.entries()) countOne(counts, kind, known[at], record)
      watch.signal?.throwIfAborted()
      watch.progress?.('comparing', (done += records.length))
    })
  }
  return counts
}

function countOne(counts: { fresh: number; changed: number; same: number; conflicting: number }, kind: Kind, here: unknown, record: unknown): void {
  if (here === undefined) {
    counts.fresh++
    return
  }
  const merged = mergeRows(kind, here, record)
  counts[plain(kind, merged) === plain(kind, here) ? 'same' : 'changed']++
  if (kind === 'passage' && apart(merged) > Math.max(apart(here), apart(record))) counts.conflicting++
}

/** Rows that belong to a work or chapter neither the file nor the library has are left out, and said so. */
async function withoutDangling(library: Library, index: Index, kind: Kind, pack: StagedRow, refused: Refused[]): Promise<unknown[]> {
  const good: unknown[] = []
  for (const record of pack.record) {
    let dangling = false
    for (const [parent, id] of belongsTo(kind, record)) {
      dangling ||= index.get(parent)?.has(id) !== true && (await tableOf(library, parent).get(id)) === undefined
    }
    if (dangling) refused.push({ where: `${kind} ${keyOf(kind, record)}`, why: 'the work or chapter it belongs to is not in the file' })
    else good.push(record)
  }
  if (good.length < pack.record.length) await library.staged.put({ ...pack, record: good })
  return good
}

/** Choices that were switched in and wait to be taken over into the browser's own storage. */
const CHOSEN = 'chosen'

/** Switches the staged rows in, merged with what is here: one transaction, all or nothing. `now` in milliseconds since 1970. */
export const confirmImport = (library: Library, now: number, progress?: (rows: number) => void): Promise<void> => switched(library, now, 'merge', progress)

/**
 * Puts the staged rows in the place of what is here: one transaction, all or nothing. Digests and fingerprints stay unless
 * the staged rows have some of their own; they are made by reading and no copy of them is worth the loss.
 */
export const confirmRestore = (library: Library, now: number, progress?: (rows: number) => void): Promise<void> => switched(library, now, 'replace', progress)

function switched(library: Library, now: number, how: 'merge' | 'replace', progress?: (rows: number) => void): Promise<void> {
  return library.atOnce('rw', [...TABLE_KINDS.map((kind) => tableOf(library, kind)), library.device, library.staged], async (library) => {
    if (how === 'replace') for (const kind of await replacedKinds(library)) await tableOf(library, kind).clear()
    const touched = new Set<WorkId>()
    let newest: Stamp | null = null
    let done = 0
    for (const kind of TABLE_KINDS) {
      await eachPack(library, kind, async ({ record }) => {
        const merged = await putMerged(library, kind, record)
        for (const row of merged as readonly Records[TableKind][]) {
          for (const work of worksOf(row)) touched.add(work)
          for (const stamp of stampsIn(row)) if (newest === null || stamp > newest) newest = stamp
        }
        progress?.((done += record.length))
      })
    }
    for (const work of touched) await countAnew(library, work)
    await seen(library, newest, now)
    await eachPack(library, 'choice', async (pack) => {
      await library.staged.put({ ...pack, kind: CHOSEN })
    })
    await library.staged.where('kind').notEqual(CHOSEN).delete()
  })
}

async function replacedKinds(library: Library): Promise<readonly TableKind[]> {
  const staged = await Promise.all(DERIVED.map(async (kind) => ((await library.staged.where('kind').equals(kind).count()) > 0 ? [kind] : [])))
  return [...WRITTEN, ...staged.flat()]
}

async function putMerged(library: Library, kind: TableKind, records: readonly unknown[]): Promise<readonly unknown[]> {
  const table = tableOf(library, kind)
  const known = await table.bulkGet(records.map((record) => keyOf(kind, record)))
  const merged = records.map((record, at) => (known[at] === undefined ? record : mergeRows(kind, known[at], record)))
  await table.bulkPut(merged)
  return merged
}

/** The choices that were switched in. Taking them over may be done twice: see `choicesTaken`. */
export async function findSwitchedChoices(library: Library): Promise<readonly ChoiceRecord[]> {
  return (await library.staged.where('kind').equals(CHOSEN).toArray()).flatMap(({ record }) => record as readonly ChoiceRecord[])
}

/** The choices that were switched in are in their place now. */
export async function choicesTaken(library: Library): Promise<void> {
  await library.staged.where('kind').equals(CHOSEN).delete()
}

const worksOf = (row: Records[TableKind]): readonly WorkId[] => ('work' in row ? (row.work === null ? [] : [row.work]) : 'scope' in row ? [] : [row.id])
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
