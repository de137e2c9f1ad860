/** How a reader stands to a work, from what they said and what they read; always with its reason. */
import type { SaidStatus, WorkRecord } from './record.ts'

export type Status = SaidStatus | 'caught-up'

/** Why a work stands as it does. Numbers are chapters; `posted` and `planned` are null where nobody knows. */
export type StandingReason =
  | { readonly kind: 'said' }
  | { readonly kind: 'not-begun' }
  /** Every chapter the author plans is posted and read. */
  | { readonly kind: 'all-read'; readonly read: number; readonly planned: number }
  /** Every posted chapter is read, and more may come. */
  | { readonly kind: 'all-posted'; readonly read: number; readonly posted: number; readonly planned: WorkRecord['planned'] }
  /** The chapter read last names no next one. */
  | { readonly kind: 'no-next'; readonly read: number }
  | { readonly kind: 'under-way'; readonly read: number; readonly posted: number | null }

export interface WorkStanding {
  readonly status: Status
  readonly reason: StandingReason
  /** Chapters posted since the reader last read in it. */
  readonly fresh: number
}

type Known = Pick<WorkRecord, 'status' | 'posted' | 'planned' | 'postedThen' | 'furthest' | 'finished'>

/** How many chapters were read: those before the furthest count, since serials are read in order. */
export const chaptersRead = ({ furthest, finished }: Pick<Known, 'furthest' | 'finished'>): number =>
  Math.max(finished, furthest ? Math.floor(furthest.finished ? furthest.order : furthest.order - 1) : 0)

/**
 * The standing of a work. `isLast`: whether the furthest chapter is known to name no next one, for works whose site does
 * not say how many chapters are posted.
 */
export function standingOf(work: Known, isLast = false): WorkStanding {
  const { posted, planned, status } = work
  // a work that shrank has no more chapters read than it has
  const read = posted === null ? chaptersRead(work) : Math.min(chaptersRead(work), posted)
  const unread = posted === null ? 0 : posted - read
  const fresh = posted === null || work.postedThen === null ? 0 : Math.max(0, Math.min(posted - work.postedThen, unread))
  if (status !== null && status !== 'reading') return { status, reason: { kind: 'said' }, fresh }
  if (work.furthest === null && work.finished === 0) {
    return status === 'reading' ? { status, reason: { kind: 'said' }, fresh } : { status: 'saved', reason: { kind: 'not-begun' }, fresh }
  }
  if (typeof planned === 'number' && planned > 0 && read >= planned) return { status: 'finished', reason: { kind: 'all-read', read, planned }, fresh }
  if (posted !== null && posted > 0 && unread === 0) return { status: 'caught-up', reason: { kind: 'all-posted', read, posted, planned }, fresh }
  if (posted === null && isLast && work.furthest?.finished === true) return { status: 'caught-up', reason: { kind: 'no-next', read }, fresh }
  return { status: 'reading', reason: { kind: 'under-way', read, posted }, fresh }
}
