/** Words and marks of a sentence, with the capitals that names are found by. */

export interface Token {
  readonly text: string
  readonly kind: 'word' | 'number' | 'mark'
  /** White space, or the beginning of the sentence, stands before it. */
  readonly spaced: boolean
}

const TOKEN = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’‑-]\p{L}[\p{L}\p{M}\p{N}]*)*|\p{N}+|[^\s\p{L}\p{N}]/gu

export function tokensOf(sentence: string): Token[] {
  const tokens: Token[] = []
  let end = -1
  for (const match of sentence.matchAll(TOKEN)) {
    const text = match[0]
    tokens.push({ text, kind: /^\p{L}/u.test(text) ? 'word' : /^\p{N}/u.test(text) ? 'number' : 'mark', spaced: match.index !== end })
    end = match.index + text.length
  }
  return tokens
}

export const isCapitalised = (word: string): boolean => /^\p{Lu}/u.test(word)

/** Shouted words say nothing about names; initials and short forms may be all capitals. */
export const isShouted = (word: string): boolean => word.length > 3 && word === word.toUpperCase()

/** "Don't", "We'll", "That's": a capital there means a sentence begins. */
export const isContraction = (word: string): boolean => /['’](?:s|ll|d|ve|re|t|m|em)$/i.test(word)
