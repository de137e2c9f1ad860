/** A story's text weighed in words, in stretches small enough to say of each whether it was read. */
import type { StoryText } from './text.ts'

/** Part of one paragraph: `[start, end)` in the story's text, and how many words it has. */
export interface Stretch {
  readonly start: number
  readonly end: number
  readonly words: number
}

/** The most characters of a stretch; a paragraph without a break in a whole window is still several. */
const LONGEST = 300
/** Stretches between two chances to pause. */
const SLICE = 200
/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const WORD = /[\p{L}\p{N}]\S*/gu

let segmenter: Intl.Segmenter | undefined

/** How many words a text has; where a script sets no spaces, by the dictionaries behind Intl.Segmenter (UAX #29). */
export function wordsIn(text: string): number {
  if (!UNSPACED.test(text)) return text.match(WORD)?.length ?? 0
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' })
  let words = 0
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words++
  return words
}

/** Where to cut a stretch that may not go beyond `limit`: after a space or a full stop, else right there. */
function cutBefore(text: string, start: number, limit: number): number {
  for (let at = limit; at > start + LONGEST / 2; at--) if (/[\s。！？]/.test(text.charAt(at - 1))) return at
  return limit
}

/** The stretches of a story, in order, in slices: every `next()` does about a millisecond of work. */
export function* stretching({ text, starts }: StoryText): Generator<undefined, Stretch[]> {
  const stretches: Stretch[] = []
  for (const [index, begin] of starts.entries()) {
    const end = (starts[index + 1] ?? text.length + 1) - 1
    for (let start = begin; start < end;) {
      const cut = end - start <= LONGEST ? end : cutBefore(text, start, start + LONGEST)
      stretches.push({ start, end: cut, words: wordsIn(text.slice(start, cut)) })
      start = cut
      if (stretches.length % SLICE === 0) yield undefined
    }
  }
  return stretches
}
