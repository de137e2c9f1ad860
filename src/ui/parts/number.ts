/** Numbers and times as the reader's language writes them. */
import { once, say } from '../../browser.ts'

export { ago, percent } from '../../browser.ts'

const wholes = once((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }))
/** 12345 → "12,345" as the language has it. */
export const whole = (count: number): string => wholes().format(count)

type Countable = 'freshChapters' | 'markedCount' | 'passagesCount' | 'times' | 'paragraphsEdited' | 'paragraphsAdded' | 'paragraphsRemoved' | 'worksCount' | 'daysCount' | 'chaptersCount'

const plurals = once((language) => new Intl.PluralRules(language))
/** A count in words, by the language's own plural rules; other forms than one fall back to `other`. */
export function counted(key: Countable, count: number): string {
  const form = plurals().select(count) === 'one' ? 'one' : 'other'
  return say(`${key}_${form}`, whole(count))
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

const units = (unit: 'hour' | 'minute') => once((language) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }))
const [inHours, inMinutes] = [units('hour'), units('minute')]
/** "4 h 12 min", "12 min", as the language has it; less than a minute is none. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS)
  return [...(minutes >= 60 ? [inHours().format(Math.floor(minutes / 60))] : []), ...(minutes % 60 > 0 || minutes < 60 ? [inMinutes().format(minutes % 60)] : [])].join(' ')
}

const tenths = once((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }))
/** Hours with one decimal, for columns of figures. */
export const hours = (ms: number): string => tenths().format(ms / HOUR_MS)
