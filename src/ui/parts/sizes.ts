import { language } from '../../browser.ts'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size in the reader's language, e.g. "3.4 MB". */
export function sizeOf(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log(bytes) / Math.log(1000)))
  return new Intl.NumberFormat(language(), { style: 'unit', unit: UNITS[power] ?? 'byte', maximumFractionDigits: power === 0 ? 0 : 1 }).format(bytes / 1000 ** power)
}

/** A time of day in the reader's language. */
export const timeOf = (at: number): string => new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(at)

export const countOf = (count: number): string => new Intl.NumberFormat(language()).format(count)
