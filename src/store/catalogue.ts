/** Every story in memory, for sorting, filtering and searching: its works are read once in pages, then kept up to date one by one. */
import Dexie from 'dexie'
import { findable, type FindableWork } from '../core/find/works.ts'
import { headsOf, namesOf, storyOf } from '../core/homes.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import type { ChapterRow, HomeRow, Library, WorkRow } from './library.ts'

/** What one screen shows at first, and works read in one go after that. */
export const FIRST = 50
const PAGE = 500
/** So many changed works are read again one by one; more mean an import, and everything is read again. */
const FEW = 200

export class Catalogue {
  /** Works of every home as they are, and stories with all their homes: one row a story, under the work that leads. */
  readonly #rows = new Map<WorkId, WorkRow>()
  readonly #works = new Map<WorkId, WorkRow>()
  #homes: readonly HomeRow[] = []
  #heads: ReadonlyMap<WorkId, WorkId> = new Map()
  #led: ReadonlyMap<WorkId, readonly WorkId[]> = new Map()
  readonly #findable = new Map<WorkId, FindableWork>()
  #whole = false

  constructor(private readonly library: Library, private readonly changed: () => void) {}

  /** False while only the works read last are here. */
  get whole(): boolean {
    return this.#whole
  }

  get works(): ReadonlyMap<WorkId, WorkRow> {
    return this.#works
  }

  /** The story a work is a home of. */
  storyOf(work: WorkId): WorkRow | undefined {
    return this.#works.get(this.#heads.get(work) ?? work)
  }

  /** The work itself, whatever leads for it. */
  homeAt(work: WorkId): WorkRow | undefined {
    return this.#rows.get(work)
  }

  /** The stories as search sees them; folded when first asked for. */
  findables(): FindableWork[] {
    for (const [id, row] of this.#works) if (!this.#findable.has(id)) this.#findable.set(id, findable(namesOf(row, this.#othersOf(id))))
    return [...this.#findable.values()]
  }

  /** Reads the works read last, tells of them, then reads all others; keeps up with every change until aborted. */
  async open(signal: AbortSignal): Promise<void> {
    this.#follow(signal)
    this.#homes = await this.library.homes.toArray()
    this.#lead()
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
    for (const id of this.#rows.keys()) if (!seen.has(id)) this.#drop(id)
    this.#whole = true
    this.#lead()
    this.changed()
  }

  #keep(row: WorkRow): void {
    this.#rows.set(row.id, row)
    this.#show(row.id)
  }

  #drop(id: WorkId): void {
    this.#rows.delete(id)
    this.#show(id)
  }

  /** Shows the story of a work as it is now, under the home that leads and no other. */
  #show(work: WorkId): void {
    const head = this.#heads.get(work) ?? work
    const row = this.#rows.get(head)
    for (const id of new Set([work, head])) this.#findable.delete(id)
    if (head !== work || !row) this.#works.delete(work)
    if (row) this.#works.set(head, storyOf(row, this.#othersOf(head)))
  }

  #othersOf(head: WorkId): WorkRow[] {
    return (this.#led.get(head) ?? []).flatMap((work) => this.#rows.get(work) ?? [])
  }

  /** Goes by the homes there are now. Until all works are here a leading home is taken for known. */
  #lead(): void {
    const before = this.#heads
    this.#heads = headsOf(this.#homes, (id) => !this.#whole || this.#rows.has(id))
    const led = new Map<WorkId, WorkId[]>()
    for (const [work, head] of this.#heads) led.set(head, [...(led.get(head) ?? []), work])
    this.#led = led
    for (const [work, head] of [...before, ...this.#heads]) for (const id of [work, head]) this.#show(id)
  }

  async #readHomes(): Promise<void> {
    this.#homes = await this.library.homes.toArray()
    this.#lead()
    this.changed()
  }

  /** Listens to every write of this database, in whatever place it was made. */
  #follow(signal: AbortSignal): void {
    const [part, homes] = [`idb://${this.library.name}/works/`, `idb://${this.library.name}/homes/`]
    const onWrite = (parts: Readonly<Record<string, unknown>>): void => {
      if (homes in parts) void this.#readHomes()
      const ids = part in parts ? pointsOf(parts[part]) : []
      if (ids === null) void this.#readAll(signal)
      else if (ids.length > 0) void this.#readAgain(ids)
    }
    Dexie.on('storagemutated', onWrite as never)
    signal.addEventListener('abort', () => Dexie.on.storagemutated.unsubscribe(onWrite as never))
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

