import { browser } from '../browser.ts'
import type { Sender } from '../messages.ts'

/** Runs the content script in tabs that were open before the extension was installed or updated. */
export async function injectIntoOpenTabs(): Promise<void> {
  const { content_scripts: scripts = [] } = browser.runtime.getManifest()
  // with those of sites the reader added (granted.ts)
  const added = await browser.scripting.getRegisteredContentScripts()
  const matches = [...scripts.flatMap((script) => script.matches), ...added.flatMap((script) => script.matches ?? [])]
  for (const tab of await browser.tabs.query({ url: matches, discarded: false })) {
    if (tab.id === undefined) continue
    try {
      await browser.scripting.executeScript({ target: { tabId: tab.id }, files: ['page.js'] })
    } catch (error) {
      // error pages and pages being closed cannot be entered; reading goes on there after a reload
      console.info(`Catchword could not enter an open tab: ${String(error)}`)
    }
  }
}

/** Brings a further script into the page that asks for it: the detector, what a chapter on screen needs, what a listing does. */
export async function bring(script: 'detector.js' | 'reading.js' | 'listing.js', { tab }: Sender): Promise<void> {
  if (tab?.id !== undefined) await browser.scripting.executeScript({ target: { tabId: tab.id, frameIds: [0] }, files: [script] })
}

/** Whether the page that asks was made ahead of a reader who may never come (Chromium's prerendering): nothing is brought into it. */
export const isPrerendered = (sender: Sender & { readonly documentLifecycle?: string }): boolean => sender.documentLifecycle === 'prerender'
