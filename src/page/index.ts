/**
 * The content script: a guest in somebody's page. It looks once whether the page is a chapter; if not, it leaves nothing
 * behind. One AbortSignal ends everything a chapter on screen started.
 */
import { isAlive } from '../browser.ts'
import type { Reading } from '../sites/site.ts'
import { readPage } from '../sites/index.ts'
import { watchAddress } from './address.ts'
import { ask } from './ask.ts'

declare global {
  // set on the content script's own global object, which the page cannot reach
  var catchwordHere: symbol | undefined
  /** Put here by reading/index.ts once it was brought in. */
  var catchwordReading: ((reading: Extract<Reading, { kind: 'chapter' }>, signal: AbortSignal) => void) | undefined
}

/** Where a content script has no business: frames, opaque origins (sandboxed, data:), documents that are not pages. */
const isForeign = (): boolean =>
  window !== window.top || window.origin === 'null' || !/^https?:$/.test(location.protocol) || !/html/.test(document.contentType)

let current: AbortController | null = null

function look(): void {
  current?.abort()
  current = null
  if (!isAlive()) return
  const reading = readPage(new URL(location.href), document)
  if (reading.kind !== 'chapter') return
  current = new AbortController()
  void open(reading, current.signal)
}

async function open(reading: Extract<Reading, { kind: 'chapter' }>, signal: AbortSignal): Promise<void> {
  if (!globalThis.catchwordReading) await ask('readingWanted', {})
  if (!signal.aborted) globalThis.catchwordReading?.(reading, signal)
}

function begin(): void {
  look()
  watchAddress(look)
}

// injected twice (an update's re-injection beside the manifest's): the first stays
if (typeof globalThis.catchwordHere !== 'symbol' && !isForeign()) {
  globalThis.catchwordHere = Symbol('catchword')
  if (document.prerendering) document.addEventListener('prerenderingchange', begin, { once: true })
  else begin()
}
