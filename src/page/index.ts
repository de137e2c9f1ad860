/**
 * The content script: a guest in somebody's page. It looks whether the page is a chapter, and again when the page has
 * gained text or changed its address; where there is no chapter it leaves nothing behind.
 */
import { watchAddress } from './address.ts'
import { watchGrowth } from './growth.ts'
import { Screen } from './screen.ts'

declare global {
  // set on the content script's own global object, which the page cannot reach
  var catchwordHere: symbol | undefined
}

/** Where a content script has no business: frames, opaque origins (sandboxed, data:), documents that are not pages. */
const isForeign = (): boolean =>
  window !== window.top || window.origin === 'null' || !/^https?:$/.test(location.protocol) || !/html/.test(document.contentType)

/** Whether the reader is typing in something of ours: a page that re-renders must not take a half-written note away. */
const isWriting = (own: EventTarget | null): boolean => own instanceof Element && own.parentNode === document.documentElement && own !== document.body

function begin(): void {
  const screen = new Screen()
  const look = (): void => screen.look()
  look()
  const stirred = watchAddress(look)
  const grown = (): void => {
    if (isWriting(document.activeElement)) document.addEventListener('focusout', look, { once: true, capture: true })
    else look()
  }
  watchGrowth({ grown, stirred }, new AbortController().signal)
}

// injected twice (an update's re-injection beside the manifest's): the first stays
if (typeof globalThis.catchwordHere !== 'symbol' && !isForeign()) {
  globalThis.catchwordHere = Symbol('catchword')
  if (document.prerendering) document.addEventListener('prerenderingchange', begin, { once: true })
  else begin()
}
