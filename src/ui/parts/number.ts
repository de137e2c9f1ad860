/** Numbers and times as the reader's language writes them. */
import { language, say } from '../../browser.ts'

export { ago, percent } from '../../browser.ts'

/** 12345 → "12,345" as the language has it. */
export const whole = (count: number): string => new Intl.NumberFormat(language()).format(count)

type Countable = 'freshChapters' | 'markedCount' | 'passagesCount' | 'times' | 'paragraphsEdited' | 'paragraphsAdded' | 'paragraphsRemoved'

/** A count in words, by the language's own plural rules; other forms than one fall back to `other`. */
export function counted(key: Countable, count: number): string {
  const form = new Intl.PluralRules(language()).select(count) === 'one' ? 'one' : 'other'
  return say(`${key}_${form}`, whole(count))
}

/** Minutes as "8 min", "3 hr, 20 min"; never less than one. */
export function duration(minutes: number): string {
  const all = Math.max(1, Math.round(minutes))
  const unit = (value: number, name: 'hour' | 'minute'): string => new Intl.NumberFormat(language(), { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  const hours = Math.floor(all / 60)
  const parts = [...(hours > 0 ? [unit(hours, 'hour')] : []), ...(all % 60 > 0 && hours < 10 ? [unit(all % 60, 'minute')] : [])]
  return new Intl.ListFormat(language(), { type: 'unit', style: 'short' }).format(parts)
}
