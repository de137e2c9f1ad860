/**
 * Comma-separated values after RFC 4180: CRLF, quotes doubled, a field in quotes where it needs them. Read more freely
 * than written: LF and CR end a record too, and the last record needs no end.
 *
 * A cell that a spreadsheet would take for a formula (OWASP, "CSV Injection": a leading = + - @, tab or carriage return,
 * also in full width) gets an apostrophe in front; so does one that begins with apostrophes and then such a sign, so that
 * `unguard` takes exactly one away and every cell comes back as it was.
 */
import { CEILINGS, UnreadableFile } from './file.ts'

const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/
const GUARDED = /^''*[=+\-@\t\r\n＝＋－＠]/

const guard = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell)
const unguard = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell)

/** One record, ended. */
export const csvRecord = (cells: readonly (string | number | null)[]): string =>
  cells.map((cell) => {
    const text = typeof cell === 'number' ? String(cell) : guard(cell ?? '')
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }).join(',') + '\r\n'

// a cell: in quotes (its end may be missing) or bare, and what ends it
const QUOTED = /"((?:[^"]|"")*)("?)/y
const BARE = /[^,\r\n]*/y
const END = /,|\r\n|\r|\n|$/y

/** All records of a text, guards taken off. Throws {@link UnreadableFile} where quotes do not close. */
export function parseCsv(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let line = 1
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    const cell = readCell(text, at, line)
    record.push(unguard(cell.value))
    line += text.slice(at, cell.next).split('\n').length - 1
    at = cell.next
    if (cell.end !== ',') {
      if (records.push(record) > CEILINGS.rows) throw new UnreadableFile('tooManyRows', `line ${line}`, String(CEILINGS.rows))
      record = []
    } else if (at === text.length) record.push('')
  }
  if (record.length > 0) records.push(record)
  return records.filter((each) => each.length > 1 || each[0] !== '')
}

function readCell(text: string, at: number, line: number): { readonly value: string; readonly end: string; readonly next: number } {
  const pattern = text[at] === '"' ? QUOTED : BARE
  pattern.lastIndex = at
  const [piece = '', quoted, close] = pattern.exec(text) ?? []
  if (pattern === QUOTED && close === '') throw new UnreadableFile('truncated', `line ${line}`)
  if (piece.length > 2 * CEILINGS.text) throw new UnreadableFile('textTooLong', `line ${line}`, String(CEILINGS.text))
  END.lastIndex = at + piece.length
  const end = END.exec(text)
  if (!end) throw new UnreadableFile('notJson', `line ${line}`)
  return { value: pattern === QUOTED ? (quoted ?? '').replaceAll('""', '"') : piece, end: end[0], next: END.lastIndex }
}
