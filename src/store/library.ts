/** The library: everything Catchword remembers, in IndexedDB of the extension's own origin. */
import Dexie, { type EntityTable, type Table } from 'dexie'
import type {
  ChapterRecord, CorrectionRecord, DigestRecord, FingerprintRecord, HomeRecord, PassageRecord, ProgressRecord, SittingRecord, VerdictRecord, WishRecord, WorkRecord,
} from '../core/record.ts'
import type { Mark } from '../core/position.ts'
import { UNSAID } from '../core/record.ts'
import type { Stamp } from '../core/stamp.ts'
import type { ActKind } from '../core/step.ts'
import type { ChapterId, WorkId } from '../core/work.ts'

export type {
  ChapterRecord as ChapterRow, HomeRecord as HomeRow, SittingRecord as SittingRow, CorrectionRecord as CorrectionRow, DigestRecord as DigestRow, PassageRecord as PassageRow,
  ProgressRecord as ProgressRow, VerdictRecord as VerdictRow, WishRecord as WishRow, WorkRecord as WorkRow,
} from '../core/record.ts'

/** This device: its id and its last stamp. One row. */
interface DeviceRow {
  readonly key: 'device'
  readonly id: string
  readonly lastStamp: Stamp | null
}

/**
 * Something Catchword did by itself with a work, with what was there before, so that the reader can undo it. Kept on this
 * device only, the last few of each work.
 */
export interface ActRow {
  /** The work and a stamp: sorts by time. */
  readonly id: string
  readonly work: WorkId
  readonly chapter: ChapterId
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: ActKind
  /** The work's fields as they were; for `moved` within a chapter the chapter's place too. */
  readonly before: Partial<Pick<WorkRecord, 'current' | 'furthest' | 'pass' | 'status'>>
  readonly place: Mark | null
  /** When the reader undid it; null while it holds. What was undone is not done again by the same visit. */
  readonly undone: number | null
}

/** A row of a file that is being imported. */
export interface StagedRow {
  readonly kind: string
  readonly id: string
  readonly record: unknown
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
  declare acts: EntityTable<ActRow, 'id'>

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
      acts: 'id, work, chapter',
      // the same story at another home is found by its title
      works: 'id, lastRead, title',
    }).upgrade(async (upgrade) => {
      const ended = new Set((await upgrade.table<ProgressRecord>('progress').toArray()).flatMap(({ chapter, finished }) => (finished === null ? [] : [chapter])))
      await upgrade.table('works').toCollection().modify((row: WorkRecord, ref: { value: WorkRecord }) => {
        ref.value = { ...UNSAID, ...row, furthest: row.furthest && { ...row.furthest, finished: ended.has(row.furthest.chapter) } }
      })
    })
  }
}
