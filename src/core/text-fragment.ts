/**
 * Addresses that open a page at a passage: text fragments (https://wicg.github.io/scroll-to-text-fragment/), which
 * browsers match by whole words, regardless of case, each term within one block.
 */
import type { Quote } from './passage.ts'

/** A passage up to this long is written out; of a longer one its first and last words. */
const WRITTEN_OUT = 120
const EDGE_WORDS = 5
const CONTEXT_WORDS = 4

/** A lone half of a surrogate pair cannot be written in an address. */
const encode = (words: string): string => encodeURIComponent(words.replace(/\p{Cs}/gu, '\ufffd')).replaceAll('-', '%2D')
const firstWords = (text: string, count: number): string => text.trim().split(/\s+/).slice(0, count).join(' ')
const lastWords = (text: string, count: number): string => text.trim().split(/\s+/).slice(-count).join(' ')
const before = (text: string): string => text.slice(text.lastIndexOf('\n') + 1)
const after = (text: string): string => text.split('\n', 1)[0] ?? ''
const LETTERS_AT_END = /[\p{L}\p{N}\p{M}'’]+$/u
const LETTERS_AT_START = /^[\p{L}\p{N}\p{M}'’]+/u

/** A quote grown to whole words, where a reader's selection began or ended inside one. */
function wholeWords({ exact, prefix, suffix }: Quote): Quote {
  const head = LETTERS_AT_START.test(exact) ? (LETTERS_AT_END.exec(prefix)?.[0] ?? '') : ''
  const tail = LETTERS_AT_END.test(exact) ? (LETTERS_AT_START.exec(suffix)?.[0] ?? '') : ''
  return { exact: head + exact + tail, prefix: prefix.slice(0, prefix.length - head.length), suffix: suffix.slice(tail.length) }
}

/**
 * The address of `url` at a quote of the story's `text`. Words around the quote are added where the quote alone stands
 * more than once in the text.
 */
export function fragmentLink(url: string, quote: Quote, text: string): string {
  const whole = wholeWords(quote)
  const { exact } = whole
  const short = exact.length <= WRITTEN_OUT && !exact.includes('\n')
  const start = firstWords(after(exact), EDGE_WORDS)
  const end = lastWords(before(exact), EDGE_WORDS)
  const terms = short ? [encode(exact.trim())] : [encode(start), encode(end)]
  const searched = short ? exact : start
  if (text.indexOf(searched) !== text.lastIndexOf(searched)) {
    const prefix = lastWords(before(whole.prefix), CONTEXT_WORDS)
    const suffix = firstWords(after(whole.suffix), CONTEXT_WORDS)
    if (prefix) terms.unshift(`${encode(prefix)}-`)
    if (suffix) terms.push(`-${encode(suffix)}`)
  }
  return `${url.split('#', 1)[0] ?? url}#:~:text=${terms.join(',')}`
}
