/** Describes a marked stretch of a story so that it can be found again when the chapter has changed. */
import type { Selector } from '../passage.ts'
import { placeAt, type StoryText } from '../text.ts'

/**
 * Characters of context stored on each side. Measured: with 32, as other tools store, a third of repeated lines go to
 * the wrong copy once 5 % of the words around them change.
 */
export const CONTEXT = 200

const MARK = /^[\p{M}\u200d\u{1f3fb}-\u{1f3ff}\ufe00-\ufe0f]/u

/** Whether a cut at `offset` would part a surrogate pair, a letter from its marks, or a joined emoji (UAX #29). */
export function partsCharacter(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  const code = text.charCodeAt(offset)
  const before = text.charCodeAt(offset - 1)
  if (code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff) return true
  if (code < 0x300) return false
  return (before === 0x200d && code >= 0xd800 && code <= 0xdbff) || MARK.test(text.slice(offset, offset + 2))
}

/** The nearest offset at or before `offset` that parts no character. */
export function wholeBefore(text: string, offset: number): number {
  let at = offset
  while (partsCharacter(text, at)) at--
  return at
}

/** The nearest offset at or after `offset` that parts no character. */
export function wholeAfter(text: string, offset: number): number {
  let at = offset
  while (partsCharacter(text, at)) at++
  return at
}

/**
 * Describes `[start, end)` of a story. Offsets are clamped to the text and widened where they would part a character,
 * so what is stored is always whole characters.
 */
export function describe(story: StoryText, start: number, end: number): Selector {
  const { text } = story
  const clamp = (offset: number): number => Math.max(0, Math.min(offset, text.length))
  const from = wholeBefore(text, clamp(Math.min(start, end)))
  const to = wholeAfter(text, clamp(Math.max(start, end)))
  return {
    quote: {
      exact: text.slice(from, to),
      prefix: text.slice(wholeAfter(text, clamp(from - CONTEXT)), from),
      suffix: text.slice(to, wholeBefore(text, clamp(to + CONTEXT))),
    },
    start: from,
    end: to,
    place: placeAt(story, from),
  }
}
