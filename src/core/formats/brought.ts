/** Works as the lists of other programs tell them, and how those programs say status, rating and day. */
import type { SaidStatus, WorkRecord } from '../record.ts'
import { momentOf } from './marked.ts'

/** One work of a list. */
export interface BroughtWork extends Pick<WorkRecord, 'title' | 'author' | 'status' | 'rating' | 'tags' | 'note'> {
  /** Place in the file or on the page. */
  readonly where: string
  /** Of the work, or of a chapter of it. */
  readonly url: string | null
  /** Where the list says it: the id the library knows the work by. */
  readonly work: WorkRecord['id'] | null
  /** Milliseconds since 1970: when it came onto the list, and when it was last read. */
  readonly added: number | null
  readonly lastRead: number | null
  readonly posted: number | null
  /** The furthest chapter: its number and, where the list has it, its address. */
  readonly furthest: { readonly number: number; readonly url: string | null } | null
}

export const UNTOLD: Omit<BroughtWork, 'where'> = {
  url: null, work: null, title: null, author: null, status: null, rating: null, tags: [], note: '', added: null, lastRead: null, posted: null, furthest: null,
}

const WORDS: Readonly<Record<SaidStatus, RegExp>> = {
  saved: /^(?:to[- ]?read|(?:want|plan|planning)[- ]to[- ](?:read|watch)|plantoread|saved?|(?:read|marked for|for)? ?later|tbr|wish ?list|unread|backlog|bookmarked|not started|6)$/,
  finished: /^(?:read|finished(?: reading)?|done|completed?|read it|2)$/,
  reading: /^(?:currently[- ]?reading|reading|in[- ]progress|started|watching|ongoing|following|caught[- ]up|up[- ]to[- ]date|current|1)$/,
  paused: /^(?:on[- ]?hold|paused?|hiatus|stalled|waiting|3)$/,
  dropped: /^(?:dropped|did[- ]not[- ]finish|dnf|abandoned|disliked?(?: work)?|gave up|stopped|4)$/,
}

/** A status as other programs word it (MyAnimeList's numbers too), or null. */
export function statusFrom(word: string): SaidStatus | null {
  const plain = word.trim().toLowerCase().replace(/_/g, ' ')
  for (const [status, words] of Object.entries(WORDS)) if (words.test(plain)) return status as SaidStatus
  return null
}

/** A rating in half stars out of five; null for none. `best` is the list's highest possible. */
export function ratingFrom(value: number, best: number): number | null {
  if (!(value > 0 && value <= best)) return null
  return Math.min(5, Math.max(0.5, Math.round((value / best) * 10) / 2))
}

/** The scale of a list's ratings, by the highest in it: five, ten or a hundred. */
export const scaleOf = (ratings: readonly number[]): number => {
  const most = ratings.reduce((highest, each) => Math.max(highest, each), 0)
  return most > 10 ? 100 : most > 5 ? 10 : 5
}

/** A day or a moment as lists write it; a day is universal, so that the same file is the same everywhere. */
export function dayFrom(text: string): number | null {
  const [, year, month, day] = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s*$/.exec(text) ?? []
  if (year === undefined) return momentOf(/^\s*\d{10}\s*$/.test(text) ? new Date(Number(text) * 1000).toISOString() : text.trim())
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day))
  return at >= 0 ? at : null
}
