/** Works on a listing of their site: how a reader stands to them, and what the listing says of them. */
import type { Status } from './standing.ts'
import type { Planned, WorkId } from './work.ts'

/** A work of the reader's in as few words as a badge has room for. */
export interface KnownWork {
  readonly work: WorkId
  readonly status: Status
  /** The number of the furthest chapter the reader got into; null where nobody knows. */
  readonly at: number | null
  readonly posted: number | null
  /** Chapters posted since the reader last read in it. */
  readonly fresh: number
}

/** What a listing says of one work: chapters posted, and planned (null where it does not say). */
export interface ListedWork {
  readonly work: WorkId
  readonly posted: number
  readonly planned: Planned
}
