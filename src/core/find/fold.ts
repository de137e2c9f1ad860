/** The one folding of texts for search: what differs only in case, accents, width or the shape of a mark is the same. */

/** Accents and points that readers leave out; the vowel signs of Indic scripts and the Japanese voicing marks stay. */
const POINTS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g
const KATAKANA = /[\u30a1-\u30f6]/g
const KATAKANA_TO_HIRAGANA = 0x60

/** A text as search sees it: compatibility forms taken apart, no accents, lower case, plain marks, hiragana, one space. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(POINTS, '')
    .replace(/[‘’ʼ′]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐-―]/g, '-')
    .toLowerCase()
    .replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - KATAKANA_TO_HIRAGANA))
    .replace(/\s+/g, ' ')
    .trim()
}

/** The words of a query, folded; a text without spaces, as in Japanese and Chinese, is one word. */
export const wordsOf = (query: string): string[] => fold(query).split(' ').filter((word) => word !== '')
