/** A quiet cover for works: their initials on one of a few tints. */

const TINTS = 6
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** The segmenter is slow, and has nothing to say of a letter that no mark can follow. */
const first = (word: string): string => (/^[\u0020-\u02ff]{1,2}$/.test(word.slice(0, 2)) ? word.charAt(0) : (letters.segment(word)[Symbol.iterator]().next().value?.segment ?? ''))

const ARTICLES = new Set(['a', 'the', 'an', 'der', 'die', 'das', 'ein', 'eine', 'le', 'la', 'les', 'un', 'une', 'el', 'los', 'las', 'una', 'il', 'lo', 'gli'])

/** The first letters of the first two words that are neither a leading article nor short and small; of a title without spaces its first letter. */
export function initialsOf(title: string): string {
  const words = title.split(/[\s\p{P}]+/u).filter((word) => word !== '')
  const ofNote = words.filter((word, index) => (index > 0 || !ARTICLES.has(word.toLowerCase())) && !/^\p{Ll}{1,3}$/u.test(word))
  return (ofNote.length > 0 ? ofNote : words).slice(0, 2).map((word) => first(word).toLocaleUpperCase()).join('')
}

const tintOf = (id: string): number => {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997
  return sum % TINTS
}

export const Cover = ({ id, title }: { readonly id: string; readonly title: string }) => <span class={`cover tint-${tintOf(id)}`} aria-hidden="true">{initialsOf(title)}</span>
