/**
 * Bookmarks as every browser exports them: the HTML of Netscape's time, one `<A HREF ADD_DATE>` a line, folders as `<H3>`
 * before a `<DL>`. Only addresses, names and days are taken; nothing of the file is ever shown as HTML.
 */
import { UNTOLD, type BroughtWork } from './brought.ts'
import { workTitleIn } from '../bring/titles.ts'
import { tagsFrom } from '../passage.ts'
import { wordsOfHtml } from './clipper.ts'
import { CEILINGS, UnreadableFile, type Parsed, type Refused } from './file.ts'

/** Whether a text begins as such a file does. */
export const isBookmarks = (start: string): boolean => /^\s*<!DOCTYPE NETSCAPE-Bookmark-file-1>/i.test(start)

const PIECE = /<a\s([^>]{0,200000})>([^<]{0,10000})|<h3[^>]{0,5000}>([^<]{0,2000})|<(\/?dl)\b|\n/gi
const attribute = (attributes: string, name: string): string => wordsOfHtml(new RegExp(`\\b${name}\\s*=\\s*"([^"]*)"`, 'i').exec(attributes)?.[1] ?? '')
/** Folders every browser has. */
const PLAIN = /^(?:bookmarks?(?: bar| menu| toolbar)?|other bookmarks|mobile bookmarks|favou?rites(?: bar)?|imported.*)$/i

/** Reads such a file: every bookmark, those of stories and the others; a script behind a bookmark is refused. */
export function parseBookmarks(text: string): Parsed<BroughtWork> {
  if (!isBookmarks(text)) throw new UnreadableFile('unknownFormat')
  const found: BroughtWork[] = []
  const refused: Refused[] = []
  const folders: string[] = []
  let named = ''
  let line = 1
  for (const [piece, attributes, name = '', folder, list] of text.matchAll(PIECE)) {
    if (piece === '\n') line++
    else if (folder !== undefined) named = wordsOfHtml(folder)
    else if (list !== undefined) {
      if (list.startsWith('/')) folders.pop()
      else folders.push(named)
      named = ''
    } else if (attributes !== undefined) {
      const href = attribute(attributes, 'href')
      const where = `line ${line}`
      if (!/^https?:/i.test(href)) refused.push({ where, why: `a bookmark of ${href.slice(0, 30) || 'nothing'} is no web address` })
      else if (href.length <= 4096) found.push({ ...UNTOLD, where, url: href, ...titled(name), status: 'saved', tags: tagsFrom(folders.filter((each) => each !== '' && !PLAIN.test(each)).join(',')), added: secondsOf(attribute(attributes, 'add_date')) })
      line += piece.split('\n').length - 1
    }
    if (found.length > CEILINGS.rows) throw new UnreadableFile('tooManyRows', `line ${line}`, String(CEILINGS.rows))
  }
  return { found, refused }
}

const titled = (name: string): Pick<BroughtWork, 'title'> => ({ title: workTitleIn(wordsOfHtml(name)).slice(0, 1000) || null })

function secondsOf(text: string): number | null {
  const seconds = Number(text)
  return seconds > 0 && seconds < 1e10 ? seconds * 1000 : null
}
