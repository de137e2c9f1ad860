/**
 * Reading at a human pace: what of a chapter was read, and where its reader is. Pure: what happened on the page goes in,
 * a new state comes out. Times are milliseconds of one clock that never runs backwards.
 *
 * Time with the story in the window is spent on its words, from the upper edge down, at the fastest pace anybody reads
 * at; time without a sign of the reader is not time. Words that were paid for were read. So a screen that only flew by
 * is not read, the comments below a story pay for nothing, and a chapter that fits in the window needs no scrolling.
 */
import type { Settings } from './settings.ts'
import type { Stretch } from './words.ts'

/** Of this many words before a place … */
const TRAIL_WORDS = 500
/** … this share must have been read for the place to be read. More words than a window holds: a look at the end is none. */
const TRAIL_SHARE = 0.6
/** The same before the story's end, for a chapter to be finished: shorter, because readers hurry there. */
const TAIL_WORDS = 300
const TAIL_SHARE = 0.5
/** Where a reader has jumped to, they are only once they have read this many words there, or stayed this long. */
const SETTLED_WORDS = 100
const SETTLED_MS = 8000
/** Nearer than this, in windows, is no jump. */
const STEP = 1.5
/** A chapter is being read, and not only looked into, from this many words on, or this share of a short one. */
const BEGUN_WORDS = 200
const BEGUN_SHARE = 0.2

/** What of the story is in the window: offsets in its text; where none of it is, empty at the end it lies beyond. `line` is the reader's place. */
export interface InWindow {
  readonly from: number
  readonly to: number
  readonly line: number
}

export type Happened =
  /** A sign of the reader: a key, the mouse, a finger, the caret. */
  | { readonly kind: 'stirred'; readonly at: number }
  /** The text begins to move. */
  | { readonly kind: 'moved'; readonly at: number }
  /** The window was looked at; whatever lies between what it showed before and now has passed through since `moved`. */
  | { readonly kind: 'seen'; readonly at: number; readonly window: InWindow }
  /** The page is hidden or another window is in front; and the end of that. */
  | { readonly kind: 'left'; readonly at: number }
  | { readonly kind: 'back'; readonly at: number }
  /** Nothing, but time has passed. */
  | { readonly kind: 'waited'; readonly at: number }

export interface Reading {
  readonly stretches: readonly Stretch[]
  /** Words read of each stretch, and those of them that were read before this visit. */
  readonly read: Float32Array
  readonly before: Float32Array
  readonly window: InWindow | null
  readonly moving: boolean
  readonly hasMoved: boolean
  readonly present: boolean
  /** Until when time was spent, and the last sign of the reader. */
  readonly since: number
  readonly stirred: number
  /** Active milliseconds at what the window shows now, and in the whole visit. */
  readonly stayed: number
  readonly readMs: number
  /** Whether the end of the text was in the window. */
  readonly endSeen: boolean
  /** Offset where the reader is; null before anything was seen of them. */
  readonly place: number | null
}

type Pace = Pick<Settings, 'fastestPace' | 'finishShare' | 'idleMs'>

/** A visit begins. `place`: where the reader is known to have been; `readTo`: the text before counts as read. */
export function beginReading(stretches: readonly Stretch[], place: number | null, readTo: number, at: number): Reading {
  const before = Float32Array.from(stretches, ({ end, words }) => (end <= readTo ? words : 0))
  return {
    stretches, read: before, before, window: null, moving: false, hasMoved: false, present: true, since: at, stirred: at, stayed: 0, readMs: 0, endSeen: false, place,
  }
}

const isEmpty = ({ from, to }: InWindow): boolean => to <= from

/** Index of the first stretch that ends after an offset. */
function stretchAt(stretches: readonly Stretch[], offset: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle] as Stretch).end <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Spends the time since the last event on `[from, to)`. */
function spend(reading: Reading, at: number, span: InWindow | null, { fastestPace, idleMs }: Pace): Reading {
  const active = reading.present && span && !isEmpty(span) ? Math.max(0, Math.min(at, reading.stirred + idleMs) - reading.since) : 0
  const since = Math.max(at, reading.since)
  if (active === 0 || !span) return { ...reading, since }
  const read = reading.read.slice()
  let budget = (active * fastestPace) / 60_000
  for (let index = stretchAt(reading.stretches, span.from); index < read.length && budget > 0; index++) {
    const stretch = reading.stretches[index] as Stretch
    if (stretch.start >= span.to) break
    const paid = Math.min(budget, stretch.words - (read[index] ?? 0))
    read[index] = (read[index] ?? 0) + paid
    budget -= paid
  }
  return { ...reading, since, read, readMs: reading.readMs + active, stayed: reading.stayed + active }
}

/** From one window to another, with all that lies between. */
const both = (a: InWindow | null, b: InWindow): InWindow => (a ? { ...b, from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) } : b)

/** The state after something happened. */
export function attend(reading: Reading, happened: Happened, pace: Pace): Reading {
  const { at } = happened
  if (happened.kind === 'seen') {
    const spent = spend(reading, at, reading.moving ? both(reading.window, happened.window) : reading.window, pace)
    const changed = reading.window?.from !== happened.window.from || reading.window.to !== happened.window.to
    const seen = { ...spent, window: happened.window, moving: false, stayed: changed ? 0 : spent.stayed, endSeen: spent.endSeen || isAtEnd(reading.stretches, happened.window) }
    return follow(seen, reading.window)
  }
  // what moves is spent on once it is known what has passed by
  const spent = reading.moving ? reading : follow(spend(reading, at, reading.window, pace), reading.window)
  if (happened.kind === 'stirred') return { ...spent, stirred: at }
  if (happened.kind === 'moved') return { ...spent, stirred: at, moving: true, hasMoved: true }
  if (happened.kind === 'left') return { ...spent, present: false }
  if (happened.kind === 'back') return { ...spent, present: true, since: Math.max(at, spent.since), stirred: at }
  return spent
}

/** Whether the text's end is in the window or above it. */
const isAtEnd = (stretches: readonly Stretch[], { to }: InWindow): boolean => to >= (stretches.at(-1)?.end ?? 0)

/** Moves the place to the window's reading line, if the reader is really there. */
function follow(reading: Reading, before: InWindow | null): Reading {
  const { window, place, hasMoved } = reading
  if (!window || !hasMoved || window.line === place || (isEmpty(window) && !isAtEnd(reading.stretches, window))) return reading
  const screen = Math.max(window.to - window.from, before ? before.to - before.from : 0)
  const isStep = Math.abs(window.line - (place ?? 0)) <= STEP * screen
  const isThere = isStep || reading.stayed >= SETTLED_MS || wordsHere(reading, window.line - 2 * screen, window.to) >= Math.min(SETTLED_WORDS, totalOf(reading))
  return isThere ? { ...reading, place: window.line } : reading
}

const totalOf = ({ stretches }: Reading): number => stretches.reduce((sum, { words }) => sum + words, 0)

/** Words read in this visit between two offsets. */
function wordsHere({ stretches, read, before }: Reading, from: number, to: number): number {
  let words = 0
  for (let index = stretchAt(stretches, from); index < read.length && (stretches[index] as Stretch).start < to; index++) words += (read[index] ?? 0) - (before[index] ?? 0)
  return words
}

/** Words read in this visit. */
export const wordsRead = (reading: Reading): number => Math.round(wordsHere(reading, 0, Infinity))

/** Words of the chapter, and those after an offset. */
export const wordsFrom = ({ stretches }: Pick<Reading, 'stretches'>, offset: number): number =>
  stretches.reduce((sum, { start, end, words }) => sum + (start >= offset ? words : end <= offset ? 0 : Math.round((words * (end - offset)) / (end - start))), 0)

/** Whether of the last `words` words before each stretch's end at least `share` were read. */
function* trail({ stretches, read }: Reading, words: number, share: number): Generator<boolean> {
  let first = 0
  let all = 0
  let got = 0
  for (const [index, stretch] of stretches.entries()) {
    all += stretch.words
    got += read[index] ?? 0
    while (first < index && all - (stretches[first] as Stretch).words >= words) {
      all -= (stretches[first] as Stretch).words
      got -= read[first] ?? 0
      first++
    }
    yield got >= share * all - 0.01 && (stretch.words === 0 || (read[index] ?? 0) >= stretch.words / 2)
  }
}

/** The offset up to which the text was read, the furthest there is; never later than what was read at a human pace. */
export function readTo(reading: Reading): number {
  let to = 0
  let index = 0
  for (const isRead of trail(reading, TRAIL_WORDS, TRAIL_SHARE)) {
    if (isRead) to = (reading.stretches[index] as Stretch).end
    index++
  }
  return to
}

/** Whether the chapter was read to the end of its text. */
export function isFinished(reading: Reading, { finishShare }: Pace): boolean {
  if (!reading.endSeen) return false
  const { stretches, read } = reading
  const total = totalOf(reading)
  const got = read.reduce((sum, words) => sum + words, 0)
  if (got < finishShare * total - 0.01) return false
  let all = 0
  let tail = 0
  for (let index = stretches.length - 1; index >= 0 && all < TAIL_WORDS; index--) {
    all += (stretches[index] as Stretch).words
    tail += read[index] ?? 0
  }
  return tail >= TAIL_SHARE * all - 0.01
}

/** Whether the chapter is being read, and not only looked into. */
export const isBegun = (reading: Reading): boolean => {
  const words = wordsHere(reading, 0, Infinity)
  return words > 0 && words >= Math.min(BEGUN_WORDS, BEGUN_SHARE * totalOf(reading)) - 0.01
}

/** Milliseconds after which, should the reader stay, everything in the window will have been read; 0 when it is. */
export function msToRead({ stretches, read, window }: Reading, { fastestPace }: Pace): number {
  if (!window) return 0
  let left = 0
  for (let index = stretchAt(stretches, window.from); index < read.length && (stretches[index] as Stretch).start < window.to; index++) left += (stretches[index] as Stretch).words - (read[index] ?? 0)
  return (left * 60_000) / fastestPace
}

/** The same visit in a text that has changed: stretches that begin or end the text as before keep what was read of them. */
export function rereading(reading: Reading, stretches: readonly Stretch[]): Reading {
  const old = reading.stretches
  const isSame = (a: Stretch | undefined, b: Stretch | undefined): boolean => a !== undefined && b !== undefined && a.words === b.words && a.end - a.start === b.end - b.start
  let head = 0
  while (head < stretches.length && isSame(old[head], stretches[head])) head++
  let tail = 0
  while (tail < Math.min(stretches.length, old.length) - head && isSame(old.at(-1 - tail), stretches.at(-1 - tail))) tail++
  const carry = (from: Float32Array): Float32Array =>
    Float32Array.from(stretches, (_, index) => (index < head ? from[index] : index >= stretches.length - tail ? from[index - stretches.length + old.length] : 0) ?? 0)
  return { ...reading, stretches, read: carry(reading.read), before: carry(reading.before), endSeen: reading.endSeen && tail > 0, window: null }
}
