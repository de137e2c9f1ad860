/** Searching among passages: a hundred thousand short texts, packed into blocks of a few hundred. */
import { fold, wordsOf } from './fold.ts'

/** Between two texts of a block; no folded text has one. */
const BREAK = '\n'

/** Folded texts, packed: the n-th line of `text` belongs to the n-th id. */
export interface Block {
  readonly ids: readonly string[]
  readonly text: string
}

/** What a passage is found by. */
export const passageText = ({ quote, note, tags }: { readonly quote: string; readonly note: string; readonly tags: readonly string[] }): string =>
  fold([quote, note, ...tags].join(' '))

/** Packs texts into a block. */
export const packed = (entries: readonly (readonly [id: string, text: string])[]): Block =>
  ({ ids: entries.map(([id]) => id), text: entries.map(([, text]) => text).join(BREAK) })

/** The entries of a block. */
export function unpacked({ ids, text }: Block): (readonly [id: string, text: string])[] {
  const texts = text.split(BREAK)
  return ids.map((id, index) => [id, texts[index] ?? ''])
}

/**
 * The ids of texts that hold every word of a query, at most `most`, in the order of the blocks. The longest word is
 * looked for in whole blocks at once, which costs a tenth of looking text by text.
 */
export function findInBlocks(blocks: Iterable<Block>, query: string, most: number): string[] {
  const [longest, ...others] = wordsOf(query).sort((a, b) => b.length - a.length)
  const found: string[] = []
  if (longest === undefined) return found
  for (const block of blocks) {
    findIn(block, longest, others, found)
    if (found.length >= most) return found.slice(0, most)
  }
  return found
}

function findIn({ ids, text }: Block, longest: string, others: readonly string[], found: string[]): void {
  let line = 0
  let lineStart = 0
  for (let at = text.indexOf(longest); at >= 0;) {
    // count the lines between the last find and this one
    for (let next = text.indexOf(BREAK, lineStart); next >= 0 && next < at; next = text.indexOf(BREAK, lineStart)) {
      line++
      lineStart = next + 1
    }
    const end = text.indexOf(BREAK, at)
    const id = ids[line]
    const own = text.slice(lineStart, end < 0 ? undefined : end)
    if (id !== undefined && others.every((word) => own.includes(word))) found.push(id)
    at = end < 0 ? -1 : text.indexOf(longest, end)
  }
}
