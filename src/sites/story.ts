/**
 * Reads a story's text from the page, and maps between offsets in that text and places in the DOM.
 * This one walk is used by progress, quotes, painting, recap and the benches alike: whoever writes a quote and whoever
 * looks for it see the same text.
 */
import type { StoryText } from '../core/text.ts'
import { rangeIn } from './nodes.ts'
import type { StoryArea } from './site.ts'
import { StoryWalk } from './story-walk.ts'
import type { Run } from './story-walk.ts'

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

/** Index of the last run that begins at or before the offset. */
function runAt(runs: readonly Run[], offset: number): number {
  let low = 0
  let high = runs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((runs[middle] as Run).inText <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function rangeOf(runs: readonly Run[], start: number, end: number): Range | null {
  if (runs.length === 0 || end <= start) return null
  const first = runs[runAt(runs, start)] as Run
  const last = runs[runAt(runs, end - 1)] as Run
  if (!first.node.isConnected || !last.node.isConnected) return null
  const from = first.inNode + Math.max(0, Math.min(start - first.inText, first.length))
  const to = last.inNode + Math.max(0, Math.min(end - last.inText, last.length))
  if (from > first.node.length || to > last.node.length) return null
  const range = rangeIn(first.node)
  range.setStart(first.node, from)
  range.setEnd(last.node, to)
  return range
}

/** Index of the first run that ends behind a boundary point; as many as there are runs when none does. */
function runBehind(runs: readonly Run[], container: Node, offset: number): number {
  const point = rangeIn((runs[0] as Run).node)
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    const run = runs[middle] as Run
    point.setStart(run.node, Math.min(run.inNode + run.length, run.node.length))
    point.collapse(true)
    if (point.comparePoint(container, offset) < 0) high = middle
    else low = middle + 1
  }
  return low
}

function offsetOf(runs: readonly Run[], length: number, container: Node, offset: number): number {
  const run = runs[runBehind(runs, container, offset)]
  if (run === undefined) return length
  if (container !== run.node) return run.inText
  return run.inText + Math.max(0, Math.min(offset - run.inNode, run.length))
}

/** Reads the story in `area`. Costs one walk; call it again after the page has changed. */
export function readStory(area: StoryArea): Story {
  const { runs, starts, text } = new StoryWalk(area).walk()
  return {
    text: { text, starts },
    range: (start, end) => rangeOf(runs, start, end),
    offset(container, offset) {
      if (runs.length === 0) return 0
      try {
        return offsetOf(runs, text.length, container, offset)
      } catch {
        // The point lies in another tree than the story (a shadow root, a removed node)
        return text.length
      }
    },
  }
}
