/**
 * W3C Web Annotation (Recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/): an AnnotationCollection
 * with one page, each passage an Annotation with TextQuoteSelector and TextPositionSelector. What the model has no word for
 * (the work, the place by paragraph, who edited what) stands under `catchword`, which other programs pass over.
 */
import { COLOURS } from '../passage.ts'
import { passageStamps } from '../record.ts'
import { list, number, oneOf, record, text, WrongShape, type Shape } from '../shape.ts'
import type { Stamp } from '../stamp.ts'
import type { ChapterId, WorkId } from '../work.ts'
import { UnreadableFile, type Parsed } from './file.ts'
import { readJson } from './json.ts'
import { addressOrNull, eachEntry, exactOf, fieldsOf, momentOf, NO_STORY, PLAIN_COLOUR, tagsOf, titleOrNull, wordsOf, type MarkedAt, type MarkedPassage, type Story } from './marked.ts'

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld'
const OURS = { catchword: 'urn:catchword:' }
const UUID = 'urn:uuid:'

/** The file in chunks, an annotation each. */
export function* printW3c(passages: Iterable<MarkedPassage>, now: number): Generator<string> {
  yield `{"@context":${JSON.stringify([CONTEXT, OURS])},"type":"AnnotationCollection","label":"Catchword","modified":${JSON.stringify(new Date(now).toISOString())},"first":{"type":"AnnotationPage","items":[\n`
  let between = ''
  for (const passage of passages) {
    yield between + JSON.stringify(annotationOf(passage))
    between = ',\n'
  }
  yield '\n]}}\n'
}

const selectorsOf = ({ quote, span, place }: MarkedAt): object[] => [
  { type: 'TextQuoteSelector', exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix },
  ...(span ? [{ type: 'TextPositionSelector', start: span.start, end: span.end, ...(place && { 'catchword:place': place }) }] : []),
]

function annotationOf({ id, story, at, colour, note, tags, made, edits }: MarkedPassage): object {
  return {
    type: 'Annotation',
    ...(id !== null && { id: `${UUID}${id}` }),
    ...(made !== null && { created: new Date(made).toISOString() }),
    motivation: note === '' ? 'highlighting' : 'commenting',
    body: [
      ...(note === '' ? [] : [{ type: 'TextualBody', value: note, format: 'text/plain', purpose: 'commenting' }]),
      ...tags.map((tag) => ({ type: 'TextualBody', value: tag, purpose: 'tagging' })),
    ],
    target: at.map((each) => ({ ...(story.url !== null && { source: story.url }), selector: selectorsOf(each) })),
    'catchword:colour': colour,
    'catchword:story': story,
    ...(edits && { 'catchword:edits': edits }),
  }
}

/** Reads a collection, a page, a list or a single annotation. Throws {@link UnreadableFile}. */
export function parseW3c(text: string): Parsed<MarkedPassage> {
  const root = readJson(text)
  const items = itemsOf(root)
  if (!items) throw new UnreadableFile('unknownFormat')
  return eachEntry(items, 'annotation', readAnnotation)
}

/** Whether JSON that was read looks like annotations of the W3C's model. */
export const isW3c = (root: unknown): boolean => itemsOf(root) !== null

function itemsOf(root: unknown): readonly unknown[] | null {
  const isAnnotation = (value: unknown): boolean => [fieldsOf(value)['type']].flat().includes('Annotation')
  if (Array.isArray(root)) return root.some(isAnnotation) ? (root as unknown[]) : null
  const { first, items, type } = fieldsOf(root)
  if (Array.isArray(items)) return items as unknown[]
  const page = fieldsOf(first)['items']
  if (Array.isArray(page)) return page as unknown[]
  return type === 'AnnotationCollection' ? [] : isAnnotation(root) ? [root] : null
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value])
const whole = number(0, 1e9)
const span = record({ start: whole, end: whole })
const place = record({ paragraph: whole, offset: whole })

function readTarget(value: unknown): MarkedAt {
  const selectors = listOf(fieldsOf(value)['selector']).map(fieldsOf)
  const quote = selectors.find(({ type }) => type === 'TextQuoteSelector')
  const position = selectors.find(({ type }) => type === 'TextPositionSelector')
  const ours = position?.['catchword:place']
  return {
    quote: { exact: exactOf(quote?.['exact'], 'TextQuoteSelector.exact'), prefix: wordsOf(quote?.['prefix']).slice(-400), suffix: wordsOf(quote?.['suffix']).slice(0, 400) },
    span: position ? span(position, 'TextPositionSelector') : null,
    place: ours === undefined ? null : place(ours, 'catchword:place'),
  }
}

const stamps = list(text(60) as unknown as Shape<Stamp>, 1000)
const wordings = list(record({ note: text(1_000_000), stamp: text(60) as unknown as Shape<Stamp> }), 1000)

function readEdits(value: unknown): MarkedPassage['edits'] {
  if (value === undefined) return null
  const { stamps: edited, noteOver, notesApart } = fieldsOf(value)
  return {
    stamps: passageStamps(edited, 'catchword:edits.stamps'),
    ...(noteOver !== undefined && { noteOver: stamps(noteOver, 'catchword:edits.noteOver') }),
    ...(notesApart !== undefined && { notesApart: wordings(notesApart, 'catchword:edits.notesApart') }),
  }
}

function readStory(ours: unknown, source: unknown): Story {
  const { work, chapter, title, author, workUrl, chapterTitle, number: count, url } = fieldsOf(ours)
  if (ours === undefined) return { ...NO_STORY, url: addressOrNull(source, 'target.source') }
  return {
    work: wordsOf(work).slice(0, 600) as WorkId || null,
    chapter: wordsOf(chapter).slice(0, 600) as ChapterId || null,
    title: titleOf(title), author: titleOf(author), workUrl: addressOrNull(workUrl, 'catchword:story.workUrl'),
    chapterTitle: titleOf(chapterTitle), number: typeof count === 'number' ? number(-1e6, 1e9)(count, 'catchword:story.number') : null,
    url: addressOrNull(url ?? source, 'target.source'),
  }
}
const titleOf = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, 1000) : null)

function readAnnotation(value: unknown): MarkedPassage {
  const { id, created, body, bodyValue, target, ...rest } = fieldsOf(value)
  const targets = listOf(target)
  const [first, ...others] = targets.map(readTarget)
  if (!first) throw new WrongShape('target', 'where the passage stands')
  const bodies = listOf(body).map((each) => (typeof each === 'string' ? { value: each } : fieldsOf(each)) as Record<string, unknown>)
  const note = bodies.filter(({ purpose }) => purpose !== 'tagging').map((each) => wordsOf(each['value'])).filter(Boolean).join('\n\n') || wordsOf(bodyValue)
  const colour = rest['catchword:colour']
  return {
    id: wordsOf(id).replace(UUID, '').slice(0, 600) || null,
    story: readStory(rest['catchword:story'], fieldsOf(targets[0])['source'] ?? (typeof targets[0] === 'string' ? targets[0] : titleOrNull(null))),
    at: [first, ...others],
    colour: colour === undefined ? PLAIN_COLOUR : oneOf(COLOURS)(colour, 'catchword:colour'),
    note,
    tags: tagsOf(bodies.filter(({ purpose }) => purpose === 'tagging').map((each) => each['value'])),
    made: momentOf(created),
    edits: readEdits(rest['catchword:edits']),
  }
}
