/** The one door to the WebExtension API: browser differences end here. */
import browser from 'webextension-polyfill'
import type messages from './_locales/en/messages.json'

export { browser }

/** Keys of all texts shown to a reader. */
export type MessageKey = keyof typeof messages

/** A text in the reader's language; `values` fill its numbered placeholders. */
export function say(key: MessageKey, ...values: readonly (string | number)[]): string {
  // lists say the same hundreds of times, and the browser takes long to look a text up
  const known = values.length === 0 ? said.get(key) : undefined
  if (known !== undefined) return known
  const text = browser.i18n.getMessage(key, values.map(String)) || key
  if (values.length === 0) said.set(key, text)
  return text
}
const said = new Map<MessageKey, string>()

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

/** A format of the reader's language, made when first asked for: to make one costs many times what it then does. */
export function once<Format>(make: (language: string) => Format): () => Format {
  let made: Format | undefined
  return () => (made ??= make(language()))
}

const percents = /* @__PURE__ */ once((language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }))
/** 0.43 → "43 %" as the language has it. */
export const percent = (fraction: number): string => percents().format(fraction)

const STEPS = [
  ['year', 31_557_600_000], ['month', 2_629_800_000], ['week', 604_800_000], ['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000],
] as const

const ages = /* @__PURE__ */ once((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))
/** "12 days ago", "now". A time in the future (a clock that was set back) is "now". */
export function ago(then: number, now: number): string {
  const format = ages()
  for (const [unit, length] of STEPS) if (now - then >= length) return format.format(-Math.floor((now - then) / length), unit)
  return format.format(0, 'second')
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
