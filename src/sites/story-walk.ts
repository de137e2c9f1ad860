/** The walk through a story's nodes: which text is seen, where paragraphs begin, which node holds which characters. */
import { documentIn, nodeType, parentNode, tagName, walkerIn } from './nodes.ts'
import type { StoryArea } from './site.ts'
import { Looker, type Look } from './visibility.ts'

/** A stretch of a text node whose characters stand one to one in the story's text. */
export interface Run {
  readonly node: Text
  /** Offset of its first character in the node's data. */
  readonly inNode: number
  /** Offset of its first character in the story's text. */
  readonly inText: number
  readonly length: number
}

const NOT_TEXT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'RT', 'RP', 'TEXTAREA', 'SELECT', 'BUTTON', 'INPUT', 'IFRAME', 'OBJECT', 'SVG', 'MATH', 'CANVAS', 'VIDEO', 'AUDIO', 'HEAD', 'TITLE'])
/** Words with single spaces between them; what lies between two of these is white space of another kind. */
const WORDS = /\S+(?: \S+)*/g
/** A text that is nothing else. */
const ONLY_WORDS = /^\S+(?: \S+)*$/

/** An element that is open while the walk is inside of it. */
interface Open {
  readonly block: boolean
  readonly look: Look
}

/** Walks one area. The result is in `text`, `starts` and `runs`. */
export class StoryWalk {
  readonly runs: Run[] = []
  readonly starts: number[] = []
  text = ''
  private paragraphOpen = false
  private spaceOwed = false
  private breaks = 0
  private looker: Looker | null = null

  constructor(private readonly area: StoryArea) {}

  /** Walks every root. No recursion: markup may be nested without end. */
  walk(): this {
    for (const root of this.area.roots) {
      this.endParagraph()
      this.looker ??= new Looker(documentIn(root))
      this.walkIn(root)
    }
    this.endParagraph()
    return this
  }

  private walkIn(root: Element): void {
    const open: Open[] = []
    // The browser's own walker: no form control can lead it astray by shadowing a node's properties
    const walker = walkerIn(root, 5)
    let isIn = this.enter(root, open)
    while (open.length > 0) {
      const node = isIn ? walker.firstChild() : walker.nextSibling()
      if (node === null) {
        // An element that was entered and is empty is where the walker still stands
        if (!isIn) walker.parentNode()
        isIn = false
        if ((open.pop() as Open).block) this.endParagraph()
      }
      else if (nodeType(node) === 3) {
        isIn = false
        if (!this.area.leftOut.has(node)) this.addText(node as Text)
      }
      else isIn = this.enter(node as Element, open)
    }
  }

  /** Opens an element, or says that there is nothing in it to walk. */
  private enter(element: Element, open: Open[]): boolean {
    const tag = tagName(element)
    if (tag === 'BR') this.breaks++
    if (tag === 'BR' || NOT_TEXT.has(tag) || this.area.leftOut.has(element) || this.looker === null) return false
    const look = this.looker.look(element, tag, open[open.length - 1]?.look ?? this.looker.outside)
    if (look.shows === 'hidden') return false
    const block = look.shows === 'block'
    if (block) this.endParagraph()
    open.push({ block, look })
    return true
  }

  private endParagraph(): void {
    this.paragraphOpen = false
    this.spaceOwed = false
    this.breaks = 0
  }

  private addText(node: Text): void {
    const { data } = node
    if (ONLY_WORDS.test(data)) {
      this.addWords(node, 0, data)
      return
    }
    WORDS.lastIndex = 0
    let end = 0
    for (let found = WORDS.exec(data); found !== null; found = WORDS.exec(data)) {
      if (found.index > end) this.spaceOwed = true
      end = found.index + found[0].length
      this.addWords(node, found.index, found[0])
    }
    if (end < data.length) this.spaceOwed = true
  }

  private addWords(node: Text, inNode: number, words: string): void {
    // Two line breaks in a row are how stories without <p> end a paragraph
    if (this.breaks >= 2) this.endParagraph()
    if (!this.paragraphOpen) {
      if (this.starts.length > 0) this.text += '\n'
      this.starts.push(this.text.length)
      this.paragraphOpen = true
    } else if (this.spaceOwed || this.breaks > 0) this.text += ' '
    this.spaceOwed = false
    this.breaks = 0
    this.runs.push({ node, inNode, inText: this.text.length, length: words.length })
    this.text += words
  }
}

/** Whether a node is a root of the area or lies in one; for callers that hold a selection. */
export function isInArea(node: Node, area: StoryArea): boolean {
  for (let at: Node | null = node; at !== null; at = parentNode(at)) {
    if (area.leftOut.has(at)) return false
    if (area.roots.includes(at as Element)) return true
  }
  return false
}
