/** Numbers and times as the reader's language writes them. */
import { language, say } from '../../browser.ts'

export { ago, percent } from '../../browser.ts'

/** 12345 → "12,345" as the language has it. */
export const whole = (count: number): string => new Intl.NumberFormat(language(), { maximumFractionDigits: 0 }).format(count)

type Countable = 'freshChapters' | 'markedCount' | 'passagesCount' | 'times' | 'paragraphsEdited' | 'paragraphsAdded' | 'paragraphsRemoved' | 'worksCount' | 'daysCount' | 'chaptersCount'

/** A count in words, by the language's own plural rules; other forms than one fall back to `other`. */
export function counted(key: Countable, count: number): string {
  const form = new Intl.PluralRules(language()).select(count) === 'one' ? 'one' : 'other'
  return say(`${key}_${form}`, whole(count))
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** "4 h 12 min", "12 min", as the language has it; less than a minute is none. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS)
  const unit = (value: number, name: 'hour' | 'minute'): string => new Intl.NumberFormat(language(), { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  return [...(minutes >= 60 ? [unit(Math.floor(minutes / 60), 'hour')] : []), ...(minutes % 60 > 0 || minutes < 60 ? [unit(minutes % 60, 'minute')] : [])].join(' ')
}

/** Hours with one decimal, for columns of figures. */
export const hours = (ms: number): string => new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(ms / HOUR_MS)
