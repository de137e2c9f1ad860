/** The badge on the toolbar button: how far into a chapter its tab is, or "!" where the browser withholds sites or a page hides what is ours. */
import { browser, percent, say } from '../browser.ts'
import { withheldSites } from '../granted.ts'
import type { Sender } from '../messages.ts'

const INK = '#9f3a2b'

const quietly = (work: Promise<unknown>): void => void work.catch((error: unknown) => console.info(`Catchword could not set its badge: ${String(error)}`))

/** Shows how far a tab's reader is. The browser itself takes it away when the tab goes elsewhere. `fraction` 0 to 1. */
export function showFraction({ tab }: Sender, fraction: number): void {
  // a tab that is being closed has no badge any more, and Firefox leaves it out
  if (tab?.id !== undefined) browser.action.setBadgeText({ tabId: tab.id, text: percent(fraction).replace(/\s/g, '') }).catch(() => undefined)
}

/** Says that a tab's page hides what is shown on it; in the same words as the popup. */
export function showHidden({ tab }: Sender): void {
  if (tab?.id === undefined) return
  quietly(Promise.all([browser.action.setBadgeText({ tabId: tab.id, text: '!' }), browser.action.setTitle({ tabId: tab.id, title: say('troubleHidden') })]))
}

async function warn(): Promise<void> {
  const withheld = await withheldSites()
  await Promise.all([
    browser.action.setBadgeBackgroundColor({ color: INK }),
    browser.action.setBadgeText({ text: withheld.length > 0 ? '!' : '' }),
    browser.action.setTitle({ title: say(withheld.length > 0 ? 'badgeWithheld' : 'extensionName') }),
  ])
}

/** Registers the listeners; must be called synchronously at start. */
export function keepBadge(): void {
  const look = (): void => quietly(warn())
  browser.permissions.onAdded.addListener(look)
  browser.permissions.onRemoved.addListener(look)
  browser.runtime.onStartup.addListener(look)
  browser.runtime.onInstalled.addListener(look)
  browser.storage.local.onChanged.addListener((changes) => {
    if ('withheldFine' in changes) look()
  })
}
