/** Weighs the evidence: points for and against, and what they make together. */
import type { Reason } from '../../core/work.ts'
import type { Page } from '../links.ts'
import { allOf, attribute, find, titleIn } from '../nodes.ts'
import { readHeading } from '../numbering.ts'
import { meta, reason } from '../rule.ts'
import { addressSign } from './address-signs.ts'
import { nameOf } from './candidates.ts'
import type { Prose } from './prose.ts'
import type { Titles } from './titles.ts'
import type { Turns } from './turns.ts'

/** Points at which a page is as likely a chapter as not. */
export const EVEN = 5
const STEEPNESS = 0.9

/** From points to confidence, 0 to 1. */
export const confidenceOf = (reasons: readonly Reason[]): number => {
  const points = reasons.reduce((sum, reason) => sum + reason.weight, 0)
  return 1 / (1 + Math.exp(-STEEPNESS * (points - EVEN)))
}

/** Fewer characters than this are little for a chapter. */
const SHORT = 450

/** How much running text there is. `density` is 3 for scripts without spaces. */
export function proseSign(prose: Prose, density: number): Reason {
  const chars = prose.root.chars * density
  const share = prose.root.chars / Math.max(1, prose.pageChars)
  const weight = (chars >= 8000 ? 1.5 : chars >= 2500 ? 1 : chars >= 1000 ? 0.5 : chars >= SHORT ? -0.5 : -1.5) + (share < 0.3 ? -1 : 0)
  return reason('prose', weight, `${prose.root.chars} characters, ${Math.round(share * 100)} % of the page`)
}

/** A short text speaks against a chapter; where heading and address both say that it is one, it is a short chapter. */
export function shortSign(prose: Prose, density: number, isNumbered: boolean): Reason[] {
  const chars = prose.root.chars * density
  return isNumbered && chars < SHORT ? [reason('short-chapter', 1.25, `${prose.root.chars} characters`)] : []
}

/** What heading and title say. */
export function headingSign(page: Page, titles: Titles): Reason {
  const heading = readHeading(titles.heading)
  const inTitle = readHeading(titleIn(page.document)).sign === 'said'
  const weight = heading.sign === 'said' ? (inTitle ? 3 : 2.5) : heading.sign === 'bare' ? 1.5 : inTitle ? 2 : 0
  return reason('heading', weight, titles.heading ?? titleIn(page.document))
}

/** What the links say. Many links to chapters above little prose are an index. */
export function turnSigns(turns: Turns, prose: Prose, isNumbered: boolean): Reason[] {
  const pair = (turns.prev === null ? 0 : 1) + (turns.next === null ? 0 : 1)
  const reasons: Reason[] = []
  if (pair > 0) reasons.push(reason('next-link', pair === 2 ? 1.5 : 1, turns.next ?? turns.prev ?? ''))
  else if (turns.said) reasons.push(reason('next-link', 0.5, 'switched off'))
  if (turns.index !== null) reasons.push(reason('index-link', 0.75, turns.index))
  if (turns.chapterLinks >= 8 && prose.root.chars < turns.chapterLinks * 150) reasons.push(reason('list-of-chapters', isNumbered ? -1.5 : -4, `${turns.chapterLinks} links to chapters`))
  if (turns.below >= 4) reasons.push(reason('pages-below', -4, `${turns.below} links to pages below this one`))
  return reasons
}

const CHAPTER_NAME = /chap|goto|episode|selected_id|jump/i
const FICTION = /fan ?fic(?:tion)?|web ?novels?|light ?novels?|\bnovels?\b|fiction|\bserial\b|\bstory\b|小说|小説|ラノベ|소설|роман|фанфик|ранобэ|\broman\b|novela|romanzo/i

/** A list to choose a chapter from, and marks of a library: words a page of fiction has around its story. */
export function furnitureSigns(page: Page): Reason[] {
  const { document } = page
  const reasons: Reason[] = []
  for (const select of allOf(document, 'select')) {
    if (!CHAPTER_NAME.test(`${nameOf(select)} ${attribute(select, 'name')} ${attribute(select, 'title')}`)) continue
    if (allOf(select, 'option').length < 2) continue
    reasons.push(reason('chapter-select', 1.5))
    break
  }
  const words = `${titleIn(document)} ${meta(page, 'description') ?? meta(page, 'og:description') ?? ''} ${meta(page, 'keywords') ?? ''}`.slice(0, 1500)
  if (FICTION.test(words)) reasons.push(reason('fiction-words', 0.75))
  if (find(document, 'dd.chapters, .fandom, #kudos, .kudos') !== null) reasons.push(reason('fandom', 1.5))
  return reasons
}

/** What the address says. */
export function addressReason(page: Page): Reason {
  const { weight, detail } = addressSign(page.url)
  return reason('address', weight, detail)
}
