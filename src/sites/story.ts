/**
 * Reads a story's text from the page, and maps between offsets in that text and places in the DOM.
 * This one walk is used by progress, quotes, painting, recap and the benches alike: whoever writes a quote and whoever
 * looks for it see the same text.
 */
import type { StoryText } from '../core/text.ts'
import type { StoryArea } from './site.ts'

/** A stretch of a text node whose characters stand one to one in the story's text. */
interface Run {
  readonly node: Text
  /** Offset of its first character in the node's data. */
  readonly inNode: number
  /** Offset of its first character in the story's text. */
  readonly inText: number
  readonly length: number
}

/** A story on a page: its text, and the way back to the page's nodes. */
export interface Story {
  readonly text: StoryText
  /** The live range of `[start, end)` in the text, or null when nothing of it is on the page any more. */
  readonly range: (start: number, end: number) => Range | null
  /**
   * The offset in the text of a DOM boundary point; points in text that is not the story give the next story
   * character after them (the text's length when there is none).
   */
  readonly offset: (container: Node, offset: number) => number
}

const NOT_TEXT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'RT', 'RP', 'TEXTAREA', 'SELECT', 'BUTTON', 'INPUT', 'IFRAME', 'OBJECT', 'SVG', 'MATH', 'CANVAS', 'VIDEO', 'AUDIO'])
const INLINE = /^(inline|contents|ruby)/

const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f

/** Reads the story in `area`. Costs one walk; call it again after the page has changed. */
export function readStory(area: StoryArea): Story {
  const runs: Run[] = []
  const starts: number[] = []
  let text = ''
  let paragraphOpen = false
  let spaceOwed = false
  let breaks = 0

  const endParagraph = (): void => {
    paragraphOpen = false
    spaceOwed = false
    breaks = 0
  }
  const addText = (node: Text): void => {
    const data = node.data
    let at = 0
    while (at < data.length) {
      while (at < data.length && isSpace(data.charCodeAt(at))) {
        spaceOwed = true
        at++
      }
      if (at >= data.length) return
      let end = at
      while (end < data.length) {
        const code = data.charCodeAt(end)
        if (isSpace(code) && (code !== 32 || isSpace(data.charCodeAt(end + 1)) || end + 1 === data.length)) break
        end++
      }
      if (breaks >= 2) endParagraph()
      if (!paragraphOpen) {
        if (starts.length > 0) text += '\n'
        starts.push(text.length)
        paragraphOpen = true
      } else if (spaceOwed || breaks > 0) text += ' '
      spaceOwed = false
      breaks = 0
      runs.push({ node, inNode: at, inText: text.length, length: end - at })
      text += data.slice(at, end)
      at = end
    }
  }
  const walk = (element: Element): void => {
    const tag = element.tagName.toUpperCase()
    if (area.leftOut.has(element) || NOT_TEXT.has(tag)) return
    if (tag === 'BR') {
      breaks++
      return
    }
    const style = element.ownerDocument.defaultView?.getComputedStyle(element)
    if (style && (style.display === 'none' || style.visibility === 'hidden' || style.visibility === 'collapse' || style.fontSize === '0px')) return
    const block = !INLINE.test(style?.display ?? 'block')
    if (block) endParagraph()
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      if (child.nodeType === Node.TEXT_NODE) addText(child as Text)
      else if (child.nodeType === Node.ELEMENT_NODE) walk(child as Element)
    }
    if (block) endParagraph()
  }
  for (const root of area.roots) {
    endParagraph()
    walk(root)
  }

  /** Index of the last run that begins at or before the offset. */
  const runAt = (offset: number): number => {
    let low = 0
    let high = runs.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((runs[middle] as Run).inText <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  return {
    text: { text, starts },
    range(start, end) {
      if (runs.length === 0 || end <= start) return null
      const first = runs[runAt(start)] as Run
      const last = runs[runAt(end - 1)] as Run
      if (!first.node.isConnected || !last.node.isConnected) return null
      const range = first.node.ownerDocument.createRange()
      const from = first.inNode + Math.min(start - first.inText, first.length)
      const to = last.inNode + Math.min(end - last.inText, last.length)
      if (from > first.node.length || to > last.node.length) return null
      range.setStart(first.node, from)
      range.setEnd(last.node, to)
      return range
    },
    offset(container, offset) {
      const point = container.ownerDocument?.createRange()
      if (!point || runs.length === 0) return 0
      let low = 0
      let high = runs.length
      // the first run that ends after the point
      while (low < high) {
        const middle = (low + high) >> 1
        const run = runs[middle] as Run
        point.setStart(run.node, Math.min(run.inNode + run.length, run.node.length))
        if (point.comparePoint(container, offset) < 0) high = middle
        else low = middle + 1
      }
      const run = runs[low]
      if (!run) return text.length
      if (container !== run.node) return run.inText
      return run.inText + Math.max(0, Math.min(offset - run.inNode, run.length))
    },
  }
}
