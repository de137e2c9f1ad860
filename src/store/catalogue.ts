/** Every work in memory, for sorting, filtering and searching: read once in pages, then kept up to date work by work. */
import Dexie from 'dexie'
import { findable, type FindableWork } from '../core/find/works.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { ledWorks } from './homes.ts'
import type { ChapterRow, Library, WorkRow } from './library.ts'

/** What one screen shows at first, and works read in one go after that. */
export const FIRST = 50
const PAGE = 500
/** So many changed works are read again one by one; more mean an import, and everything is read again. */
const FEW = 200

export class Catalogue {
  readonly #works = new Map<WorkId, WorkRow>()
  readonly #findable = new Map<WorkId, FindableWork>()
  #led: ReadonlySet<WorkId> = new Set()
  #whole = false

  constructor(private readonly library: Library, private readonly changed: () => void) {}

  /** False while only the works read last are here. */
  get whole(): boolean {
    return this.#whole
  }

  get works(): ReadonlyMap<WorkId, WorkRow> {
    return this.#works
  }

  /** The works a shelf shows: one for a story, however many homes it has. */
  *shown(): Generator<WorkRow> {
    for (const [id, row] of this.#works) if (!this.#led.has(id)) yield row
  }

  /** Those as search sees them; folded when first asked for. */
  findables(): FindableWork[] {
    return [...this.shown()].map((row) => {
      const known = this.#findable.get(row.id) ?? findable(row)
      this.#findable.set(row.id, known)
      return known
    })
  }

  /** Reads the works read last, tells of them, then reads all others; keeps up with every change until aborted. */
  async open(signal: AbortSignal): Promise<void> {
    this.#follow(signal)
    this.#led = await ledWorks(this.library)
    for (const row of await this.library.works.orderBy('lastRead').reverse().limit(FIRST).toArray()) this.#keep(row)
    this.changed()
    await afterPaint()
    await this.#readAll(signal)
  }

  async #readAll(signal: AbortSignal): Promise<void> {
    const seen = new Set<WorkId>()
    for (let last = ''; !signal.aborted;) {
      const rows = await this.library.works.where('id').above(last).limit(PAGE).toArray()
      for (const row of rows) {
        this.#keep(row)
        seen.add(row.id)
      }
      const end = rows.at(-1)?.id
      if (end === undefined) break
      last = end
    }
    for (const id of this.#works.keys()) if (!seen.has(id)) this.#drop(id)
    this.#whole = true
    this.changed()
  }

  #keep(row: WorkRow): void {
    this.#works.set(row.id, row)
    this.#findable.delete(row.id)
  }

  #drop(id: WorkId): void {
    this.#works.delete(id)
    this.#findable.delete(id)
  }

  /** Listens to every write of this database, in whatever place it was made. */
  #follow(signal: AbortSignal): void {
    const part = `idb://${this.library.name}/works/`
    const homes = `idb://${this.library.name}/homes/`
    const onWrite = (parts: Readonly<Record<string, unknown>>): void => {
      if (homes in parts) void this.#readHomes()
      const ids = part in parts ? pointsOf(parts[part]) : []
      if (ids === null) void this.#readAll(signal)
      else if (ids.length > 0) void this.#readAgain(ids)
    }
    Dexie.on('storagemutated', onWrite as never)
    signal.addEventListener('abort', () => Dexie.on.storagemutated.unsubscribe(onWrite as never))
  }

  async #readHomes(): Promise<void> {
    this.#led = await ledWorks(this.library)
    this.changed()
  }

  async #readAgain(ids: readonly WorkId[]): Promise<void> {
    for (const [index, row] of (await this.library.works.bulkGet([...ids])).entries()) {
      const id = ids[index]
      if (row) this.#keep(row)
      else if (id !== undefined) this.#drop(id)
    }
    this.changed()
  }
}

interface Node {
  readonly from: unknown
  readonly to: unknown
  readonly l?: Node | null
  readonly r?: Node | null
}

/** The single keys of a Dexie range tree; null when it has ranges or too many keys. */
function pointsOf(tree: unknown): WorkId[] | null {
  const points: WorkId[] = []
  const walk = (node: Node | null | undefined): boolean => {
    if (!node || points.length > FEW) return points.length <= FEW
    if (node.from !== undefined) {
      if (typeof node.from !== 'string' || node.from !== node.to) return false
      points.push(node.from as WorkId)
    }
    return walk(node.l) && walk(node.r)
  }
  return walk(tree as Node) ? points : null
}

const afterPaint = (): Promise<void> => new Promise((done) => { setTimeout(done, 0) })

/** Chapters by id, of those that were ever opened. */
export async function chaptersNamed(library: Library, ids: readonly ChapterId[]): Promise<ChapterRow[]> {
  return (await library.chapters.bulkGet([...ids])).filter((row) => row !== undefined)
}

