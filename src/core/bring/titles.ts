/** Titles and names as other programs write them, made comparable. */

const CHAPTER = /^(?:chapters?|ch\.?|parts?|episodes?|vol(?:ume)?\.?)\s*[\divxlc]+(?:\.\d+)?\b|^\d+$/i
const SITE = /^(?:archive of our own|royal ?road|wattpad|scribble ?hub|fanfiction|fictionpress|spacebattles(?: forums)?|sufficient velocity|questionable questing|webnovel|fimfiction|tapas|inkitt|literotica(?:\.com)?|ao3|web novel|read .* online)$/i

/**
 * A work's title out of a page's: "Chapter 3 - The Nail | Royal Road" and "The Nail - Chapter 3 - ida - Eels [Archive of
 * Our Own]" are The Nail. The title itself when nothing of the kind is in it.
 */
export function workTitleIn(pageTitle: string): string {
  const own = pageTitle.replace(/\s*\[[^\]]*\]\s*$/, '').replace(/\s+chapters?\s+\d+.*?,\s+an?\s.*$/i, '')
  const parts = own.split(/\s+[-–—|·:]\s+/).map((part) => part.trim()).filter((part) => part !== '')
  return parts.find((part) => !CHAPTER.test(part) && !SITE.test(part)) ?? pageTitle.trim()
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** "Marsh, Ida" and "Ida Marsh" are one author. */
const authorKey = (author: string): string => plain(author).split(' ').sort().join(' ')

/** What two lists call a work alike: its title without a series in brackets, and its author. */
export const storyKey = (title: string, author: string | null): string =>
  `${plain(title.replace(/\s*\([^()]*#\s*[\d.,–-]+[^()]*\)\s*$/, '')) || title}\n${author === null ? '' : authorKey(author)}`
