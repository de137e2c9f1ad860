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

const UNKNOWN = 0xffff
const DROPPED = 0
const SEVERAL = 1
/** Stands between stored windows in a skeleton; folding never yields it, so nothing matches across it. */
export const BREAK = 2

/** What each code unit folds to, filled in blocks of 256 when first met: most pages touch two or three. */
const folded = new Uint16Array(65536).fill(UNKNOWN)
const several = new Map<number, string>()
/** Letters by their class, but used as apostrophe (U+02BB, U+02BC) or to stretch a line (tatweel). */
const NOT_LETTERS = new Set([0x2bb, 0x2bc, 0x640])

function fold(code: number): string {
  const character = String.fromCharCode(code)
  if (code >= 0xd800 && code <= 0xdfff) return character
  if (NOT_LETTERS.has(code)) return ''
  return character.normalize('NFKD').toLowerCase().normalize('NFKD').replaceAll(/[^\p{L}\p{N}]/gu, '').replaceAll('ς', 'σ')
}

function fillBlock(code: number): void {
  const first = code & 0xff00
  for (let at = first; at < first + 256; at++) {
    const letters = fold(at)
    if (letters.length > 1) several.set(at, letters)
    folded[at] = letters.length === 0 ? DROPPED : letters.length === 1 ? letters.charCodeAt(0) : SEVERAL
  }
}

/** Folds one code unit: 0 when it is neither letter nor digit, else its (first) folded letter. */
export function foldedUnit(code: number): number {
  if (folded[code] === UNKNOWN) fillBlock(code)
  const value = folded[code] ?? DROPPED
  return value === SEVERAL ? (several.get(code)?.charCodeAt(0) ?? DROPPED) : value
}

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
    let { letters, at, length } = this
    for (let offset = from; offset < to; offset++) {
      const code = text.charCodeAt(offset)
      let value = folded[code] as number
      if (value === UNKNOWN) {
        fillBlock(code)
        value = folded[code] as number
      }
      if (value === DROPPED) continue
      if (value !== SEVERAL) {
        letters[length] = value
        at[length++] = offset
        continue
      }
      const more = several.get(code) ?? ''
      this.length = length
      this.room(more.length + to - offset)
      ;({ letters, at } = this)
      for (let index = 0; index < more.length; index++) {
        letters[length] = more.charCodeAt(index)
        at[length++] = offset
      }
    }
    this.length = length
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
