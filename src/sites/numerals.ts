/** Numbers as authors write them: digits of any script, roman numerals, kanji, English words. */

const DIGITS_FROM = [0xff10, 0x0660, 0x06f0, 0x0966, 0x0e50, 0x09e6]

/** Every digit of any script as an ASCII digit; the length stays the same, so places in the text stay valid. */
export const plainDigits = (text: string): string =>
  text.replace(/[０-９٠-٩۰-۹०-९๐-๙০-৯]/g, (digit) => {
    const code = digit.charCodeAt(0)
    const from = DIGITS_FROM.find((first) => code >= first && code < first + 10) ?? code
    return String(code - from)
  })

const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }
const ROMAN_FORM = /^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/i
const ROMAN_SIGNS: Readonly<Record<string, number>> = { Ⅰ: 1, Ⅱ: 2, Ⅲ: 3, Ⅳ: 4, Ⅴ: 5, Ⅵ: 6, Ⅶ: 7, Ⅷ: 8, Ⅸ: 9, Ⅹ: 10, Ⅺ: 11, Ⅻ: 12 }

/** The value of a well-formed roman numeral, else null. */
export function romanNumber(text: string): number | null {
  const sign = ROMAN_SIGNS[text]
  if (sign !== undefined) return sign
  if (text === '' || !ROMAN_FORM.test(text)) return null
  let total = 0
  let before = 0
  for (const letter of Array.from(text.toLowerCase()).reverse()) {
    const value = ROMAN[letter] ?? 0
    total += value < before ? -value : value
    before = Math.max(before, value)
  }
  return total
}

const KANJI: Readonly<Record<string, number>> = { 〇: 0, 零: 0, 一: 1, 壱: 1, 壹: 1, 二: 2, 弐: 2, 贰: 2, 貳: 2, 两: 2, 兩: 2, 三: 3, 参: 3, 叁: 3, 四: 4, 肆: 4, 五: 5, 伍: 5, 六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9 }
const KANJI_UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000, 万: 10000, 萬: 10000 }

/** The value of a number in Chinese characters (百三十六, 二〇三, 廿一), else null. */
export function kanjiNumber(text: string): number | null {
  if (!/^[〇零一壱壹二弐贰貳两兩三参叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬廿卅]+$/.test(text)) return null
  const spelled = text.replace(/廿/g, '二十').replace(/卅/g, '三十')
  if (!/[十拾百佰千仟万萬]/.test(spelled)) return Number(Array.from(spelled, (sign) => KANJI[sign] ?? 0).join(''))
  let total = 0
  let digit = -1
  for (const sign of spelled) {
    const unit = KANJI_UNITS[sign]
    if (unit === undefined) digit = KANJI[sign] ?? 0
    else {
      total = unit === 10000 ? (total + Math.max(digit, 0)) * unit : total + (digit < 0 ? 1 : digit) * unit
      digit = -1
    }
  }
  return total + Math.max(digit, 0)
}

const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen']
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const FIRST = ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth']
const WORDS = new Map<string, number>([
  ...ONES.map((word, value) => [word, value] as const),
  ...FIRST.map((word, value) => [word, value] as const),
  ...TENS.flatMap((word, ten) => word === '' ? [] : [[word, ten * 10] as const, [word.replace(/y$/, 'ieth'), ten * 10] as const]),
])

/** A number in English words at the beginning of a text: its value and how many characters it takes, else null. */
export function englishNumber(text: string): { readonly value: number; readonly length: number } | null {
  const token = /[\s-]*([a-z]+)/iy
  let total = 0
  let small = -1
  let length = 0
  for (;;) {
    const found = token.exec(text)
    if (found === null) break
    const word = (found[1] ?? '').toLowerCase()
    const value = WORDS.get(word)
    if (value !== undefined && (small < 0 || (small % 100 >= 20 && small % 10 === 0 && value < 10) || (small >= 100 && small % 100 === 0))) small = Math.max(small, 0) + value
    else if (word === 'hundred' && small > 0 && small < 10) small *= 100
    else if (word === 'thousand' && small > 0) {
      total += small * 1000
      small = -1
    } else if (word === 'and' && (small >= 100 || (small < 0 && total > 0))) continue
    else break
    length = token.lastIndex
  }
  return small < 0 && total === 0 ? null : { value: total + Math.max(small, 0), length }
}
