/** What a person reads: Markdown, one file a work, and a plain page of HTML. Written only. */
import { chapterName, type MarkedPassage, type Story } from './marked.ts'

const SPECIAL = /[\\`*_[\]<>~=|$#]/g
/** Story text in Markdown: nothing in it is markup, and no HTML comes through. */
const plain = (text: string): string => text.replace(SPECIAL, '\\$&').replace(/^(\s*)([-+]|\d+[.)])(?=\s|$)/gm, (_, space: string, sign: string) => `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}`)
/** A reader's own note keeps its Markdown; what would be HTML is not. */
const noteText = (note: string): string => note.replace(/<(?=[a-z/!?])/gi, '\\<')
const quoted = (text: string): string => text.split(/\r\n|\r|\n/).map((line) => `> ${line}`.trimEnd()).join('\n')
/** A string in YAML 1.2: JSON's double-quoted strings are YAML's. */
const yaml = (value: string): string => JSON.stringify(value).replace(/[\u0085\u2028\u2029\ufeff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

export interface MarkdownWishes {
  /** Obsidian's `==mark==` around each passage. */
  readonly marks: boolean
}

function frontMatter(story: Story, passages: readonly MarkedPassage[]): string {
  const tags = [...new Set(passages.flatMap((each) => each.tags))].sort()
  const made = passages.flatMap((each) => (each.made === null ? [] : [each.made]))
  const rows: readonly (readonly [string, string | null])[] = [
    ['title', story.title], ['author', story.author], ['url', story.workUrl ?? story.url], ['site', story.work?.split(':')[0] ?? null],
    ['created', made.length > 0 ? new Date(made.reduce((first, each) => Math.min(first, each))).toISOString().slice(0, 10) : null],
  ]
  const lines = rows.flatMap(([key, value]) => (value === null ? [] : [`${key}: ${yaml(value)}`]))
  return ['---', ...lines, ...(tags.length > 0 ? ['tags:', ...tags.map((tag) => `  - ${yaml(tag)}`)] : []), '---'].join('\n')
}

/** One work's passages, given in story order. */
export function printMarkdown(passages: readonly MarkedPassage[], { marks }: MarkdownWishes): string {
  const [first] = passages
  if (!first) return ''
  const parts = [frontMatter(first.story, passages), `# ${plain(first.story.title ?? first.story.url ?? '')}`.trimEnd()]
  let chapter: string | null = null
  for (const { story, at: [{ quote }], note, tags } of passages) {
    const name = chapterName(story) ?? story.url
    if (name !== null && name !== chapter) parts.push(story.url === null ? `## ${plain(name)}` : `## [${plain(name)}](<${story.url.replace(/[<>\s]/g, encodeURIComponent)}>)`)
    chapter = name
    // a mark cannot go over the end of a line
    const words = quote.exact.split(/\r\n|\r|\n/).map((line) => (marks && line.trim() !== '' ? `==${plain(line.trim())}==` : plain(line))).join('\n')
    parts.push(quoted(words))
    if (note !== '') parts.push(noteText(note))
    if (tags.length > 0) parts.push(tags.map((tag) => `#${tag.trim().replace(/[^\p{L}\p{N}_/-]+/gu, '-')}`).join(' '))
  }
  return parts.join('\n\n') + '\n'
}

/** A name for a file, from a work's title: what no file system minds. */
export const fileName = (title: string): string =>
  title.normalize('NFC').replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069"*/:<>?\\|#^[\]]/g, ' ').replace(/\s+/g, ' ').trim().replace(/^\.+|[. ]+$/g, '').slice(0, 80).trim() || 'untitled'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const html = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)

const STYLE = 'body{font:17px/1.6 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em;color-scheme:light dark}blockquote{margin:1.2em 0 .4em;padding-inline-start:1em;border-inline-start:4px solid #999;white-space:pre-line}.amber{border-color:#c9982b}.rose{border-color:#c4685d}.moss{border-color:#7f9c3f}.sky{border-color:#4c91bd}.violet{border-color:#9474c6}.note{white-space:pre-line}.small{font-size:.85em}'

/** All passages on one page without scripts, in chunks; a policy in it keeps it from loading anything. */
export function* printHtml(passages: Iterable<MarkedPassage>): Generator<string> {
  yield `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n<meta name="viewport" content="width=device-width">\n<title>Catchword</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n`
  let work: string | null = null
  let chapter: string | null = null
  for (const { story, at: [{ quote }], colour, note, tags } of passages) {
    const key = story.work ?? story.title ?? story.url ?? ''
    if (key !== work) yield `<h1 dir="auto">${linked(story.title ?? story.url ?? '–', story.workUrl)}</h1>\n${story.author === null ? '' : `<p dir="auto">${html(story.author)}</p>\n`}`
    const name = chapterName(story)
    if (name !== null && (key !== work || name !== chapter)) yield `<h2 dir="auto">${linked(name, story.url)}</h2>\n`
    work = key
    chapter = name
    yield `<blockquote dir="auto" class="${colour}">${html(quote.exact)}</blockquote>\n`
    if (note !== '') yield `<p class="note" dir="auto">${html(note)}</p>\n`
    if (tags.length > 0) yield `<p class="small" dir="auto">${html(tags.join(', '))}</p>\n`
  }
  yield '</main>\n</body>\n</html>\n'
}

const linked = (text: string, url: string | null): string =>
  url !== null && /^https?:\/\//i.test(url) ? `<a rel="noopener noreferrer" href="${html(url)}">${html(text)}</a>` : html(text)
