/** A spreadsheet of all passages, one a row, with more of each than Readwise's columns hold. Written only. */
import { csvRecord } from './csv.ts'
import type { MarkedPassage } from './marked.ts'

const COLUMNS = ['Work', 'Author', 'Chapter', 'Chapter title', 'URL', 'Passage', 'Before', 'After', 'Start', 'End', 'Colour', 'Note', 'Tags', 'Made', 'Id'] as const

/** The file in chunks. The mark at its start tells Excel that it is UTF-8. */
export function* printTable(passages: Iterable<MarkedPassage>): Generator<string> {
  yield `\ufeff${csvRecord(COLUMNS)}`
  for (const { id, story, at: [{ quote, span }], colour, note, tags, made } of passages) {
    yield csvRecord([
      story.title, story.author, story.number, story.chapterTitle, story.url, quote.exact, quote.prefix, quote.suffix, span?.start ?? null, span?.end ?? null,
      colour, note, tags.join(', '), made === null ? null : new Date(made).toISOString(), id,
    ])
  }
}
