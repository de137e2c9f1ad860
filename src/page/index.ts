/**
 * The content script of every granted page: a guest in somebody's house, and a small one. It asks the cheap question
 * (sites/gate.ts), again when the page has gained text or changed its address, and has the detector brought in where
 * the page may be a chapter. Where the address alone says no, the document is not even touched.
 */
import { mayList } from '../sites/doors.ts'
import { gateOf, type Gate } from '../sites/gate.ts'
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
    if (!isWatching) watchGrowth({ grown: () => look(gateOf(globalThis)), stirred: compare }, signal)
    isWatching = true
  }
  const look = (gate: Gate): void => {
    if (globalThis.catchwordDetector) globalThis.catchwordDetector()
    else {
      if (gate !== 'address') watch()
      if (gate === 'open') void ask('detectorWanted')
    }
  }
  const waitToBeShown = (): void => document.addEventListener('prerenderingchange', moved, { once: true, signal })
  const moved = (): void => {
    const gate = gateOf(globalThis)
    // made ahead of a reader who may never come
    if (gate !== 'address' && document.prerendering) {
      waitToBeShown()
      return
    }
    look(gate)
    // what was brought in looks again by itself, and takes its badges away where the page lists nothing any more
    if (globalThis.catchwordListing) globalThis.catchwordListing()
    else if (!isWatching || mayList(new URL(location.href))) {
      void ask('besideChapters').then((answer) => {
        // the background knows whether the page is shown; to ask the document would cost as much as all the rest
        if (answer === 'not shown') (document.prerendering ? waitToBeShown : moved)()
        // the reader may have pointed at a story on this very site
        else if (globalThis.catchwordDetector) watch()
      })
    }
  }
  const compare = watchAddress(moved, signal)
  if (compare) watch()
  moved()
}

// injected twice (an update's re-injection beside the manifest's): the first stays
if (globalThis.catchwordHere === undefined && !isForeign()) {
  begin(globalThis.catchwordHere = new AbortController())
}
