/** What a badge says: how the reader stands to a work. */
import { say } from '../../browser.ts'
import type { KnownWork } from '../../core/listed.ts'

/** "Chapter 3 of 12 · 2 new", "Caught up", "Dropped". */
export function badgeWords({ status, at, posted, fresh }: KnownWork): string {
  const place = at === null ? null : posted !== null && posted >= at ? say('chapterOf', at, posted) : say('chapterNumber', at)
  const said = status === 'reading' ? (place ?? say('badge_reading')) : say(`badge_${status === 'caught-up' ? 'caughtUp' : status}`)
  const rest = status === 'paused' || status === 'dropped' ? place : null
  return [said, rest, fresh > 0 ? say('badgeNew', fresh) : null].filter((part) => part !== null).join(' · ')
}
