/**
 * JSON (RFC 8259) from strangers: held to the ceilings before `JSON.parse` builds anything of it, and refused with the
 * place where it breaks, which the browsers' own messages give each in its own way or not at all.
 */
import { CEILINGS, placeOf, UnreadableFile, type Problem } from './file.ts'

// one piece of JSON at a time; a string stops at the first control character or bad escape
const PIECE = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y
// the longest strings would exhaust the stack of the expression above, so they are measured before
const QUOTE = /["\\]/g

/** What may come next: a value, a name, what stands after either, or nothing more. */
type Awaited = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'after' | 'nothing'

class Checker {
  private at = 0
  private awaited: Awaited = 'value'
  private readonly open: { readonly kind: '{' | '['; entries: number }[] = []

  constructor(
    private readonly text: string,
    private readonly firstLine: number,
  ) {}

  check(): void {
    while (this.awaited !== 'nothing') {
      this.measure()
      PIECE.lastIndex = this.at
      const found = PIECE.exec(this.text)
      if (!found) this.refuse(this.endsInside() ? 'truncated' : 'notJson', this.endsInside() ? this.text.length : this.at + this.text.slice(this.at).search(/[^ \t\n\r]/))
      const [piece, mark, words] = found
      this.at += piece.length
      if (mark === undefined) this.value(words !== undefined, piece)
      else this.mark(mark)
    }
    const rest = this.text.slice(this.at).search(/[^ \t\n\r]/)
    if (rest >= 0) this.refuse('notJson', this.at + rest)
  }

  /** Refuses a string that is too long before the expression is run over it. */
  private measure(): void {
    let from = this.at
    while (' \t\n\r'.includes(this.text[from] ?? 'x')) from++
    if (this.text[from] !== '"') return
    QUOTE.lastIndex = from + 1
    for (let hit = QUOTE.exec(this.text); hit; hit = QUOTE.exec(this.text)) {
      if (hit[0] === '"') {
        this.measured(from, hit.index)
        return
      }
      QUOTE.lastIndex++
    }
    this.refuse('truncated', this.text.length)
  }

  private measured(from: number, end: number): void {
    const isName = this.awaited === 'name' || this.awaited === 'nameOrEnd'
    const limit = isName ? CEILINGS.key : CEILINGS.text
    // an escape takes up to six characters of the file for one of the text
    if (end - from - 1 > limit * 6 || (end - from - 1 > limit && length(this.text.slice(from, end + 1)) > limit)) {
      this.refuse(isName ? 'keyTooLong' : 'textTooLong', from, String(limit))
    }
  }

  private value(isString: boolean, piece: string): void {
    if (this.awaited === 'name' || this.awaited === 'nameOrEnd') {
      if (!isString) this.refuse('notJson', this.at - piece.trimStart().length)
      this.awaited = 'colon'
    } else if (this.awaited === 'value' || this.awaited === 'valueOrEnd') this.closed()
    else this.refuse('notJson', this.at - piece.trimStart().length)
  }

  private mark(mark: string): void {
    const here = this.at - 1
    const inside = this.open.at(-1)
    if ((mark === '{' || mark === '[') && (this.awaited === 'value' || this.awaited === 'valueOrEnd')) {
      if (this.open.length === CEILINGS.depth) this.refuse('tooDeep', here, String(CEILINGS.depth))
      this.open.push({ kind: mark, entries: 1 })
      this.awaited = mark === '{' ? 'nameOrEnd' : 'valueOrEnd'
    } else if ((mark === '}' && inside?.kind === '{' && (this.awaited === 'after' || this.awaited === 'nameOrEnd')) ||
      (mark === ']' && inside?.kind === '[' && (this.awaited === 'after' || this.awaited === 'valueOrEnd'))) {
      this.open.pop()
      this.closed()
    } else if (mark === ',' && inside && this.awaited === 'after') {
      if (++inside.entries > CEILINGS.rows) this.refuse('tooManyRows', here, String(CEILINGS.rows))
      this.awaited = inside.kind === '{' ? 'name' : 'value'
    } else if (mark === ':' && this.awaited === 'colon') this.awaited = 'value'
    else this.refuse('notJson', here)
  }

  private closed(): void {
    this.awaited = this.open.length === 0 ? 'nothing' : 'after'
  }

  /** Whether what is left could be the beginning of a number or a word that was cut off. */
  private endsInside(): boolean {
    return /^[ \t\n\r]*(?:-|-?\d[\d.eE+-]*|t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|n(?:u(?:ll?)?)?)?$/.test(this.text.slice(this.at, this.at + 100)) && this.text.length - this.at < 100
  }

  private refuse(problem: Problem, at: number, detail = ''): never {
    throw new UnreadableFile(problem, placeOf(this.text, at, this.firstLine), detail)
  }
}

/** Units of a string as it will be once its escapes are read. */
const length = (quoted: string): number => quoted.replace(/\\u[\da-fA-F]{4}|\\./g, '_').length - 2

/** Parses JSON within the ceilings. Throws {@link UnreadableFile}. `firstLine` is the line of the file the text begins in. */
export function readJson(text: string, firstLine = 1): unknown {
  if (text.trim() === '') throw new UnreadableFile('empty')
  new Checker(text, firstLine).check()
  return JSON.parse(text) as unknown
}
