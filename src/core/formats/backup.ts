/**
 * Catchword's own backup: everything, in one JSON document that is also one row a line, so that it can be written and
 * read a line at a time and mended with a text editor.
 *
 *   {"catchword":"backup","version":2,"made":"2026-11-24T14:00:00.000Z","rows":[
 *   ["work",{…}],
 *   ["broken",{"table":"passages","why":"colour should be …","row":"{…}"}],
 *   ["end",{"work":1}]]}
 *
 * Rows of the library that have not the shape they should have are written apart, as `broken`, and never read back as good
 * ones. The last row counts the others; without it the file was cut off.
 */
import {
  amendmentShape, chapterShape, choiceShape, correctionShape, digestShape, fingerprintShape, homeShape, passageShape, progressShape, sittingShape, verdictShape, wishShape, workShape,
} from '../record.ts'
import type {
  AmendmentRecord, ChapterRecord, ChoiceRecord, CorrectionRecord, DigestRecord, FingerprintRecord, HomeRecord, PassageRecord, ProgressRecord, SittingRecord, VerdictRecord,
  WishRecord, WorkRecord,
} from '../record.ts'
import { WrongShape, type Shape } from '../shape.ts'
import { CEILINGS, UnreadableFile, type Parsed, type Refused } from './file.ts'
import { readJson } from './json.ts'

/** Version 1 knew only `work`, `chapter`, `progress`, `passage` and `digest`; all else of it is the same. */
export const BACKUP_VERSION = 2

/** The kinds of rows, in the order they are written: what others point at comes first, what can be made anew last. */
export const KINDS = ['choice', 'work', 'home', 'chapter', 'progress', 'passage', 'verdict', 'correction', 'wish', 'amendment', 'sitting', 'digest', 'fingerprint'] as const
export type Kind = (typeof KINDS)[number]

export interface Records {
  readonly work: WorkRecord
  readonly chapter: ChapterRecord
  readonly progress: ProgressRecord
  readonly passage: PassageRecord
  readonly digest: DigestRecord
  readonly verdict: VerdictRecord
  readonly correction: CorrectionRecord
  readonly wish: WishRecord
  readonly amendment: AmendmentRecord
  readonly sitting: SittingRecord
  readonly fingerprint: FingerprintRecord
  readonly home: HomeRecord
  readonly choice: ChoiceRecord
}
/** One row of a backup. */
export type BackupRow = { readonly [K in Kind]: { readonly kind: K; readonly record: Records[K] } }[Kind]

const SHAPES: { readonly [K in Kind]: Shape<Records[K]> } = {
  work: workShape, chapter: chapterShape, progress: progressShape, passage: passageShape, digest: digestShape, verdict: verdictShape,
  correction: correctionShape, wish: wishShape, sitting: sittingShape, fingerprint: fingerprintShape, home: homeShape, choice: choiceShape, amendment: amendmentShape,
}

/** The field that tells rows of a kind apart. */
export const ID_FIELDS = {
  choice: 'key', work: 'id', home: 'work', chapter: 'id', progress: 'chapter', passage: 'id', verdict: 'id', correction: 'id', wish: 'id', amendment: 'id', sitting: 'id',
  digest: 'chapter', fingerprint: 'chapter',
} as const satisfies { readonly [K in Kind]: keyof Records[K] }

/** The id of a row among those of its kind. */
export const idOf = ({ kind, record }: BackupRow): string => (record as unknown as Readonly<Record<string, string>>)[ID_FIELDS[kind]] ?? ''

/** Writes a backup row by row; `print` them all, then `end`. */
export class BackupWriter {
  private readonly counts: Record<string, number> = {}

  /** @param now milliseconds since 1970 */
  start(now: number): string {
    return `{"catchword":"backup","version":${BACKUP_VERSION},"made":${JSON.stringify(new Date(now).toISOString())},"rows":[\n`
  }

  /** A row as the library has it, good or broken. */
  row(kind: Kind, row: unknown): string {
    try {
      return this.line(kind, SHAPES[kind](row))
    } catch (error) {
      if (!(error instanceof WrongShape)) throw error
      return this.apart(kind, error.message, row)
    }
  }

  /** A row that cannot be read back as a good one, with what can be told of it. */
  apart(table: string, why: string, row: unknown): string {
    return this.line('broken', { table, why: why.slice(0, 300), row: (JSON.stringify(row) as string | undefined)?.slice(0, CEILINGS.text / 2) ?? '' })
  }

  /** How many rows of each kind were written so far; `broken` are those kept apart. */
  get written(): Readonly<Record<string, number>> {
    return this.counts
  }

  end(): string {
    return `["end",${JSON.stringify(this.counts)}]]}\n`
  }

  private line(kind: string, row: unknown): string {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1
    return `[${JSON.stringify(kind)},${JSON.stringify(row)}],\n`
  }
}

/** A whole backup in chunks of a row each. */
export function* printBackup(rows: Iterable<{ readonly kind: Kind; readonly record: unknown }>, now: number): Generator<string> {
  const writer = new BackupWriter()
  yield writer.start(now)
  for (const { kind, record } of rows) yield writer.row(kind, record)
  yield writer.end()
}

const FIRST_LINE = /^\s*\{\s*"catchword"\s*:\s*"backup"/

/** Whether a text begins as a backup of ours does. */
export const isBackup = (text: string): boolean => FIRST_LINE.test(text.slice(0, 1000))

/** Whether a file that begins like this is a backup as it was written, so that it can be read a line at a time. */
export function isByLine(beginning: string): boolean {
  const end = beginning.indexOf('\n')
  return end >= 0 && isBackup(beginning) && beginning.slice(0, end).trim().endsWith('"rows":[')
}

function checkVersion(version: unknown, where: string): void {
  if (typeof version !== 'number' || !Number.isInteger(version)) throw new UnreadableFile('notJson', where)
  if (version > BACKUP_VERSION) throw new UnreadableFile('newer', where, `format version ${version}, and this Catchword reads up to version ${BACKUP_VERSION}: update Catchword first`)
}

/** One entry of `rows`, checked: a row, a refusal, or the end with its counts. */
function readEntry(entry: unknown, where: string): BackupRow | Refused | 'end' {
  const [kind, record] = Array.isArray(entry) ? (entry as unknown[]) : []
  if (kind === 'end') return 'end'
  if (kind === 'broken') return { where, why: 'this row was already damaged when the backup was made' }
  const known = KINDS.find((each) => each === kind)
  if (known === undefined) return { where, why: `${typeof kind === 'string' ? kind.slice(0, 40) : 'an entry'} is no kind of row this version knows` }
  try {
    return { kind: known, record: SHAPES[known](record) } as BackupRow
  } catch (error) {
    if (error instanceof WrongShape) return { where, why: error.message }
    throw error
  }
}

/** Rows of a backup are read one at a time, so their number costs little: far above any library, and no more. */
const MOST_ROWS = 10_000_000
/** A line is one row: a few texts at their longest, each character escaped. */
const LONGEST_LINE = 24 * CEILINGS.text

/** Reads a backup line by line, as it is written. */
class LineReader {
  private line = 0
  private rows = 0
  private ended = false

  /** One line without its break; `last` when the file ends with it. Null where it holds no row. */
  read(raw: string, last: boolean): BackupRow | Refused | null {
    const content = raw.trim()
    const where = `line ${++this.line}`
    if (this.line === 1) {
      if (!content.endsWith('[')) throw new UnreadableFile('truncated', where)
      checkVersion((readJson(`${content}]}`) as { version?: unknown }).version, where)
      return null
    }
    if (content === '' || this.ended) return null
    if (content.endsWith(']]}')) {
      if (readEntry(readJson(content.slice(0, -2), this.line), where) !== 'end') throw new UnreadableFile('truncated', where)
      this.ended = true
      return null
    }
    if (++this.rows > MOST_ROWS) throw new UnreadableFile('tooManyRows', where, String(MOST_ROWS))
    if (!content.endsWith('],')) throw new UnreadableFile(last ? 'truncated' : 'notJson', where)
    const entry = readEntry(readJson(content.slice(0, -1), this.line), where)
    if (entry === 'end') throw new UnreadableFile('notJson', where)
    return entry
  }

  /** Must be called at the end of the file. */
  finish(): void {
    if (!this.ended) throw new UnreadableFile('truncated', `line ${Math.max(1, this.line)}`)
  }
}

function* linesOf(text: string): Generator<BackupRow | Refused> {
  const reader = new LineReader()
  for (let from = 0; from < text.length;) {
    const at = text.indexOf('\n', from)
    const to = at < 0 ? text.length : at
    const entry = reader.read(text.slice(from, to), to === text.length)
    if (entry) yield entry
    from = to + 1
  }
  reader.finish()
}

/**
 * The rows of a backup that arrives in pieces, a line in memory at a time. Throws {@link UnreadableFile} where it breaks.
 * A backup that some other program has written anew is not of this kind: see `rowsOf`.
 */
export async function* rowsArriving(pieces: AsyncIterable<string>): AsyncGenerator<BackupRow | Refused> {
  const reader = new LineReader()
  // the beginning of a line whose end has not arrived
  let begun: string[] = []
  let length = 0
  let first = true
  const take = (line: string, last: boolean): BackupRow | Refused | null => {
    if (first && line.trim() === '' && last) throw new UnreadableFile('empty')
    if (first && !isBackup(line)) throw new UnreadableFile('unknownFormat')
    first = false
    return reader.read(line, last)
  }
  for await (const piece of pieces) {
    const [head = '', ...lines] = piece.split('\n')
    begun.push(head)
    length += head.length
    if (length > LONGEST_LINE) throw new UnreadableFile('textTooLong', 'one line', String(LONGEST_LINE))
    for (const next of lines) {
      const entry = take(begun.join(''), false)
      if (entry) yield entry
      begun = [next]
      length = next.length
    }
  }
  const entry = take(begun.join(''), true)
  if (entry) yield entry
  reader.finish()
}

/** The same of a document that some program has written anew, over many lines or in one. */
function* entriesOf(text: string): Generator<BackupRow | Refused> {
  const { version, rows } = readJson(text) as { version?: unknown; rows?: unknown }
  checkVersion(version, 'line 1')
  if (!Array.isArray(rows)) throw new UnreadableFile('notJson', 'line 1')
  let last: BackupRow | Refused | 'end' | undefined
  for (const [index, row] of (rows as unknown[]).entries()) {
    last = readEntry(row, `entry ${index + 1}`)
    if (last !== 'end') yield last
  }
  if (last !== 'end') throw new UnreadableFile('truncated', `entry ${rows.length}`)
}

/** The rows of a backup one after the other. Throws {@link UnreadableFile} where the file breaks, which may be at its end. */
export function rowsOf(text: string): Generator<BackupRow | Refused> {
  return isByLine(text) || !text.trim().endsWith('}') ? linesOf(text) : entriesOf(text)
}

/** Whether an entry is a refusal. */
export const isRefused = (entry: BackupRow | Refused): entry is Refused => 'why' in entry

/** A whole backup at once. */
export function parseBackup(text: string): Parsed<BackupRow> {
  if (text.trim() === '') throw new UnreadableFile('empty')
  if (!isBackup(text)) throw new UnreadableFile('unknownFormat')
  const entries = [...rowsOf(text)]
  return { found: entries.filter((each): each is BackupRow => !isRefused(each)), refused: entries.filter(isRefused) }
}
