/** The library as a backup file, a little of it in memory at a time, while it goes on being read and written. */
import { BackupWriter } from '../core/formats/backup.ts'
import type { ChoiceRecord } from '../core/record.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { belongsTo, keyOf, tableOf, TABLE_KINDS, unknownChapter, unknownWork, type TableKind } from './kinds.ts'
import type { Library } from './library.ts'

const BATCH = 500

export interface BackupPlan {
  /** Which tables; all of them unless said otherwise. */
  readonly kinds?: readonly TableKind[]
  /** What the reader chose outside the library. */
  readonly choices?: readonly ChoiceRecord[]
  /** Hears how many rows were written so far. */
  readonly progress?: (rows: number) => void
}

/** All rows of a table in the order of their ids, in batches. */
export async function* batchesOf(library: Library, kind: TableKind): AsyncGenerator<readonly unknown[]> {
  const table = tableOf(library, kind)
  let last: string | null = null
  for (;;) {
    const rows: unknown[] = await (last === null ? table.orderBy(':id') : table.where(':id').above(last)).limit(BATCH).toArray()
    if (rows.length === 0) return
    yield rows
    last = keyOf(kind, rows.at(-1))
  }
}

/** About how many bytes a piece of a file has. */
const PIECE = 1024 * 1024

/** Text as it becomes bytes, in memory that is used again for the next piece: a large file would leave it full of what was. */
class Bytes {
  private buffer = new Uint8Array(PIECE + PIECE / 4)
  private length = 0
  private readonly encoder = new TextEncoder()

  add(text: string): void {
    // a unit of UTF-16 is three bytes of UTF-8 at most
    const most = this.length + 3 * text.length
    if (most > this.buffer.length) {
      const larger = new Uint8Array(Math.max(most, 2 * this.buffer.length))
      larger.set(this.buffer.subarray(0, this.length))
      this.buffer = larger
    }
    this.length += this.encoder.encodeInto(text, this.buffer.subarray(this.length)).written
  }

  get isFull(): boolean {
    return this.length >= PIECE
  }

  take(): Uint8Array<ArrayBuffer> {
    const piece = this.buffer.subarray(0, this.length)
    this.length = 0
    return piece
  }
}

/**
 * Makes sure that what a row belongs to is in the file too: a work opened while the file was being written, or one that is
 * not in the library at all, so that no passage is refused when the file is read back.
 */
class Parents {
  private readonly written = { work: new Set<string>(), chapter: new Set<string>() }
  private lacking: (readonly ['work' | 'chapter', string, WorkId])[] = []

  constructor(
    private readonly library: Library,
    private readonly now: number,
  ) {}

  /** A row is written. */
  note(kind: TableKind, row: unknown): void {
    if (kind === 'work' || kind === 'chapter') this.written[kind].add(keyOf(kind, row))
    for (const [parent, id] of belongsTo(kind, row)) {
      if (this.written[parent].has(id)) continue
      this.written[parent].add(id)
      this.lacking.push([parent, id, (row as { readonly work: WorkId }).work])
    }
  }

  /** What rows noted since the last time belong to and was not written. */
  async missing(): Promise<(readonly ['work' | 'chapter', unknown])[]> {
    const lacking = this.lacking
    this.lacking = []
    const found: (readonly ['work' | 'chapter', unknown])[] = []
    for (const [parent, id, work] of lacking) {
      const known = await tableOf(this.library, parent).get(id)
      found.push([parent, known ?? (parent === 'work' ? unknownWork(id as WorkId, this.now) : unknownChapter(id as ChapterId, work))])
    }
    return found
  }
}

/**
 * The whole library as a backup file, in pieces; each is good until the next is asked for, and must be copied to be kept.
 * `now` in milliseconds since 1970.
 */
export async function* backupOf(library: Library, now: number, { kinds = TABLE_KINDS, choices = [], progress }: BackupPlan = {}): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const writer = new BackupWriter()
  const bytes = new Bytes()
  // a file of derived rows alone is read beside the one of all others
  const parents = kinds.includes('work') ? new Parents(library, now) : null
  let written = 0
  bytes.add(writer.start(now))
  for (const choice of [...choices].sort((a, b) => (a.key < b.key ? -1 : 1))) bytes.add(writer.row('choice', choice))
  yield bytes.take()
  for (const kind of kinds) {
    for (let last: string | null | undefined; last !== null;) {
      last = await addSome(library, kind, last, bytes, (row) => {
        parents?.note(kind, row)
        written++
        return writer.row(kind, row)
      })
      const missing = (await parents?.missing()) ?? []
      if (missing.length > 0) yield new TextEncoder().encode(missing.map(([parent, row]) => writer.row(parent, row)).join(''))
      progress?.(written)
      yield bytes.take()
    }
  }
  bytes.add(writer.end())
  yield bytes.take()
}

/**
 * Adds rows after an id, or from the first, until there are enough for a piece; gives the id to go on from, or null at the end. Row by row,
 * each done with before the next is read: hundreds in memory at once outlive the browser's quick collections.
 */
async function addSome(library: Library, kind: TableKind, after: string | undefined, bytes: Bytes, print: (row: unknown) => string): Promise<string | null> {
  const table = tableOf(library, kind)
  const reached = { last: '', isFull: false }
  await (after === undefined ? table.orderBy(':id') : table.where(':id').above(after)).until(() => (reached.isFull = bytes.isFull)).each((row) => {
    bytes.add(print(row))
    reached.last = keyOf(kind, row)
  })
  return reached.isFull ? reached.last : null
}
