/**
 * Lists of places in a short string, so that a chapter's digest stays small.
 *
 * Each entry is the distance to the paragraph before in base 36 (one digit, or longer in brackets) and one letter.
 */

export interface Mark<Letter extends string = string> {
  readonly paragraph: number
  readonly letter: Letter
}

/** Packs marks in ascending order of paragraph. Letters are one capital each. */
export function pack(marks: readonly Mark[]): string {
  let text = ''
  let last = 0
  for (const { paragraph, letter } of marks) {
    const digits = (paragraph - last).toString(36)
    text += digits.length === 1 ? digits : `(${digits})`
    text += letter
    last = paragraph
  }
  return text
}

/** The marks of a packed string, as far as the given paragraph. */
export function unpack<Letter extends string>(text: string, until = Infinity): Mark<Letter>[] {
  const marks: Mark<Letter>[] = []
  let paragraph = 0
  for (let i = 0; i < text.length; i += 2) {
    let digits = text.charAt(i)
    if (digits === '(') {
      const end = text.indexOf(')', i)
      digits = text.slice(i + 1, end)
      i = end - 0
    }
    paragraph += parseInt(digits, 36)
    if (paragraph > until) break
    marks.push({ paragraph, letter: text.charAt(i + 1) as Letter })
  }
  return marks
}
