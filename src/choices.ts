/**
 * What the reader chose for a site. Kept in the browser's own storage and not in the library, because every page of the
 * site asks for it: a content script reads it without waking the background.
 */
import { browser, isAlive } from './browser.ts'

/** A reader's choices for one host. */
export interface Choice {
  /** Whether pages that may be chapters are: the answer to "Is this a chapter?"; null while it was not asked. */
  readonly chapters: 'yes' | 'no' | null
  /** The selector of the block the reader picked as the story; null while none was. */
  readonly story: string | null
  /** `no`: the reader wants no badges on this site's listings. */
  readonly badges: 'no' | null
  /** Whether passages are painted on its pages: a page can read what is painted on it. Null, unless refused. */
  readonly painting: 'no' | null
}

const NONE: Choice = { chapters: null, story: null, badges: null, painting: null }
const keyOf = (host: string): string => `site:${host}`

const choiceFrom = (kept: Partial<Choice> | undefined): Choice =>
  ({ chapters: kept?.chapters ?? NONE.chapters, story: kept?.story ?? NONE.story, badges: kept?.badges ?? NONE.badges, painting: kept?.painting ?? NONE.painting })

/** What was chosen for a host (name and port, as in `location.host`). */
export async function choiceFor(host: string): Promise<Choice> {
  const { [keyOf(host)]: kept } = (await browser.storage.local.get(keyOf(host))) as Record<string, Partial<Choice> | undefined>
  return choiceFrom(kept)
}

/** Every host something was chosen for, by name. */
export async function everyChoice(): Promise<readonly (readonly [host: string, chosen: Choice])[]> {
  const all = (await browser.storage.local.get(null)) as Record<string, Partial<Choice> | undefined>
  return Object.entries(all).filter(([key]) => key.startsWith(keyOf(''))).map(([key, kept]) => [key.slice(keyOf('').length), choiceFrom(kept)] as const).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Changes what was chosen; null takes a choice back. */
export async function choose(host: string, change: Partial<Choice>): Promise<void> {
  const chosen = { ...(await choiceFor(host)), ...change }
  const isNothing = (Object.keys(NONE) as (keyof Choice)[]).every((field) => chosen[field] === null)
  if (isNothing) await browser.storage.local.remove(keyOf(host))
  // with the time, so that a backup read back does not overrule a later choice (keeping.ts)
  else await browser.storage.local.set({ [keyOf(host)]: { ...chosen, at: Date.now() } })
}

/** Calls `changed` with what is chosen for a host whenever that changes, in whichever page, until `signal` aborts. */
export function watchChoice(host: string, changed: (choice: Choice) => void, signal: AbortSignal): void {
  const onChanged = (changes: Record<string, { readonly newValue?: unknown }>, area: string): void => {
    const change = area === 'local' ? changes[keyOf(host)] : undefined
    if (change) changed(choiceFrom(change.newValue as Partial<Choice> | undefined))
  }
  browser.storage.onChanged.addListener(onChanged)
  signal.addEventListener('abort', () => { if (isAlive()) browser.storage.onChanged.removeListener(onChanged) })
}
