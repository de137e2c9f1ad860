/**
 * What the reader chose for a site. Kept in the browser's own storage and not in the library, because every page of the
 * site asks for it: a content script reads it without waking the background.
 */
import { browser } from './browser.ts'

/** A reader's choices for one host. */
export interface Choice {
  /** Whether pages that may be chapters are: the answer to "Is this a chapter?"; null while it was not asked. */
  readonly chapters: 'yes' | 'no' | null
  /** The selector of the block the reader picked as the story; null while none was. */
  readonly story: string | null
}

const NONE: Choice = { chapters: null, story: null }
const keyOf = (host: string): string => `site:${host}`

/** What was chosen for a host (name and port, as in `location.host`). */
export async function choiceFor(host: string): Promise<Choice> {
  const { [keyOf(host)]: kept } = (await browser.storage.local.get(keyOf(host))) as Record<string, Partial<Choice> | undefined>
  return { chapters: kept?.chapters ?? NONE.chapters, story: kept?.story ?? NONE.story }
}

/** Changes what was chosen; null takes a choice back. */
export async function choose(host: string, change: Partial<Choice>): Promise<void> {
  const chosen = { ...(await choiceFor(host)), ...change }
  if (chosen.chapters === null && chosen.story === null) await browser.storage.local.remove(keyOf(host))
  // with the time, so that a backup read back does not overrule a later choice (keeping.ts)
  else await browser.storage.local.set({ [keyOf(host)]: { ...chosen, at: Date.now() } })
}
