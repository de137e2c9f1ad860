/**
 * The detector for every page no rule knows: evidence in, confidence and reasons out. It looks at the cheapest evidence
 * first, so that a page without prose costs next to nothing.
 */
import type { Reason } from '../../core/work.ts'
import { cleanAddress } from '../address.ts'
import type { Page } from '../links.ts'
import { readHeading } from '../numbering.ts'
import { factsOf, languageOf, none } from '../rule.ts'
import type { Reading } from '../site.ts'
import { addressKeys, addressNumber, addressSign } from './address-signs.ts'
import { linesAbove } from './candidates.ts'
import { findProse } from './prose.ts'
import { cutStory } from './story-area.ts'
import { buildSigns, headSigns, sampleOf, wordSigns } from './text-signs.ts'
import { findTitles } from './titles.ts'
import type { Titles } from './titles.ts'
import { findTurns } from './turns.ts'
import { EVEN, addressReason, confidenceOf, furnitureSigns, headingSign, proseSign, shortSign, turnSigns } from './weigh.ts'
import { findAuthor, findWork } from './work-signs.ts'

const LEAST_PROSE = 200
/** The most that headings, links and furniture could still add, and links and furniture alone. */
const STILL_TO_COME = 9.75
const LINKS_TO_COME = 5.5
/** Confidence under which a page is none. */
const UNSURE = 0.35

/** Reads any page. A confidence below `SURE` means: ask the reader. */
export function readGeneric(url: URL, document: Document): Reading {
  const page: Page = { url, document }
  const prose = findProse(document)
  if (prose === null || prose.root.chars < LEAST_PROSE / 3) return none('prose', prose === null ? 'no text' : `${prose.root.chars} characters`)
  const sample = sampleOf(prose)
  const { density, reasons: words } = wordSigns(sample)
  if (prose.root.chars * density < LEAST_PROSE) return none('prose', `${prose.root.chars} characters`)
  const address = addressReason(page)
  const reasons: Reason[] = [proseSign(prose, density), address, ...words, ...buildSigns(prose), ...headSigns(document)]
  if (hopeless(reasons, STILL_TO_COME)) return { kind: 'none', reasons }
  const lines = linesAbove(prose)
  const titles = findTitles(page, lines)
  const said = headingSign(page, titles)
  const isNumbered = said.weight >= 2.5 && address.weight >= 2
  reasons.push(said, ...shortSign(prose, density, isNumbered))
  if (hopeless(reasons, LINKS_TO_COME)) return { kind: 'none', reasons }
  const number = readHeading(titles.heading).number ?? addressNumber(url)
  const turns = findTurns(page, number, prose.root.element)
  // A numbered heading under a numbered address is a chapter's, even beside a list of all chapters
  reasons.push(...turnSigns(turns, prose, isNumbered), ...furnitureSigns(page))
  reasons.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const confidence = confidenceOf(reasons)
  if (confidence < UNSURE) return { kind: 'none', reasons }
  const { roots, leftOut, notes } = cutStory(prose, titles.heading)
  const known = findWork(page, lines, titles, turns)
  const author = findAuthor(page, lines, prose.root.element)
  const facts = factsOf('generic', addressKeys(url), {
    ...numbers(page, titles),
    url: cleanAddress(url), workTitle: known.title, workUrl: known.url, author,
    prevUrl: turns.prev, nextUrl: turns.next, language: languageOf(document),
  }, titles.heading)
  return { kind: 'chapter', chapters: [{ facts, heading: titles.heading, area: { roots, leftOut }, notes }], confidence, reasons }
}

/** Whether even everything that may still come could not make it a chapter. */
const hopeless = (reasons: readonly Reason[], toCome: number): boolean => reasons.reduce((sum, reason) => sum + reason.weight, toCome) < EVEN - 0.7

/** The heading's number is the title's; the address counts where the heading does not. */
function numbers(page: Page, titles: Titles): { readonly ordinal?: number; readonly posted?: number } {
  const heading = readHeading(titles.heading)
  if (heading.total !== null && heading.number !== null) return { ordinal: heading.number, posted: heading.total }
  const counted = addressNumber(page.url)
  return heading.number === null && heading.sign !== 'said' && counted !== null && addressSign(page.url).weight >= 1.5 ? { ordinal: counted } : {}
}
