/**
 * Catchword's own backup: everything, in one JSON document that is also one row a line, so that it can be written and
 * read a line at a time and mended with a text editor.
 *
 *   {"catchword":"backup","version":1,"made":"2026-11-24T14:00:00.000Z","rows":[
 *   ["work",{…}],
 *   ["broken",{"table":"passages","why":"colour should be …","row":"{…}"}],
 *   ["end",{"work":1}]]}
 *
 * Rows of the library that have not the shape they should have are written apart, as `broken`, and never read back as good
 * ones. The last row counts the others; without it the file was cut off.
 */
import { chapterShape, digestShape, passageShape, progressShape, workShape } from '../record.ts'
import type { ChapterRecord, DigestRecord, PassageRecord, ProgressRecord, WorkRecord } from '../record.ts'
import { WrongShape, type Shape } from '../shape.ts'
import { CEILINGS, UnreadableFile, type Parsed, type Refused } from './file.ts'
import { readJson } from './json.ts'

export const BACKUP_VERSION = 1

/** The kinds of rows, in the order they are written: what others point at comes first. */
export const KINDS = ['work', 'chapter', 'progress', 'passage', 'digest'] as const
export type Kind = (typeof KINDS)[number]

export interface Records {
  readonly work: WorkRecord
  readonly chapter: ChapterRecord
  readonly progress: ProgressRecord
  readonly passage: PassageRecord
  readonly digest: DigestRecord
}
/** One row of a backup. */
export type BackupRow = { readonly [K in Kind]: { readonly kind: K; readonly record: Records[K] } }[Kind]

const SHAPES: { readonly [K in Kind]: Shape<Records[K]> } = {
  work: workShape, chapter: chapterShape, progress: progressShape, passage: passageShape, digest: digestShape,
}

/** The id of a row among those of its kind. */
export const idOf = (row: BackupRow): string => (row.kind === 'progress' || row.kind === 'digest' ? row.record.chapter : row.record.id)

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
      return this.line('broken', { table: kind, why: error.message.slice(0, 300), row: JSON.stringify(row).slice(0, CEILINGS.text / 2) })
    }
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

/** Reads a backup line by line, as it is written; the caller takes the rows in batches. */
function* linesOf(text: string): Generator<BackupRow | Refused> {
  let line = 0
  let rows = 0
  for (let from = 0; from < text.length; line++) {
    const at = text.indexOf('\n', from)
    const to = at < 0 ? text.length : at
    const content = text.slice(from, to).trim()
    const where = `line ${line + 1}`
    from = to + 1
    if (line === 0) {
      if (!content.endsWith('[')) throw new UnreadableFile('truncated', where)
      checkVersion((readJson(`${content}]}`) as { version?: unknown }).version, where)
    } else if (content.endsWith(']]}')) {
      if (readEntry(readJson(content.slice(0, -2), line + 1), where) === 'end') return
      throw new UnreadableFile('truncated', where)
    } else if (content !== '') {
      if (++rows > CEILINGS.rows) throw new UnreadableFile('tooManyRows', where, String(CEILINGS.rows))
      if (!content.endsWith('],')) throw new UnreadableFile(to === text.length ? 'truncated' : 'notJson', where)
      const entry = readEntry(readJson(content.slice(0, -1), line + 1), where)
      if (entry === 'end') throw new UnreadableFile('notJson', where)
      yield entry
    }
  }
  throw new UnreadableFile('truncated', `line ${Math.max(1, line)}`)
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
  const firstLine = text.slice(0, Math.max(0, text.indexOf('\n'))).trim()
  return firstLine.endsWith('"rows":[') || !text.trim().endsWith('}') ? linesOf(text) : entriesOf(text)
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
