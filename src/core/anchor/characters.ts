/**
 * What the comparison of two texts asks of single characters: what they are, and what it costs to change, drop or add
 * one. The costs speak of prose: whole words come and go, a word's first letter rarely becomes another word's middle,
 * quotation marks change their form and not their place.
 */
import { foldedUnit } from './skeleton.ts'

export const SPACE = 0
const MARK = 1
export const LETTER = 2
const NOTHING = 3

const STARTS_WORD = 1
const ENDS_WORD = 2

/** Costs, a tenth of a replaced letter each. */
const REPLACED = 10
const OTHER_KIND = 20
const OTHER_MARK = 6
const OTHER_ROLE = 5
const OPENS_IN_WORD = 20
const OPENS_AT_MARK = 14
const OPENS_AT_WORD = 12
const OPENS_AT_PARAGRAPH = 6
export const OPENS_AT_EDGE = 6
const CONTINUES = 5
const CONTINUES_MARK = 9
const INVISIBLE = 1
const LINE_FEED = 10

const FORMS = new Map<number, number>()
for (const [plain, forms] of [
  [0x22, '“”„‟«»＂'],
  [0x27, '‘’‚‛‹›`´＇'],
  [0x2d, '‐‑‒–'],
  [0x2014, '―'],
] as const) for (const form of Array.from(forms)) FORMS.set(form.charCodeAt(0), plain)
const INVISIBLES = /[\p{M}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

/** A text prepared for comparison: by character its folded form, its kind, and its role in its word. */
export interface Prepared {
  readonly codes: Uint16Array
  readonly kinds: Uint8Array
  readonly roles: Uint8Array
}

/** Prepares a text; combining marks and invisible characters count for next to nothing. */
export function prepare(text: string): Prepared {
  const codes = new Uint16Array(text.length)
  const kinds = new Uint8Array(text.length)
  const roles = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const letter = foldedUnit(code)
    if (letter > 1) {
      codes[at] = letter
      kinds[at] = LETTER
      if (at === 0 || kinds[at - 1] !== LETTER) roles[at] = STARTS_WORD
      continue
    }
    if (at > 0 && kinds[at - 1] === LETTER) roles[at - 1] = (roles[at - 1] as number) | ENDS_WORD
    kinds[at] = code <= 32 ? SPACE : code > 127 && INVISIBLES.test(String.fromCharCode(code)) ? NOTHING : MARK
    codes[at] = FORMS.get(code) ?? code
  }
  const last = text.length - 1
  if (kinds[last] === LETTER) roles[last] = (roles[last] as number) | ENDS_WORD
  return { codes, kinds, roles }
}

const bitsApart = (a: number, b: number): number => ((a ^ b) & 1) + (((a ^ b) >> 1) & 1)

/** What it costs that the old character at `at` has become the new one at `to`. */
export function pairCost(old: Prepared, at: number, fresh: Prepared, to: number): number {
  const kind = old.kinds[at]
  if (kind !== fresh.kinds[to]) return OTHER_KIND
  const same = old.codes[at] === fresh.codes[to]
  if (kind === LETTER) return (same ? 0 : REPLACED) + OTHER_ROLE * bitsApart(old.roles[at] as number, fresh.roles[to] as number)
  if (same) return 0
  return kind === SPACE || kind === NOTHING ? 2 : markCost(old.codes[at] as number, fresh.codes[to] as number)
}

/** Marks that stand for each other: dash and hyphens, ellipsis and dots, single and double quotation marks. */
function markCost(a: number, b: number): number {
  const pair = String.fromCharCode(Math.min(a, b), Math.max(a, b))
  return pair === '-—' || pair === '.…' || pair === '"\'' ? 2 : OTHER_MARK
}

/** Paragraphs, sentences and words come and go whole, so a run begins most likely where one of them begins. */
export function opens(text: Prepared, at: number): number {
  const kind = text.kinds[at]
  if (kind === NOTHING) return INVISIBLE
  if (at > 0 && text.kinds[at - 1] === SPACE) return text.codes[at - 1] === LINE_FEED ? OPENS_AT_PARAGRAPH : OPENS_AT_WORD
  if (kind !== LETTER) return OPENS_AT_MARK
  return ((text.roles[at] as number) & STARTS_WORD) === 0 ? OPENS_IN_WORD : OPENS_AT_WORD
}
/** What each character of a dropped or added run costs. */
export const continues = (text: Prepared, at: number): number => (text.kinds[at] === NOTHING ? INVISIBLE : text.kinds[at] === MARK ? CONTINUES_MARK : CONTINUES)
