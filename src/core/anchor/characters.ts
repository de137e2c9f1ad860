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
export const REPLACED = 10
export const OTHER_KIND = 20
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

/** A text prepared for comparison: by character its folded form, its kind, and its role in its word. Only `length` count. */
export interface Prepared {
  codes: Uint16Array
  kinds: Uint8Array
  roles: Uint8Array
  length: number
}

/** Room for texts to be prepared in; it grows with the longest. */
export const roomForText = (): Prepared => ({ codes: new Uint16Array(256), kinds: new Uint8Array(256), roles: new Uint8Array(256), length: 0 })

/** The kind of each code unit that is no letter, learnt when first met. */
const kindOf = new Uint8Array(65536)

function kindOfMark(code: number): number {
  const known = kindOf[code] as number
  if (known !== 0) return known - 1
  const kind = code <= 32 ? SPACE : code > 127 && INVISIBLES.test(String.fromCharCode(code)) ? NOTHING : MARK
  kindOf[code] = kind + 1
  return kind
}

/** Prepares a text in `room`; combining marks and invisible characters count for next to nothing. */
export function prepare(text: string, room: Prepared): void {
  const count = text.length
  room.length = count
  if (count > room.codes.length) {
    room.codes = new Uint16Array(2 * count)
    room.kinds = new Uint8Array(2 * count)
    room.roles = new Uint8Array(2 * count)
  }
  const { codes, kinds, roles } = room
  let isInWord = false
  for (let at = 0; at < count; at++) {
    const code = text.charCodeAt(at)
    const letter = foldedUnit(code)
    if (letter > 1) {
      codes[at] = letter
      kinds[at] = LETTER
      roles[at] = isInWord ? 0 : STARTS_WORD
      isInWord = true
      continue
    }
    if (isInWord) roles[at - 1] = (roles[at - 1] as number) | ENDS_WORD
    isInWord = false
    roles[at] = 0
    kinds[at] = kindOfMark(code)
    codes[at] = code < 0x80 ? code : (FORMS.get(code) ?? code)
  }
  if (isInWord) roles[count - 1] = (roles[count - 1] as number) | ENDS_WORD
}

/** What it costs that an old letter has become a new one, by what differs in their roles. */
export const ROLES_APART: readonly number[] = [0, OTHER_ROLE, OTHER_ROLE, 2 * OTHER_ROLE]

/** What it costs that an old character that is no letter has become another of its kind. */
export function pairCost(kind: number, code: number, fresh: number): number {
  if (code === fresh) return 0
  return kind === MARK ? markCost(code, fresh) : 2
}

/** Marks that stand for each other: dash and hyphens, ellipsis and dots, single and double quotation marks. */
function markCost(a: number, b: number): number {
  const [less, more] = a < b ? [a, b] : [b, a]
  const areAlike = (less === 0x2d && more === 0x2014) || (less === 0x2e && more === 0x2026) || (less === 0x22 && more === 0x27)
  return areAlike ? 2 : OTHER_MARK
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
