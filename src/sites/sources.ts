/** Where on a page each fact stands, for a reader who asks "Why?". Looked up when asked, never on the way to a reading. */
import type { ChapterFacts } from '../core/work.ts'
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

/** The number stands in the heading, or else in the address. */
function numberFrom({ ordinal, titleNumber }: ChapterFacts, heading: string | null, url: URL): Source | null {
  if (ordinal === null && titleNumber === null) return null
  if (readHeading(heading).number === (ordinal ?? titleNumber)) return 'heading'
  return addressNumber(url) === ordinal ? 'address' : 'line'
}

/** Where each fact of a chapter that is known was found. */
export function sourcesOf({ facts, heading }: ChapterOnPage, url: URL, document: Document): Sources {
  const byRule = facts.site === 'generic' ? null : 'rule'
  const found: readonly (readonly [Sourced, Source | null])[] = [
    ['work', facts.workTitle === null ? null : byRule ?? placeOf(facts.workTitle, document)],
    ['author', facts.author === null ? null : byRule ?? placeOf(facts.author, document)],
    ['number', facts.ordinal === null && facts.titleNumber === null ? null : byRule ?? numberFrom(facts, heading, url)],
    ['title', facts.chapterTitle === null ? null : byRule ?? 'heading'],
    ['previous', facts.prevUrl === null ? null : byRule ?? 'link'],
    ['next', facts.nextUrl === null ? null : byRule ?? 'link'],
  ]
  return Object.fromEntries(found.filter(([, source]) => source !== null))
}
