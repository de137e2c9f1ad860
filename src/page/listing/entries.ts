/** The works a listing or an index shows: the link each is named by, and how many chapters the page says are posted. */
import { workAt } from '../../sites/work-links.ts'
import { allOf, attribute, holds, parentElement, textContent, wordsOf } from '../../sites/nodes.ts'
import { resolve } from '../../sites/address.ts'
import type { Planned, WorkId } from '../../core/work.ts'

/** One work on the page. */
export interface Entry {
  readonly work: WorkId
  readonly title: string
  /** What the badge stands beside. */
  readonly beside: Element
  readonly posted: number | null
  readonly planned: Planned
}

/** A page with more links than that is no listing a reader reads. */
const MOST_LINKS = 4000
const MOST_ENTRIES = 500
/** What a page says of an entry stands in so much text. */
const ENTRY_TEXT = 3000
const MOST_UP = 8

/** "Chapters: 12/?", "Chapters: 3 - Words…", "31 Chapters", "全521エピソード". */
const SAID = [
  /(?<!\p{L})chapters?\s*:?\s*(\d[\d,]*)\s*\/\s*(\d[\d,]*|\?)/iu, /(?<!\p{L})chapters?\s*:\s*(\d[\d,]*)/iu, /(\d[\d,]*)\s+(?:chapters?|parts?|episodes?)\b/i, /全(\d[\d,]*)(?:話|部分|エピソード)/, /(\d[\d,]*)\s*(?:話|章)(?!目)/,
]
const digits = (text: string): number => Number(text.replace(/\D/g, ''))

/** How many chapters an entry's text says are posted, and planned. */
export function countsIn(text: string): Pick<Entry, 'posted' | 'planned'> {
  const [, posted, planned] = SAID.map((pattern) => pattern.exec(text)).find((found) => found !== null) ?? []
  if (posted === undefined || digits(posted) === 0 || digits(posted) > 100_000) return { posted: null, planned: null }
  return { posted: digits(posted), planned: planned === undefined ? null : planned === '?' ? 'open' : digits(planned) }
}

interface WorkLink {
  readonly work: WorkId
  readonly link: Element
}

/** The largest block around a link that holds no other work. */
function blockOf({ work, link }: WorkLink, links: readonly WorkLink[]): Element {
  let at = link
  for (let steps = 0; steps < MOST_UP; steps++) {
    const up = parentElement(at)
    if (up === null || links.some((other) => other.work !== work && holds(up, other.link))) break
    at = up
  }
  return at
}

/** Every work the page lists, once for each place where it stands. `here`: the page's own address. */
export function entriesOf(document: Document, here: URL): Entry[] {
  const page = { url: here, document }
  const links: WorkLink[] = []
  for (const link of Array.from(allOf(document, 'a')).slice(0, MOST_LINKS)) {
    const to = resolve(attribute(link, 'href'), page)
    const work = to === null ? null : workAt(to)
    if (work !== null && /\p{L}/u.test(textContent(link) ?? '')) links.push({ work, link })
  }
  // links to one work one after the other are one entry's: its title, then "read", "last chapter"
  const named = links.filter(({ work }, index) => links[index - 1]?.work !== work).slice(0, MOST_ENTRIES)
  return [...ownEntry(document, here), ...named.map((each, index): Entry => {
    const near = links.length > 1 ? blockOf(each, [named[index - 1], named[index + 1]].filter((other) => other !== undefined)) : null
    const text = (near && textContent(near)) ?? ''
    return { work: each.work, title: wordsOf(each.link, 200) ?? '', beside: each.link, ...(text.length > ENTRY_TEXT ? { posted: null, planned: null } : countsIn(text.replace(/\s+/g, ' '))) }
  })]
}

/** A work's own page names it in its first heading. */
function ownEntry(document: Document, here: URL): Entry[] {
  const work = workAt(here)
  const heading = Array.from(allOf(document, 'h1')).find((each) => /\p{L}/u.test(textContent(each) ?? ''))
  return work === null || heading === undefined ? [] : [{ work, title: wordsOf(heading, 200) ?? '', beside: heading, posted: null, planned: null }]
}
