/** Keeps the scripts of sites the reader added in step with the browser's permissions. */
import { browser } from '../browser.ts'
import { agreeWithPermissions, originOf } from '../granted.ts'
import { askScript } from '../messages.ts'

async function enterOpenTabs(origins: readonly string[]): Promise<void> {
  for (const tab of await browser.tabs.query({ url: [...origins], discarded: false })) {
    if (tab.id === undefined || originOf(tab.url) === null) continue
    // the popup that asked may have been closed by the browser's question: then nobody else enters the tab
    await browser.scripting.executeScript({ target: { tabId: tab.id }, files: ['page.js'] }).catch(() => undefined)
  }
}

/** Takes Catchword out of the open pages it may no longer look at; their addresses it is not even told. */
async function leaveOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ discarded: false })
  await Promise.all(tabs.flatMap(({ id, url }) => (id === undefined || url !== undefined ? [] : [askScript(id, 'lookAgain', { then: 'rest' })])))
}

/** Registers the listeners; must be called synchronously at start. */
export function keepSites(): void {
  const agree = (): void => void agreeWithPermissions().catch((error: unknown) => console.warn(`Catchword could not set up its sites: ${String(error)}`))
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    agree()
    if (origins.length > 0) void enterOpenTabs(origins)
  })
  browser.permissions.onRemoved.addListener(({ origins = [] }) => {
    agree()
    if (origins.length > 0) void leaveOpenTabs()
  })
  browser.runtime.onStartup.addListener(agree)
  browser.runtime.onInstalled.addListener(agree)
}
