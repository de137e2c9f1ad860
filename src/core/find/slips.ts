/** Finding a word with slips of the finger in it. */

/** The longest word that fits the bits of a number. */
const LONGEST = 31
const TIGHT_SCRIPT = /[\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff]/

/** How many slips a word may have: none in short words, where every other word would be near. */
export function slipsAllowed(word: string): number {
  if (word.length > LONGEST) return 0
  if (TIGHT_SCRIPT.test(word)) return word.length >= 3 ? 1 : 0
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2
}

/**
 * Makes a finder of one word. It returns the fewest slips (a letter left out, put in, taken for another, or two letters
 * exchanged) with which the word stands anywhere in a text, or null when that is more than `most`. Bit-parallel: one
 * step a letter of the text, whatever the word's length (Hyyrö, "A bit-vector algorithm for computing Levenshtein and
 * Damerau edit distances", 2003). Words longer than 31 letters are only found as they are.
 */
export function slipFinder(word: string, most = slipsAllowed(word)): (text: string) => number | null {
  if (most === 0 || word.length > LONGEST || word === '') return (text) => (text.includes(word) ? 0 : null)
  const bits = new Map<number, number>()
  for (let index = 0; index < word.length; index++) bits.set(word.charCodeAt(index), (bits.get(word.charCodeAt(index)) ?? 0) | (1 << index))
  const last = 1 << (word.length - 1)
  return (text) => {
    let [plus, minus, diagonal, before, slips, best] = [-1, 0, 0, 0, word.length, word.length]
    for (let index = 0; index < text.length; index++) {
      const here = bits.get(text.charCodeAt(index)) ?? 0
      const exchanged = ((~diagonal & here) << 1) & before
      diagonal = exchanged | ((((here & plus) + plus) | 0) ^ plus) | here | minus
      const across = minus | ~(diagonal | plus)
      const back = diagonal & plus
      if (across & last) slips++
      else if (back & last) slips--
      plus = (back << 1) | ~(diagonal | (across << 1))
      minus = diagonal & (across << 1)
      before = here
      if (slips < best) best = slips
      if (best === 0) return 0
    }
    return best <= most ? best : null
  }
}
