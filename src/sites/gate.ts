/**
 * The cheap question before the dear one: may this page be a chapter at all? Asked on every page of every site, so it is
 * small, imports no rule and touches little of the page. It may say yes to what is none; it never says no to a page that
 * `readPage` calls a chapter (tests/sites/gate.test.ts holds the two together).
 */
import { doorOf, type Door } from './doors.ts'
import { closest, find, walkerIn } from './nodes.ts'

/** `address`: on this site no chapter has such an address. `text`: there is not enough text (yet), no story, or it is no HTML. */
export type Gate = 'open' | 'address' | 'text'

/** Less text than this outside of links and controls is no chapter where nothing else speaks for one: some 40 words. */
const LEAST_TEXT = 200
/** The same where the address is a chapter's: then even a note of the author is worth a look. */
const LEAST_AT_CHAPTER = 20
/** One character of a script without spaces says as much as three of an alphabet. */
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]/
const DENSE_IS = 3
/** So many texts into a page without having found enough, it is looked at all the same. */
const MOST_TEXTS = 2000
/** What holds no story: the reader cannot read it, or it is there to be clicked. */
const ASIDE = 'a, button, iframe, noscript, script, select, style, template, textarea, title'

/**
 * Whether a page holds at least so many characters of text. The walk over texts stays in the browser's own code (a filter
 * of ours would double the cost of the whole script), and nothing is asked of an element that form controls may shadow.
 */
function holdsText(document: Document, least: number): boolean {
  const walker = walkerIn(document, NodeFilter.SHOW_TEXT)
  let found = 0
  for (let seen = 0; seen < MOST_TEXTS; seen++) {
    const node = walker.nextNode()
    if (node === null) return false
    const text = (node as Text).data.trim()
    if (text === '' || closest(node.parentNode as Element, ASIDE) !== null) continue
    found += DENSE.test(text) ? text.length * DENSE_IS : text.length
    if (found >= least) return true
  }
  return true
}

/** Whether a page may be a chapter. The document is not touched where the address says no. */
export function gateOf(page: { readonly location: Pick<URL, 'hostname' | 'pathname' | 'search'>; readonly document: Document }): Gate {
  const { hostname, pathname, search } = page.location
  const { mayRead, story }: Door = doorOf(hostname) ?? {}
  if (mayRead?.test(pathname + search) === false) return 'address'
  const { document } = page
  if (!/html/.test(document.contentType) || story !== undefined && find(document, story) === null) return 'text'
  return holdsText(document, mayRead ? LEAST_AT_CHAPTER : LEAST_TEXT) ? 'open' : 'text'
}
