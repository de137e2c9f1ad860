/** What every format of files shares: the ceilings a file is held to, and the one error that refuses it whole. */

/**
 * Held to before a file is parsed, so that a hostile one costs little. `bytes` a file that is read whole, `backup`
 * one that is read a line at a time, whatever a library of many years comes to; `depth` nested lists and objects,
 * `rows` entries of one list, `text` UTF-16 units of one string, `key` of one name.
 */
export const CEILINGS = { bytes: 200 * 1024 * 1024, backup: 4 * 1024 * 1024 * 1024, depth: 64, rows: 500_000, text: 1_000_000, key: 256 } as const

export type Problem =
  | 'empty' | 'tooLarge' | 'encoding' | 'notJson' | 'truncated' | 'tooDeep' | 'tooManyRows' | 'textTooLong' | 'keyTooLong'
  | 'newer' | 'unknownFormat'

const SENTENCES: Readonly<Record<Problem, (where: string, detail: string) => string>> = {
  empty: () => 'The file is empty.',
  tooLarge: (_, detail) => `The file is larger than ${detail} MB.`,
  encoding: (where) => `The file is not text in UTF-8 or UTF-16 (${where}).`,
  notJson: (where) => `The file is damaged at ${where}.`,
  truncated: (where) => `The file ends too early, at ${where}: it was not copied to its end.`,
  tooDeep: (where, detail) => `The file is nested more than ${detail} levels deep at ${where}.`,
  tooManyRows: (where, detail) => `The file has more than ${detail} entries at ${where}.`,
  textTooLong: (where, detail) => `The file has a text longer than ${detail} characters at ${where}.`,
  keyTooLong: (where, detail) => `The file has a name longer than ${detail} characters at ${where}.`,
  newer: (_, detail) => `The file is of ${detail}.`,
  unknownFormat: () => 'The file is none of the kinds Catchword can read.',
}

/** A file was refused whole: nothing of it was taken over. `where` is the place in the file, `detail` a limit or versions. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
  constructor(
    readonly problem: Problem,
    readonly where = '',
    readonly detail = '',
  ) {
    super(SENTENCES[problem](where, detail))
  }
}

/** An entry that was left out, and why; the rest of the file was read. */
export interface Refused {
  /** Place in the file, e.g. `line 12` or `entry 3`. */
  readonly where: string
  readonly why: string
}

/** What a file held. */
export interface Parsed<T> {
  readonly found: readonly T[]
  readonly refused: readonly Refused[]
}

/** The place of an offset in a text, both counted from 1. */
export function placeOf(text: string, offset: number, firstLine = 1): string {
  let line = firstLine
  let start = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    start = at + 1
  }
  return `line ${line}, column ${offset - start + 1}`
}
