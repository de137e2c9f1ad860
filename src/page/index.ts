/**
 * The content script of every granted page: a guest in somebody's house, and a small one. It asks the cheap question
 * (sites/gate.ts), again when the page has gained text or changed its address, and has the detector brought in where
 * the page may be a chapter. Where it may not, nothing else of ours is ever loaded.
 */
import { choiceFor } from '../choices.ts'
import { gateOf } from '../sites/gate.ts'
import { watchAddress } from './address.ts'
import { ask } from './bring.ts'
import { watchGrowth } from './growth.ts'
import { bringListing } from './listed.ts'

declare global {
  // set on the content script's own global object, which the page cannot reach
  var catchwordHere: AbortController | undefined
  /** Put here by page/detector.ts once it was brought in: looks again, since the page has gained text or changed its address. */
  var catchwordDetector: (() => void) | undefined
}

/** Where a content script has no business: frames, opaque origins (sandboxed, data:), documents that are not pages. */
const isForeign = (): boolean =>
  window !== window.top || window.origin === 'null' || !/^https?:$/.test(location.protocol) || !/html/.test(document.contentType)

/** Looks whether the detector is needed: by what the page is, or because the reader has pointed at a story on this site. */
async function wake(): Promise<void> {
  const gate = gateOf(location, document)
  if (gate === 'open' || (gate === 'address' && (await choiceFor(location.host)).story !== null)) await ask('detectorWanted')
}

function begin({ signal }: AbortController): void {
  const look = (): void => {
    if (globalThis.catchwordDetector) globalThis.catchwordDetector()
    else void wake()
  }
  const moved = (): void => {
    look()
    bringListing()
  }
  watchGrowth({ grown: look, stirred: watchAddress(moved, signal) }, signal)
  moved()
}

// injected twice (an update's re-injection beside the manifest's): the first stays
if (globalThis.catchwordHere === undefined && !isForeign()) {
  const rest = globalThis.catchwordHere = new AbortController()
  if (document.prerendering) document.addEventListener('prerenderingchange', () => begin(rest), { once: true })
  else begin(rest)
}
