/** How fast a reader reads, learned from their sittings, and how long what is left will take them. */
import type { SittingRecord } from './record.ts'

/** Words of English read silently in a minute (Brysbaert 2019); until a reader's own pace is known. */
export const USUAL_PACE = 238

/** Sittings shorter than this tell nothing of pace: looking for the place takes up most of them. */
const SHORTEST_MS = 30_000
/** Words that must have been read for a pace to be one's own. */
const ENOUGH_WORDS = 500

/** Words a minute over sittings; null while they are too few to tell. */
export function paceOf(sittings: readonly Pick<SittingRecord, 'readMs' | 'words'>[]): number | null {
  let words = 0
  let ms = 0
  for (const sitting of sittings) {
    if (sitting.readMs < SHORTEST_MS || sitting.words === 0) continue
    words += sitting.words
    ms += sitting.readMs
  }
  return words < ENOUGH_WORDS ? null : Math.round((words * 60_000) / ms)
}

/** Minutes that words take at a pace. */
export const minutesFor = (words: number, pace: number): number => words / Math.max(1, pace)

export interface WorkSize {
  /** Words and characters of the text of one chapter, and the characters of all known chapters. */
  readonly words: number
  readonly characters: number
  readonly known: readonly number[]
}

/** Words of chapters nobody has opened yet, by the average of those that are known. */
export function wordsAhead({ words, characters, known }: WorkSize, chapters: number): number {
  if (characters === 0 || known.length === 0) return 0
  const average = known.reduce((sum, each) => sum + each, 0) / known.length
  return Math.max(0, chapters) * average * (words / characters)
}
