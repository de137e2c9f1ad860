import type { Steps } from './steps.ts'

/**
 * The letters-and-digits skeleton of a text: what stays the same when a site changes quotation marks, dashes, white
 * space, case, soft hyphens, ligatures, accents' composition or full-width forms. Whoever writes a quote and whoever
 * looks for it compare skeletons, so such changes are no changes at all.
 *
 * Folding follows Unicode NFKD (UAX #15) letter by letter, with combining marks and everything that is neither letter
 * nor digit dropped. Surrogates pass through, so emoji and rare ideographs count as letters.
 */
export interface Skeleton {
  /** Folded letters; only the first `length` count. */
  readonly letters: Uint16Array
  /** Offset in the text of the code unit each letter came from, ascending; two letters of a ligature share one. */
  readonly at: Int32Array
  readonly length: number
}

const DROPPED = 0
/** Folds to several letters, or has not been met yet. */
const LOOK_CLOSER = 1
/** Stands between stored windows in a skeleton; folding never yields it, so nothing matches across it. */
export const BREAK = 2

/** What each code unit folds to, learnt when first met: a page has a few dozen that are not ASCII. */
const folded = new Uint16Array(65536).fill(LOOK_CLOSER)
for (let code = 0; code < 128; code++) folded[code] = foldedAscii(code)
const several = new Map<number, string>()
/** Letters by their class, but used as apostrophe (U+02BB, U+02BC) or to stretch a line (tatweel). */
const NOT_LETTERS = new Set([0x2bb, 0x2bc, 0x640])

function fold(code: number): string {
  const character = String.fromCharCode(code)
  if (code >= 0xd800 && code <= 0xdfff) return character
  if (NOT_LETTERS.has(code)) return ''
  return character.normalize('NFKD').toLowerCase().normalize('NFKD').replaceAll(/[^\p{L}\p{N}]/gu, '').replaceAll('ς', 'σ')
}

function foldedAscii(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code
  const lower = code | 0x20
  return lower >= 0x61 && lower <= 0x7a && code >= 0x41 ? lower : DROPPED
}

/** What one code unit folds to, as letters. */
function lettersOf(code: number): string {
  const value = folded[code] as number
  if (value !== LOOK_CLOSER) return value === DROPPED ? '' : String.fromCharCode(value)
  const known = several.get(code)
  if (known !== undefined) return known
  const letters = fold(code)
  if (letters.length > 1) several.set(code, letters)
  else folded[code] = letters.length === 0 ? DROPPED : letters.charCodeAt(0)
  return letters
}

/** Folds one code unit: 0 when it is neither letter nor digit, else its (first) folded letter. */
export function foldedUnit(code: number): number {
  const value = folded[code] as number
  return value === LOOK_CLOSER ? lettersOf(code).charCodeAt(0) || DROPPED : value
}

/**
 * Code units handled in one call of a hot loop. Engines optimise a function that is called often sooner and better than
 * one that is called once and loops for long: measured, 3 instead of 16 ns a character on a page's first look.
 */
export const CALL = 1024

/** Code units or letters handled between two chances to pause. */
export const STEP = 4 * CALL

/** Collects a skeleton piece by piece, so that a long text can be folded in slices. */
export class SkeletonBuilder {
  private letters: Uint16Array
  private at: Int32Array
  private length = 0

  /** @param expected code units of text to come; it grows when ligatures need more. */
  constructor(expected: number) {
    this.letters = new Uint16Array(expected + 16)
    this.at = new Int32Array(expected + 16)
  }

  /** Folds `text[from, to)`; offsets are recorded as they stand in `text`. */
  add(text: string, from: number, to: number): void {
    this.room(to - from)
    for (let offset = from; offset < to; ) {
      const end = Math.min(to, offset + CALL)
      offset = this.addPlain(text, offset, end)
      if (offset === end) continue
      const more = lettersOf(text.charCodeAt(offset))
      this.room(more.length + to - offset)
      for (let index = 0; index < more.length; index++) {
        this.letters[this.length] = more.charCodeAt(index)
        this.at[this.length++] = offset
      }
      offset++
    }
  }

  /** The same in steps. */
  *addInSteps(text: string, from: number, to: number): Steps<void> {
    for (let at = from; at < to; at += STEP) {
      this.add(text, at, Math.min(at + STEP, to))
      if (at + STEP < to) yield undefined
    }
  }

  /** Folds up to the first code unit that needs a closer look, and returns its offset. No branch depends on the text. */
  private addPlain(text: string, from: number, to: number): number {
    const { letters, at } = this
    let { length } = this
    let offset = from
    for (; offset < to; offset++) {
      const value = folded[text.charCodeAt(offset)] as number
      if (value === LOOK_CLOSER) break
      letters[length] = value
      at[length] = offset
      // 1 for a letter, 0 for what is dropped
      length += (value + 0xfffe) >>> 16
    }
    this.length = length
    return offset
  }

  /** Puts a break that nothing matches, standing at `offset`. */
  break(offset: number): void {
    this.room(1)
    this.letters[this.length] = BREAK
    this.at[this.length++] = offset
  }

  finish(): Skeleton {
    return { letters: this.letters, at: this.at, length: this.length }
  }

  private room(needed: number): void {
    if (this.length + needed <= this.letters.length) return
    const size = Math.max(this.length + needed, this.letters.length * 2)
    const letters = new Uint16Array(size)
    letters.set(this.letters)
    const at = new Int32Array(size)
    at.set(this.at)
    this.letters = letters
    this.at = at
  }
}

/** The skeleton of a whole text. */
export function skeletonOf(text: string): Skeleton {
  const builder = new SkeletonBuilder(text.length)
  builder.add(text, 0, text.length)
  return builder.finish()
}

/** Index of the first letter at or after an offset in the text (the skeleton's length when there is none). */
export function letterAt(skeleton: Skeleton, offset: number): number {
  let low = 0
  let high = skeleton.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((skeleton.at[middle] as number) < offset) low = middle + 1
    else high = middle
  }
  return low
}
