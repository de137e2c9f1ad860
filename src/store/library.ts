/** The library: everything Catchword remembers, in IndexedDB of the extension's own origin. */
import Dexie, { type EntityTable, type Table } from 'dexie'
import type {
  ChapterRecord, CorrectionRecord, DigestRecord, FingerprintRecord, HomeRecord, PassageRecord, ProgressRecord, SittingRecord, VerdictRecord, WishRecord, WorkRecord,
} from '../core/record.ts'
import type { Kind } from '../core/formats/backup.ts'
import { UNSAID } from '../core/record.ts'
import type { Stamp } from '../core/stamp.ts'

export type {
  ChapterRecord as ChapterRow, CorrectionRecord as CorrectionRow, DigestRecord as DigestRow, PassageRecord as PassageRow,
  ProgressRecord as ProgressRow, VerdictRecord as VerdictRow, WishRecord as WishRow, WorkRecord as WorkRow,
} from '../core/record.ts'

/** This device: its id and its last stamp. One row. */
interface DeviceRow {
  readonly key: 'device'
  readonly id: string
  readonly lastStamp: Stamp | null
}

/** Some rows of a file that is being imported, choices that wait to be taken over (transfer.ts), or what an import wrote over (undoing.ts). */
export interface StagedRow {
  readonly kind: Kind | 'chosen' | 'undo'
  /** Counts the packs of a file. */
  readonly id: string
  readonly record: readonly unknown[]
}

export class Library extends Dexie {
  declare works: EntityTable<WorkRecord, 'id'>
  declare chapters: EntityTable<ChapterRecord, 'id'>
  declare progress: EntityTable<ProgressRecord, 'chapter'>
  declare passages: EntityTable<PassageRecord, 'id'>
  declare digests: EntityTable<DigestRecord, 'chapter'>
  declare device: Table<DeviceRow, 'device'>
  declare staged: Table<StagedRow, [string, string]>
  declare verdicts: EntityTable<VerdictRecord, 'id'>
  declare corrections: EntityTable<CorrectionRecord, 'id'>
  declare wishes: EntityTable<WishRecord, 'id'>
  declare sittings: EntityTable<SittingRecord, 'id'>
  declare fingerprints: EntityTable<FingerprintRecord, 'chapter'>
  declare homes: EntityTable<HomeRecord, 'work'>

  constructor(name = 'catchword') {
    super(name)
    // Append only: a version that was ever released is never edited (tests/store has a database of each past shape).
    this.version(1).stores({
      works: 'id, lastRead',
      chapters: 'id, work, [work+order]',
      progress: 'chapter, work',
      passages: 'id, chapter, work',
      digests: 'chapter, work',
      device: 'key',
    })
    // what an import has read and the reader has not confirmed yet (transfer.ts)
    this.version(2).stores({ staged: '[kind+id], kind' })
    // What the reader says of recaps and casts. New tables only: nothing to upgrade.
    this.version(3).stores({
      verdicts: 'id, work',
      corrections: 'id, work',
      wishes: 'id',
    })
    // What the reader says of works, their sittings, what read chapters were like, stories with several homes.
    this.version(4).stores({
      sittings: 'id, began, work',
      fingerprints: 'chapter, work',
      homes: 'work, into',
    }).upgrade((upgrade) => upgrade.table('works').toCollection().modify((row: WorkRecord, ref: { value: WorkRecord }) => {
      ref.value = { ...UNSAID, ...row }
    }))
    // Staged rows come in packs: what was staged row by row and never confirmed is let go.
    this.version(6).stores({ staged: '[kind+id], kind' }).upgrade((upgrade) => upgrade.table('staged').clear())
  }
}
