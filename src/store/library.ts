/** The library: everything Catchword remembers, in IndexedDB of the extension's own origin. */
import Dexie, { type EntityTable, type Table } from 'dexie'
import type {
  ChapterRecord, CorrectionRecord, DigestRecord, FingerprintRecord, HomeRecord, PassageRecord, ProgressRecord, SittingRecord, VerdictRecord, WishRecord, WorkRecord,
} from '../core/record.ts'
import { UNSAID } from '../core/record.ts'
import type { Block } from '../core/find/blocks.ts'
import type { DayRecord } from '../core/reading-days/day-record.ts'
import type { Stamp } from '../core/stamp.ts'
import { ALL_DAYS, keepBooks, type Unfiled } from './books.ts'

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

/** A row of a file that is being imported. */
export interface StagedRow {
  readonly kind: string
  readonly id: string
  readonly record: unknown
}

/** Passages as search sees them, a few hundred a row. */
export interface BlockRow extends Block {
  /** Counted up; block 1 was filed first. */
  readonly block?: number | undefined
}

/** A work the reader took off the shelf with all that belongs to it, kept for a while so that it can come back. */
export interface RemovedRow {
  readonly work: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly title: string | null
  /** Table name → its rows of this work. */
  readonly rows: Readonly<Record<string, readonly unknown[]>>
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
  declare blocks: EntityTable<BlockRow, 'block'>
  declare days: EntityTable<DayRecord, 'day'>
  declare unfiled: Table<Unfiled, [string, string]>
  declare removedWorks: EntityTable<RemovedRow, 'work'>

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
    // What search and statistics are made from (books.ts), and works taken off the shelf (removed.ts). `finished`: null is in no index.
    this.version(5).stores({
      progress: 'chapter, work, finished',
      blocks: '++block',
      days: 'day',
      unfiled: '[kind+id]',
      removedWorks: 'work, at',
    }).upgrade(async (upgrade) => {
      const ids = await upgrade.table('passages').toCollection().primaryKeys()
      await upgrade.table('unfiled').bulkPut(ids.map((id) => ({ kind: 'passage', id: String(id) })))
      await upgrade.table('unfiled').put(ALL_DAYS)
    })
    keepBooks(this)
  }
}
