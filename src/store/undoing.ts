/**
 * An import that can be taken back: what it wrote over is kept in the staging table until the next file is read. A row
 * the reader has changed since stays as it is.
 */
import { momentHash } from '../core/recap/heed.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { countAnew } from './counters.ts'
import { belongsTo, COUNTED, keyOf, tableOf, TABLE_KINDS, type TableKind } from './kinds.ts'
import type { Library, StagedRow } from './library.ts'
import { NothingStaged, stagedNow, UNDO } from './staged.ts'
import { confirmImport, type Switched, type SwitchWatch } from './switching.ts'

/** What was there before an import wrote a row (null: nothing), and what that row was like afterwards. */
interface Before {
  readonly id: string
  readonly row: unknown
  readonly wrote: string
}

/** The last import that can still be undone. */
export interface Undoable {
  /** Milliseconds since 1970. */
  readonly made: number
  readonly rows: number
}

const HEAD = 'import'

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value

/** A row as a short string, whatever the order of its fields; counters are no change of a work. */
function print(kind: TableKind, row: unknown): string {
  const fields = Object.fromEntries(Object.entries(row as object).filter(([field]) => kind !== 'work' || !COUNTED.has(field)))
  return momentHash(JSON.stringify(fields, (_, value: unknown) => sorted(value)))
}

const packsOf = (library: Library, kind: StagedRow['kind']): Promise<StagedRow[]> => library.staged.where('kind').equals(kind).toArray()

/**
 * Confirms a staged import so that it can be undone, all in one transaction. `expected` is what `stagedNow` said when the
 * reader looked; throws {@link NothingStaged} when something else is staged now. `now` in milliseconds since 1970.
 */
export function confirmUndoably(library: Library, expected: string, now: number, watch: Pick<SwitchWatch, 'progress' | 'signal'> = {}): Promise<void> {
  return library.atOnce('rw', library.tables, async (library) => {
    if (expected === '' || (await stagedNow(library)) !== expected) throw new NothingStaged()
    let [packs, rows] = [0, 0]
    const wrote = async (library: Library, { kind, before, after }: Switched): Promise<void> => {
      const record = after.map((row, at): Before => ({ id: keyOf(kind, row), row: before[at] ?? null, wrote: print(kind, row) }))
      rows += record.length
      await library.staged.put({ kind: UNDO, id: `${kind} ${packs++}`, record })
    }
    await confirmImport(library, now, { ...watch, wrote })
    await library.staged.put({ kind: UNDO, id: HEAD, record: [{ made: now, rows } satisfies Undoable] })
  })
}

/** The last import, if it can be undone; null otherwise. */
export async function undoable(library: Library): Promise<Undoable | null> {
  return ((await library.staged.get([UNDO, HEAD]))?.record[0] as Undoable | undefined) ?? null
}

/** Takes the last import back. Gives the number of rows that were changed since, and stay. */
export function undoImport(library: Library): Promise<number> {
  return library.atOnce('rw', library.tables, async (library) => {
    const packs = await packsOf(library, UNDO)
    const touched = new Set<WorkId>()
    let stay = 0
    // what points at others goes first
    for (const kind of [...TABLE_KINDS].reverse()) {
      for (const { id, record } of packs) if (id.startsWith(`${kind} `)) stay += await takeBack(library, kind, record as readonly Before[], touched)
    }
    for (const work of touched) await countAnew(library, work)
    await library.staged.where('kind').equals(UNDO).delete()
    return stay
  })
}

async function takeBack(library: Library, kind: TableKind, befores: readonly Before[], touched: Set<WorkId>): Promise<number> {
  const table = tableOf(library, kind)
  const now = await table.bulkGet(befores.map(({ id }) => id))
  const gone: string[] = []
  const back: unknown[] = []
  for (const [index, { id, row, wrote }] of befores.entries()) {
    const here = now[index]
    if (kind === 'work') touched.add(id as WorkId)
    else for (const [parent, of] of belongsTo(kind, here ?? row ?? {})) if (parent === 'work') touched.add(of as WorkId)
    if (here === undefined || print(kind, here) !== wrote) continue
    if (row !== null) back.push(row)
    else if (!(await isNeeded(library, kind, id))) gone.push(id)
  }
  await table.bulkDelete(gone)
  await table.bulkPut(back)
  return befores.length - gone.length - back.length
}

/** Whether a work or chapter an import brought has since got something of the reader's own. */
async function isNeeded(library: Library, kind: TableKind, id: string): Promise<boolean> {
  if (kind === 'work') return (await library.chapters.where('work').equals(id).count()) > 0
  return kind === 'chapter' && ((await library.passages.where('chapter').equals(id).count()) > 0 || (await library.progress.get(id as ChapterId)) !== undefined)
}
