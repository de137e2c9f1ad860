/**
 * What foreign files tell, staged as an import: passages find their work and chapter, lists of works are laid beside
 * what the library has. Nothing is written before the reader confirms (transfer.ts).
 */
import { isWaiting, type LookUp } from '../core/bring/homes.ts'
import { housed, passageRows, type Here, type Housed } from '../core/bring/rows.ts'
import { byStory, housedWorks, workRows, type Against } from '../core/bring/works.ts'
import { isByLine, rowsArriving, rowsOf } from '../core/formats/backup.ts'
import type { BroughtWork } from '../core/formats/brought.ts'
import { checkSize, decode, decodeArriving } from '../core/formats/decode.ts'
import { CEILINGS, type Parsed } from '../core/formats/file.ts'
import type { MarkedPassage } from '../core/formats/marked.ts'
import { formatOf, isList, parsePassages, parseWorks, type Readable } from '../core/formats/read.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { leadingWorks } from './homes.ts'
import type { ChapterRow, Library } from './library.ts'
import { stageImport, type Preview, type Watch } from './transfer.ts'

/** What an import would do, and what the file was. */
export interface Brought extends Preview {
  readonly format: Readable | 'page'
  /** Works and passages the file tells of. */
  readonly works: number
  readonly passages: number
  /** Where the reader's own word stands against the file's, and stays. */
  readonly against: readonly Against[]
  /** Bookmarks of no story site. */
  readonly passedOver: number
}

/** Rows in memory at a time when all chapters are looked through. */
const BATCH = 2000

const byId = <Row extends { readonly id: string }>(rows: readonly (Row | undefined)[]): Map<Row['id'], Row> =>
  new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])))

async function hereOf(library: Library, works: Iterable<WorkId>, chapters: Iterable<ChapterId>, passages: readonly string[]): Promise<Here> {
  return library.atOnce('r', [library.works, library.chapters, library.passages], async (library) => ({
    works: byId(await library.works.bulkGet([...new Set(works)])),
    chapters: byId(await library.chapters.bulkGet([...new Set(chapters)])),
    passages: byId(await library.passages.bulkGet([...new Set(passages)])),
  }))
}

/** Chapters of the library under these addresses. Looks through all of them: only for an import, never where a page waits. */
async function chaptersAt(library: Library, addresses: ReadonlySet<string>): Promise<Map<string, ChapterRow>> {
  const found = new Map<string, ChapterRow>()
  for (let last = '' as ChapterId; addresses.size > 0;) {
    const rows = await library.chapters.where(':id').above(last).limit(BATCH).toArray()
    for (const row of rows) if (addresses.has(row.url) && !isWaiting(row.id)) found.set(row.url, row)
    last = rows.at(-1)?.id ?? last
    if (rows.length < BATCH) break
  }
  return found
}

/** Passages whose address names no chapter go to the chapter the reader has opened there, if any. */
async function rehoused(library: Library, found: readonly Housed[]): Promise<readonly Housed[]> {
  const open = await chaptersAt(library, new Set(found.flatMap(({ home }) => (isWaiting(home.chapter) ? [home.url] : []))))
  return found.map((each) => {
    const row = isWaiting(each.home.chapter) ? open.get(each.home.url) : undefined
    return row ? { ...each, home: { ...each.home, work: row.work, chapter: row.id } } : each
  })
}

async function stagePassages(library: Library, format: Readable, parsed: Parsed<MarkedPassage>, lookUp: LookUp, now: number): Promise<Brought> {
  const { found, refused } = housed(parsed.found, lookUp)
  const homes = await rehoused(library, found)
  const here = await hereOf(library, homes.map(({ home }) => home.work), homes.map(({ home }) => home.chapter), homes.map(({ id }) => id))
  const preview = await stageImport(library, passageRows(homes, here, now))
  return {
    ...preview, refused: [...parsed.refused, ...refused, ...preview.refused], format, passages: homes.length,
    works: new Set(homes.map(({ home }) => home.work)).size, against: [], passedOver: 0,
  }
}

/** Stages a list of works, from a file or from a page the reader has open. */
export async function stageWorks(library: Library, format: Brought['format'], parsed: Parsed<BroughtWork>, lookUp: LookUp, now: number): Promise<Brought> {
  const unsure = parsed.found.some(({ work, title }) => work === null && title !== null)
  const known = unsure && format !== 'bookmarks' ? byStory(await leadingWorks(library)) : new Map<string, WorkId | null>()
  const { found, refused, passedOver } = housedWorks(parsed.found, lookUp, known, format === 'bookmarks')
  const here = await hereOf(library, found.map(({ work }) => work), found.flatMap(({ chapter }) => (chapter ? [chapter.id] : [])), [])
  const { rows, against } = workRows(found, here, now)
  const preview = await stageImport(library, rows)
  return { ...preview, conflicting: preview.conflicting + against.length, refused: [...parsed.refused, ...refused, ...preview.refused], format, works: new Set(found.map(({ work }) => work)).size, passages: 0, against, passedOver }
}

/** The pieces of a file as the disk gives them. */
async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    // nobody reads on: the file was refused, or the reader has thought better of it
    await reader.cancel()
  }
}

/** More than the first line of a backup takes. */
const BEGINNING = 1000

/**
 * Reads a file of any kind Catchword knows and stages it; a backup a line at a time, however long it is. Throws
 * UnreadableFile for a file refused whole, and the signal's reason; then nothing is staged. `lookUp` says what addresses
 * name; `now` in milliseconds since 1970.
 */
export async function stageFile(library: Library, file: Blob, lookUp: LookUp, now: number, watch: Watch = {}): Promise<Brought> {
  if (isByLine(await file.slice(0, BEGINNING).text())) {
    checkSize(file.size, CEILINGS.backup)
    return stageBackup(library, rowsArriving(decodeArriving(piecesOf(file))), watch)
  }
  checkSize(file.size)
  const text = decode(new Uint8Array(await file.arrayBuffer()))
  const format = formatOf(text)
  if (isList(format)) return stageWorks(library, format, parseWorks(format, text), lookUp, now)
  if (format !== 'backup') return stagePassages(library, format, parsePassages(format, text), lookUp, now)
  return stageBackup(library, rowsOf(text), watch)
}

async function stageBackup(library: Library, rows: Parameters<typeof stageImport>[1], watch: Watch): Promise<Brought> {
  const preview = await stageImport(library, rows, watch)
  const counted = async (kind: 'work' | 'passage'): Promise<number> => {
    let rows = 0
    await library.staged.where('kind').equals(kind).each(({ record }) => {
      rows += record.length
    })
    return rows
  }
  return { ...preview, format: 'backup', works: await counted('work'), passages: await counted('passage'), against: [], passedOver: 0 }
}

