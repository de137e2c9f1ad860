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
