import { isAlive } from '../browser.ts'
import { askBackground, type Answer, type Asked, type Call } from '../messages.ts'

type ToBackground = Parameters<typeof askBackground>[0] & Call

/** What became of a question to the background. */
export type Outcome<T> =
  | { readonly kind: 'answered'; readonly value: T }
  /** The background could not do it; nothing was stored. */
  | { readonly kind: 'failed' }
  /** The extension was updated or removed under this page: it can only be reached after a reload. */
  | { readonly kind: 'gone' }

/** Takes all of ours out of a page whose extension was switched off, updated or removed under it: nothing there could be kept any more. */
export function leaveOrphaned(): void {
  globalThis.catchwordHere?.abort()
  // should the same copy ever be given back, it finds the page as if it had just been loaded
  globalThis.catchwordHere = globalThis.catchwordDetector = undefined
}

/** Asks the background; never rejects, so that nothing of ours reaches the page's console. */
export async function ask<C extends ToBackground>(call: C, asked: Asked<C>): Promise<Outcome<Answer<C>>> {
  try {
    return { kind: 'answered', value: await askBackground(call, asked) }
  } catch {
    // the reason was recorded by the background (handover.ts) and is shown in the popup
    return { kind: isAlive() ? 'failed' : 'gone' }
  }
}
