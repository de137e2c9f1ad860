/**
 * Hypothesis: its client's JSON export (hypothesis/client, annotations-exporter: `annotations` with a head), the API's
 * search result (`rows`) and a bare list of annotations (https://h.readthedocs.io/en/latest/api-reference/).
 */
import { WrongShape } from '../shape.ts'
import { UnreadableFile, type Parsed } from './file.ts'
import { readJson } from './json.ts'
import { addressOrNull, eachEntry, exactOf, fieldsOf, momentOf, NO_STORY, PLAIN_COLOUR, tagsOf, titleOrNull, wordsOf, type MarkedPassage } from './marked.ts'

/** The file in chunks, an annotation each. Its times are Hypothesis's `created`. */
export function* printHypothesis(passages: Iterable<MarkedPassage>, now: number): Generator<string> {
  yield `{"export_date":${JSON.stringify(new Date(now).toISOString())},"export_userid":"","client_version":"catchword","annotations":[\n`
  let between = ''
  for (const passage of passages) {
    yield between + JSON.stringify(annotationOf(passage))
    between = ',\n'
  }
  yield '\n]}\n'
}

function annotationOf({ id, story, at, note, tags, made }: MarkedPassage): object {
  const uri = story.url ?? story.workUrl ?? ''
  const when = made === null ? {} : { created: new Date(made).toISOString(), updated: new Date(made).toISOString() }
  const selectorsAt = ({ quote, span }: MarkedPassage['at'][number]): object[] => [
    ...(span ? [{ type: 'TextPositionSelector', start: span.start, end: span.end }] : []),
    { type: 'TextQuoteSelector', exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix },
  ]
  return {
    id: id ?? '', ...when, uri, text: note, tags, document: { title: story.title === null ? [] : [story.title] },
    target: [{ source: uri, selector: selectorsAt(at.at(-1) ?? at[0]) }],
  }
}

const rowsOf = (root: unknown): readonly unknown[] | null => {
  const { annotations, rows } = fieldsOf(root)
  for (const each of [root, annotations, rows]) if (Array.isArray(each)) return each as unknown[]
  return null
}

/** Whether JSON that was read looks like Hypothesis's. */
export function isHypothesis(root: unknown): boolean {
  const rows = rowsOf(root)
  return rows !== null && (fieldsOf(root)['export_date'] !== undefined || rows.some((each) => Array.isArray(fieldsOf(each)['target']) && fieldsOf(each)['uri'] !== undefined))
}

/** Reads such a file. Page notes and replies, which mark no words, are refused. Throws {@link UnreadableFile}. */
export function parseHypothesis(text: string): Parsed<MarkedPassage> {
  const rows = rowsOf(readJson(text))
  if (!rows) throw new UnreadableFile('unknownFormat')
  return eachEntry(rows, 'annotation', readAnnotation)
}

function readAnnotation(value: unknown): MarkedPassage {
  const { id, uri, text, tags, created, updated, document, target } = fieldsOf(value)
  const first = Array.isArray(target) ? fieldsOf((target as unknown[])[0]) : {}
  const selectors = Array.isArray(first['selector']) ? (first['selector'] as unknown[]).map(fieldsOf) : []
  const quote = selectors.find(({ type }) => type === 'TextQuoteSelector')
  if (!quote) throw new WrongShape('target', 'marked words (this is a page note or a reply)')
  const position = selectors.find(({ type }) => type === 'TextPositionSelector')
  const [start, end] = [position?.['start'], position?.['end']]
  return {
    id: wordsOf(id).slice(0, 600) || null,
    story: { ...NO_STORY, title: titleOrNull([fieldsOf(document)['title']].flat()[0]), url: addressOrNull(uri, 'uri') },
    at: [{
      quote: { exact: exactOf(quote['exact'], 'TextQuoteSelector.exact'), prefix: wordsOf(quote['prefix']).slice(-400), suffix: wordsOf(quote['suffix']).slice(0, 400) },
      span: isOffset(start) && isOffset(end) ? { start, end } : null,
      place: null,
    }],
    colour: PLAIN_COLOUR, note: wordsOf(text), tags: tagsOf(tags), made: momentOf(created), edits: null,
    ...editedAt(momentOf(created), momentOf(updated)),
  }
}

const editedAt = (made: number | null, edited: number | null): Pick<MarkedPassage, 'edited'> => (edited === null || edited === made ? {} : { edited })

const isOffset = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1e9
