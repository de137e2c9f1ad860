/** Asks the background to bring a further script into this page. */
import { browser } from '../browser.ts'

/**
 * Without the checks of messages.ts, which are many times the first script of a page; the background checks what arrives.
 * Settles once the script has run, or where the extension was updated or removed under this page: then there is nothing
 * to be done in it.
 */
export const ask = (call: 'detectorWanted' | 'besideChapters'): Promise<unknown> => browser.runtime.sendMessage({ call, asked: {} }).catch(() => undefined)
