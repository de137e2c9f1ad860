/** Our adapter for the anchoring bench: the same walk and the same two functions the page uses. */
import { describe } from '../../src/core/anchor/describe.ts'
import { placeAll } from '../../src/core/anchor/place.ts'
import type { Selector } from '../../src/core/passage.ts'
import { readStory, type Story } from '../../src/sites/story.ts'

const read = (root: Element): Story => readStory({ roots: [root], leftOut: new Set() })

/** Passages of one page are described one after the other on the same, unchanged page. */
const stories = new WeakMap<Element, Story>()

export default {
  describe(range: Range, root: Element): Selector {
    const story = stories.get(root) ?? read(root)
    stories.set(root, story)
    return describe(story.text, story.offset(range.startContainer, range.startOffset), story.offset(range.endContainer, range.endOffset))
  },

  anchor(stored: readonly (Selector | null)[], root: Element): (Range | null)[] {
    const story = read(root)
    const placements = placeAll(stored.map((selector) => (selector ? [selector] : [])), story.text)
    return placements.map((placement) => (placement.kind === 'lost' ? null : story.range(placement.start, placement.end)))
  },
}
