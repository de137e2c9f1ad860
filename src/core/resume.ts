/** Finding the place again where a reader stopped, in the chapter's text of today. */
import { wholeAfter, wholeBefore } from './anchor/describe.ts'
import { placeAll } from './anchor/place.ts'
import type { Quote } from './passage.ts'
import { MARK_QUOTE, type Mark } from './position.ts'
import { offsetAt, type StoryText } from './text.ts'

/** The quote of a place: its first words with what stands around them; undefined at the story's end. */
export function quoteAt({ text }: StoryText, offset: number, words: string): Quote | undefined {
  if (words === '' || !text.startsWith(words, offset)) return undefined
  const end = offset + words.length
  return {
    exact: words,
    prefix: text.slice(wholeAfter(text, Math.max(0, offset - MARK_QUOTE)), offset),
    suffix: text.slice(end, wholeBefore(text, Math.min(text.length, end + MARK_QUOTE))),
  }
}

/**
 * The offset of a mark in today's text: where it was, when its words still stand there; else where its quote is found; else
 * the nearest same words; else as far into the text as it was.
 */
export function resumeAt(story: StoryText, { place, words, fraction, quote }: Pick<Mark, 'place' | 'words' | 'quote'> & Partial<Pick<Mark, 'fraction'>>): number {
  const { text } = story
  const was = fraction !== undefined && fraction >= 1 ? text.length : offsetAt(story, place)
  if (words === '') return was
  if (quote === undefined ? text.startsWith(words, was) : standsAt(text, quote, was)) return was
  if (quote !== undefined) {
    const [found] = placeAll([[{ quote, start: was, end: was + quote.exact.length, place }]], story)
    if (found && found.kind !== 'lost') return found.start
    const around = found?.candidate?.start ?? found?.between ?? null
    if (around !== null) return around
  }
  return nearest(text, words, was) ?? was
}

const standsAt = (text: string, { exact, prefix, suffix }: Quote, at: number): boolean =>
  text.startsWith(exact, at) && text.startsWith(suffix.slice(0, 40), at + exact.length) && text.slice(0, at).endsWith(prefix.slice(-40))

/** The occurrence of `words` nearest to an offset. */
function nearest(text: string, words: string, offset: number): number | null {
  const after = text.indexOf(words, offset)
  const before = text.lastIndexOf(words, offset)
  if (after < 0 || before < 0) return after < 0 ? (before < 0 ? null : before) : after
  return after - offset <= offset - before ? after : before
}
