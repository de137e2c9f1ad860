/** Watches where the reader is, and reports it: while reading, when the tab is hidden, on leaving. Never polls. */
import type { Mark } from '../../core/position.ts'
import { comparePlaces } from '../../core/text.ts'
import type { Story } from '../../sites/story.ts'
import { lookForPlace } from './line.ts'

/** The page must stand still this long before a place counts as seen. */
const SETTLED_MS = 500

export interface Watch {
  /** The place last seen; null before the reader moved. */
  readonly last: () => Mark | null
}

/**
 * Calls `report` with each new place once the page stands still, and at once when the page is hidden or left. Of several
 * chapters on a page only the current one's place moves; the one the reader has just left at its end is reported so.
 */
export function watchProgress(story: () => Story, isCurrent: () => boolean, report: (mark: Mark, reachedEnd: boolean) => void, signal: AbortSignal): Watch {
  let last: Mark | null = null
  let moved = false
  let before = isCurrent()
  let timer: ReturnType<typeof setTimeout> | undefined
  const sample = (): void => {
    clearTimeout(timer)
    if (!moved) return
    moved = false
    const isHere = isCurrent()
    const wasHere = before
    before = isHere
    if (!isHere && !wasHere) return
    const seen = lookForPlace(story())
    if (!seen || (!isHere && (!seen.reachedEnd || last === null))) return
    const mark: Mark = { place: seen.place, fraction: seen.fraction, words: seen.words, at: Date.now() }
    if (last && comparePlaces(last.place, mark.place) === 0) return
    last = mark
    report(mark, seen.reachedEnd)
  }
  const onMove = (): void => {
    moved = true
    clearTimeout(timer)
    if (!document.hidden) timer = setTimeout(sample, SETTLED_MS)
  }
  const onHide = (): void => {
    if (document.hidden) sample()
  }
  // A page opened at its beginning has told nothing yet: only movement by the reader counts.
  document.addEventListener('scroll', onMove, { passive: true, capture: true, signal })
  document.addEventListener('visibilitychange', onHide, { signal })
  addEventListener('pagehide', sample, { signal })
  addEventListener('freeze', sample, { signal })
  signal.addEventListener('abort', () => clearTimeout(timer))
  return { last: () => last }
}
