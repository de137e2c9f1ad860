/** The library: everything Catchword remembers, in IndexedDB of the extension's own origin. */
import Dexie, { type EntityTable, type Table } from 'dexie'
import type { Passage } from '../core/passage.ts'
import type { Mark, Progress } from '../core/position.ts'
import type { Digest } from '../core/recap/digest.ts'
import type { Verdict } from '../core/recap/heed.ts'
import type { Stamp, Stamps } from '../core/stamp.ts'
import type { ChapterId, Planned, WorkId } from '../core/work.ts'

/** A work the reader has opened. Facts of the site are refreshed at each visit; what the reader edits carries a stamp. */
export interface WorkRow {
  readonly id: WorkId
  readonly site: string
  readonly title: string | null
  readonly author: string | null
  readonly url: string | null
  readonly language: string | null
  readonly posted: number | null
  readonly planned: Planned
  /** Milliseconds since 1970: when it was first and last opened. */
  readonly added: number
  readonly lastRead: number
  /** Where the reader is now, and the furthest chapter they got into: two clocks. */
  readonly current: { readonly chapter: ChapterId; readonly mark: Mark } | null
  readonly furthest: { readonly chapter: ChapterId; readonly order: number } | null
  /** Counters, kept in the same transaction as what they count. */
  readonly passages: number
  readonly finished: number
  readonly stamps: Stamps<'current' | 'furthest'>
}

export interface ChapterRow {
  readonly id: ChapterId
  readonly work: WorkId
  readonly url: string
  readonly title: string | null
  readonly ordinal: number | null
  readonly titleNumber: number | null
  /** What chapters of a work are sorted by: the ordinal, else the number in the title, else the order of reading. */
  readonly order: number
  readonly prevUrl: string | null
  readonly nextUrl: string | null
  /** Size of the story's text at the last visit. */
  readonly paragraphs: number
  readonly characters: number
  readonly opened: number
}

export interface ProgressRow extends Progress {
  readonly chapter: ChapterId
  readonly work: WorkId
  readonly stamp: Stamp
}

/** A passage in the library; a removed one stays as a tombstone so that other devices learn of it. */
export interface PassageRow extends Passage {
  readonly removed: number | null
  readonly stamps: Stamps<'colour' | 'note' | 'tags' | 'selectors' | 'removed'>
  /** What two devices need to tell a note written over another from one written apart: core/merge.ts. */
  readonly noteOver?: readonly Stamp[]
  readonly notesApart?: readonly { readonly note: string; readonly stamp: Stamp }[]
}

export interface DigestRow {
  readonly chapter: ChapterId
  readonly work: WorkId
  readonly made: number
  readonly digest: Digest
}

/** What a reader said of one moment: known again by place and a hash of its text, and no more text than that. */
export interface VerdictRow {
  /** See `momentKey` in core/recap/heed.ts. */
  readonly id: string
  readonly work: WorkId
  /** Null once it was taken back. */
  readonly verdict: Verdict | null
  readonly stamp: Stamp
}

/** What a reader said of somebody in the cast, by names as the story writes them. */
export interface CorrectionRow {
  /** Natural: work, kind and names. */
  readonly id: string
  readonly work: WorkId
  readonly kind: 'merge' | 'split' | 'rename' | 'hide' | 'note'
  readonly name: string
  /** The other name, the name to show or the note; empty for `hide`. */
  readonly other: string
  /** When it was taken back; null while it holds. */
  readonly removed: number | null
  readonly stamp: Stamp
}

/** A wish that no digest be made: of a work or of everything on a site; by its author or by the reader. */
export interface WishRow {
  /** `<by> <scope> <name>`. */
  readonly id: string
  readonly by: 'author' | 'reader'
  readonly scope: 'work' | 'site'
  /** The work's id, or the site's host name. */
  readonly name: string
  readonly refused: boolean
  /** The author's words; null for the reader's wish. */
  readonly words: string | null
  readonly stamp: Stamp
}

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

export class Library extends Dexie {
  declare works: EntityTable<WorkRow, 'id'>
  declare chapters: EntityTable<ChapterRow, 'id'>
  declare progress: EntityTable<ProgressRow, 'chapter'>
  declare passages: EntityTable<PassageRow, 'id'>
  declare digests: EntityTable<DigestRow, 'chapter'>
  declare device: Table<DeviceRow, 'device'>
  declare staged: Table<StagedRow, [string, string]>
  declare verdicts: EntityTable<VerdictRow, 'id'>
  declare corrections: EntityTable<CorrectionRow, 'id'>
  declare wishes: EntityTable<WishRow, 'id'>

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
  }
}
