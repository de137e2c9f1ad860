/** Runs in a page of the extension: a large library brought in from a file and taken out again, as readers do it. */
import { printBackup, type BackupRow } from '../../src/core/formats/backup.ts'
import { UNSAID } from '../../src/core/record.ts'
import type { Stamp } from '../../src/core/stamp.ts'
import { chapterId, workId, type ChapterId, type WorkId } from '../../src/core/work.ts'
import { stageFile } from '../../src/store/bringing.ts'
import { Library } from '../../src/store/library.ts'
import { stagedNow } from '../../src/store/staged.ts'
import { takeOut } from '../../src/store/taking.ts'
import { saveFile } from '../../src/ui/parts/save-file.ts'
import { confirmUndoably, undoImport } from '../../src/store/undoing.ts'

const NOW = 1_700_000_000_000
const STAMP = '00000000a.0000.dev' as Stamp
const LATER = '00000000b.0000.dev' as Stamp
const SELECTOR = { quote: { exact: 'salt', prefix: 'the ', suffix: ' road' }, start: 4, end: 8, place: { paragraph: 0, offset: 4 } }

export interface Size {
  readonly works: number
  readonly chapters: number
  readonly passages: number
}

const workOf = (at: number): WorkId => workId('bench', `b${at}`)
const chapterOf = (at: number, works: number): ChapterId => chapterId(workOf(at % works), String(at))

/** `later`: as they would be in the file of another device, every row a little changed. */
function* rowsFor({ works, chapters, passages }: Size, later = false): Generator<BackupRow> {
  for (let at = 0; at < works; at++) {
    yield { kind: 'work', record: { ...UNSAID, id: workOf(at), site: 'test', title: `Work ${at}`, author: null, url: null, language: null, posted: null, planned: null, added: 1, lastRead: later ? 2 : 1, current: null, furthest: null, passages: 0, finished: 0, stamps: {} } }
  }
  for (let at = 0; at < chapters; at++) {
    yield { kind: 'chapter', record: { id: chapterOf(at, works), work: workOf(at % works), url: `https://story.example/${at}`, title: `Chapter ${at}`, ordinal: at, titleNumber: null, order: at, prevUrl: null, nextUrl: null, paragraphs: 90, characters: 9000, opened: later ? 2 : 1 } }
  }
  for (let at = 0; at < passages; at++) {
    const of = at % chapters
    yield { kind: 'passage', record: { id: `p${at}`, work: workOf(of % works), chapter: chapterOf(of, works), selectors: [SELECTOR], colour: 'amber', note: `A note of some length, as readers write them, number ${at}${later ? ', changed' : ''}.`, tags: ['a'], made: 1, removed: null, stamps: { note: later ? LATER : STAMP } } }
  }
}

/** The file of such a library, as the reader's disk has it. */
function fileOf(size: Size, later = false): Blob {
  const parts: Blob[] = []
  let open: string[] = []
  for (const piece of printBackup(rowsFor(size, later), NOW)) {
    if (open.push(piece) < 2000) continue
    parts.push(new Blob(open))
    open = []
  }
  return new Blob([...parts, ...open])
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return Math.round(performance.now() - start) / 1000
}

const library = new Library('bench-transfer')
let file: Blob

/** An empty library and the file; gives its size in bytes. */
async function begin(size: Size): Promise<number> {
  await library.delete()
  await library.open()
  file = fileOf(size)
  return file.size
}

async function bringIn(): Promise<Record<string, number>> {
  let token = ''
  const read = await seconds(async () => {
    await stageFile(library, file, () => null, NOW)
    token = await stagedNow(library)
  })
  const written = await seconds(() => confirmUndoably(library, token, NOW))
  return { read, written }
}

/** A file of the same rows, all changed, brought in over the library there is. */
function bringLater(size: Size): Promise<Record<string, number>> {
  file = fileOf(size, true)
  return bringIn()
}

/** Taken out as the page does it; how it got to the disk is the browser's business. */
async function taken(): Promise<Record<string, number>> {
  return { taken: await seconds(async () => { await saveFile(await takeOut(library, 'backup', null, NOW)) }) }
}

/** Everything in the library as one short string, but this device's clock, what is staged, and the hints of what search has yet to file. */
async function print(): Promise<string> {
  let sum = 0
  for (const table of library.tables.filter(({ name }) => !['device', 'staged', 'unfiled'].includes(name))) {
    await table.each((row: unknown) => {
      let hash = 7
      for (const letter of JSON.stringify(row)) hash = (hash * 31 + letter.charCodeAt(0)) | 0
      sum = (sum + hash) | 0
    })
  }
  return String(sum)
}

/** The import taken back: `stay` rows were left, and `left` is empty when the library is what it was before it. */
async function undone(before: string): Promise<Record<string, number | string>> {
  let stay = 0
  const time = await seconds(async () => { stay = await undoImport(library) })
  return { undone: time, stay, left: (await print()) === before && (await library.staged.count()) === 0 ? '' : JSON.stringify(await Promise.all(library.tables.map(async (table) => [table.name, await table.count()]))) }
}

const end = (): Promise<void> => library.delete()

Object.assign(globalThis, { bench: { begin, bringIn, bringLater, taken, print, undone, end } })
