/**
 * Sites the reader added by hand. The browser's permissions say which they are; the content scripts registered for them
 * follow the permissions, at every start and whenever those change. Used by the background and by the popup: whichever
 * lives on after the browser's question does the work, and doing it twice is harmless.
 */
import { browser } from './browser.ts'

/** The match pattern of one site, e.g. `https://stories.example/*`. Ports cannot be told apart. */
export type Origin = string & { readonly brand: 'Origin' }

const ONE_SITE = /^https?:\/\/[^*/]+\/\*$/

/** The pattern to ask for; null for pages no extension may enter. */
export function originOf(address: string | undefined): Origin | null {
  if (address === undefined || !URL.canParse(address)) return null
  const { protocol, hostname } = new URL(address)
  return /^https?:$/.test(protocol) && hostname !== '' ? (`${protocol}//${hostname}/*` as Origin) : null
}

/** Whether the manifest's own content script runs there. */
function isBuiltIn(origin: Origin): boolean {
  const host = new URL(origin.slice(0, -1)).hostname
  const patterns = browser.runtime.getManifest().content_scripts?.flatMap((script) => script.matches) ?? []
  return patterns.some((pattern) => {
    const [, any, name] = /^\*:\/\/(\*\.)?([^/]+)\//.exec(pattern) ?? []
    return name !== undefined && (host === name || (any !== undefined && host.endsWith(`.${name}`)))
  })
}

const registered = async (): Promise<readonly string[]> => (await browser.scripting.getRegisteredContentScripts()).map((script) => script.id)

/** How Catchword stands to a site: at home (by the manifest), added by the reader, or not there. */
export type Standing = 'built-in' | 'added' | 'absent'

/** How Catchword stands to a site now. A permission taken back in the browser's own settings counts. */
export async function standingOf(origin: Origin): Promise<Standing> {
  if (!(await browser.permissions.contains({ origins: [origin] }))) return 'absent'
  if (isBuiltIn(origin)) return 'built-in'
  return (await registered()).includes(origin) ? 'added' : 'absent'
}

async function register(origin: Origin): Promise<void> {
  if (isBuiltIn(origin) || (await registered()).includes(origin)) return
  try {
    await browser.scripting.registerContentScripts([{ id: origin, matches: [origin], js: ['page.js'], runAt: 'document_idle', persistAcrossSessions: true }])
  } catch (error) {
    // the background and the popup may come to it at the same time
    if (!(await registered()).includes(origin)) throw error
  }
}

/** The sites the reader added, by name. */
export async function addedSites(): Promise<readonly Origin[]> {
  const ids = await registered()
  const granted = await Promise.all(ids.map((id) => browser.permissions.contains({ origins: [id] })))
  return (ids as Origin[]).filter((id, index) => granted[index] && !isBuiltIn(id)).sort()
}

/** Begins on a site that was just granted, now and at every later visit; in the open tab, where there is one, at once. */
export async function beginOn(origin: Origin, tab: number | null): Promise<void> {
  await register(origin)
  if (tab !== null) await browser.scripting.executeScript({ target: { tabId: tab }, files: ['page.js'] })
}

/** Takes a site back: its script and its permission. What was remembered of its stories stays in the library. */
export async function leave(origin: Origin): Promise<void> {
  if ((await registered()).includes(origin)) await browser.scripting.unregisterContentScripts({ ids: [origin] })
  await browser.permissions.remove({ origins: [origin] })
}

/** Makes the registered scripts agree with the permissions. Must run at every start and when permissions change. */
export async function agreeWithPermissions(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll()
  for (const origin of origins) if (ONE_SITE.test(origin)) await register(origin as Origin)
  for (const id of await registered()) {
    if (!(await browser.permissions.contains({ origins: [id] }))) await browser.scripting.unregisterContentScripts({ ids: [id] })
  }
}

const FINE = 'withheldFine'

/** Sites of the manifest that the browser keeps Catchword out of, but for those the reader wants left so. */
export async function withheldSites(): Promise<readonly string[]> {
  const wanted = browser.runtime.getManifest().host_permissions ?? []
  if (await browser.permissions.contains({ origins: [...wanted] })) return []
  const { [FINE]: fine } = (await browser.storage.local.get(FINE)) as { [FINE]?: readonly string[] }
  const asked = wanted.filter((origin) => fine?.includes(origin) !== true)
  const given = await Promise.all(asked.map((origin) => browser.permissions.contains({ origins: [origin] })))
  return asked.filter((_, index) => !given[index])
}

/** The reader wants these sites left as they are: nobody warns of them again. */
export const leaveWithheld = (origins: readonly string[]): Promise<void> => browser.storage.local.set({ [FINE]: origins })
