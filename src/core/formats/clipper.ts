/**
 * Highlights of the Obsidian Web Clipper as its settings page exports them: a list of `{url, title?, highlights: [{text,
 * timestamp, notes?}]}` (obsidianmd/obsidian-clipper, "exportHighlights"). The text may be HTML; only its words are taken.
 */
import { UnreadableFile, type Parsed } from './file.ts'
import { readJson } from './json.ts'
import { addressOrNull, eachEntry, exactOf, fieldsOf, momentOf, NO_STORY, onlyWords, PLAIN_COLOUR, titleOrNull, wordsOf, type MarkedPassage } from './marked.ts'

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', mdash: '—', ndash: '–', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' }

const character = (whole: string, code: string): string => {
  if (!code.startsWith('#')) return (Object.hasOwn(NAMED, code) ? NAMED[code] : undefined) ?? whole
  const point = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number.parseInt(code.slice(1), 10)
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole
}

/** The words of a piece of HTML. A `<` that begins no tag is a letter like others. */
export const wordsOfHtml = (html: string): string =>
  html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '').replace(/<(?:br|\/p|\/div|\/li|\/h\d|\/blockquote)\b[^>]*>/gi, '\n').replace(/<\/?[a-z][^>]*>|<!--[\s\S]*?-->/gi, '')
    .replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, character).replace(/[^\S\n]+/g, ' ').replace(/ ?\n\s*/g, '\n').trim()

/** Whether JSON that was read looks like the Clipper's. */
export const isClipper = (root: unknown): boolean => Array.isArray(root) && root.some((each) => Array.isArray(fieldsOf(each)['highlights']))

/** Reads such a file. Throws {@link UnreadableFile}. */
export function parseClipper(text: string): Parsed<MarkedPassage> {
  const root = readJson(text)
  if (!isClipper(root)) throw new UnreadableFile('unknownFormat')
  const flat = (root as unknown[]).flatMap((page) => {
    const { url, title, highlights } = fieldsOf(page)
    return Array.isArray(highlights) ? (highlights as unknown[]).map((highlight) => ({ url, title, highlight })) : []
  })
  return eachEntry(flat, 'highlight', readHighlight)
}

function readHighlight(value: unknown): MarkedPassage {
  const { url, title, highlight } = fieldsOf(value)
  const { text, content, timestamp, notes } = fieldsOf(highlight)
  return {
    id: null,
    story: { ...NO_STORY, title: titleOrNull(title), url: addressOrNull(url, 'url') },
    at: [onlyWords(exactOf(wordsOfHtml(wordsOf(text ?? content)), 'text'))],
    colour: PLAIN_COLOUR, note: [notes].flat().map(wordsOf).filter(Boolean).join('\n\n'), tags: [], made: momentOf(timestamp), edits: null,
  }
}
