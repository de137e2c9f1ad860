/**
 * Lists of works as tables: Goodreads' and StoryGraph's exports, what MyAnimeList and its kin write, and our own. All are
 * read by the names of their columns; Goodreads' and StoryGraph's headers are as their exports of 2024 to 2026 have them.
 */
import { tagsFrom } from '../passage.ts'
import { dayFrom, ratingFrom, scaleOf, statusFrom, UNTOLD, type BroughtWork } from './brought.ts'
import { wordsOfHtml } from './clipper.ts'
import { parseCsv } from './csv.ts'
import { UnreadableFile, type Parsed } from './file.ts'
import { addressOrNull, eachEntry, fieldsOf, titleOrNull } from './marked.ts'
import { WrongShape } from '../shape.ts'

/** What the columns of lists are called; the first that is there and not empty counts. */
const COLUMNS = {
  title: ['work', 'title', 'name', 'series_title', 'manga_title', 'series title', 'book title'],
  author: ['author', 'authors', 'primary author', 'writer'],
  url: ['url', 'link', 'href', 'address', 'work url', 'story url'],
  status: ['status', 'exclusive shelf', 'read status', 'my_status', 'my status', 'reading status'],
  rating: ['rating', 'my rating', 'star rating', 'score', 'my_score', 'my score'],
  tags: ['tags', 'bookshelves', 'my_tags', 'shelves', 'labels'],
  note: ['note', 'notes', 'my review', 'review', 'my_comments', 'comments'],
  aside: ['private notes'],
  added: ['added', 'date added', 'added_at', 'created_at', 'created'],
  read: ['last read', 'date read', 'last date read', 'my_finish_date', 'finished_at', 'updated_at', 'last_read'],
  chapters: ['furthest chapter', 'chapters read', 'my_read_chapters', 'chapters_read', 'read chapters', 'progress', 'chapter'],
  posted: ['posted'],
  id: ['catchword id'],
} as const
type Column = keyof typeof COLUMNS
type Row = (column: Column) => string

/** Shelves that say the status once more. */
const STATUS_SHELF = /^(?:to-read|currently-reading|read|did-not-finish)$/

function readRow(where: string, row: Row, best: number): BroughtWork {
  const [title, url] = [titleOrNull(row('title')), addressOrNull(row('url').trim() || null, 'URL')]
  if (title === null && url === null) throw new WrongShape('title', 'the name of a work')
  const chapters = Number(row('chapters'))
  const note = [row('note'), row('aside')].map((each) => wordsOfHtml(each).slice(0, 100_000)).filter(Boolean).join('\n\n')
  return {
    ...UNTOLD, where, url, title, author: titleOrNull(row('author')), status: statusFrom(row('status')),
    work: (/^[\w.-]{1,60}:\S{1,500}$/.exec(row('id'))?.[0] ?? null) as BroughtWork['work'],
    rating: ratingFrom(numberOf(row('rating')), best), tags: tagsFrom(row('tags')).filter((tag) => !STATUS_SHELF.test(tag)), note,
    added: dayFrom(row('added')), lastRead: dayFrom(row('read')), posted: numberOf(row('posted')) || null,
    furthest: Number.isInteger(chapters) && chapters > 0 && chapters < 1e6 ? { number: chapters, url: null } : null,
  }
}

const numberOf = (text: string): number => Number(text.trim().replace(',', '.')) || 0

function readAll(entries: readonly Row[], word: string, first: number): Parsed<BroughtWork> {
  const best = scaleOf(entries.map((row) => numberOf(row('rating'))))
  let number = first - 1
  return eachEntry(entries, word, (entry) => readRow(`${word} ${++number}`, entry as Row, best))
}

const columnsOf = (header: readonly string[]): Partial<Record<Column, number[]>> => {
  const names = header.map((name) => name.trim().toLowerCase())
  return Object.fromEntries(Object.entries(COLUMNS).map(([column, aliases]) => [column, aliases.map((alias) => names.indexOf(alias)).filter((at) => at >= 0)]))
}

/** Whether a first line is the header of a list of works. */
export function isShelf(header: readonly string[]): boolean {
  const { title = [], author = [], status = [], url = [], rating = [] } = columnsOf(header)
  // a table of passages names works too
  if (header.some((name) => /^\s*(?:passage|highlight)\s*$/i.test(name))) return false
  return title.length > 0 && [author, status, url, rating].some((each) => each.length > 0)
}

/** Reads such a table. Throws {@link UnreadableFile}. */
export function parseShelf(text: string): Parsed<BroughtWork> {
  const [header = [], ...records] = parseCsv(text)
  if (!isShelf(header)) throw new UnreadableFile('unknownFormat')
  const columns = columnsOf(header)
  return readAll(records.map((record): Row => (column) => columns[column]?.map((at) => record[at] ?? '').find((cell) => cell.trim() !== '') ?? ''), 'record', 1)
}

const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : textOfName(value)
}
const textOfName = (value: unknown): string => {
  const { name, title } = fieldsOf(value)
  return typeof name === 'string' ? name : typeof title === 'string' ? title : ''
}

/** The list of works in a JSON document of some tracker; null when there is none. */
export function shelfIn(root: unknown): readonly unknown[] | null {
  const lists = [root, ...Object.values(fieldsOf(root))].filter((each): each is unknown[] => Array.isArray(each))
  return lists.find((list) => list.some((each) => isShelf(Object.keys(fieldsOf(each))))) ?? null
}

/** Reads the list of a tracker's JSON. Throws {@link UnreadableFile}. */
export function readShelf(root: unknown): Parsed<BroughtWork> {
  const list = shelfIn(root)
  if (!list) throw new UnreadableFile('unknownFormat')
  const rows = list.map((entry): Row => {
    const fields = new Map(Object.entries(fieldsOf(entry)).map(([key, value]) => [key.toLowerCase(), textOf(value)]))
    return (column) => COLUMNS[column].map((alias) => fields.get(alias) ?? '').find((cell) => cell.trim() !== '') ?? ''
  })
  return readAll(rows, 'entry', 1)
}
