/**
 * What a report from a chapter page changes of its work: where the reader is, the furthest they got, the reading under
 * way, the status; and which of these Catchword did by itself, so that it can be undone.
 */
import type { Mark } from './position.ts'
import type { Pass, Reached } from './pass.ts'
import type { WorkRecord } from './record.ts'
import type { ChapterId } from './work.ts'

/** What Catchword does to a work by itself. */
export type ActKind = 'finished' | 'furthest' | 'moved' | 'reread' | 'status'

/** A report, with what is known of the chapter it is from. */
export interface Step {
  readonly chapter: ChapterId
  readonly order: number
  readonly mark: Mark
  /** Whether the end of the text was reached by reading in this visit. */
  readonly finished: boolean
  /** Whether the chapter is being read, and not only looked into. */
  readonly begun: boolean
  /** An older report that arrives after a newer one. */
  readonly late: boolean
  /** Order of the chapter the reader was in so far; null when nobody knows. */
  readonly currentOrder: number | null
  /** Whether it is the work's first chapter, read to its end at some time before this day. */
  readonly isFirstAgain: boolean
  readonly now: number
}

type Fields = Pick<WorkRecord, 'current' | 'furthest' | 'pass' | 'status'>

export interface Stepped {
  readonly change: Partial<Fields>
  readonly acts: readonly { readonly kind: ActKind; readonly before: Partial<Fields> }[]
}

/** Going back by this much of a chapter, after this long, is worth an undo. */
const BACK = 0.1
const BACK_MS = 600_000
/** This far into a chapter its reader is done with it. */
const NEARLY = 0.9

/** What a step changes. `mayDo` says no to what the reader has just undone. */
export function step(work: Fields, at: Step, mayDo: (kind: ActKind) => boolean): Stepped {
  const change: { -readonly [F in keyof Fields]?: Fields[F] } = {}
  const acts: Stepped['acts'][number][] = []
  const act = (kind: ActKind, before: Partial<Fields>): void => void acts.push({ kind, before })

  const move = moveOf(work, at)
  if (move !== 'stay' && (move === 'onward' || mayDo('moved'))) {
    change.current = { chapter: at.chapter, mark: at.mark }
    if (move === 'away') act('moved', { current: work.current })
  }
  const furthest = furthestOf(work.furthest, at)
  if (furthest !== work.furthest && (work.furthest === null || furthest?.chapter === work.furthest.chapter || mayDo('furthest'))) {
    change.furthest = furthest
    if (work.furthest !== null && work.furthest.chapter !== at.chapter) act('furthest', { furthest: work.furthest })
  }
  const pass = passOf(work, at)
  if (pass !== work.pass && (pass?.number === work.pass?.number || mayDo('reread'))) {
    change.pass = pass
    if (pass?.number !== work.pass?.number) act('reread', { pass: work.pass })
  }
  if (isTakenUp(work, at) && mayDo('status')) {
    change.status = 'reading'
    act('status', { status: work.status })
  }
  return { change, acts }
}

/** Whether the reader's place moves here, and whether that is the way a story is read. */
function moveOf({ current, furthest }: Fields, { chapter, order, mark, begun, late, currentOrder }: Step): 'stay' | 'onward' | 'away' {
  if (late) return 'stay'
  if (current === null) return 'onward'
  if (current.chapter === chapter) {
    const isBack = mark.fraction < current.mark.fraction - BACK && mark.at - current.mark.at > BACK_MS
    return isBack ? 'away' : 'onward'
  }
  // who was at the end of a chapter goes on with the next; who was not may only be looking
  if (currentOrder !== null && order > currentOrder && order <= currentOrder + 1 && (begun || current.mark.fraction >= NEARLY)) return 'onward'
  // a look at an old or a far chapter moves nobody; reading there does
  if (!begun) return 'stay'
  return furthest !== null && order > furthest.order && order <= furthest.order + 1 ? 'onward' : 'away'
}

function furthestOf(furthest: Reached | null, { chapter, order, begun, finished }: Step): Reached | null {
  if (furthest === null) return { chapter, order, finished }
  if (order > furthest.order && (begun || finished)) return { chapter, order, finished }
  // several homes of a story have a chapter of each order
  return order === furthest.order && finished && !furthest.finished ? { ...furthest, finished } : furthest
}

function passOf({ pass, furthest }: Fields, { chapter, order, begun, finished, isFirstAgain, now }: Step): Pass | null {
  if (!begun) return pass
  const to = pass?.furthest ?? null
  if (isFirstAgain && furthest !== null && furthest.order > order && (to === null || to.order > order)) {
    return { number: (pass?.number ?? 1) + 1, began: now, furthest: { chapter, order, finished } }
  }
  if (pass === null) return null
  if (to === null || order > to.order) return { ...pass, furthest: { chapter, order, finished } }
  return order === to.order && finished && !to.finished ? { ...pass, furthest: { ...to, finished } } : pass
}

/** A work that was put aside is read again; a finished one only when there is more of it. */
function isTakenUp({ status, furthest }: Fields, { order, begun }: Step): boolean {
  if (!begun || status === null || status === 'reading') return false
  return status !== 'finished' || (furthest !== null && order > furthest.order)
}
