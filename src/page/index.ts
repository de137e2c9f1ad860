/**
 * The content script of every granted page: a guest in somebody's house, and a small one. It asks the cheap question
 * (sites/gate.ts), again when the page has gained text or changed its address, and has the detector brought in where
 * the page may be a chapter. Where it may not, nothing else of ours is ever loaded.
 */
import { browser } from '../browser.ts'
import { choiceFor } from '../choices.ts'
import type { Listener, ScriptCall } from '../messages.ts'
import { gateOf } from '../sites/gate.ts'
import { watchAddress } from './address.ts'
import { ask } from './bring.ts'
import { watchGrowth } from './growth.ts'
import { bringListing } from './listed.ts'

/** What the detector does for the stub. */
interface Detector {
  /** Looks again: the page has gained text or changed its address. */
  readonly look: () => void
  /** Answers what our own pages ask of a content script. */
  readonly answer: Listener
}

declare global {
  // set on the content script's own global object, which the page cannot reach
  var catchwordHere: AbortController | undefined
  /** Put here by page/detector.ts once it was brought in. */
  var catchwordDetector: Detector | undefined
}

type OnMessage = Parameters<typeof browser.runtime.onMessage.addListener>[0]

const CALLS: Readonly<Record<ScriptCall, true>> = { looked: true, lookAgain: true }

/** Where a content script has no business: frames, opaque origins (sandboxed, data:), documents that are not pages. */
const isForeign = (): boolean =>
  window !== window.top || window.origin === 'null' || !/^https?:$/.test(location.protocol) || !/html/.test(document.contentType)

/** Has the detector brought in, once; undefined where that cannot be done. */
async function detector(): Promise<Detector | undefined> {
  if (globalThis.catchwordDetector === undefined) await ask('detectorWanted')
  return globalThis.catchwordDetector
}

/** Looks whether the detector is needed: by what the page is, or because the reader has pointed at a story on this site. */
async function wake(): Promise<void> {
  const gate = gateOf(location, document)
  if (gate === 'open' || (gate === 'address' && (await choiceFor(location.host)).story !== null)) await detector()
}

function begin(rest: AbortController): void {
  const { signal } = rest
  const end = (): void => {
    rest.abort()
    // a site taken back and given again finds the page as if it had just been loaded
    globalThis.catchwordHere = globalThis.catchwordDetector = undefined
  }
  const look = (): void => {
    if (globalThis.catchwordDetector) globalThis.catchwordDetector.look()
    else void wake()
  }
  const listener: Listener = (message, sender, respond) => {
    const { call, asked } = message as { call?: unknown; asked?: { then?: unknown } }
    if (sender.id !== browser.runtime.id || !Object.hasOwn(CALLS, String(call))) return undefined
    if (asked?.then === 'rest') {
      end()
      respond({ ok: true, value: null })
      return undefined
    }
    void detector().then((here) => here?.answer(message, sender, respond) ?? respond({ ok: false, reason: 'the page has to be loaded again' }))
    return true
  }
  const { onMessage } = browser.runtime
  onMessage.addListener(listener as OnMessage)
  signal.addEventListener('abort', () => onMessage.removeListener(listener as OnMessage))
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
