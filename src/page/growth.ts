/**
 * Tells when a page has gained text: chapters that load late, grow, or are exchanged without a load. Mutations are
 * counted, never the page asked on a clock; a page that changes without end is left alone until it calms down.
 */
import { nodeType, textContent } from '../sites/nodes.ts'

/** Less new text than this is a clock, a counter, a comment box: no chapter. */
const ENOUGH_CHARACTERS = 120
/** The text must rest this long, but nobody waits longer than LATEST for it. */
const QUIET_MS = 60
const LATEST_MS = 180
/** Mutation records in a second above which the page is in a storm, and how long it is then left alone. */
const STORM_RECORDS = 2000
const CALM_MS = 2000
/** Looking may take at most a twentieth of the page's time, however often it changes. */
const SHARE = 20

const lengthOf = (node: Node): number => (nodeType(node) === 1 || nodeType(node) === 3 ? (textContent(node) ?? '').length : 0)

function gained(records: readonly MutationRecord[]): number {
  let characters = 0
  for (const record of records) {
    if (characters >= ENOUGH_CHARACTERS) return characters
    if (record.type === 'characterData') characters += lengthOf(record.target)
    else for (const node of record.addedNodes) characters += lengthOf(node)
  }
  return characters
}

interface Watched {
  /** Called once text has come, at most 180 ms after it did unless looking itself is slow. */
  readonly grown: () => void
  /** Called at every batch of mutations, where it is given; must cost next to nothing. */
  readonly stirred: (() => void) | null
}

/** Counts records against the ceiling; true when this batch went over it. */
function stormMeter(): (records: number, now: number) => boolean {
  let since = 0
  let seen = 0
  return (records, now) => {
    if (now - since > 1000) {
      since = now
      seen = 0
    }
    seen += records
    return seen > STORM_RECORDS
  }
}

/** Watches the document until `signal` aborts. */
export function watchGrowth({ grown, stirred }: Watched, signal: AbortSignal): void {
  let characters = 0
  let first = 0
  let notBefore = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const isStorm = stormMeter()
  const look = (): void => {
    timer = undefined
    characters = 0
    const begun = performance.now()
    grown()
    notBefore = performance.now() + (performance.now() - begun) * SHARE
  }
  const observe = (): void => observer.observe(document, { childList: true, characterData: true, subtree: true })
  const observer = new MutationObserver((records) => {
    const now = performance.now()
    if (isStorm(records.length, now)) {
      observer.disconnect()
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (signal.aborted) return
        observe()
        look()
      }, CALM_MS)
      return
    }
    stirred?.()
    if (characters < ENOUGH_CHARACTERS) characters += gained(records)
    if (characters < ENOUGH_CHARACTERS) return
    if (timer === undefined) first = now
    clearTimeout(timer)
    timer = setTimeout(look, Math.max(Math.min(now + QUIET_MS, first + LATEST_MS), notBefore) - now)
  })
  observe()
  signal.addEventListener('abort', () => {
    observer.disconnect()
    clearTimeout(timer)
  })
}
