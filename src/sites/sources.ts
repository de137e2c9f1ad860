/** Where on a page each fact stands, for a reader who asks "Why?". Looked up when asked, never on the way to a reading. */
import { addressNumber } from './generic/address-signs.ts'
import { bare } from './generic/titles.ts'
import { allOf, attribute, titleIn, wordsOf } from './nodes.ts'
import { readHeading } from './numbering.ts'
import type { ChapterOnPage } from './site.ts'

/** The facts a reader is told the source of. */
export type Sourced = 'work' | 'author' | 'number' | 'title' | 'previous' | 'next'
/** `rule`: the site's own rule read it; the others say where the detector's words stand. */
export type Source = 'rule' | 'heading' | 'head' | 'page-title' | 'link' | 'line' | 'address'
export type Sources = Readonly<Partial<Record<Sourced, Source>>>

const LINKS = 600
const HEAD_KEYS = /author|book|novel|title|site_name/i

/** Where some words stand: the page's head, its title, a link, or a line of text. */
function placeOf(words: string, document: Document): Source {
  const wanted = bare(words)
  for (const element of Array.from(allOf(document, 'meta')).slice(0, 200)) {
    if (HEAD_KEYS.test(attribute(element, 'property') ?? attribute(element, 'name') ?? '') && bare(attribute(element, 'content') ?? '') === wanted) return 'head'
  }
  for (const link of Array.from(allOf(document, 'a')).slice(0, LINKS)) if (bare(wordsOf(link, 200) ?? '') === wanted) return 'link'
  return bare(titleIn(document)).includes(wanted) ? 'page-title' : 'line'
}

/** Where each fact of a chapter that is known was found. */
export function sourcesOf({ facts, heading }: ChapterOnPage, url: URL, document: Document): Sources {
  const found: Partial<Record<Sourced, Source>> = {}
  const note = (fact: Sourced, value: string | number | null, source: (value: string) => Source): void => {
    if (value !== null) found[fact] = facts.site === 'generic' ? source(String(value)) : 'rule'
  }
  const place = (words: string): Source => placeOf(words, document)
  const { ordinal, titleNumber } = facts
  note('work', facts.workTitle, place)
  note('author', facts.author, place)
  // The number stands in the heading, or else in the address
  note('number', ordinal ?? titleNumber, (number) => String(readHeading(heading).number) === number ? 'heading' : addressNumber(url) === ordinal ? 'address' : 'line')
  note('title', facts.chapterTitle, () => 'heading')
  note('previous', facts.prevUrl, () => 'link')
  note('next', facts.nextUrl, () => 'link')
  return found
}
