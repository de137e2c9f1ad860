/** Links that open a page at a passage: text fragments, `#:~:text=` (WICG scroll-to-text-fragment, section 3). */
import { placeAt, type StoryText } from '../text.ts'

/** Words at each end of a long passage, and words of context to begin with and at most. */
const END_WORDS = 5
const MOST_WORDS = 20
/** A passage of more characters is named by its two ends. */
const WHOLE = 120

interface Piece {
  readonly from: number
  readonly to: number
}

/**
 * `url` with a fragment that makes browsers scroll to and mark `[start, end)` of the story. The passage is widened to
 * whole words, because browsers match whole words only, and words around it are added until no earlier place in the
 * story matches. A fragment that the address already has is kept, since sites may need it. Without a word to name,
 * the address comes back as it is.
 */
export function fragmentUrl(url: string, story: StoryText, start: number, end: number): string {
  const words = wordsAround(story, start, end)
  const first = words.findIndex((word) => word.to > start)
  const last = words.findLastIndex((word) => word.from < end)
  if (first < 0 || last < first) return url
  const directive = directiveFor(story, words, first, last)
  const [address = '', hash = ''] = splitOnce(url, '#')
  return `${address}#${splitOnce(hash, ':~:')[0] ?? ''}:~:text=${directive}`
}

function splitOnce(text: string, by: string): string[] {
  const at = text.indexOf(by)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + by.length)]
}

/** The words of the passage's paragraphs and of one paragraph on each side. */
function wordsAround(story: StoryText, start: number, end: number): Piece[] {
  const before = Math.max(0, placeAt(story, start).paragraph - 1)
  const after = placeAt(story, Math.max(start, end - 1)).paragraph + 2
  const from = story.starts[before] ?? 0
  const text = story.text.slice(from, (story.starts[after] ?? story.text.length + 1) - 1)
  const words: Piece[] = []
  for (const { segment, index, isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (isWordLike) words.push({ from: from + index, to: from + index + segment.length })
  }
  return words
}

/** A directive's parts as they stand in the text; `last` is null when the first names the whole passage. */
interface Directive {
  readonly prefix: Piece | null
  readonly first: Piece
  readonly last: Piece | null
  readonly suffix: Piece | null
}

function directiveFor(story: StoryText, words: readonly Piece[], first: number, last: number): string {
  let directive = build(story, words, first, last, 0, 0)
  for (let context = 0; context <= MOST_WORDS && !isFirst(story, directive); context++) directive = build(story, words, first, last, context, context)
  const part = (piece: Piece): string => encode(story.text.slice(piece.from, piece.to))
  return [
    directive.prefix ? `${part(directive.prefix)}-` : '',
    part(directive.first),
    directive.last ? part(directive.last) : '',
    directive.suffix ? `-${part(directive.suffix)}` : '',
  ].filter((text) => text !== '').join(',')
}

function build(story: StoryText, words: readonly Piece[], first: number, last: number, before: number, after: number): Directive {
  const from = (words[first] as Piece).from
  const to = (words[last] as Piece).to
  const isWhole = to - from <= WHOLE && !story.text.slice(from, to).includes('\n')
  const head = isWhole ? last : run(story, words, first, 1, Math.min(END_WORDS + after, Math.max(1, (last - first) >> 1)))
  const tail = isWhole ? first : run(story, words, last, -1, Math.min(END_WORDS + after, Math.max(1, (last - first) >> 1)))
  const prefixFrom = before === 0 || first === 0 ? null : run(story, words, first - 1, -1, before)
  const suffixTo = after === 0 || last === words.length - 1 ? null : run(story, words, last + 1, 1, after)
  return {
    prefix: prefixFrom === null ? null : { from: (words[prefixFrom] as Piece).from, to: wordsEnd(story, words, first - 1, from) },
    first: { from, to: isWhole ? to : (words[head] as Piece).to },
    last: isWhole ? null : { from: (words[tail] as Piece).from, to },
    suffix: suffixTo === null ? null : { from: wordsStart(story, words, last + 1, to), to: (words[suffixTo] as Piece).to },
  }
}

/** The word up to `count` words from `at` that still stands in the same paragraph: browsers match within one. */
function run(story: StoryText, words: readonly Piece[], at: number, step: 1 | -1, count: number): number {
  const { paragraph } = placeAt(story, (words[at] as Piece).from)
  let found = at
  for (let taken = 1; taken < count; taken++) {
    const next = words[found + step]
    if (!next || placeAt(story, next.from).paragraph !== paragraph) break
    found += step
  }
  return found
}

/** A prefix ends with the marks that stand between it and the passage; only white space may come between the two. */
function wordsEnd(story: StoryText, words: readonly Piece[], word: number, next: number): number {
  const { to } = words[word] as Piece
  return to + (/^[^\n]*?(?=\s*$)/.exec(story.text.slice(to, next).split('\n')[0] ?? '')?.[0].length ?? 0)
}

function wordsStart(story: StoryText, words: readonly Piece[], word: number, before: number): number {
  const { from } = words[word] as Piece
  const between = story.text.slice(before, from)
  return from - between.slice(between.lastIndexOf('\n') + 1).trimStart().length
}

/** Whether nothing earlier in the story matches, as a browser looks for it: the first match wins. */
function isFirst(story: StoryText, { prefix, first, last, suffix }: Directive): boolean {
  const text = story.text.toLowerCase()
  if (text.length !== story.text.length) return true
  const of = (piece: Piece): string => text.slice(piece.from, piece.to)
  const begins = prefix ? text.slice(prefix.from, first.to) : of(first)
  if (!last) return text.indexOf(suffix ? begins + text.slice(first.to, suffix.to) : begins) === (prefix ?? first).from
  const closes = suffix ? text.slice(last.from, suffix.to) : of(last)
  return text.indexOf(begins) === (prefix ?? first).from && text.indexOf(closes, first.to) === last.from
}

/** Percent-encodes what the syntax needs (`-`, `,`, `&`) and everything that is not plain; half characters become U+FFFD. */
const encode = (text: string): string =>
  encodeURIComponent(text.replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')).replaceAll('-', '%2D')
