import { expect, test } from 'vitest'
import { dayAt, daysLater, weekdayOf, type Day } from '../../../src/core/reading-days/day.ts'
import { daysOf, sumDay } from '../../../src/core/reading-days/day-record.ts'
import { shadeOf, statisticsOf, yearOfWeeks } from '../../../src/core/reading-days/statistics.ts'
import { chapterId, workId } from '../../../src/core/work.ts'

const [TIDE, KETTLE] = [workId('t', 'tide'), workId('t', 'kettle')]
const day = (text: string): Day => text as Day
const MINUTE = 60_000
const sitting = (began: string, minutes: number, zone = 0, more: { work?: typeof TIDE; words?: number; readMs?: number } = {}) => {
  const work = more.work ?? TIDE
  const start = Date.parse(began)
  return { id: began, work, chapter: chapterId(work, '1'), began: start, ended: start + minutes * MINUTE, zone, readMs: more.readMs ?? minutes * MINUTE, words: more.words ?? minutes * 200 }
}

test('a day is the reader’s own day, whatever UTC has', () => {
  expect(dayAt(Date.parse('2026-03-01T23:30:00Z'), 120)).toBe('2026-03-02')
  expect(dayAt(Date.parse('2026-03-01T01:30:00Z'), -480)).toBe('2026-02-28')
  expect(daysLater(day('2028-02-28'), 1)).toBe('2028-02-29')
  expect(weekdayOf(day('2026-11-26'))).toBe(4)
  expect(weekdayOf(day('1969-12-28'))).toBe(7)
})

test('a sitting past midnight is shared between its days, in proportion, and nothing is lost', () => {
  const late = sitting('2026-05-04T23:40:00Z', 60, 0, { readMs: 48 * MINUTE, words: 9600 })
  expect(daysOf(late)).toEqual(['2026-05-04', '2026-05-05'])
  const [first, second] = daysOf(late).map((each) => sumDay(each, [late], 0))
  expect(first).toMatchObject({ readMs: 16 * MINUTE, words: 3200, longest: { readMs: 48 * MINUTE } })
  expect(second).toMatchObject({ readMs: 32 * MINUTE, words: 6400, longest: null })
  expect(first!.hours[23]).toBe(16 * MINUTE)
  expect(second!.hours[0]).toBe(32 * MINUTE)
})

test('the hour is the one on the reader’s clock, on both sides of a change of clocks', () => {
  // Berlin, 29 March 2026: 01:59 +01:00 is followed by 03:00 +02:00
  const before = sitting('2026-03-29T00:30:00Z', 10, 60)
  const after = sitting('2026-03-29T01:10:00Z', 10, 120)
  const { hours, readMs } = sumDay(day('2026-03-29'), [before, after], 0)
  expect(hours.flatMap((ms, hour) => (ms > 0 ? [[hour, ms / MINUTE]] : []))).toEqual([[1, 10], [3, 10]])
  expect(readMs).toBe(20 * MINUTE)
})

test('sittings of other days, of no length and with a clock set back change nothing wrongly', () => {
  expect(sumDay(day('2026-05-04'), [sitting('2026-05-05T00:00:00Z', 5)], 0)).toMatchObject({ readMs: 0, works: [] })
  expect(sumDay(day('2026-05-04'), [sitting('2026-05-04T10:00:00Z', 0, 0, { readMs: 5, words: 1 })], 0)).toMatchObject({ readMs: 5 })
  expect(sumDay(day('2026-05-04'), [sitting('2026-05-04T10:00:00Z', -600, 0, { readMs: 3 * MINUTE, words: 9 })], 0)).toMatchObject({ readMs: 3 * MINUTE })
})

const read = (date: string, minutes: number, work = TIDE) => sumDay(day(date), [sitting(`${date}T20:00:00Z`, minutes, 0, { work })], 1)

test('a streak holds over yesterday, ends with a gap, and a glance is no reading', () => {
  const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-24', '2026-11-25'].map((date) => read(date, 10))
  const of = (today: string) => statisticsOf(days, day(today), () => 'x')
  expect(of('2026-11-25').streak).toEqual({ days: 2, until: '2026-11-25' })
  expect(of('2026-11-26').streak).toEqual({ days: 2, until: '2026-11-25' })
  expect(of('2026-11-27').streak).toEqual({ days: 0, until: null })
  expect(of('2026-11-26').longestStreak).toEqual({ days: 3, until: '2026-11-22' })
  expect(statisticsOf([sumDay(day('2026-11-26'), [sitting('2026-11-26T08:00:00Z', 0.5)], 0)], day('2026-11-26'), () => 'x').streak.days).toBe(0)
})

test('a streak runs through the change of clocks and the end of February', () => {
  const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-28', '2026-03-29', '2026-03-30'].map((date) => read(date, 5))
  expect(statisticsOf(days, day('2026-03-30'), () => 'x')).toMatchObject({ streak: { days: 3 }, longestStreak: { days: 3 } })
})

test('totals, pace, months and groups', () => {
  const found = statisticsOf([read('2026-10-31', 30), read('2026-11-01', 10, KETTLE), read('2026-11-02', 20)], day('2026-11-02'), (work) => (work === TIDE ? 'a.example' : 'b.example'))
  expect(found).toMatchObject({ readMs: 60 * MINUTE, words: 12_000, finished: 3, days: 3, pace: 200, longestSitting: { work: TIDE, readMs: 30 * MINUTE } })
  expect(found.groups.map(({ name, readMs }) => [name, readMs / MINUTE])).toEqual([['a.example', 50], ['b.example', 10]])
  expect(found.months.map(({ month, readMs }) => [month, readMs / MINUTE])).toEqual([['2026-10', 30], ['2026-11', 30]])
  expect(found.hours[20]).toBe(60 * MINUTE)
})

test('nothing read: no pace, no streak, no division by nothing', () => {
  expect(statisticsOf([], day('2026-11-02'), () => 'x')).toMatchObject({ pace: null, streak: { days: 0 }, longestSitting: null, groups: [], months: [] })
})

test.each([1, 7])('a year of weeks: each of 365 days once, in columns that begin on weekday %i', (first) => {
  const weeks = yearOfWeeks(day('2026-11-26'), first)
  const days = weeks.flat().filter((each) => each !== null)
  expect(days).toEqual(Array.from({ length: 365 }, (_, index) => daysLater(day('2025-11-27'), index)))
  for (const week of weeks) for (const each of week.slice(0, 1)) if (each !== null) expect(weekdayOf(each)).toBe(first)
})

test('shades: nothing is 0, anything at least 1, the busiest 4', () => {
  const all = [0, 1, 10, 20, 40]
  expect(all.map((each) => shadeOf(each, all))).toEqual([0, 1, 2, 4, 4])
})
