/** The reader's settings, in the browser's own storage: a content script reads them without waking the background. */
import { browser, isAlive } from './browser.ts'
import { parseSettings, type Settings } from './core/settings.ts'

const KEY = 'settings'

/** The settings as they are now. */
export async function readSettings(): Promise<Settings> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY)
  return parseSettings(stored)
}

/** Changes some settings; fields an earlier or later version knows are kept. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const { [KEY]: stored } = (await browser.storage.local.get(KEY)) as { [KEY]?: object }
  // with the time, so that a backup read back does not overrule a later change (keeping.ts)
  await browser.storage.local.set({ [KEY]: { ...stored, ...change, at: Date.now() } })
}

/** Calls `changed` with the settings whenever they were changed anywhere, until `signal` aborts. */
export function watchSettings(changed: (settings: Settings) => void, signal: AbortSignal): void {
  const onChanged = (changes: Readonly<Record<string, { readonly newValue?: unknown }>>): void => {
    if (KEY in changes) changed(parseSettings(changes[KEY].newValue))
  }
  browser.storage.local.onChanged.addListener(onChanged)
  signal.addEventListener('abort', () => { if (isAlive()) browser.storage.local.onChanged.removeListener(onChanged) })
}
