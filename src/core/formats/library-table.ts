/** The library as a spreadsheet, one work a row. Read back as a list of works (shelves.ts). */
import type { WorkRecord } from '../record.ts'
import { csvRecord } from './csv.ts'

const COLUMNS = [
  'Work', 'Author', 'Site', 'URL', 'Status', 'Rating', 'Tags', 'Note', 'Language', 'Posted', 'Planned', 'Furthest chapter', 'Chapters finished', 'Passages',
  'Minutes read', 'Added', 'Last read', 'Catchword id',
] as const

const dayOf = (at: number): string => new Date(at).toISOString()

/** The file in chunks. The mark at its start tells Excel that it is UTF-8. */
export function* printLibrary(works: Iterable<WorkRecord>): Generator<string> {
  yield `\ufeff${csvRecord(COLUMNS)}`
  for (const work of works) {
    yield csvRecord([
      work.title, work.author, work.site, work.url, work.status, work.rating, work.tags.join(', '), work.note, work.language, work.posted, work.planned,
      work.furthest?.order ?? null, work.finished, work.passages, Math.round(work.readMs / 60_000), dayOf(work.added), dayOf(work.lastRead), work.id,
    ])
  }
}
