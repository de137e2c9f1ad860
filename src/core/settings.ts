/** What the reader can set. Every field has a default; a stored value that makes no sense counts as not set. */
import { number } from './shape.ts'

export interface Settings {
  /** The most words a minute somebody can be reading at; what passes faster was not read. */
  readonly fastestPace: number
  /** The share of a chapter's words, 0 to 1, that must have been read for it to count as finished once its end is reached. */
  readonly finishShare: number
  /** Milliseconds without any sign of a reader after which nobody is reading. */
  readonly idleMs: number
  /** Milliseconds of absence after which a chapter offers to continue where the reader stopped; 0: never. */
  readonly pillAfterMs: number
}

/**
 * People read about 240 words of English a minute, and hardly anybody more than 500 (Brysbaert, "How many words do we
 * read per minute?", 2019): 900 leaves room for those who skim.
 */
export const DEFAULTS: Settings = { fastestPace: 900, finishShare: 0.7, idleMs: 90_000, pillAfterMs: 86_400_000 }

/** The least and the most a setting can be, both included. */
export const LIMITS: { readonly [Field in keyof Settings]: readonly [number, number] } = {
  fastestPace: [100, 10_000_000],
  finishShare: [0, 1],
  idleMs: [5000, 3_600_000],
  pillAfterMs: [0, 31_557_600_000],
}

/** Settings out of whatever was stored: each field by itself, so that one broken value does not lose the others. */
export function parseSettings(stored: unknown): Settings {
  const given = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>
  const parsed: Record<string, unknown> = { ...DEFAULTS }
  for (const [field, [least, most]] of Object.entries(LIMITS)) {
    if (!Object.hasOwn(given, field)) continue
    try {
      parsed[field] = number(least, most)(given[field], field)
    } catch {
      // out of range or of another kind: the default stays
    }
  }
  return parsed as unknown as Settings
}
