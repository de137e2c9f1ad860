/**
 * Brought in on listings and indexes of sites the reader has works of: `listing.js`. Asks once which of the listed works
 * are known, hangs a badge beside each, and asks again only when the page lists others.
 */
import { choiceFor } from '../../choices.ts'
import { browser, isAlive, say } from '../../browser.ts'
import { mayList } from '../../sites/doors.ts'
import { ask } from '../ask.ts'
import { hangBadges } from './badges.ts'
import { entriesOf, type Entry } from './entries.ts'
import { badgeWords } from './words.ts'

declare global {
  /** Looks again; put here once. */
  var catchwordListing: (() => void) | undefined
}

let shown = new AbortController()
let last = ''

async function look(): Promise<void> {
  if (!isAlive()) {
    shown.abort()
    return
  }
  const hidden = !mayList(new URL(location.href)) || (await choiceFor(location.host)).badges === 'no'
  const begun = performance.now()
  const entries = hidden ? [] : entriesOf(document, new URL(location.href))
  const scanned = performance.now() - begun
  const key = entries.map(({ work, posted }) => `${work} ${posted ?? ''}`).join()
  if (key === last && entries.every(({ beside }) => beside.isConnected) && !shown.signal.aborted) return
  last = key
  shown.abort()
  shown = new AbortController()
  const { signal } = shown
  if (entries.length === 0) return
  const known = await ask('worksKnown', { works: [...new Set(entries.map(({ work }) => work))].slice(0, 500) })
  if (signal.aborted || known.kind !== 'answered') return
  const found = new Map(known.value.map((work) => [work.work, work]))
  const badges = entries.flatMap((entry) => {
    const work = found.get(entry.work)
    return work ? [{ entry, words: badgeWords(withPosted(work, entry)) }] : []
  })
  const asked = performance.now()
  if (badges.length > 0) hangBadges(badges, say('badges'), signal)
  if (STAGE) performance.measure('catchword badges', { start: asked, end: performance.now(), detail: { scanned, badges: badges.length } })
  const seen = entries.flatMap(({ work, posted, planned }) => (posted === null || !found.has(work) ? [] : [{ work, posted, planned }]))
  if (seen.length > 0) await ask('listingSeen', { seen })
}

/** The page may know of more chapters than the library did when it was asked. */
const withPosted = <K extends { readonly posted: number | null; readonly fresh: number }>(known: K, { posted }: Entry): K =>
  (posted === null || (known.posted !== null && posted <= known.posted) ? known : { ...known, posted, fresh: known.fresh + (known.posted === null ? 0 : posted - known.posted) })

if (!globalThis.catchwordListing) {
  const again = (): void => void look()
  globalThis.catchwordListing = again
  let timer: ReturnType<typeof setTimeout> | undefined
  // pages that list more as the reader scrolls
  new MutationObserver(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      again()
    }, 400)
  }).observe(document.body, { childList: true, subtree: true })
  browser.storage.local.onChanged.addListener((changes) => { if (`site:${location.host}` in changes) again() })
}
globalThis.catchwordListing()
