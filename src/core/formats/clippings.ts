/**
 * Kindle's `My Clippings.txt`, as the device writes it: a title with the author in brackets, a line that says what and
 * where and when, an empty line, the words, ten equals signs. A note is an entry of its own, at the end of what it is about.
 * The second line is in the device's language; only its shape is relied on (compare robertmartin8/KindleClippings and
 * koreader's clip.lua, which read the same shape).
 */
import { UnreadableFile, type Parsed, type Refused } from './file.ts'
import { chapterName, momentOf, NO_STORY, onlyWords, PLAIN_COLOUR, type MarkedPassage } from './marked.ts'

const RULE = '=========='
const NOTE = /\b(?:note|notiz|nota|notitie|notatka|anteckning)\b|заметка|メモ|笔记|筆記|메모|नोट/iu
const BOOKMARK = /bookmark|lesezeichen|marcador|signet|segnalibro|bladwijzer|закладка|ブックマーク|书签|書籤|북마크/iu

const dayOf = (made: number): string =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'medium', timeZone: 'UTC' }).format(made).replace(' at ', ' ').replaceAll('\u202f', ' ')

/** One line: what stands in it may not end an entry or begin another. */
const line = (text: string): string => text.replace(/\s+/g, ' ').trim()
const lines = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/^=+$/gm, '$& ').replaceAll('\n', '\r\n')

/** The file in chunks, an entry each; a note follows the passage it is about. */
export function* printClippings(passages: Iterable<MarkedPassage>): Generator<string> {
  yield '\ufeff'
  for (const { story, at: [{ quote, span }], note, made } of passages) {
    const work = story.title ?? chapterName(story) ?? story.url ?? '–'
    const head = story.author === null ? line(work) : `${line(work)} (${line(story.author).replaceAll(/[()]/g, ' ')})`
    const added = made === null ? '' : ` | Added on ${dayOf(made)}`
    const [from, to] = span ? [span.start + 1, Math.max(span.start + 1, span.end)] : [1, 1]
    const chapter = story.number === null ? '' : ` on page ${story.number} |`
    yield `${head}\r\n- Your Highlight${chapter} Location ${from}-${to}${added}\r\n\r\n${lines(quote.exact)}\r\n${RULE}\r\n`
    if (note !== '') yield `${head}\r\n- Your Note${chapter} Location ${to}${added}\r\n\r\n${lines(note)}\r\n${RULE}\r\n`
  }
}

interface Clipping {
  readonly where: string
  readonly head: string
  readonly about: string
  /** The last two numbers before the date: a range, or one number twice. */
  readonly from: number
  readonly to: number
  readonly made: number | null
  readonly words: string
}

function readClipping(entry: string, number: number): Clipping | null {
  const [head = '', about = '', ...rest] = entry.replace(/^[\s\ufeff]+/, '').split('\n')
  if (!about.trimStart().startsWith('-')) return null
  const parts = about.split('|').map((part) => part.trim())
  const day = parts.length > 1 ? (parts.at(-1) ?? '') : ''
  const place = [...(parts.length > 2 ? (parts.at(-2) ?? '') : (parts[0] ?? '')).matchAll(/(\d+)(?:\s*[-–]\s*(\d+))?/g)].at(-1)
  const from = Number(place?.[1] ?? 0)
  const english = /on (?:\p{L}+,? )?(.*)$/u.exec(day)?.[1] ?? ''
  return {
    where: `entry ${number}`, head: head.trim(), about: parts[0] ?? '', from, to: Math.max(from, Number(place?.[2] ?? from)),
    // a device tells its own hour; taken for universal, so that the same file read twice is the same
    made: momentOf(english === '' ? '' : `${english} UTC`), words: rest.join('\n').trim(),
  }
}

function passageOf({ head, made, words, from, to }: Clipping, note: string): MarkedPassage {
  const [, title = head, author = null] = /^(.*\S)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)$/.exec(head) ?? []
  const at = onlyWords(words)
  return {
    id: null, story: { ...NO_STORY, title: title.slice(0, 1000) || null, author: author?.slice(0, 1000) ?? null }, colour: PLAIN_COLOUR, note, tags: [], made, edits: null,
    // only their order is meant: locations of a book are no offsets in a text
    at: [{ ...at, span: { start: from, end: to } }],
  }
}

/** Reads the file: highlights with the notes at their places. Bookmarks are passed over. Throws {@link UnreadableFile}. */
export function parseClippings(text: string): Parsed<MarkedPassage> {
  const entries = text.replace(/\r\n?/g, '\n').split(new RegExp(`^${RULE}[ \\t]*$`, 'm'))
  const clippings = entries.map((entry, index) => ({ entry, clipping: readClipping(entry, index + 1), where: `entry ${index + 1}` })).filter(({ entry }) => entry.trim() !== '')
  if (!clippings.some(({ clipping }) => clipping)) throw new UnreadableFile('unknownFormat')
  const refused: Refused[] = clippings.filter(({ clipping }) => !clipping).map(({ where }) => ({ where, why: 'this entry is not as a Kindle writes it; it may have been cut off' }))
  const known = clippings.flatMap(({ clipping }) => (clipping ? [clipping] : [])).filter(({ about, words }) => words !== '' && !BOOKMARK.test(about))
  const highlights = known.filter(({ about }) => !NOTE.test(about))
  const notes = new Map<Clipping, string[]>()
  for (const note of known.filter(({ about }) => NOTE.test(about))) {
    const about = highlights.filter((each) => each.head === note.head && each.from <= note.to && note.to <= each.to)
    const nearest = about.reduce<Clipping | undefined>((best, each) => (best && best.to - best.from <= each.to - each.from ? best : each), undefined)
    if (nearest) notes.set(nearest, [...(notes.get(nearest) ?? []), note.words])
    else refused.push({ where: note.where, why: 'a note without the passage it is about' })
  }
  return { found: highlights.map((each) => passageOf(each, (notes.get(each) ?? []).join('\n\n'))), refused }
}
