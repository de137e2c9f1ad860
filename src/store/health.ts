/** How the library is: how much is in it, whether it hangs together, and what can be let go when there is no room. */
import type { ChapterId, WorkId } from '../core/work.ts'
import { batchesOf } from './backup.ts'
import { countAnew, countersOf } from './counters.ts'
import { belongsTo, DERIVED, keyOf, tableOf, TABLE_KINDS, unknownChapter, unknownWork, WRITTEN, type TableKind } from './kinds.ts'
import type { Library } from './library.ts'

export type Counts = Readonly<Record<TableKind, number>>

export async function countsOf(library: Library): Promise<Counts> {
  const counts = await Promise.all(TABLE_KINDS.map(async (kind) => [kind, await tableOf(library, kind).count()] as const))
  return Object.fromEntries(counts) as Counts
}

/** What a look through the whole library found. */
export interface Findings {
  readonly looked: number
  /** Rows the reader wrote, or that hang on them, whose work or chapter is missing. */
  readonly dangling: readonly { readonly kind: TableKind; readonly id: string; readonly work: WorkId; readonly chapter: ChapterId | null }[]
  /** Digests and fingerprints of chapters that are missing. */
  readonly idle: readonly { readonly kind: TableKind; readonly id: string }[]
  /** Works whose counters differ from what they count. */
  readonly miscounted: readonly WorkId[]
}

export const isSound = ({ dangling, idle, miscounted }: Findings): boolean => dangling.length + idle.length + miscounted.length === 0

/** Looks through the whole library, a batch at a time, and changes nothing. */
export async function lookThrough(library: Library, progress?: (rows: number) => void): Promise<Findings> {
  const [dangling, idle, miscounted]: [Findings['dangling'][number][], Findings['idle'][number][], WorkId[]] = [[], [], []]
  let looked = 0
  for (const kind of TABLE_KINDS) {
    for await (const rows of batchesOf(library, kind)) {
      for (const row of await orphansAmong(library, kind, rows)) {
        const { work, into, chapter = null } = row as { readonly work: WorkId; readonly into?: WorkId; readonly chapter?: ChapterId }
        if (DERIVED.includes(kind)) idle.push({ kind, id: keyOf(kind, row) })
        else dangling.push({ kind, id: keyOf(kind, row), work: into ?? work, chapter: kind === 'chapter' ? null : chapter })
      }
      if (kind === 'work') for (const { id } of rows as readonly { readonly id: WorkId }[]) if (await isMiscounted(library, id)) miscounted.push(id)
      progress?.((looked += rows.length))
    }
  }
  return { looked, dangling, idle, miscounted }
}

async function orphansAmong(library: Library, kind: TableKind, rows: readonly unknown[]): Promise<unknown[]> {
  const wanted = { work: new Set<string>(), chapter: new Set<string>() }
  for (const row of rows) for (const [parent, id] of belongsTo(kind, row)) wanted[parent].add(id)
  const missing = { work: new Set<string>(), chapter: new Set<string>() }
  for (const parent of ['work', 'chapter'] as const) {
    const ids = [...wanted[parent]]
    const known = await tableOf(library, parent).bulkGet(ids)
    for (const [at, id] of ids.entries()) if (known[at] === undefined) missing[parent].add(id)
  }
  return rows.filter((row) => belongsTo(kind, row).some(([parent, id]) => missing[parent].has(id)))
}

async function isMiscounted(library: Library, id: WorkId): Promise<boolean> {
  return library.atOnce('r', [library.works, library.passages, library.progress, library.sittings], async (library) => {
    const [work, should] = await Promise.all([library.works.get(id), countersOf(library, id)])
    return work !== undefined && (work.passages !== should.passages || work.finished !== should.finished || work.readMs !== should.readMs)
  })
}

/**
 * Mends what a look found, in one transaction: what the reader wrote gets a work or chapter to belong to, whose facts the
 * next visit fills in; what was made by reading and belongs to nothing goes; counters are counted anew.
 */
export function mend(library: Library, { dangling, idle, miscounted }: Findings, now: number): Promise<void> {
  return library.atOnce('rw', [...WRITTEN, ...DERIVED].map((kind) => tableOf(library, kind)), async (library) => {
    const works = new Set<WorkId>(miscounted)
    for (const { work, chapter } of dangling) {
      works.add(work)
      if ((await library.works.get(work)) === undefined) await library.works.put(unknownWork(work, now))
      if (chapter !== null && (await library.chapters.get(chapter)) === undefined) await library.chapters.put(unknownChapter(chapter, work))
    }
    for (const { kind, id } of idle) await tableOf(library, kind).delete(id)
    for (const work of works) await countAnew(library, work)
  })
}

/** What can be let go, with about how many bytes of it there are, measured on a sample. */
export async function prunable(library: Library): Promise<{ readonly rows: number; readonly bytes: number }> {
  let [rows, bytes] = [0, 0]
  for (const kind of DERIVED) {
    const table = tableOf(library, kind)
    const count = await table.count()
    const sample = await table.limit(50).toArray()
    rows += count
    if (sample.length > 0) bytes += (count * JSON.stringify(sample).length) / sample.length
  }
  return { rows, bytes: Math.round(bytes) }
}

/** Lets go what reading would make anew: digests and fingerprints, and never anything a reader wrote. Frees room. */
export async function prune(library: Library): Promise<void> {
  await library.atOnce('rw', DERIVED.map((kind) => tableOf(library, kind)), async (library) => {
    for (const kind of DERIVED) await tableOf(library, kind).clear()
  })
}
