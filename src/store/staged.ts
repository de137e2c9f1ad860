/**
 * The staging table: rows of a file that was read and not yet switched in (transfer.ts), many to a row of the table, which
 * takes a tenth of the time that one each would. Each reading of a file has a mark of its own, and so have its packs.
 */
import { idOf, KINDS, type BackupRow, type Kind } from '../core/formats/backup.ts'
import { keyOf, mergeRows } from './kinds.ts'
import type { Library, StagedRow } from './library.ts'

/** Rows in memory at a time, and staged as one. */
export const BATCH = 500
/** Choices that were switched in and wait to be taken over into the browser's own storage. */
export const CHOSEN = 'chosen'
/** What the last import wrote over (undoing.ts); forgotten when the next file is read. */
export const UNDO = 'undo'

/** Choices of an import that was undone, which wait to be put back into the browser's own storage (undoing.ts). */
export const GIVEN_BACK = 'given-back'
/** What waits for the browser's own storage is no part of a file. */
export const WAITING: readonly StagedRow['kind'][] = [CHOSEN, GIVEN_BACK]

/** Where each staged row stands, by kind and id. */
export type Index = ReadonlyMap<Kind, Map<string, string>>

/** What was staged is gone, or is not alone: another page has read a file since, or it was confirmed already. */
export class NothingStaged extends Error {
  override readonly name = 'NothingStaged'
  constructor() {
    super('This preview is no longer up to date. Nothing was written: choose the file again.')
  }
}

/** Makes room for a file. */
export async function forgetStaged(library: Library): Promise<void> {
  await library.staged.where('kind').noneOf(WAITING).delete()
}

/** What is staged now, as a short string: a preview belongs to it. Empty when nothing is. */
export async function stagedNow(library: Library): Promise<string> {
  const keys = (await library.staged.toCollection().primaryKeys()).filter(([kind]) => kind !== UNDO && !(WAITING as readonly string[]).includes(kind))
  return keys.length === 0 ? '' : `${keys.length} ${[...new Set(keys.map(([, id]) => markOf(id)))].join(' ')}`
}

const markOf = (id: string): string => id.slice(0, id.indexOf(' '))

/** Packs rows into the staging table. */
export class Stager {
  readonly index: Index = new Map(KINDS.map((kind) => [kind, new Map<string, string>()]))
  private readonly open = new Map<Kind, Map<string, unknown>>()
  private readonly mark = crypto.randomUUID()
  private packs = 0

  constructor(private readonly library: Library) {}

  /** The same id twice in a file is merged by the rule. */
  async take(row: BackupRow): Promise<void> {
    const { kind, record } = row
    const id = idOf(row)
    let pack = this.open.get(kind)
    if (!pack) this.open.set(kind, (pack = new Map<string, unknown>()))
    const twin = pack.get(id)
    const place = this.index.get(kind)?.get(id)
    if (twin !== undefined) pack.set(id, mergeRows(kind, twin, record))
    else if (place !== undefined) await this.mergeInto(kind, place, id, record)
    else if (pack.set(id, record).size === BATCH) await this.close(kind)
  }

  /** Throws {@link NothingStaged} when what is staged is not just what was taken: two pages cannot both import. */
  async finish(): Promise<void> {
    for (const kind of KINDS) await this.close(kind)
    const now = await stagedNow(this.library)
    if (now !== (this.packs === 0 ? '' : `${this.packs} ${this.mark}`)) throw new NothingStaged()
  }

  /** Takes back what was staged, and nothing of another page's. */
  forget(): Promise<void> {
    return this.library.atOnce('rw', [this.library.staged], async (library) => {
      for (const kind of KINDS) await library.staged.where('[kind+id]').between([kind, this.mark], [kind, `${this.mark}\uffff`]).delete()
    })
  }

  private async close(kind: Kind): Promise<void> {
    const pack = this.open.get(kind)
    if (!pack || pack.size === 0) return
    const place = `${this.mark} ${String(this.packs++).padStart(8, '0')}`
    for (const id of pack.keys()) this.index.get(kind)?.set(id, place)
    await this.library.staged.put({ kind, id: place, record: [...pack.values()] })
    this.open.delete(kind)
  }

  private mergeInto(kind: Kind, place: string, id: string, record: unknown): Promise<void> {
    return this.library.atOnce('rw', [this.library.staged], async (library) => {
      const staged = await library.staged.get([kind, place])
      if (!staged) return
      const records = staged.record.map((each) => (keyOf(kind, each) === id ? mergeRows(kind, each, record) : each))
      await library.staged.put({ ...staged, record: records })
    })
  }
}

/** Goes through the staged rows of a kind, a pack at a time; only those whose ids begin with `of`. */
export async function eachPack(library: Library, kind: StagedRow['kind'], visit: (pack: StagedRow) => Promise<void>, of = ''): Promise<void> {
  let last = of
  for (;;) {
    const pack = await library.staged.where('[kind+id]').between([kind, last], [kind, `${of}\uffff`], false, true).first()
    if (!pack) return
    last = pack.id
    await visit(pack)
  }
}
