import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseClipper } from '../../../src/core/formats/clipper.ts'
import { parseClippings, printClippings } from '../../../src/core/formats/clippings.ts'
import { csvRecord, parseCsv } from '../../../src/core/formats/csv.ts'
import { UnreadableFile } from '../../../src/core/formats/file.ts'
import { parseHypothesis, printHypothesis } from '../../../src/core/formats/hypothesis.ts'
import { NO_STORY, onlyWords, type MarkedPassage } from '../../../src/core/formats/marked.ts'
import { fileName, printHtml, printMarkdown } from '../../../src/core/formats/pages.ts'
import { formatOf } from '../../../src/core/formats/read.ts'
import { parseReadwise, printReadwise } from '../../../src/core/formats/readwise.ts'
import { printTable } from '../../../src/core/formats/table.ts'
import { parseW3c, printW3c } from '../../../src/core/formats/w3c.ts'
import { passages, words } from '../records.ts'

const title = fc.option(words.filter((each) => each !== ''), { nil: null })
const LIKE = { ids: ['w:1'], clock: 1e12 }
const marked: fc.Arbitrary<MarkedPassage> = fc.tuple(passages(LIKE), title, title, fc.boolean()).map(([row, name, author, placed]) => ({
  id: row.id,
  story: { work: row.work, chapter: row.chapter, title: name, author, workUrl: null, chapterTitle: name, number: 3, url: 'https://story.example/3?a=1&b=2' },
  at: row.selectors.map(({ quote, start, end, place }) => ({ quote, span: placed ? { start, end } : null, place: placed ? place : null })) as unknown as MarkedPassage['at'],
  colour: row.colour, note: row.note, tags: row.tags.filter((tag) => tag.trim() !== ''), made: row.made, edits: { stamps: row.stamps },
}))
const many = fc.array(marked, { maxLength: 5 })
const one = (fields: Partial<MarkedPassage> = {}): MarkedPassage => ({
  id: null, story: { ...NO_STORY, title: 'The Eel Rent', author: 'Ida Marsh', url: 'https://story.example/1', number: 1 }, at: [onlyWords('salt and "rope"')],
  colour: 'amber', note: 'ask', tags: [], made: Date.UTC(2026, 0, 2, 3, 4, 5), edits: null, ...fields,
})
const all = (chunks: Iterable<string>): string => [...chunks].join('')

test('W3C: written and read, nothing is lost or changed', () => {
  fc.assert(fc.property(many, (list) => {
    const file = all(printW3c(list, 1e12))
    expect(formatOf(file)).toBe('w3c')
    expect(parseW3c(file)).toEqual({ found: list, refused: [] })
  }))
})

test('CSV: every cell comes back, and none begins as a formula', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.oneof(words, fc.constantFrom('=1', "'=1", "''+x", '-', '@a', '\tx', '\r', '＝1')), { minLength: 2, maxLength: 4 }), { maxLength: 4 }), (records) => {
    const file = records.map((record) => csvRecord(record)).join('')
    expect(parseCsv(file)).toEqual(records.map((record) => record))
  }))
  expect(csvRecord(['=HYPERLINK("x")', '-1', '＝1'])).toBe('"\'=HYPERLINK(""x"")",\'-1,\'＝1\r\n')
})

test('Readwise: the exact header, and what it holds comes back', () => {
  const file = all(printReadwise([one({ tags: ['eels', 'to ask'] })]))
  expect(file.split('\r\n')[0]).toBe('Highlight,Title,Author,URL,Note,Location,Date')
  expect(formatOf(file)).toBe('readwise')
  expect(parseReadwise(file)).toEqual({ found: [one({ tags: ['eels', 'to-ask'], story: { ...NO_STORY, title: 'The Eel Rent', author: 'Ida Marsh', url: 'https://story.example/1' } })], refused: [] })
})

test('Readwise: a link that is no web address is refused with its record, the rest is read', () => {
  const { found, refused } = parseReadwise('Highlight,URL\nwords,javascript:alert(1)\n,https://a.example/\ngood,https://a.example/')
  expect(found).toHaveLength(1)
  expect(refused.map(({ where }) => where)).toEqual(['record 1', 'record 2'])
})

test('Kindle: passages with their notes come back', () => {
  const list = [one(), one({ at: [{ ...onlyWords('two\n=====\nthree'), span: { start: 20, end: 40 } }], note: '' })]
  const file = all(printClippings(list))
  expect(formatOf(file)).toBe('clippings')
  const { found, refused } = parseClippings(file)
  expect(refused).toEqual([])
  expect(found.map(({ story, note, made }) => [story.title, story.author, note, made])).toEqual([['The Eel Rent', 'Ida Marsh', 'ask', one().made], ['The Eel Rent', 'Ida Marsh', '', one().made]])
})

test('Kindle: a file of a device, in German too; bookmarks passed over, a cut-off entry refused', () => {
  const { found, refused } = parseClippings('\ufeffMiddlemarch (Eliot, George)\r\n- Ihre Markierung auf Seite 3 | Position 45-46 | Hinzugefügt am Montag, 1. Januar 2024 10:00:00\r\n\r\nThe growing good\r\n==========\r\nMiddlemarch (Eliot, George)\r\n- Ihre Notiz auf Seite 3 | Position 46 | Hinzugefügt am Montag\r\n\r\nja\r\n==========\r\nMiddlemarch (Eliot, George)\r\n- Your Bookmark on Location 9 | Added on Monday\r\n\r\n\r\n==========\r\nMiddle')
  expect(found).toMatchObject([{ story: { title: 'Middlemarch', author: 'Eliot, George' }, note: 'ja', at: [{ quote: { exact: 'The growing good' } }] }])
  expect(refused).toMatchObject([{ where: 'entry 4' }])
})

test('Hypothesis: words, note, tags and place come back; page notes are refused', () => {
  const passage = one({ id: 'abc', tags: ['eels'], at: [{ quote: { exact: 'a', prefix: 'b', suffix: 'c' }, span: { start: 1, end: 2 }, place: null }] })
  const file = all(printHypothesis([passage], 1e12))
  expect(formatOf(file)).toBe('hypothesis')
  expect(parseHypothesis(file).found).toEqual([{ ...passage, story: { ...NO_STORY, title: 'The Eel Rent', url: 'https://story.example/1' } }])
  expect(parseHypothesis('{"rows":[{"uri":"https://a.example/","text":"page note","target":[{"source":"x"}]}]}').refused).toHaveLength(1)
})

test('Obsidian Web Clipper: the words of its HTML', () => {
  const file = JSON.stringify([{ url: 'https://a.example/1', highlights: [{ text: '<p>salt &amp; <em>rope</em><script>x()</script></p>', timestamp: '2026-01-02T03:04:05.000Z', notes: ['n'] }] }])
  expect(formatOf(file)).toBe('clipper')
  expect(parseClipper(file).found).toMatchObject([{ at: [{ quote: { exact: 'salt & rope' } }], note: 'n', made: Date.UTC(2026, 0, 2, 3, 4, 5) }])
})

const EVIL = '<script>alert(1)</script><img src=x onerror=alert(1)> ==x== [[y]]'
test('HTML and Markdown let no markup of a story or a note through', () => {
  const evil = one({ note: EVIL, tags: [EVIL], at: [onlyWords(EVIL)], story: { ...one().story, title: EVIL, author: EVIL, chapterTitle: EVIL } })
  const page = all(printHtml([evil]))
  expect(page).not.toMatch(/<(script|img)/)
  const markdown = printMarkdown([evil], { marks: true }).split('---\n').slice(2).join('---\n')
  expect(markdown).not.toMatch(/(^|[^\\])<(script|img)/)
  expect(markdown).toMatch(/^> ==\\<script/m)
  expect(all(printTable([evil]))).toContain('Work,Author,Chapter')
})

test('Markdown: front matter, a heading a chapter, quotes with notes below', () => {
  expect(printMarkdown([one({ tags: ['eels'] })], { marks: false })).toBe('---\ntitle: "The Eel Rent"\nauthor: "Ida Marsh"\nurl: "https://story.example/1"\ncreated: "2026-01-02"\ntags:\n  - "eels"\n---\n\n# The Eel Rent\n\n## [Chapter 1](<https://story.example/1>)\n\n> salt and "rope"\n\nask\n\n#eels\n')
})

test('a file name holds nothing a file system minds', () => {
  expect(fileName('../a/b: "c"?\u202e')).toBe('a b c')
  expect(fileName('...')).toBe('untitled')
})

test.each(['', '{"a":1}', 'hello', '<html>', '[1,2]', '{"annotations":', '[[[['])('%j is refused in one sentence', (text) => {
  expect(() => formatOf(text)).toThrow(UnreadableFile)
})
