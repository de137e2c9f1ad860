/** Ways from our own pages to a place in a story. */
import { browser } from '../../browser.ts'
import { leaveContinue } from '../../handover.ts'
import { askPage } from '../../messages.ts'
import type { Place } from '../../core/text.ts'
import type { ChapterRow } from '../../store/library.ts'

/** Opens a chapter at a place: scrolls there when the tab already shows it, else loads it and leaves word where to go. */
export async function travelTo(tab: number | null, chapter: ChapterRow, place: Place, words: string, address = chapter.url): Promise<void> {
  const shown = tab === null ? undefined : await askPage(tab, 'onScreen', {})
  if (tab !== null && shown?.chapter.chapter === chapter.id) {
    await askPage(tab, 'goTo', { target: { place, words } })
    return
  }
  await leaveContinue(chapter.id, { place, words }, Date.now())
  await openAddress(tab, address)
}

/** The first words of a text, at most 60 characters, cut between words: enough to find it on the page. */
const firstWords = (text: string): string => (text.length <= 60 ? text : text.slice(0, 60).replace(/\s+\S*$/, ''))

/** An address with a text fragment (WICG Scroll to Text Fragment), so that the words are found even without Catchword. */
export function withTextFragment(url: string, words: string): string {
  const directive = `:~:text=${encodeURIComponent(words).replace(/-/g, '%2D')}`
  return url.includes('#') ? `${url}${directive}` : `${url}#${directive}`
}

/** Opens a chapter at a moment of a recap. */
export function travelToMoment(tab: number | null, chapter: ChapterRow, paragraph: number, text: string): Promise<void> {
  const words = firstWords(text)
  return travelTo(tab, chapter, { paragraph, offset: 0 }, words, withTextFragment(chapter.url, words))
}

/** Shows an address in the tab the reader came from, or in a new one. */
export async function openAddress(tab: number | null, url: string): Promise<void> {
  if (tab === null) await browser.tabs.create({ url })
  else await browser.tabs.update(tab, { url, active: true })
}

/**
 * The tab this page is about: the active one for the popup; for a page of ours in a tab of its own, the tab that was
 * used last before it.
 */
export const tabInFront = async (): Promise<number | null> => (await frontTab())?.id ?? null

type Tab = Awaited<ReturnType<typeof browser.tabs.query>>[number]

/** The same with what the browser tells of it. */
export async function frontTab(): Promise<Tab | null> {
  const [own, tabs] = await Promise.all([browser.tabs.getCurrent() as Promise<Tab | undefined>, browser.tabs.query({ currentWindow: true })])
  const others = own ? tabs.filter(({ id }) => id !== own.id) : tabs.filter(({ active }) => active)
  return others.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0] ?? null
}
