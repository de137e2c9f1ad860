/** A block a reader points at: which one is meant, and a selector that finds it on the site's other pages too. */
import { attribute, bodyIn, documentIn, find, findAll, matches, parentElement, rootIn, tagName } from './nodes.ts'

/** Runs of text and single paragraphs: a reader who points at one means the block around it. */
const PARTS = new Set(['P', 'SPAN', 'EM', 'I', 'B', 'STRONG', 'A', 'S', 'U', 'SMALL', 'SUB', 'SUP', 'FONT', 'MARK', 'ABBR', 'RUBY', 'RB', 'RT', 'BR', 'HR', 'IMG', 'PICTURE', 'BLOCKQUOTE', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'LI', 'DD', 'DT', 'CODE', 'Q', 'CITE'])

/** The block meant by an element under the pointer: the nearest that holds more than a paragraph. */
export function blockAt(element: Element): Element {
  let at = element
  for (let up = parentElement(at); PARTS.has(tagName(at)) && up !== null && up !== rootIn(documentIn(at)); up = parentElement(at)) at = up
  return at
}

/** The block around a block; null at the page's own. */
export function wider(element: Element): Element | null {
  const up = parentElement(element)
  return up === null || element === bodyIn(documentIn(element)) || up === rootIn(documentIn(element)) ? null : up
}

/** Names with a number or a hash in them belong to one page or one build of the site. */
const isLasting = (name: string): boolean => name.length > 1 && name.length < 50 && !/\d/.test(name) && !/[_-]{2}[A-Za-z]{5,}$/.test(name)
/** Names of a state, a script or a looks framework come and go. */
const FLEETING = /^(?:is|has|js|active|open|show|visible|hidden|loaded|selected|current|dark|light|ng|css|sc|svelte)(?:-|$)|[:[\]/]/

/** The ways to name an element by itself, the most telling first. */
function namesOf(element: Element): string[] {
  const tag = CSS.escape(element.localName)
  const id = attribute(element, 'id')
  const classes = (attribute(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '' && isLasting(name) && !FLEETING.test(name)).slice(0, 6)
  const marks = ['itemprop', 'role', 'data-testid'].flatMap((name) => {
    const value = attribute(element, name)
    return value !== null && isLasting(value) ? [`${tag}[${name}="${CSS.escape(value)}"]`] : []
  })
  return [
    ...(id !== null && isLasting(id) ? [`#${CSS.escape(id)}`] : []),
    ...classes.map((name) => `.${CSS.escape(name)}`),
    ...classes.map((name) => `${tag}.${CSS.escape(name)}`),
    ...(classes.length > 1 ? [classes.map((name) => `.${CSS.escape(name)}`).join('')] : []),
    ...marks,
    tag,
  ]
}

const isAlone = (root: Document, selector: string, element: Element): boolean => {
  const found = findAll(root, selector)
  return found.length === 1 && found[0] === element
}

/** The element's place among its own kind, for where no name tells it. */
function placed(element: Element): string {
  const tag = CSS.escape(element.localName)
  const own = [...(parentElement(element)?.children ?? [])].filter((other) => other.localName === element.localName)
  return own.length > 1 ? `${tag}:nth-of-type(${own.indexOf(element) + 1})` : tag
}

const MOST_STEPS = 6

/**
 * A selector that finds this element, and the same block of the site's other pages: by a lasting name, alone or below a
 * named block; by its place only where there is no name. Null where nothing finds it first.
 */
export function selectorFor(element: Element): string | null {
  const root = documentIn(element)
  const names = namesOf(element)
  const alone = names.find((name) => isAlone(root, name, element))
  if (alone !== undefined) return alone
  let way = ''
  for (let at: Element | null = element, steps = 0; at !== null && steps < MOST_STEPS; at = parentElement(at), steps++) {
    const below = way === '' ? '' : ` > ${way}`
    const named = namesOf(at).map((name) => `${name}${below}`).find((selector) => isAlone(root, selector, element))
    if (named !== undefined) return named
    if (at !== element) for (const name of names) for (const outer of namesOf(at)) if (isAlone(root, `${outer} ${name}`, element)) return `${outer} ${name}`
    way = `${placed(at)}${below}`
    if (isAlone(root, way, element)) return way
  }
  return find(root, way) === element && matches(element, way) ? way : null
}
