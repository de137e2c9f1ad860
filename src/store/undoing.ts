/**
 * An import that can be taken back: what it wrote over is kept in the staging table until the next file is read. A row
 * the reader has changed since stays as it is. Choices live outside the library (keeping.ts): to take them back is noted
 * in the same transaction, and done after it.
 */
import type { Table } from 'dexie'
import type { Kind } from '../core/formats/backup.ts'
import { mergeChoice } from '../core/merge.ts'
import { momentHash } from '../core/recap/heed.ts'
import type { ChoiceRecord } from '../core/record.ts'
import type { WorkId } from '../core/work.ts'
import { countAnew } from './counters.ts'
import { belongsTo, COUNTED, keyOf, rowsAt, tableOf, TABLE_KINDS, type TableKind } from './kinds.ts'
import type { Library } from './library.ts'
import { eachPack, GIVEN_BACK, NothingStaged, stagedNow, UNDO } from './staged.ts'
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

/** A choice as a short string, whatever the order of its fields: the browser's storage has an order of its own. */
const printChoice = ({ at, value }: ChoiceRecord): string => momentHash(JSON.stringify([at, JSON.parse(value)], (_, each: unknown) => sorted(each)))

export interface Undoably extends Pick<SwitchWatch, 'progress' | 'signal'> {
  /** What the reader chose outside the library, as it is before the import. */
  readonly choices?: readonly ChoiceRecord[]
}

/**
 * Confirms a staged import so that it can be undone, all in one transaction. `expected` is what `stagedNow` said when the
 * reader looked; throws {@link NothingStaged} when something else is staged now. `now` in milliseconds since 1970.
 */
export function confirmUndoably(library: Library, expected: string, now: number, { choices = [], ...watch }: Undoably = {}): Promise<void> {
  return library.atOnce('rw', library.tables, async (library) => {
    if (expected === '' || (await stagedNow(library)) !== expected) throw new NothingStaged()
    let [packs, rows] = [0, 0]
    const keep = async (library: Library, kind: Kind, record: readonly Before[]): Promise<void> => {
      rows += record.length
      await library.staged.put({ kind: UNDO, id: `${kind} ${packs++}`, record })
    }
    const wrote = (library: Library, { kind, before, after }: Switched): Promise<void> =>
      keep(library, kind, after.map((row, at) => ({ id: keyOf(kind, row), row: before[at] ?? null, wrote: print(kind, row) })))
    const here = new Map(choices.map((each) => [each.key, each]))
    await eachPack(library, 'choice', ({ record }) => keep(library, 'choice', (record as readonly ChoiceRecord[]).map((choice) => {
      const mine = here.get(choice.key)
      return { id: choice.key, row: mine ?? null, wrote: printChoice(mine ? mergeChoice(mine, choice) : choice) }
    })))
    await confirmImport(library, now, { ...watch, wrote })
    await library.staged.put({ kind: UNDO, id: HEAD, record: [{ made: now, rows } satisfies Undoable] })
  })
}

/** The last import, if it can be undone; null otherwise. */
export async function undoable(library: Library): Promise<Undoable | null> {
  return ((await library.staged.get([UNDO, HEAD]))?.record[0] as Undoable | undefined) ?? null
}

/**
 * Takes the last import back, a pack at a time, in one transaction. Gives the number of rows that were changed since, and
 * stay. The choices it took over wait for `choicesGivenBack`.
 */
export function undoImport(library: Library): Promise<number> {
  return library.atOnce('rw', library.tables, async (library) => {
    const touched = new Set<WorkId>()
    let stay = 0
    // what points at others goes first
    for (const kind of [...TABLE_KINDS].reverse()) {
      await eachPack(library, UNDO, async ({ record }) => { stay += await takeBack(library, kind, record as readonly Before[], touched) }, `${kind} `)
    }
    for (const work of touched) await countAnew(library, work)
    await eachPack(library, UNDO, async (pack) => { await library.staged.put({ ...pack, kind: GIVEN_BACK }) }, 'choice ')
    await library.staged.where('kind').equals(UNDO).delete()
    return stay
  })
}

/** The choices an undone import had taken over, which wait to be put back. */
export async function findUndoneChoices(library: Library): Promise<Before[]> {
  return (await library.staged.where('kind').equals(GIVEN_BACK).toArray()).flatMap(({ record }) => record as readonly Before[])
}

/** What is to become of them: by key, what to put back (null: nothing) where the choice is still the import's. */
export function choicesToGiveBack(undone: readonly Before[], choices: readonly ChoiceRecord[]): { readonly back: ReadonlyMap<string, ChoiceRecord | null>; readonly stay: number } {
  const here = new Map(choices.map((each) => [each.key, each]))
  const back = new Map<string, ChoiceRecord | null>()
  let stay = 0
  for (const { id, row, wrote } of undone) {
    const [mine, before] = [here.get(id), row as ChoiceRecord | null]
    if (mine && printChoice(mine) === wrote) back.set(id, before)
    else if (before ? !mine || printChoice(mine) !== printChoice(before) : mine) stay++
  }
  return { back, stay }
}

/** They are back in their place. */
export async function choicesGivenBack(library: Library): Promise<void> {
  await library.staged.where('kind').equals(GIVEN_BACK).delete()
}

async function takeBack(library: Library, kind: TableKind, befores: readonly Before[], touched: Set<WorkId>): Promise<number> {
  const now = await rowsAt(library, kind, befores.map(({ id }) => id))
  const gone: string[] = []
  const back: unknown[] = []
  for (const [index, { id, row, wrote }] of befores.entries()) {
    const here = now[index]
    if (kind === 'work') touched.add(id as WorkId)
    else for (const [parent, of] of belongsTo(kind, here ?? row ?? {})) if (parent === 'work') touched.add(of as WorkId)
    if (here === undefined || print(kind, here) !== wrote) continue
    if (row !== null) back.push(row)
    else gone.push(id)
  }
  const needed = await neededOf(library, kind, gone)
  const away = gone.filter((id) => !needed.has(id))
  await tableOf(library, kind).bulkDelete(away)
  await tableOf(library, kind).bulkPut(back)
  // a work that is gone has nothing to be counted
  if (kind === 'work') for (const id of away) touched.delete(id as WorkId)
  return befores.length - away.length - back.length
}

/** Works and chapters an import brought that have since got something of the reader's own. */
async function neededOf(library: Library, kind: TableKind, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (kind === 'work') return keysAmong(library.chapters, 'work', ids)
  if (kind !== 'chapter') return new Set()
  const [marked, begun] = [await keysAmong(library.passages, 'chapter', ids), await rowsAt(library, 'progress', ids)]
  return new Set([...marked, ...ids.filter((_, at) => begun[at] !== undefined)])
}

/** Which of these ids an index holds. There are hardly any: one look at what lies between the first and the last says so at once. */
async function keysAmong(table: Table, index: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const ordered = [...ids].sort()
  const [first, last] = [ordered[0], ordered.at(-1)]
  if (first === undefined || last === undefined) return new Set()
  const between = await table.where(index).between(first, last, true, true).limit(1).primaryKeys()
  return new Set(between.length === 0 ? [] : (await table.where(index).anyOf(ordered).uniqueKeys()) as string[])
}
