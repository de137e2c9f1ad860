/**
 * The content script: a guest in somebody's page. It looks whether the page is a chapter, and again when the page has
 * gained text or changed its address; where there is no chapter it leaves nothing behind.
 */
import { choiceFor } from '../choices.ts'
import { answerInScript } from '../messages.ts'
import { watchAddress } from './address.ts'
import { watchGrowth } from './growth.ts'
import { bringListing } from './listed.ts'
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
  const rest = new AbortController()
  // answers stand at once: the popup may ask before the browser's storage has spoken
  const ready = choiceFor(location.host).then(async (choice) => {
    const screen = new Screen(choice)
    await screen.look()
    return screen
  })
  const look = (): void => void ready.then((screen) => screen.look())
  const stopAnswering = answerInScript({
    looked: async () => (await ready).looked,
    lookAgain: async ({ then }) => {
      const screen = await ready
      if (then === 'rest') {
        stopAnswering()
        rest.abort()
        screen.end()
        // a site taken back and given again finds the page as if it had just been loaded
        globalThis.catchwordHere = undefined
      } else await screen.lookAgain(await choiceFor(location.host))
      return null
    },
  })
  const stirred = watchAddress(() => { look(); bringListing() }, rest.signal)
  bringListing()
  const grown = (): void => {
    if (isWriting(document.activeElement)) document.addEventListener('focusout', look, { once: true, capture: true, signal: rest.signal })
    else look()
  }
  watchGrowth({ grown, stirred }, rest.signal)
}

// injected twice (an update's re-injection beside the manifest's): the first stays
if (typeof globalThis.catchwordHere !== 'symbol' && !isForeign()) {
  globalThis.catchwordHere = Symbol('catchword')
  if (document.prerendering) document.addEventListener('prerenderingchange', begin, { once: true })
  else begin()
}
