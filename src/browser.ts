/** The one door to the WebExtension API: browser differences end here. */
import browser from 'webextension-polyfill'
import type messages from './_locales/en/messages.json'

export { browser }

/** Keys of all texts shown to a reader. */
export type MessageKey = keyof typeof messages

/** A text in the reader's language; `values` fill its numbered placeholders. */
export const say = (key: MessageKey, ...values: readonly (string | number)[]): string =>
  browser.i18n.getMessage(key, values.map(String)) || key

/** The reader's interface language, for numbers and dates. */
export const language = (): string => browser.i18n.getUILanguage()

/** True while this copy of the extension is alive; false in pages left behind by an update or a removal. */
export function isAlive(): boolean {
  try {
    return Boolean(browser.runtime.id)
  } catch {
    return false
  }
}

interface SidePanel {
  readonly open: (options: { readonly windowId: number }) => Promise<void>
}

/** Opens the panel beside the page; null where the browser has none. Must be called right in a reader's click. */
export function panelOpener(): ((window: number) => Promise<void>) | null {
  if (BROWSER === 'chromium') {
    // the polyfill does not know this part of the API
    const { sidePanel } = (globalThis as unknown as { chrome: { sidePanel?: SidePanel } }).chrome
    return sidePanel ? (windowId) => sidePanel.open({ windowId }) : null
  }
  const { sidebarAction } = browser as { sidebarAction?: typeof browser.sidebarAction }
  return sidebarAction ? () => sidebarAction.open() : null
}
