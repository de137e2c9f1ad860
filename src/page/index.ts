/**
 * The content script of every granted page: a guest in somebody's house, and a small one. It asks the cheap question
 * (sites/gate.ts), again when the page has gained text or changed its address, and has the detector brought in where
 * the page may be a chapter. Where the address alone says no, the document is not even touched.
 */
import { mayList } from '../sites/doors.ts'
import { gateOf } from '../sites/gate.ts'
import { watchAddress } from './address.ts'
import { ask } from './bring.ts'
import { watchGrowth } from './growth.ts'

declare global {
  // set on the content script's own global object, which the page cannot reach
  var catchwordHere: AbortController | undefined
  /** Put here by page/detector.ts once it was brought in: looks again, since the page has gained text or changed its address. */
  var catchwordDetector: (() => void) | undefined
}

/** Where a content script has no business: opaque origins (sandboxed, data:). The browser keeps it out of frames. */
const isForeign = (): boolean => origin === 'null' || !/^https?:$/.test(location.protocol)

function begin({ signal }: AbortController): void {
  let isWatching = false
  const watch = (): void => {
    if (!isWatching) watchGrowth({ grown: look, stirred: compare }, signal)
    isWatching = true
  }
  const look = (): void => {
    if (globalThis.catchwordDetector) globalThis.catchwordDetector()
    else {
      const gate = gateOf(globalThis)
      if (gate !== 'address') watch()
      if (gate === 'open') void ask('detectorWanted')
    }
  }
  const moved = (): void => {
    look()
    // what was brought in looks again by itself, and takes its badges away where the page lists nothing any more
    if (globalThis.catchwordListing) globalThis.catchwordListing()
    else if (!isWatching || mayList(new URL(location.href))) {
      // the reader may have pointed at a story on this very site
      void ask('besideChapters').then(() => { if (globalThis.catchwordDetector) watch() })
    }
  }
  const compare = watchAddress(moved, signal)
  if (compare) watch()
  moved()
}

// injected twice (an update's re-injection beside the manifest's): the first stays
if (globalThis.catchwordHere === undefined && !isForeign()) {
  const rest = globalThis.catchwordHere = new AbortController()
  if (document.prerendering) document.addEventListener('prerenderingchange', () => begin(rest), { once: true })
  else begin(rest)
}
