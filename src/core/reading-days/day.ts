/** Days of the calendar as the reader lived them: `2026-11-26`. Plain dates, so that no change of clocks can move them. */
export type Day = string & { readonly brand: 'Day' }

export const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The day at a moment (milliseconds since 1970) on a clock `zone` minutes east of UTC. */
export const dayAt = (moment: number, zone: number): Day => new Date(moment + zone * MINUTE_MS).toISOString().slice(0, 10) as Day

/** Milliseconds since 1970 of the day's beginning, were it in UTC: good for counting days, not for clocks. */
export const dayNumber = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)

/** The day `count` days later, or earlier when negative. */
export const daysLater = (day: Day, count: number): Day => new Date((dayNumber(day) + count) * DAY_MS).toISOString().slice(0, 10) as Day

/** Monday is 1, Sunday 7. */
export const weekdayOf = (day: Day): number => ((dayNumber(day) + 3) % 7 + 7) % 7 + 1

/** The last possible and first possible clocks on Earth, in minutes east. */
export const EASTMOST = 14 * 60
export const WESTMOST = -12 * 60
