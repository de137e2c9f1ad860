/**
 * Readwise's CSV for bulk import: exactly these columns, of which only Highlight is required; tags stand as `.tag` before
 * the note (Readwise help, "How do I import highlights via CSV?" and "Inline tagging").
 */
import { csvRecord, parseCsv } from './csv.ts'
import { UnreadableFile, type Parsed } from './file.ts'
import { addressOrNull, chapterName, eachEntry, exactOf, momentOf, NO_STORY, onlyWords, PLAIN_COLOUR, titleOrNull, type MarkedPassage } from './marked.ts'

const COLUMNS = ['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'] as const

const tagged = (tags: readonly string[], note: string): string => [...tags.map((tag) => `.${tag.replace(/\s+/g, '-')}`), note].filter(Boolean).join(' ')

const dateOf = (made: number | null): string => (made === null ? '' : new Date(made).toISOString().slice(0, 19).replace('T', ' '))

/** The file in chunks, a passage each. */
export function* printReadwise(passages: Iterable<MarkedPassage>): Generator<string> {
  yield csvRecord(COLUMNS)
  for (const { story, at: [first], note, tags, made } of passages) {
    yield csvRecord([first.quote.exact, story.title ?? chapterName(story), story.author, story.url ?? story.workUrl, tagged(tags, note), first.span?.start ?? null, dateOf(made)])
  }
}

/** Reads such a file, the columns in any order. Throws {@link UnreadableFile}. */
export function parseReadwise(text: string): Parsed<MarkedPassage> {
  const [header = [], ...records] = parseCsv(text)
  const column = (name: (typeof COLUMNS)[number]): number => header.findIndex((each) => each.trim().toLowerCase() === name.toLowerCase())
  if (column('Highlight') < 0) throw new UnreadableFile('unknownFormat')
  const cellOf = (record: readonly string[], name: (typeof COLUMNS)[number]): string => record[column(name)] ?? ''
  return eachEntry(records, 'record', (entry) => readRecord((name) => cellOf(entry as string[], name)))
}

function readRecord(cell: (name: (typeof COLUMNS)[number]) => string): MarkedPassage {
  const [, marks = '', note = ''] = /^((?:\.[^\s.]\S*(?:\s+|$))*)([\s\S]*)$/.exec(cell('Note')) ?? []
  const date = cell('Date').trim()
  return {
    id: null,
    story: { ...NO_STORY, title: titleOrNull(cell('Title')), author: titleOrNull(cell('Author')), url: addressOrNull(cell('URL').trim(), 'URL') },
    at: [onlyWords(exactOf(cell('Highlight'), 'Highlight'))],
    colour: PLAIN_COLOUR,
    note,
    tags: marks.split(/\s+/).flatMap((tag) => (tag ? [tag.slice(1, 201)] : [])),
    // without a zone the time is ours, and ours is universal
    made: momentOf(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(date) ? `${date.replace(' ', 'T')}Z` : date),
    edits: null,
  }
}
