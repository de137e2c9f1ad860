/** Which format a file is of, told from what is in it, never from its name. */
import { isBookmarks, parseBookmarks } from './bookmarks.ts'
import type { BroughtWork } from './brought.ts'
import { isClipper, parseClipper } from './clipper.ts'
import { parseClippings } from './clippings.ts'
import { parseCsv } from './csv.ts'
import { UnreadableFile, type Parsed } from './file.ts'
import { isHypothesis, parseHypothesis } from './hypothesis.ts'
import { isBackup } from './backup.ts'
import { readJson } from './json.ts'
import type { MarkedPassage } from './marked.ts'
import { parseReadwise } from './readwise.ts'
import { isShelf, parseShelf, readShelf, shelfIn } from './shelves.ts'
import { isAo3rdr, isFicTracker, readAo3rdr, readFicTracker } from './trackers.ts'
import { isW3c, parseW3c } from './w3c.ts'

/** Files of passages, and lists of works. */
type Passages = 'w3c' | 'hypothesis' | 'clipper' | 'readwise' | 'clippings'
export type Shelves = 'shelf' | 'trackerList' | 'ficTracker' | 'ao3rdr' | 'bookmarks'
export type Readable = 'backup' | Passages | Shelves

/** The format of a text. Throws {@link UnreadableFile} for one that is none of ours, or broken JSON. */
export function formatOf(text: string): Readable {
  const start = text.slice(0, 100_000).trimStart().replace(/^\ufeff/, '')
  if (start === '') throw new UnreadableFile('empty')
  if (isBackup(start)) return 'backup'
  if (/^[[{]/.test(start)) {
    const root = readJson(text)
    if (isW3c(root)) return 'w3c'
    if (isHypothesis(root)) return 'hypothesis'
    if (isClipper(root)) return 'clipper'
    if (isFicTracker(root)) return 'ficTracker'
    if (isAo3rdr(root)) return 'ao3rdr'
    if (shelfIn(root)) return 'trackerList'
    throw new UnreadableFile('unknownFormat')
  }
  if (isBookmarks(start)) return 'bookmarks'
  if (/^-\s.*\d/m.test(start) && /^==========/m.test(text)) return 'clippings'
  if (/^[^\r\n]*\bHighlight\b[^\r\n]*/i.test(start)) return 'readwise'
  if (isShelf(parseCsv(/^[^\r\n]*/.exec(start)?.[0] ?? '')[0] ?? [])) return 'shelf'
  throw new UnreadableFile('unknownFormat')
}

const READERS: Readonly<Record<Passages, (text: string) => Parsed<MarkedPassage>>> = {
  w3c: parseW3c, hypothesis: parseHypothesis, clipper: parseClipper, readwise: parseReadwise, clippings: parseClippings,
}

/** The passages of a file in a foreign format. */
export const parsePassages = (format: Passages, text: string): Parsed<MarkedPassage> => READERS[format](text)

const LISTS: Readonly<Record<Shelves, (text: string) => Parsed<BroughtWork>>> = {
  shelf: parseShelf, bookmarks: parseBookmarks,
  trackerList: (text) => readShelf(readJson(text)), ficTracker: (text) => readFicTracker(readJson(text)), ao3rdr: (text) => readAo3rdr(readJson(text)),
}

/** Whether a format is a list of works. */
export const isList = (format: Readable): format is Shelves => Object.hasOwn(LISTS, format)

/** The works of a list. */
export const parseWorks = (format: Shelves, text: string): Parsed<BroughtWork> => LISTS[format](text)
