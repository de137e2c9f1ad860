/**
 * Notes are plain text with a little Markdown, read here into a tree that each place draws with its own nodes: never into
 * HTML. What is not understood stays as it was written.
 */

export type Inline =
  | string
  | { readonly kind: 'strong' | 'em'; readonly of: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  /** Only http and https. */
  | { readonly kind: 'link'; readonly href: string; readonly of: readonly Inline[] }

export type Block =
  | { readonly kind: 'paragraph' | 'quote'; readonly of: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string }

/** Marks within marks are read this deep. */
const DEEPEST = 4
/** Nothing between two marks is longer than this, so that marks which are never closed cost little. */
const MARKS = /`([^`\n]{1,500})`|\*\*([^*\n]{1,500}(?:\*[^*\n]{1,200}\*[^*\n]{0,200}){0,9})\*\*|\*([^*\s][^*\n]{0,500})\*|(?<![\p{L}\p{N}])_([^_\s][^_\n]{0,500})_(?![\p{L}\p{N}])|\[([^[\]\n]{1,200})\]\((https?:\/\/[^\s)]{1,2000})\)|(https?:\/\/[^\s<>"]{0,2000}[^\s<>".,;:!?)\]'’”])/gu

/** Reads bold, italic, code and links in one stretch of text. */
export function inlines(text: string, depth = 0): Inline[] {
  if (depth > DEEPEST) return [text]
  const found: Inline[] = []
  let at = 0
  for (const match of text.matchAll(MARKS)) {
    const [whole, code, strong, em, underscored, label, href, bare] = match
    if (match.index > at) found.push(text.slice(at, match.index))
    at = match.index + whole.length
    const slanted = em ?? underscored
    if (code !== undefined) found.push({ kind: 'code', text: code })
    else if (strong !== undefined) found.push({ kind: 'strong', of: inlines(strong, depth + 1) })
    else if (slanted !== undefined) found.push({ kind: 'em', of: inlines(slanted, depth + 1) })
    else if (label !== undefined && href !== undefined) found.push({ kind: 'link', href, of: [label] })
    else if (bare !== undefined) found.push({ kind: 'link', href: bare, of: [bare] })
  }
  if (at < text.length) found.push(text.slice(at))
  return found
}

const BULLET = /^\s*[-*+] +(.*)$/
const NUMBER = /^\s*\d{1,9}[.)] +(.*)$/
const QUOTE = /^\s*> ?(.*)$/
const FENCE = /^\s*```/

const kindOf = (line: string): 'bullet' | 'number' | 'quote' | 'fence' | 'blank' | 'text' => {
  if (FENCE.test(line)) return 'fence'
  if (line.trim() === '') return 'blank'
  if (QUOTE.test(line)) return 'quote'
  if (BULLET.test(line)) return 'bullet'
  return NUMBER.test(line) ? 'number' : 'text'
}

/** Reads a note. Linear in its length. */
export function blocksOf(note: string): Block[] {
  const lines = note.replace(/\r\n?/g, '\n').split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length;) {
    const kind = kindOf(lines[at] ?? '')
    let end = at + 1
    if (kind === 'fence') {
      while (end < lines.length && kindOf(lines[end] ?? '') !== 'fence') end++
      blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') })
      at = end + 1
      continue
    }
    while (end < lines.length && kindOf(lines[end] ?? '') === kind) end++
    if (kind !== 'blank') blocks.push(blockOf(kind, lines.slice(at, end)))
    at = end
  }
  return blocks
}

function blockOf(kind: 'bullet' | 'number' | 'quote' | 'text', lines: readonly string[]): Block {
  const inner = (pattern: RegExp): string[] => lines.map((line) => pattern.exec(line)?.[1] ?? line)
  switch (kind) {
    case 'bullet': return { kind: 'list', ordered: false, items: inner(BULLET).map((item) => inlines(item)) }
    case 'number': return { kind: 'list', ordered: true, items: inner(NUMBER).map((item) => inlines(item)) }
    case 'quote': return { kind: 'quote', of: inlines(inner(QUOTE).join('\n')) }
    case 'text': return { kind: 'paragraph', of: inlines(lines.join('\n')) }
  }
}

/** Makes one node of the place that draws: a tag of HTML, an address for links, what is in it. */
export type Make<Node> = (tag: 'p' | 'blockquote' | 'ul' | 'ol' | 'li' | 'pre' | 'code' | 'strong' | 'em' | 'a', href: string | null, children: (Node | string)[]) => Node

/** Draws a note. Line breaks stay in the text: the place shows them (`white-space: pre-line`). */
export function drawNote<Node>(note: string, make: Make<Node>): Node[] {
  const inline = (part: Inline): Node | string => {
    if (typeof part === 'string') return part
    if (part.kind === 'code') return make('code', null, [part.text])
    if (part.kind === 'link') return make('a', part.href, part.of.map(inline))
    return make(part.kind, null, part.of.map(inline))
  }
  return blocksOf(note).map((block) => {
    switch (block.kind) {
      case 'paragraph': return make('p', null, block.of.map(inline))
      case 'quote': return make('blockquote', null, block.of.map(inline))
      case 'list': return make(block.ordered ? 'ol' : 'ul', null, block.items.map((item) => make('li', null, item.map(inline))))
      case 'code': return make('pre', null, [make('code', null, [block.text])])
    }
  })
}
