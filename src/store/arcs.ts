/**
 * Arcs of long serials, kept so that a recap at chapter 500 reads two dozen records (core/recap/arcs.ts). Made from digests
 * alone and made again at will: a kept arc changes how long a reader waits, never what they are told.
 */
import type { DBCore, DBCoreKeyRange, DBCoreMutateRequest, DBCoreMutateResponse, Dexie } from 'dexie'
import { momentHash } from '../core/recap/heed.ts'
import { arcOf, branchesOf, planOf, SPANS, type Arc } from '../core/recap/arcs.ts'
import type { ReadChapter } from '../core/recap/view.ts'
import type { WorkId } from '../core/work.ts'
import type { ChapterRow, Library } from './library.ts'
import { refusalOf } from './wishes.ts'
import { chaptersOf } from './works.ts'

/** An arc as it is kept. */
export interface ArcRow {
  readonly work: WorkId
  /** Hash of its chapters' ids and orders: another order of the chapters makes another arc. */
  readonly key: string
  readonly arc: Arc
}

type Placed = Pick<ChapterRow, 'id' | 'order'>

const keyOf = (chapters: readonly Placed[]): string => momentHash(chapters.map(({ id, order }) => `${id} ${order}`).join('\n'))

/** All known chapters of a work, and those that have a digest, each in story order. Reads no digest. */
export async function chaptersAndDigested(library: Library, work: WorkId): Promise<readonly [chapters: ChapterRow[], digested: ChapterRow[]]> {
  const [chapters, ids] = await Promise.all([chaptersOf(library, work), library.digests.where('work').equals(work).primaryKeys()])
  const digested = new Set<string>(ids)
  return [chapters, chapters.filter(({ id }) => digested.has(id))]
}

async function readChapters(library: Library, chapters: readonly Placed[]): Promise<ReadChapter[]> {
  const rows = await library.digests.bulkGet(chapters.map(({ id }) => id))
  return chapters.flatMap(({ id, order }, at) => (rows[at] ? [{ chapter: id, order, digest: rows[at].digest }] : []))
}

/** The arc of these chapters: the kept one, else made now. */
async function arcFor(library: Library, work: WorkId, chapters: readonly Placed[]): Promise<Arc> {
  const kept = await library.arcs.get([work, keyOf(chapters)])
  if (kept) return kept.arc
  const byId = new Map(chapters.map((chapter) => [chapter.id as string, chapter]))
  const branches = branchesOf(chapters.map(({ id }) => id))
  if (branches.length === 0) return arcOf(await readChapters(library, chapters))
  return arcOf([], await Promise.all(branches.map((ids) => arcFor(library, work, ids.flatMap((id) => byId.get(id) ?? [])))))
}

/** What a view is made from. */
export interface Parts {
  readonly chapters: readonly ReadChapter[]
  readonly arcs: readonly Arc[]
  /** Of the chapters asked for, those that stand behind an arc. */
  readonly behind: readonly ReadChapter[]
}

/**
 * What to make a view from, for a position in the chapter at `order`; `digested`: all chapters with a digest. `also`: ids of
 * chapters that are wanted themselves, even where an arc stands for them.
 */
export async function partsFor(library: Library, work: WorkId, digested: readonly Placed[], order: number, also: ReadonlySet<string>): Promise<Parts> {
  const byId = new Map(digested.map((chapter) => [chapter.id as string, chapter]))
  const of = (ids: readonly string[]): Placed[] => ids.flatMap((id) => byId.get(id) ?? [])
  const plan = planOf(digested.map((chapter) => ({ chapter: chapter.id, order: chapter.order })), order)
  const [chapters, behind, ...arcs] = await Promise.all([
    readChapters(library, of(plan.chapters)), readChapters(library, of(plan.arcs.flat().filter((id) => also.has(id)))), ...plan.arcs.map((ids) => arcFor(library, work, of(ids))),
  ])
  return { chapters, behind, arcs }
}

/**
 * Makes the arcs of a work that are not kept yet, and lets go of those no reader can come upon any more. One transaction
 * each: nobody waits for it, and a worker that is stopped in the middle has lost nothing.
 */
export async function keepArcs(library: Library, work: WorkId): Promise<void> {
  const [, digested] = await chaptersAndDigested(library, work)
  const wanted: ChapterRow[][] = []
  // the short ones first: the long ones are made from them
  for (const size of [...SPANS].reverse()) for (let at = 0; at + size < digested.length; at += size) wanted.push(digested.slice(at, at + size))
  const kept = new Set((await library.arcs.where('work').equals(work).primaryKeys()).map(([, key]) => key))
  const idle = new Set(kept)
  for (const chapters of wanted) {
    const key = keyOf(chapters)
    idle.delete(key)
    if (kept.has(key)) continue
    await library.atOnce('rw', [library.arcs, library.digests, library.wishes], async (library) => {
      const [first] = chapters
      if (first && !(await refusalOf(library, first))) await library.arcs.put({ work, key, arc: await arcFor(library, work, chapters) })
    })
  }
  if (idle.size > 0) await library.arcs.bulkDelete([...idle].map((key) => [work, key]))
}

/** So many digests in one write come with an import: all arcs are let go, without looking at a row. */
const MANY = 50
/** Ranges of keys as Dexie's core takes them: everything, and all arcs of a work. Its enum is not there at run time. */
/* eslint-disable @typescript-eslint/no-unsafe-enum-assignment */
const ALL: DBCoreKeyRange = { type: 3, lower: undefined, upper: undefined }
const ofWork = (work: WorkId): DBCoreKeyRange => ({ type: 2, lower: [work], upper: [work, []] })
/* eslint-enable @typescript-eslint/no-unsafe-enum-assignment */

/**
 * Lets go, in the same transaction, of the arcs of every work whose digest is written over or deleted, whoever does it. A
 * new digest makes no arc wrong: it stands for its chapters alone.
 */
export function dropArcs(database: Dexie): void {
  database.use({
    stack: 'dbcore',
    name: 'arcs',
    // below Dexie's hooks, above what tells live queries of a change
    level: 1,
    create: (core: DBCore) => ({
      ...core,
      transaction: (stores, mode, options) => core.transaction(mode === 'readwrite' && stores.includes('digests') ? [...new Set([...stores, 'arcs'])] : stores, mode, options),
      table: (name) => (name === 'digests' ? { ...core.table(name), mutate: (request) => mutated(core, request) } : core.table(name)),
    }),
  })
}

/** Without async functions: what lies below knows its transaction by Dexie's own promises. */
function mutated(core: DBCore, request: DBCoreMutateRequest): Promise<DBCoreMutateResponse> {
  const { trans, type } = request
  const [digests, arcs] = [core.table('digests'), core.table('arcs')]
  const write = (): Promise<DBCoreMutateResponse> => digests.mutate(request)
  // a database that is being upgraded may not have the table yet
  if (type === 'add' || !(trans as unknown as IDBTransaction).objectStoreNames.contains('arcs')) return write()
  const drop = (range: DBCoreKeyRange): Promise<DBCoreMutateResponse> => arcs.mutate({ type: 'deleteRange', trans, range }).then(write)
  const keys: unknown[] = type === 'put' ? request.values.map((value) => digests.schema.primaryKey.extractKey?.(value) as unknown) : type === 'delete' ? request.keys : []
  if (type === 'deleteRange' || keys.length > MANY) return drop(ALL)
  return digests.getMany({ trans, keys: keys as never[] }).then<DBCoreMutateResponse>((before: readonly ({ readonly work: WorkId } | null | undefined)[]) => {
    const [work, another] = new Set(before.flatMap((row) => row?.work ?? []))
    if (work === undefined) return write()
    return drop(another === undefined ? ofWork(work) : ALL)
  })
}
