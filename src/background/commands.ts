/** What a reader asks for by the browser's own means: keys that can be chosen anew in its settings, and the context menu. */
import { browser } from '../browser.ts'
import type { MessageKey } from '../browser.ts'
import { say } from '../browser.ts'
import { askPage, type Sender } from '../messages.ts'

/** The panel, where the browser has one: a side panel (Chromium) or a sidebar (Firefox). */
interface Panels {
  readonly sidePanel?: { readonly open: (where: { readonly windowId: number }) => Promise<void> }
}

const MENU: readonly { readonly id: string; readonly title: MessageKey; readonly withNote: boolean }[] = [
  { id: 'mark', title: 'menuMark', withNote: false },
  { id: 'mark-with-note', title: 'menuNote', withNote: true },
]

/** Each command of the manifest; the panel is opened before anything is awaited, as browsers demand of it. */
const COMMANDS: Readonly<Record<string, (tab: number, windowId: number) => Promise<unknown>>> = {
  mark: (tab) => askPage(tab, 'markSelection', { withNote: false }),
  'mark-with-note': (tab) => askPage(tab, 'markSelection', { withNote: true }),
  'next-passage': (tab) => askPage(tab, 'stepToPassage', { by: 1 }),
  'previous-passage': (tab) => askPage(tab, 'stepToPassage', { by: -1 }),
  'open-panel': (_tab, windowId) => openPanel(windowId),
}

async function openPanel(windowId: number): Promise<void> {
  if (BROWSER === 'firefox') await browser.sidebarAction.open()
  else await (globalThis as { chrome?: Panels }).chrome?.sidePanel?.open({ windowId })
}

/**
 * Shows the recap after a click on a page. Chromium opens its side panel on that click's word, if nothing is awaited
 * before; Firefox lets no page open anything but the popup, and older ones not even that: then a tab has to do.
 */
export async function showRecap({ tab }: Sender): Promise<void> {
  try {
    if (BROWSER === 'firefox') await browser.action.openPopup()
    else await openPanel(tab?.windowId ?? 0)
  } catch {
    await browser.tabs.create({ url: browser.runtime.getURL('panel.html') })
  }
}

const grumble = (error: unknown): void => console.info(`Catchword could not do that: ${String(error)}`)

/** The menu stands on pages Catchword may read, and on no others. */
async function makeMenu(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll()
  await browser.contextMenus.removeAll()
  if (origins.length === 0) return
  for (const { id, title } of MENU) browser.contextMenus.create({ id, title: say(title), contexts: ['selection'], documentUrlPatterns: origins })
}

/** Answers keys and menu items; must be called synchronously at start. */
export function answerCommands(): void {
  browser.commands.onCommand.addListener((name, tab) => {
    if (tab?.id !== undefined) COMMANDS[name]?.(tab.id, tab.windowId ?? 0).catch(grumble)
  })
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    const item = MENU.find(({ id }) => id === menuItemId)
    if (item && tab?.id !== undefined) askPage(tab.id, 'markSelection', { withNote: item.withNote }).catch(grumble)
  })
  const remake = (): void => void makeMenu().catch(grumble)
  browser.runtime.onInstalled.addListener(remake)
  browser.runtime.onStartup.addListener(remake)
  browser.permissions.onAdded.addListener(remake)
  browser.permissions.onRemoved.addListener(remake)
}
