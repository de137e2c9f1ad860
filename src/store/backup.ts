/** The library as a backup file, a batch of rows in memory at a time, while it goes on being read and written. */
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

/**
 * Makes sure that what a row belongs to is in the file too: a work opened while the file was being written, or one that is
 * not in the library at all, so that no passage is refused when the file is read back.
 */
class Parents {
  private readonly written = { work: new Set<string>(), chapter: new Set<string>() }

  constructor(
    private readonly library: Library,
    private readonly now: number,
  ) {}

  note(kind: TableKind, row: unknown): void {
    if (kind === 'work' || kind === 'chapter') this.written[kind].add(keyOf(kind, row))
  }

  async missing(kind: TableKind, row: unknown): Promise<(readonly ['work' | 'chapter', unknown])[]> {
    const lacking = belongsTo(kind, row).filter(([parent, id]) => !this.written[parent].has(id))
    const found: (readonly ['work' | 'chapter', unknown])[] = []
    for (const [parent, id] of lacking) {
      const known = await tableOf(this.library, parent).get(id)
      const { work } = row as { readonly work: WorkId }
      found.push([parent, known ?? (parent === 'work' ? unknownWork(id as WorkId, this.now) : unknownChapter(id as ChapterId, work))])
      this.written[parent].add(id)
    }
    return found
  }
}

/** The whole library as a backup file, row by row. `now` in milliseconds since 1970. */
export async function* backupOf(library: Library, now: number, { kinds = TABLE_KINDS, choices = [], progress }: BackupPlan = {}): AsyncGenerator<string> {
  const writer = new BackupWriter()
  // a file of derived rows alone is read beside the one of all others
  const parents = kinds.includes('work') ? new Parents(library, now) : null
  let written = 0
  yield writer.start(now)
  for (const choice of [...choices].sort((a, b) => (a.key < b.key ? -1 : 1))) yield writer.row('choice', choice)
  for (const kind of kinds) {
    for await (const rows of batchesOf(library, kind)) {
      let lines = ''
      for (const row of rows) {
        for (const [parent, each] of (await parents?.missing(kind, row)) ?? []) lines += writer.row(parent, each)
        parents?.note(kind, row)
        lines += writer.row(kind, row)
      }
      written += rows.length
      progress?.(written)
      yield lines
    }
  }
  yield writer.end()
}
