/** Days of reading, summed up: only days whose sum is out of date are read sitting by sitting. */
import { DAY_MS, dayNumber, EASTMOST, WESTMOST, type Day } from '../core/reading-days/day.ts'
import { daysOf, sumDay, type DayRecord } from '../core/reading-days/day-record.ts'
import { dayAt } from '../core/reading-days/day.ts'
import { ALL_DAYS, zoneOf } from './books.ts'
import type { Library } from './library.ts'

/** Days summed up in one transaction. */
const SOME = 31
const MINUTE_MS = 60_000

const [FIRST, LAST]: readonly [[string, string], [string, string]] = [['day', ''], ['day', '\uffff']]

/** All days with any reading, oldest first, after those out of date were summed up anew. Ends early when aborted. */
export async function daysOfReading(library: Library, signal: AbortSignal): Promise<DayRecord[]> {
  await forgetSumsIfAsked(library)
  while (!signal.aborted && (await sumSome(library)));
  return library.days.orderBy('day').toArray()
}

/** Marks every day there is anything to sum up for. */
function forgetSumsIfAsked(library: Library): Promise<void> {
  return library.atOnce('rw', [library.days, library.sittings, library.progress, library.unfiled], async (library) => {
    if ((await library.unfiled.get([ALL_DAYS.kind, ALL_DAYS.id])) === undefined) return
    await library.days.clear()
    const days = new Set<string>()
    await library.sittings.each((sitting) => { for (const day of daysOf(sitting)) days.add(day) })
    // the keys of an index: no chapter's progress is read
    await library.progress.orderBy('finished').eachKey((key) => { days.add(dayAt(Number(key), zoneOf(Number(key)))) })
    await library.unfiled.where('[kind+id]').between(FIRST, LAST).delete()
    await library.unfiled.bulkPut([...days].map((id) => ({ kind: 'day', id })))
  })
}

function sumSome(library: Library): Promise<boolean> {
  return library.atOnce('rw', [library.days, library.sittings, library.progress, library.unfiled], async (library) => {
    const keys = await library.unfiled.where('[kind+id]').between(FIRST, LAST).limit(SOME).toArray()
    for (const { id } of keys) {
      const sum = await sumOf(library, id as Day)
      if (sum.readMs > 0 || sum.finished > 0) await library.days.put(sum)
      else await library.days.delete(sum.day)
    }
    await library.unfiled.bulkDelete(keys.map(({ kind, id }) => [kind, id]))
    return keys.length > 0
  })
}

async function sumOf(library: Library, day: Day): Promise<DayRecord> {
  const start = dayNumber(day) * DAY_MS
  // whatever the clock it was noted on, and begun the day before
  const sittings = await library.sittings.where('began').between(start - EASTMOST * MINUTE_MS - DAY_MS, start - WESTMOST * MINUTE_MS + DAY_MS).toArray()
  const from = start - zoneOf(start) * MINUTE_MS
  // a day on which clocks change is an hour shorter or longer
  const next = start + DAY_MS
  const finished = await library.progress.where('finished').between(from, next - zoneOf(next) * MINUTE_MS, true, false).count()
  return sumDay(day, sittings, finished)
}
