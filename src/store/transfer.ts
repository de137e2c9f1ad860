/**
 * Import and restore. Rows are staged, previewed, and switched in with one transaction (switching.ts); until then nothing
 * of the library has changed, and killing the program at any point leaves the state before or the one after. An import
 * merges by core/merge.ts and never deletes; a restore puts back what was, with a snapshot of what is taken before
 * (snapshots.ts).
 */
import { isRefused, KINDS, type BackupRow, type Kind } from '../core/formats/backup.ts'
import type { Refused } from '../core/formats/file.ts'
import type { ChoiceRecord } from '../core/record.ts'
import { belongsTo, isSameRow, keyOf, mergeRows, rowsAt, tableOf } from './kinds.ts'
import type { Library, PassageRow, StagedRow } from './library.ts'
import { BATCH, eachPack, forgetStaged, Stager, type Index } from './staged.ts'

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

/**
 * Reads rows into the staging table and says what they would do; the library itself is not touched. Throws what reading
 * throws (UnreadableFile) or the signal's reason, and then nothing is staged.
 */
export async function stageImport(library: Library, entries: Iterable<BackupRow | Refused> | AsyncIterable<BackupRow | Refused>, watch: Watch = {}): Promise<Preview> {
  await cancelImport(library)
  const stager = new Stager(library)
  try {
    const refused: Refused[] = []
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
    await stager.forget()
    throw error
  }
}

/** Forgets a staged import. */
export const cancelImport = (library: Library): Promise<void> => library.atOnce('rw', [library.staged], forgetStaged)

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
      const known = kind === 'choice' ? ids.map((id) => choices.get(id)) : await rowsAt(library, kind, ids)
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
  counts[isSameRow(kind, merged, here) ? 'same' : 'changed']++
  if (kind === 'passage' && apart(merged) > Math.max(apart(here), apart(record))) counts.conflicting++
}

/** Rows that belong to a work or chapter neither the file nor the library has are left out, and said so. */
async function withoutDangling(library: Library, index: Index, kind: Kind, pack: StagedRow, refused: Refused[]): Promise<readonly unknown[]> {
  const lacking = { work: new Set<string>(), chapter: new Set<string>() }
  const isLacking = (record: unknown): boolean => belongsTo(kind, record).some(([parent, id]) => lacking[parent].has(id))
  for (const record of pack.record) for (const [parent, id] of belongsTo(kind, record)) if (index.get(parent)?.has(id) !== true) lacking[parent].add(id)
  for (const parent of ['work', 'chapter'] as const) {
    const ids = [...lacking[parent]]
    for (const [at, row] of (await tableOf(library, parent).bulkGet(ids)).entries()) if (row !== undefined) lacking[parent].delete(ids[at] ?? '')
  }
  if (lacking.work.size + lacking.chapter.size === 0) return pack.record
  const good = pack.record.filter((record) => !isLacking(record))
  for (const record of pack.record) if (isLacking(record)) refused.push({ where: `${kind} ${keyOf(kind, record)}`, why: 'the work or chapter it belongs to is not in the file' })
  await library.staged.put({ ...pack, record: good })
  return good
}
