/** The short lines above a page's prose, among which its heading, the work's title and the author stand. */
import { attribute, tagName, wordsOf } from '../nodes.ts'
import { readHeading } from '../numbering.ts'
import type { Heading } from '../numbering.ts'
import type { Ground, Prose } from './prose.ts'

/** A short line of the page. */
export interface Line {
  readonly ground: Ground
  readonly words: string
  /** Read when it is asked for: of most lines it never is. */
  readonly heading: Heading
  /** Class and id in lower case. */
  readonly name: string
  /** Whether it stands in a list, a menu or the like. */
  readonly listed: boolean
  /** How many lines stand between it and the prose. */
  distance: number
}

const LEVELS = /^H[1-6]$/
const LINE_NAME = /title|heading|chapter|episode|label|subtitle|name/i
const INLINE = new Set(['A', 'B', 'STRONG', 'EM', 'I', 'SPAN', 'SMALL', 'FONT', 'TIME', 'CITE', 'U', 'CENTER'])
const LIST = new Set(['LI', 'NAV', 'FOOTER', 'MENU', 'TD', 'DT', 'DD', 'BUTTON', 'LABEL', 'SELECT', 'OPTION', 'ASIDE', 'FORM', 'SCRIPT', 'STYLE', 'NOSCRIPT'])
/** Elements whose words are for machines or for choosing. */
const NO_LINE = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION', 'SELECT', 'BUTTON', 'TEXTAREA', 'TITLE', 'IFRAME', 'TEMPLATE'])
const MOST_LINES = 60
/** So much of the prose may stand above a heading that is inside of it. */
const TOP_OF_PROSE = 300

export const nameOf = (element: Element): string => `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`.toLowerCase()

const inList = (ground: Ground): boolean => {
  for (let at: Ground | null = ground; at !== null; at = at.parent) if (LIST.has(at.tag)) return true
  return false
}
/** A line is a block without blocks that hold text, or an inline element whose name says that it is a title. */
function isLine(ground: Ground): boolean {
  if (ground.all < 1 || ground.all > 400 || NO_LINE.has(ground.tag)) return false
  if (LEVELS.test(ground.tag)) return true
  if (INLINE.has(ground.tag)) return ground.parent !== null && !LEVELS.test(ground.parent.tag) && LINE_NAME.test(nameOf(ground.element))
  return ground.inner.every((inner) => INLINE.has(inner.tag) || inner.tag === 'BR')
}

function lineOf(ground: Ground): Line | null {
  const words = wordsOf(ground.element, 200)
  if (words === null) return null
  let heading: Heading | undefined
  return { ground, words, get heading() { return heading ??= readHeading(words) }, name: nameOf(ground.element), listed: inList(ground), distance: 0 }
}

/** Lines at the top of the prose itself: its headings, and what is named like one. */
function linesInside(all: readonly Ground[], from: number, root: Ground): Line[] {
  const lines: Line[] = []
  let passed = 0
  for (let index = from + 1; index < all.length && passed <= TOP_OF_PROSE && index < from + 60; index++) {
    const ground = all[index] as Ground
    if (ground.depth <= root.depth) break
    const level = LEVELS.test(ground.tag)
    if (isLine(ground) && (level || passed < 60 || LINE_NAME.test(nameOf(ground.element)))) {
      const line = lineOf(ground)
      if (line !== null) lines.push(line)
    }
    if (ground.inner.length === 0 && !level) passed += ground.all
  }
  return lines
}

/** Lines before the prose, the nearest last, and at its top, in document order. */
export function linesAbove(prose: Prose): Line[] {
  const all = prose.grounds
  const at = all.indexOf(prose.root)
  const above: Line[] = []
  for (let index = at - 1; index >= 0 && above.length < MOST_LINES; index--) {
    const ground = all[index] as Ground
    const line = isLine(ground) ? lineOf(ground) : null
    if (line !== null) above.push(line)
  }
  const lines = [...above.reverse(), ...linesInside(all, at, prose.root)]
  lines.forEach((line, index) => line.distance = lines.length - 1 - index)
  return lines
}

/** Whether a line is one of the six headings. */
export const isLevel = (line: Line): boolean => LEVELS.test(tagName(line.ground.element))
