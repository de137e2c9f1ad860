/** A day of reading, summed up from its sittings, so that statistics of years are made from a few hundred rows. */
import type { SittingRecord } from '../record.ts'
import type { WorkId } from '../work.ts'
import { DAY_MS, dayAt, dayNumber, type Day } from './day.ts'

export interface DayRecord {
  readonly day: Day
  /** Milliseconds of active reading, and words passed at a reading pace. */
  readonly readMs: number
  readonly words: number
  /** Milliseconds in each hour of the reader's own clock, 0 to 23. */
  readonly hours: readonly number[]
  /** The same by work: milliseconds and words. */
  readonly works: readonly (readonly [WorkId, readMs: number, words: number])[]
  /** Chapters whose end was reached for the first time. */
  readonly finished: number
  /** The longest sitting that began on this day. */
  readonly longest: { readonly work: WorkId; readonly readMs: number; readonly began: number } | null
}

const HOUR_MS = 3_600_000

type Sitting = Pick<SittingRecord, 'work' | 'began' | 'ended' | 'zone' | 'readMs' | 'words'>

/** The days a sitting touches: two when it goes past midnight. */
export function daysOf({ began, ended, zone }: Pick<SittingRecord, 'began' | 'ended' | 'zone'>): Day[] {
  const [first, last] = [dayAt(began, zone), dayAt(Math.max(began, ended), zone)]
  return first === last ? [first] : [first, last]
}

/** The parts of a sitting that lie in each hour of a day, as shares of the whole; reading is taken to be spread evenly. */
function sharesIn({ began, ended, zone }: Sitting, day: Day): readonly (readonly [hour: number, share: number])[] {
  const start = dayNumber(day) * DAY_MS
  const [from, to] = [began + zone * 60_000, Math.max(began, ended) + zone * 60_000]
  if (to === from) return from >= start && from < start + DAY_MS ? [[Math.floor((from - start) / HOUR_MS), 1]] : []
  return Array.from({ length: 24 }, (_, hour) => {
    const [opens, closes] = [start + hour * HOUR_MS, start + (hour + 1) * HOUR_MS]
    return [hour, Math.max(0, Math.min(to, closes) - Math.max(from, opens)) / (to - from)] as const
  }).filter(([, share]) => share > 0)
}

/** Sums up one day. `sittings` may be of other days too; `finished`: chapters first finished on the day. */
export function sumDay(day: Day, sittings: Iterable<Sitting>, finished: number): DayRecord {
  const hours = Array.from({ length: 24 }, () => 0)
  const works = new Map<WorkId, readonly [number, number]>()
  let [readMs, words] = [0, 0]
  let longest: DayRecord['longest'] = null
  for (const sitting of sittings) {
    let share = 0
    for (const [hour, part] of sharesIn(sitting, day)) {
      hours[hour] = (hours[hour] ?? 0) + part * sitting.readMs
      share += part
    }
    if (share === 0) continue
    readMs += share * sitting.readMs
    words += share * sitting.words
    const [ms, count] = works.get(sitting.work) ?? [0, 0]
    works.set(sitting.work, [ms + share * sitting.readMs, count + share * sitting.words])
    const { work, began } = sitting
    if (dayAt(began, sitting.zone) === day && sitting.readMs > (longest?.readMs ?? 0)) longest = { work, readMs: sitting.readMs, began }
  }
  const whole = Math.round
  return {
    day, readMs: whole(readMs), words: whole(words), hours: hours.map(whole), finished, longest,
    works: [...works].map(([work, [ms, count]]) => [work, whole(ms), whole(count)] as const),
  }
}
