/** Statistics a reader likes to look at, from their days of reading. */
import type { WorkId } from '../work.ts'
import { dayNumber, daysLater, weekdayOf, type Day } from './day.ts'
import type { DayRecord } from './day-record.ts'

/** A day counts towards a streak from this much reading on. */
const STREAK_MS = 60_000
const MINUTE_MS = 60_000

export interface Streak {
  readonly days: number
  readonly until: Day | null
}

export interface Statistics {
  readonly readMs: number
  readonly words: number
  readonly finished: number
  /** Days with any reading. */
  readonly days: number
  /** Words a minute over everything; null before anything was read. */
  readonly pace: number | null
  /** Days in a row with at least a minute of reading up to today; yesterday's streak holds while today may still add to it. */
  readonly streak: Streak
  readonly longestStreak: Streak
  readonly longestSitting: DayRecord['longest']
  /** Milliseconds by hour of the reader's own clock. */
  readonly hours: readonly number[]
  /** Milliseconds, words and days by what `groupOf` says of a work, most read first. */
  readonly groups: readonly Group[]
  /** Milliseconds, words and pace by month, oldest first. */
  readonly months: readonly Month[]
}

export interface Group {
  readonly name: string
  readonly readMs: number
  readonly words: number
}

export interface Month {
  /** `2026-11`. */
  readonly month: string
  readonly readMs: number
  readonly words: number
  readonly finished: number
  readonly pace: number | null
}

const paceOf = (words: number, readMs: number): number | null => (readMs < MINUTE_MS || words === 0 ? null : Math.round(words / (readMs / MINUTE_MS)))
const sum = <T>(all: readonly T[], of: (each: T) => number): number => all.reduce((total, each) => total + of(each), 0)

/** The streak that ends on `last` or before it, going back without a gap. */
function streakUntil(read: ReadonlySet<Day>, last: Day): Streak {
  let days = 0
  while (read.has(daysLater(last, -days))) days++
  return { days, until: days > 0 ? last : null }
}

function longestStreak(days: readonly Day[]): Streak {
  let best: Streak = { days: 0, until: null }
  let length = 0
  for (const [index, day] of days.entries()) {
    const before = days[index - 1]
    length = before !== undefined && dayNumber(day) === dayNumber(before) + 1 ? length + 1 : 1
    if (length > best.days) best = { days: length, until: day }
  }
  return best
}

function grouped(days: readonly DayRecord[], groupOf: (work: WorkId) => string): Group[] {
  const groups = new Map<string, Group>()
  for (const { works } of days) {
    for (const [work, readMs, words] of works) {
      const name = groupOf(work)
      const group = groups.get(name) ?? { name, readMs: 0, words: 0 }
      groups.set(name, { name, readMs: group.readMs + readMs, words: group.words + words })
    }
  }
  return [...groups.values()].sort((a, b) => b.readMs - a.readMs)
}

function monthly(days: readonly DayRecord[]): Month[] {
  const months = new Map<string, DayRecord[]>()
  for (const day of days) {
    const month = day.day.slice(0, 7)
    const all = months.get(month)
    if (all) all.push(day)
    else months.set(month, [day])
  }
  return [...months].map(([month, all]) => {
    const [readMs, words] = [sum(all, (each) => each.readMs), sum(all, (each) => each.words)]
    return { month, readMs, words, finished: sum(all, (each) => each.finished), pace: paceOf(words, readMs) }
  })
}

/** Everything at once. `days` oldest first; `today` as the reader's clock has it. */
export function statisticsOf(days: readonly DayRecord[], today: Day, groupOf: (work: WorkId) => string): Statistics {
  const [readMs, words] = [sum(days, (each) => each.readMs), sum(days, (each) => each.words)]
  const read = days.filter((each) => each.readMs >= STREAK_MS).map(({ day }) => day)
  const readSet = new Set(read)
  return {
    readMs, words,
    finished: sum(days, (each) => each.finished),
    days: days.filter((each) => each.readMs > 0).length,
    pace: paceOf(words, readMs),
    streak: streakUntil(readSet, readSet.has(today) ? today : daysLater(today, -1)),
    longestStreak: longestStreak(read),
    longestSitting: days.reduce<DayRecord['longest']>((best, { longest }) => (longest && longest.readMs > (best?.readMs ?? 0) ? longest : best), null),
    hours: Array.from({ length: 24 }, (_, hour) => sum(days, (each) => each.hours[hour] ?? 0)),
    groups: grouped(days, groupOf),
    months: monthly(days),
  }
}

/** A column of a year's map: seven days from the first day of a week; null for days outside the year shown. */
export type Week = readonly (Day | null)[]

/** The weeks of a year that ends on `today`, as columns; `firstWeekday` as Intl has it (1 Monday … 7 Sunday). */
export function yearOfWeeks(today: Day, firstWeekday: number): Week[] {
  const first = daysLater(today, -364)
  const lead = (weekdayOf(first) - firstWeekday + 7) % 7
  const start = daysLater(first, -lead)
  const weeks = Math.ceil((lead + 365) / 7)
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (__, weekday) => {
    const day = daysLater(start, week * 7 + weekday)
    return day < first || day > today ? null : day
  }))
}

/** In which of five shades a value is shown: 0 for nothing, then by quarters of what is usual (the 90th percentile). */
export function shadeOf(value: number, all: readonly number[]): 0 | 1 | 2 | 3 | 4 {
  if (value <= 0) return 0
  const sorted = all.filter((each) => each > 0).sort((a, b) => a - b)
  const usual = sorted[Math.floor((sorted.length - 1) * 0.9)] ?? value
  return Math.min(4, Math.max(1, Math.ceil((value / usual) * 4))) as 1 | 2 | 3 | 4
}
