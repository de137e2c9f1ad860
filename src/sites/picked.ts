/** A chapter whose story the reader has pointed at: their choice of the block wins, the facts are what else was read. */
import { cleanAddress } from './address.ts'
import { addressKeys } from './generic/address-signs.ts'
import { find, findAll, holds, textContent, titleIn, wordsOf } from './nodes.ts'
import { readHeading } from './numbering.ts'
import { areaOf, chaptersBy, factsOf, languageOf } from './rule.ts'
import type { ChapterOnPage, Reading } from './site.ts'

const NEVER = 'nav, form, button, select, textarea, input, iframe, object, script, style, [role="navigation"], [aria-hidden="true"]'
/** The block is on the site's other pages too; so little text, or so many links, are no story. */
const LEAST_CHARACTERS = 200
const MOST_LINKS = 0.5

const lengthOf = (element: Element): number => (textContent(element) ?? '').replace(/\s+/g, ' ').length

/** Whether there is a story's worth of text in a block, and not mostly links. */
export function isStory(root: Element): boolean {
  const links = findAll(root, 'a[href]').reduce((sum, link) => sum + lengthOf(link), 0)
  return lengthOf(root) >= LEAST_CHARACTERS && links < lengthOf(root) * MOST_LINKS
}

function guessed(url: URL, document: Document): Omit<ChapterOnPage, 'area'> {
  const heading = [wordsOf(find(document, 'h1')), wordsOf(find(document, 'h2')), titleIn(document)]
    .find((words) => words !== null && readHeading(words).sign !== 'none') ?? wordsOf(find(document, 'h1'))
  return { facts: factsOf('generic', addressKeys(url), { url: cleanAddress(url), language: languageOf(document) }, heading), heading, notes: [] }
}

/** The page with the story in the block that `selector` finds; the guess itself where it finds none. Never throws. */
export function readPicked(url: URL, document: Document, selector: string, guess: Reading): Reading {
  let root: Element | null = null
  try {
    root = find(document, selector)
  } catch {
    // a selector that was valid when it was stored is one of this browser; another device's may not be
  }
  if (root === null || !isStory(root)) return guess
  const [only, second] = guess.kind === 'chapter' ? guess.chapters : []
  if (second !== undefined) return guess
  const within = root
  const area = areaOf([within], NEVER)
  const leftOut = new Set([...area.leftOut, ...[...(only?.area.leftOut ?? [])].filter((node) => node !== within && holds(within, node))])
  const chapter = { ...(only ?? guessed(url, document)), area: { roots: [within], leftOut } }
  return chaptersBy('picked', [chapter], selector)
}
