/**
 * All sites, and the one question the rest of the program asks: what is this page?
 *
 * Adding a site: (1) one file here, or a line in the engine that runs it under `engines/`; (2) its hosts as match
 * patterns; (3) what its chapter addresses say (`address`); (4) selectors for the story and the facts (`Rule` in
 * rule.ts); (5) the rule in `SITES` below and a page of your own words, built like the site's, under tests/site/pages.
 */
import { unwrapArchive } from './address.ts'
import { EFICTION } from './engines/efiction.ts'
import { JOURNALS } from './engines/journal.ts'
import { LIGHTNOVELWP } from './engines/lightnovelwp.ts'
import { MADARA } from './engines/madara.ts'
import { NOVELFULL } from './engines/novelfull.ts'
import { OTW } from './engines/otw.ts'
import { SERIALS } from './engines/wordpress.ts'
import { XENFORO } from './engines/xenforo.ts'
import { FANFICTION } from './fanfiction.ts'
import { FICWAD } from './ficwad.ts'
import { FIMFICTION } from './fimfiction.ts'
import { readGeneric } from './generic/index.ts'
import { GUTENBERG } from './gutenberg.ts'
import { HAMELN } from './hameln.ts'
import { INKITT } from './inkitt.ts'
import { KAKUYOMU } from './kakuyomu.ts'
import { LITEROTICA } from './literotica.ts'
import { isLargerThan } from './nodes.ts'
import { QUOTEV } from './quotev.ts'
import { ROYALROAD } from './royalroad.ts'
import { none } from './rule.ts'
import { SCRIBBLEHUB } from './scribblehub.ts'
import type { Reading, Site } from './site.ts'
import { STANDARDEBOOKS } from './standardebooks.ts'
import { SYOSETU } from './syosetu.ts'
import { TAPAS } from './tapas.ts'
import { TTHFANFIC } from './tthfanfic.ts'
import { TUMBLR } from './tumblr.ts'
import { WATTPAD } from './wattpad.ts'
import { WEBNOVEL } from './webnovel.ts'
import { WUXIAWORLD } from './wuxiaworld.ts'

/** Every rule, the most read sites first. */
export const SITES: readonly Site[] = [
  ...OTW, ...FANFICTION, WATTPAD, ROYALROAD, SYOSETU, WEBNOVEL, SCRIBBLEHUB, NOVELFULL, ...XENFORO, KAKUYOMU, HAMELN,
  WUXIAWORLD, FIMFICTION, TAPAS, INKITT, QUOTEV, MADARA, LIGHTNOVELWP, ...SERIALS, EFICTION, FICWAD, TTHFANFIC,
  LITEROTICA, TUMBLR, ...JOURNALS, GUTENBERG, STANDARDEBOOKS,
]
const ENGINES = SITES.filter((site) => site.runs !== undefined)

/** Elements above which a page is left alone: no chapter is that large, and looking would take too long. */
const MOST_ELEMENTS = 150_000

let byDomain: ReadonlyMap<string, readonly Site[]> | undefined
/** The rules of each domain, made when first asked: going through every pattern on every page would cost more than reading it. */
function domains(): ReadonlyMap<string, readonly Site[]> {
  const made = new Map<string, Site[]>()
  for (const site of SITES) {
    for (const domain of new Set(site.hosts.map((host) => host.replace(/^\*:\/\/(?:\*\.)?|\/\*$/g, '')))) made.set(domain, [...(made.get(domain) ?? []), site])
  }
  return made
}

/** The rule for an address, or null where none knows it. Archive copies are the page they copy. */
export function siteFor(url: URL): Site | null {
  const real = unwrapArchive(url)
  byDomain ??= domains()
  for (let domain = real.hostname; domain !== ''; domain = domain.replace(/^[^.]*\.?/, '')) {
    const site = byDomain.get(domain)?.find((each) => each.serves(real))
    if (site) return site
  }
  return null
}

/** The name readers know for the id of a rule; null for no rule. */
export const nameOfSite = (id: string): string | null => SITES.find((site) => site.id === id)?.name ?? null

/** What a page is: by its site's rule where there is one, else by the generic detector. Never throws. */
export function readPage(url: URL, document: Document): Reading {
  try {
    if (isLargerThan(document, MOST_ELEMENTS)) return none('too-large')
    const real = unwrapArchive(url)
    const site = siteFor(real) ?? ENGINES.find((engine) => engine.runs?.(real, document) === true)
    const reading = site?.read(real, document)
    // A rule that finds no story where one should be may be older than the site's layout
    return reading !== undefined && !isLost(reading) ? reading : readGeneric(real, document)
  } catch (error) {
    return none('unreadable', String(error))
  }
}

const isLost = (reading: Reading): boolean => reading.kind === 'none' && reading.reasons.some((reason) => reason.sign === 'no-story')
