/**
 * Looking at a page's nodes without trusting them. On a form (and on the document) a control named `children`,
 * `textContent` or `querySelector` shadows the real property, so everything goes through the prototypes.
 */

/** A property as its prototype has it. The prototype is looked up late: a worker that imports this has no DOM. */
function door(owner: () => object, name: string): (node: Node) => unknown {
  let read: (() => unknown) | undefined
  return (node) => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the node right below
    read ??= Object.getOwnPropertyDescriptor(owner(), name)?.get as () => unknown
    return read.call(node)
  }
}

type Read<Value> = (node: Node) => Value
const typeOf = door(() => Node.prototype, 'nodeType') as Read<number>
const tagOf = door(() => Element.prototype, 'tagName') as Read<string>
const firstOf = door(() => Node.prototype, 'firstChild') as Read<Node | null>
const parentOf = door(() => Node.prototype, 'parentNode') as Read<Node | null>
const outerOf = door(() => Node.prototype, 'parentElement') as Read<Element | null>
const documentOf = door(() => Node.prototype, 'ownerDocument') as Read<Document>
export const textContent = door(() => Node.prototype, 'textContent') as Read<string | null>
export const offsetHeight = door(() => HTMLElement.prototype, 'offsetHeight') as Read<number>
export const offsetLeft = door(() => HTMLElement.prototype, 'offsetLeft') as Read<number>

/** Only forms let their controls shadow properties; asking all others directly is several times faster. */
function isForm(node: Node): boolean {
  const name: unknown = node.nodeName
  return typeof name !== 'string' || name === 'FORM' || name === 'form'
}
export const nodeType: Read<number> = (node) => {
  const type: unknown = node.nodeType
  return typeof type === 'number' ? type : typeOf(node)
}
const firstChild: Read<Node | null> = (node) => isForm(node) ? firstOf(node) : node.firstChild
export const parentNode: Read<Node | null> = (node) => isForm(node) ? parentOf(node) : node.parentNode
export const parentElement: Read<Element | null> = (node) => isForm(node) ? outerOf(node) : node.parentElement
export const documentIn = (node: Node): Document => documentOf(node)
const bodyOf = door(() => Document.prototype, 'body') as (node: Node) => Element | null
const rootOf = door(() => Document.prototype, 'documentElement') as (node: Node) => Element | null
const viewOf = door(() => Document.prototype, 'defaultView') as (node: Node) => (Window & typeof globalThis) | null
const titleOf = door(() => Document.prototype, 'title') as (node: Node) => string

/** The tag in capitals, also in XHTML. */
export const tagName = (element: Element): string => {
  const said: unknown = element.tagName
  const tag = typeof said === 'string' ? said : tagOf(element)
  return tag.charCodeAt(0) > 96 ? tag.toUpperCase() : tag
}
/** The element that holds everything a reader can see, or null in a document without one. */
export const bodyIn = (document: Document): Element | null => bodyOf(document) ?? rootOf(document)
export const rootIn = (document: Document): Element | null => rootOf(document)
export const viewIn = (document: Document): (Window & typeof globalThis) | null => viewOf(document)
export const titleIn = (document: Document): string => collapse(titleOf(document))

export const attribute = (element: Element, name: string): string | null => Element.prototype.getAttribute.call(element, name)
export const hasAttributes = (element: Element): boolean => Element.prototype.hasAttributes.call(element)
export const matches = (element: Element, selector: string): boolean => Element.prototype.matches.call(element, selector)
export const closest = (element: Element, selector: string): Element | null => Element.prototype.closest.call(element, selector)
export const holds = (outer: Node, inner: Node): boolean => Node.prototype.contains.call(outer, inner)

/** Those that lie in none of the others. */
export const outermost = (elements: readonly Element[]): Element[] =>
  elements.filter((element) => !elements.some((other) => other !== element && holds(other, element)))

/** The questions as they are before anything shadows them. */
interface Asked {
  readonly querySelector: (selector: string) => Element | null
  readonly querySelectorAll: (selector: string) => NodeListOf<Element>
  readonly getElementsByTagName: (tag: string) => HTMLCollectionOf<Element>
}
const asked = (root: Node): Asked => (nodeType(root) === 9 ? Document.prototype : Element.prototype)

/** First element that fits, or null. */
export const find = (root: Document | Element, selector: string): Element | null =>
  asked(root).querySelector.call(root, selector)

/** All elements that fit, in document order. */
export const findAll = (root: Document | Element, selector: string): Element[] =>
  Array.from(asked(root).querySelectorAll.call(root, selector))

/** All elements of a tag, live. Faster than a selector. */
export const allOf = (root: Document | Element, tag: string): HTMLCollectionOf<Element> =>
  asked(root).getElementsByTagName.call(root, tag)

/** Whether there is an element of that class; looks no further than a tag's name and class, so it is cheap to ask. */
export const hasClass = (document: Document, name: string): boolean => Document.prototype.getElementsByClassName.call(document, name).length > 0

export const rangeIn = (node: Node): Range => Document.prototype.createRange.call(documentIn(node))

/** The browser's own way through all texts (4), or elements and texts (5), of a document or element. */
export const walkerIn = (root: Node, shown: number): TreeWalker =>
  Document.prototype.createTreeWalker.call(nodeType(root) === 9 ? root as Document : documentIn(root), root, shown)

/** Whether the document holds more elements than that; counts no further. */
export const isLargerThan = (document: Document, most: number): boolean => allOf(document, '*').item(most) !== null

/** White space as a reader sees it: single spaces, none at the ends. */
export const collapse = (text: string): string => text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim()

const NO_WORDS = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'BUTTON', 'SELECT'])
const RUNS_ON = new Set(['A', 'ABBR', 'B', 'BDI', 'BIG', 'EM', 'FONT', 'I', 'MARK', 'S', 'SMALL', 'SPAN', 'STRONG', 'SUB', 'SUP', 'U', 'RUBY', 'RB', 'RT', 'RP'])

/** The words of a short element (a heading, a link), a space where a line ends. At most `limit` characters. */
export function wordsOf(element: Element | null, limit = 400): string | null {
  if (element === null) return null
  let text = ''
  const only = firstChild(element)
  if (only === null) return null
  if (nodeType(only) === 3 && only.nextSibling === null) {
    const words = collapse((only as Text).data.slice(0, limit * 4))
    return words === '' ? null : words.slice(0, limit)
  }
  const walker = walkerIn(element, 5)
  for (let steps = 0; steps < 400 && text.length < limit * 2; steps++) {
    const node = walker.nextNode()
    if (node === null) break
    if (nodeType(node) === 3) {
      text += (node as Text).data
      continue
    }
    const tag = tagName(node as Element)
    if (NO_WORDS.has(tag)) while (walker.lastChild() !== null);
    else if (!RUNS_ON.has(tag)) text += ' '
  }
  const words = collapse(text)
  return words === '' ? null : words.slice(0, limit)
}
