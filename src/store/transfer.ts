/**
 * Backup and import. An import is staged row by row, previewed, and switched in with one transaction; until then nothing
 * of the library has changed, and killing the program at any point leaves the state before or the one after. It merges
 * by core/merge.ts and never deletes.
 */
import type { Table } from 'dexie'
import { BackupWriter, idOf, isRefused, KINDS, type BackupRow, type Kind, type Records } from '../core/formats/backup.ts'
import type { Refused } from '../core/formats/file.ts'
import { mergeChapter, mergeDigest, mergePassage, mergeProgressRecords, mergeWork } from '../core/merge.ts'
import type { Stamp } from '../core/stamp.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { Library, PassageRow, StagedRow, WorkRow } from './library.ts'

/** Rows in memory at a time. */
const BATCH = 500

const MERGES: { readonly [K in Kind]: (a: Records[K], b: Records[K]) => Records[K] } = {
  work: mergeWork, chapter: mergeChapter, progress: mergeProgressRecords, passage: mergePassage, digest: mergeDigest,
}
const merge = (kind: Kind, a: unknown, b: unknown): unknown => (MERGES[kind] as (a: unknown, b: unknown) => unknown)(a, b)

const tableOf = (library: Library, kind: Kind): Table<unknown, string> => {
  const tables = { work: library.works, chapter: library.chapters, progress: library.progress, passage: library.passages, digest: library.digests }
  return tables[kind] as unknown as Table<unknown, string>
}

/** The whole library as a backup file, a batch of rows in memory at a time. */
export async function* backupOf(library: Library, now: number): AsyncGenerator<string> {
  const writer = new BackupWriter()
  yield writer.start(now)
  for (const kind of KINDS) {
    const table = tableOf(library, kind)
    let last: string | null = null
    for (;;) {
      const keys: string[] = await (last === null ? table.orderBy(':id') : table.where(':id').above(last)).limit(BATCH).primaryKeys()
      if (keys.length === 0) break
      for (const row of await table.bulkGet(keys)) if (row !== undefined) yield writer.row(kind, row)
      last = keys.at(-1) ?? null
    }
  }
  yield writer.end()
}

/** What an import would do. */
export interface Preview {
  readonly fresh: number
  readonly changed: number
  readonly same: number
  /** Passages whose note was written apart in the file and here: both will be kept. Counted among `changed` too. */
  readonly conflicting: number
  readonly refused: readonly Refused[]
}

/**
 * Reads rows into the staging table and says what they would do; the library itself is not touched. Throws what reading
 * throws (UnreadableFile), and then nothing is staged.
 */
export async function stageImport(library: Library, entries: Iterable<BackupRow | Refused>): Promise<Preview> {
  await cancelImport(library)
  const refused: Refused[] = []
  try {
    let batch: BackupRow[] = []
    for (const entry of entries) {
      if (isRefused(entry)) refused.push(entry)
      else if (batch.push(entry) === BATCH) {
        await stage(library, batch)
        batch = []
      }
    }
    await stage(library, batch)
    await refuseDangling(library, refused)
    return { ...(await compared(library)), refused }
  } catch (error) {
    await cancelImport(library)
    throw error
  }
}

/** Forgets a staged import. */
export const cancelImport = (library: Library): Promise<void> => library.staged.clear()

/** The same id twice in a file is merged by the rule. */
function stage(library: Library, rows: readonly BackupRow[]): Promise<void> {
  return library.transaction('rw', library.staged, async () => {
    for (const row of rows) {
      const id = idOf(row)
      const twin = await library.staged.get([row.kind, id])
      await library.staged.put({ kind: row.kind, id, record: twin ? merge(row.kind, twin.record, row.record) : row.record })
    }
  })
}

/** Goes through the staged rows of a kind, a batch at a time. */
async function eachBatch(library: Library, kind: Kind, visit: (rows: StagedRow[]) => Promise<void>): Promise<void> {
  let last = ''
  for (;;) {
    const rows = await library.staged.where('[kind+id]').between([kind, last], [kind, '\uffff'], false, true).limit(BATCH).toArray()
    if (rows.length === 0) return
    last = rows.at(-1)?.id ?? last
    await visit(rows)
  }
}

/** Rows that belong to a work or chapter neither the file nor the library has are left out, and said so. */
async function refuseDangling(library: Library, refused: Refused[]): Promise<void> {
  const missing = async (kind: Kind, id: string): Promise<boolean> =>
    (await library.staged.get([kind, id])) === undefined && (await tableOf(library, kind).get(id)) === undefined
  for (const kind of KINDS.slice(1)) {
    await eachBatch(library, kind, async (rows) => {
      for (const { id, record } of rows) {
        const { work, chapter } = record as { readonly work: WorkId; readonly chapter?: ChapterId }
        if (!(await missing('work', work)) && (chapter === undefined || !(await missing('chapter', chapter)))) continue
        await library.staged.delete([kind, id])
        refused.push({ where: `${kind} ${id}`, why: 'the work or chapter it belongs to is not in the file' })
      }
    })
  }
}

/** Counters are counted anew after the switch, so they are no difference. */
const plain = (kind: Kind, row: unknown): string => JSON.stringify(kind === 'work' ? { ...(row as WorkRow), passages: 0, finished: 0 } : row)

async function compared(library: Library): Promise<Omit<Preview, 'refused'>> {
  const counts = { fresh: 0, changed: 0, same: 0, conflicting: 0 }
  for (const kind of KINDS) {
    await eachBatch(library, kind, async (rows) => {
      const known = await tableOf(library, kind).bulkGet(rows.map(({ id }) => id))
      for (const [index, { record }] of rows.entries()) {
        const here = known[index]
        if (here === undefined) counts.fresh++
        else {
          const merged = merge(kind, here, record)
          // merged with itself a row has its fields in the merge's own order
          counts[plain(kind, merged) === plain(kind, merge(kind, here, here)) ? 'same' : 'changed']++
          if (kind === 'passage' && apart(merged) > Math.max(apart(here), apart(record))) counts.conflicting++
        }
      }
    })
  }
  return counts
}
const apart = (row: unknown): number => (row as PassageRow).notesApart?.length ?? 1

/** Switches the staged rows in: one transaction, all or nothing. `now` in milliseconds since 1970. */
export function confirmImport(library: Library, now: number): Promise<void> {
  return library.transaction('rw', [library.works, library.chapters, library.progress, library.passages, library.digests, library.device, library.staged], async () => {
    const touched = new Set<WorkId>()
    let newest: Stamp | null = null
    for (const kind of KINDS) {
      await eachBatch(library, kind, async (rows) => {
        const table = tableOf(library, kind)
        const known = await table.bulkGet(rows.map(({ id }) => id))
        const merged = rows.map(({ record }, index) => (known[index] === undefined ? record : merge(kind, known[index], record)))
        await table.bulkPut(merged)
        for (const row of merged as readonly Records[Kind][]) {
          touched.add('work' in row ? row.work : row.id)
          for (const stamp of stampsIn(row)) if (newest === null || stamp > newest) newest = stamp
        }
      })
    }
    for (const work of touched) await countAnew(library, work)
    await seen(library, newest, now)
    await library.staged.clear()
  })
}

const stampsIn = (row: Records[Kind]): readonly Stamp[] => ('stamp' in row ? [row.stamp] : 'stamps' in row ? (Object.values(row.stamps)) : [])

/** Counts a work's passages and finished chapters anew. */
export async function countAnew(library: Library, work: WorkId): Promise<void> {
  const passages = await library.passages.where('work').equals(work).filter((row) => row.removed === null).count()
  const finished = await library.progress.where('work').equals(work).filter((row) => row.finished !== null).count()
  await library.works.update(work, { passages, finished })
}

/** This device's next stamp is after every stamp it has seen, as the hybrid clock asks. */
async function seen(library: Library, newest: Stamp | null, now: number): Promise<void> {
  if (newest === null) return
  const device = await library.device.get('device')
  if (device?.lastStamp && device.lastStamp >= newest) return
  if (!device) await stampNow(library, now)
  const row = await library.device.get('device')
  if (row && (row.lastStamp === null || row.lastStamp < newest)) await library.device.put({ ...row, lastStamp: newest })
}
