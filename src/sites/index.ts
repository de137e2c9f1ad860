/**
 * All sites, and the one question the rest of the program asks: what is this page?
 *
 * Adding a site: (1) one file here, or a line in the engine that runs it under `engines/`; (2) its hosts as match
 * patterns; (3) what its chapter addresses say (`address`); (4) selectors for the story and the facts (`Rule` in
 * rule.ts); (5) the rule in `SITES` below and a page of your own words, built like the site's, under tests/site/pages.
 */
import { unwrapArchive } from './address.ts'
import { OTW } from './engines/otw.ts'
import { FANFICTION } from './fanfiction.ts'
import { readGeneric } from './generic/index.ts'
import { ROYALROAD } from './royalroad.ts'
import { sizeOf } from './nodes.ts'
import { none } from './rule.ts'
import type { Reading, Site } from './site.ts'

/** Every rule, the most read sites first. */
export const SITES: readonly Site[] = [...OTW, ...FANFICTION, ROYALROAD]

/** Elements above which a page is left alone: no chapter is that large, and looking would take too long. */
const MOST_ELEMENTS = 150_000

/** The rule for an address, or null where none knows it. Archive copies are the page they copy. */
export function siteFor(url: URL): Site | null {
  const real = unwrapArchive(url)
  return SITES.find((site) => site.serves(real)) ?? null
}

/** What a page is: by its site's rule where there is one, else by the generic detector. Never throws. */
export function readPage(url: URL, document: Document): Reading {
  try {
    if (sizeOf(document) > MOST_ELEMENTS) return none('too-large')
    const real = unwrapArchive(url)
    const site = siteFor(real)
    return site ? site.read(real, document) : readGeneric(real, document)
  } catch (error) {
    return none('unreadable', String(error))
  }
}
