/**
 * The detector for every page no rule knows: evidence in, confidence and reasons out. It looks at the cheapest evidence
 * first, so that a page without prose costs next to nothing.
 */
import { cleanAddress, hostOf, segmentsOf } from '../address.ts'
import { linkOf } from '../links.ts'
import type { Page } from '../links.ts'
import { allOf, attribute, closest, findAll, holds, titleIn, wordsOf } from '../nodes.ts'
import { readHeading } from '../numbering.ts'
import { factsOf, languageOf, none } from '../rule.ts'
import type { Reading } from '../site.ts'
import { turnOf } from './link-words.ts'
import { findProse } from './prose.ts'
import type { Prose } from './prose.ts'

const LEAST_PROSE = 500

function headingOf(page: Page, prose: Prose): string | null {
  let first: string | null = null
  for (const element of findAll(page.document, 'h1, h2, h3, h4')) {
    if (holds(prose.root.element, element) && first !== null) continue
    const words = wordsOf(element, 200)
    if (words === null || closest(element, 'nav, footer, aside') !== null) continue
    if (readHeading(words).sign === 'said') return words
    first ??= words
  }
  return first
}

function turns(page: Page): { prev: string | null; next: string | null; index: string | null } {
  const found: { prev: string | null; next: string | null; index: string | null } = { prev: null, next: null, index: null }
  const links = allOf(page.document, 'a')
  for (let index = 0; index < links.length && index < 2000; index++) {
    const link = links[index] as Element
    const words = wordsOf(link, 80) ?? attribute(link, 'title') ?? ''
    const turn = turnOf(words)
    if (turn === null) continue
    const key = turn === 'previous' ? 'prev' : turn
    found[key] ??= linkOf(link, page)
  }
  return found
}

/** Reads any page. Confidence below `SURE` means: ask the reader. */
export function readGeneric(url: URL, document: Document): Reading {
  const page = { url, document }
  const prose = findProse(document)
  if (prose === null || prose.root.chars < LEAST_PROSE) return none('prose', prose === null ? 'no text' : `${prose.root.chars} characters`)
  const heading = headingOf(page, prose)
  const title = titleIn(document)
  const said = readHeading(heading).sign === 'said' || readHeading(title).sign === 'said'
  const path = segmentsOf(url).join('/')
  const address = /(?:^|[/_-])(?:chapter|ch|c|episode|ep|part|chapitre|capitulo|kapitel|glava)s?[/_-]?\d+/i.test(path)
  const { prev, next, index } = turns(page)
  const confidence = Math.min(1, (said ? 0.5 : 0) + (address ? 0.3 : 0) + (prev !== null || next !== null ? 0.3 : 0))
  const reasons = [{ sign: 'prose', weight: 1, detail: `${prose.root.chars} characters` }, { sign: 'heading', weight: said ? 0.5 : 0 }]
  if (confidence < 0.5) return { kind: 'none', reasons }
  const parts = segmentsOf(url)
  const facts = factsOf('generic', { work: [hostOf(url), ...parts.slice(0, -1)].join('/'), chapter: parts.at(-1) ?? '1' }, {
    url: cleanAddress(url), prevUrl: prev, nextUrl: next, workUrl: index, language: languageOf(document),
  }, heading)
  const leftOut = new Set([...prose.grounds.values()].filter((ground) => ground.foreign).map((ground) => ground.element))
  return { kind: 'chapter', chapters: [{ facts, heading, area: { roots: [prose.root.element], leftOut }, notes: [] }], confidence, reasons }
}
