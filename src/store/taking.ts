/** The library as files: everything, or the passages of some works, in every format, a few rows in memory at a time. */
import { printClippings } from '../core/formats/clippings.ts'
import { printHypothesis } from '../core/formats/hypothesis.ts'
import { printLibrary } from '../core/formats/library-table.ts'
import type { MarkedAt, MarkedPassage } from '../core/formats/marked.ts'
import { fileName, printHtml, printMarkdown } from '../core/formats/pages.ts'
import { printReadwise } from '../core/formats/readwise.ts'
import { printTable } from '../core/formats/table.ts'
import { printW3c } from '../core/formats/w3c.ts'
import { zipOf, type ZipEntry } from '../core/formats/zip.ts'
import type { ChoiceRecord } from '../core/record.ts'
import { chapterNumber, type WorkId } from '../core/work.ts'
import type { ChapterRow, Library, PassageRow, WorkRow } from './library.ts'
import { passagesOf } from './passages.ts'
import { backupOf } from './backup.ts'
import { chaptersOf } from './works.ts'

/** What can be taken out. The first is everything; `library` is the list of works; the others are passages. */
export const TAKEABLE = ['backup', 'w3c', 'markdown', 'obsidian', 'csv', 'readwise', 'html', 'clippings', 'hypothesis', 'library'] as const
export type Takeable = (typeof TAKEABLE)[number]

export type Piece = string | Uint8Array<ArrayBuffer>

/** A file to be: its name, its kind, and its content in pieces, from the beginning whenever asked. Each piece is good until the next. */
export interface Taken {
  readonly name: string
  readonly type: string
  readonly pieces: () => AsyncIterable<Piece>
}

const story = (work: WorkRow, chapter: ChapterRow | undefined): MarkedPassage['story'] => ({
  work: work.id, chapter: chapter?.id ?? null, title: work.title, author: work.author, workUrl: work.url,
  chapterTitle: chapter?.title ?? null, number: chapter ? chapterNumber(chapter) : null, url: chapter?.url || null,
})

function markedOf({ id, selectors: [first, ...others], colour, note, tags, made, stamps, noteOver, notesApart }: PassageRow, of: MarkedPassage['story']): MarkedPassage {
  const at = ({ quote, start, end, place }: PassageRow['selectors'][number]): MarkedAt => ({ quote, span: { start, end }, place })
  return { id, story: of, at: [at(first), ...others.map(at)], colour, note, tags, made, edits: { stamps, ...(noteOver && { noteOver }), ...(notesApart && { notesApart }) } }
}

const titleOf = ({ title, url, id }: WorkRow): string => title ?? url ?? id

/** The works to take passages of, by title; all that have any when none are chosen. */
async function worksOf(library: Library, chosen: readonly WorkId[] | null): Promise<WorkRow[]> {
  const works = chosen === null ? await library.works.toArray() : (await library.works.bulkGet([...chosen])).flatMap((row) => row ?? [])
  return works.filter(({ passages }) => passages > 0).sort((a, b) => titleOf(a).localeCompare(titleOf(b)) || (a.id < b.id ? -1 : 1))
}

async function markedIn(library: Library, work: WorkRow): Promise<MarkedPassage[]> {
  const chapters = new Map((await chaptersOf(library, work.id)).map((chapter) => [chapter.id, chapter]))
  return (await passagesOf(library, work.id)).map((row) => markedOf(row, { ...story(work, chapters.get(row.chapter)), chapter: row.chapter }))
}

async function* markedInAll(library: Library, works: readonly WorkRow[]): AsyncGenerator<MarkedPassage> {
  for (const work of works) yield* await markedIn(library, work)
}

/**
 * Runs a printer, which takes a list, over passages that come one by one. Every printer gives a piece for each passage,
 * so that it never asks for more than one between two pieces.
 */
async function* printed(print: (passages: Iterable<MarkedPassage>) => Generator<string>, source: AsyncIterator<MarkedPassage>): AsyncGenerator<string> {
  let next = await source.next()
  const list: Iterable<MarkedPassage> = { [Symbol.iterator]: () => ({
    next: () => {
      const taken = next
      if (taken.done === true) return { done: true, value: undefined }
      next = WAITING
      if (taken === WAITING) throw new Error('a printer asked for two passages at once')
      return taken
    },
  }) }
  const pieces = print(list)
  for (let piece = pieces.next(); !piece.done; piece = pieces.next()) {
    if (next === WAITING) next = await source.next()
    yield piece.value
  }
}
const WAITING: IteratorResult<MarkedPassage> = { done: false, value: undefined as unknown as MarkedPassage }

type Printer = (passages: Iterable<MarkedPassage>, now: number) => Generator<string>
type Printed = Exclude<Takeable, 'backup' | 'library' | 'markdown' | 'obsidian'>
const PRINTERS: Readonly<Record<Printed, { readonly name: string; readonly type: string; readonly print: Printer }>> = {
  w3c: { name: 'passages-w3c-{day}.jsonld', type: 'application/ld+json', print: printW3c },
  csv: { name: 'passages-{day}.csv', type: 'text/csv', print: printTable },
  readwise: { name: 'readwise-{day}.csv', type: 'text/csv', print: printReadwise },
  html: { name: 'passages-{day}.html', type: 'text/html', print: printHtml },
  clippings: { name: 'My Clippings {day}.txt', type: 'text/plain', print: printClippings },
  hypothesis: { name: 'hypothesis-{day}.json', type: 'application/json', print: printHypothesis },
}

async function* made(make: () => Promise<string>): AsyncGenerator<string> {
  yield await make()
}

/** One Markdown file a work; two works of one title are told apart by a number. */
async function* markdownFiles(library: Library, works: readonly WorkRow[], marks: boolean): AsyncGenerator<ZipEntry> {
  const names = new Map<string, number>()
  for (const work of works) {
    const name = fileName(titleOf(work))
    const times = (names.get(name.toLowerCase()) ?? 0) + 1
    names.set(name.toLowerCase(), times)
    yield { name: `${times > 1 ? `${name} (${times})` : name}.md`, bytes: new TextEncoder().encode(printMarkdown(await markedIn(library, work), { marks })) }
  }
}

function takeMarkdown(library: Library, works: readonly WorkRow[], marks: boolean, day: string, now: number): Taken {
  const [first, ...others] = works
  if (first && others.length === 0) {
    return { name: `catchword-${fileName(titleOf(first))}-${day}.md`, type: 'text/markdown', pieces: () => made(async () => printMarkdown(await markedIn(library, first), { marks })) }
  }
  return { name: `catchword-passages-markdown-${day}.zip`, type: 'application/zip', pieces: () => zipOf(markdownFiles(library, works, marks), now) }
}

/** A file of the library. `chosen`: the works whose passages are meant, null for all. `now` in milliseconds since 1970. */
export async function takeOut(library: Library, what: Takeable, chosen: readonly WorkId[] | null, now: number, choices: readonly ChoiceRecord[] = []): Promise<Taken> {
  const day = new Date(now).toISOString().slice(0, 10)
  if (what === 'backup') return { name: `catchword-backup-${day}.json`, type: 'application/json', pieces: () => backupOf(library, now, { choices }) }
  if (what === 'library') return { name: `catchword-library-${day}.csv`, type: 'text/csv', pieces: () => made(async () => [...printLibrary(await library.works.orderBy('lastRead').reverse().toArray())].join('')) }
  const works = await worksOf(library, chosen)
  if (what === 'markdown' || what === 'obsidian') return takeMarkdown(library, works, what === 'obsidian', day, now)
  const { name, type, print } = PRINTERS[what]
  return { name: `catchword-${name.replace('{day}', day)}`, type, pieces: () => printed((passages) => print(passages, now), markedInAll(library, works)) }
}

/** Works with passages, for choosing among. */
export const worksWithPassages = (library: Library): Promise<WorkRow[]> => worksOf(library, null)
