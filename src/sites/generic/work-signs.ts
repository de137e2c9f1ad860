/** The work's title and author, from the page's head, the lines above the prose and the links to the work's own page. */
import type { Page } from '../links.ts'
import { attribute, closest, find, findAll, holds, wordsOf } from '../nodes.ts'
import { meta } from '../rule.ts'
import type { Line } from './candidates.ts'
import type { Turns } from './turns.ts'
import { NO_TITLE, bare, isSiteName } from './titles.ts'
import type { Titles } from './titles.ts'

const WORK_NAME = /(?:novel|book|story|series|work|fic|fiction|serial|manga)[-_]*(?:title|name|link|heading)|breadcrumb|seriestitle/

/** How much a line looks like the work's title. */
function scoreOf(line: Line, page: Page, rest: readonly string[], above: readonly string[]): number {
  const words = bare(line.words)
  const inTitle = rest.includes(words) || rest.some((part) => words.length > 5 && part.includes(words))
  const link = line.ground.tag === 'A' ? line.ground.element : find(line.ground.element, 'a[href]') ?? closest(line.ground.element, 'a[href]')
  let score = inTitle ? 3 : 0
  if (WORK_NAME.test(line.name)) score += 2.5
  if (above.includes(words)) score += 3
  if (link !== null && line.ground.all <= line.words.length * 3) score += line.distance < 6 ? 2 : 0.5
  if (/^H[1-6]$/.test(line.ground.tag)) score += 1.5
  if (line.listed) score -= 1
  if (link !== null && isPerson(link)) score -= 4
  if (isSiteName(line.words, page)) score -= inTitle ? 1 : 3
  return score - Math.min(1.5, line.distance * 0.08)
}

/** The work's title and page. */
export function findWork(page: Page, lines: readonly Line[], titles: Titles, turns: Turns): { readonly title: string | null; readonly url: string | null } {
  const { parent, index } = turns
  // An address of one step ("/novel/") is a folder of many works
  const url = parent !== null && (parent.titles.length > 0 || parent.address.split('/').filter((part) => part !== '').length > 3) ? parent.address : index ?? parent?.address ?? null
  const named = meta(page, 'og:novel:book_name') ?? meta(page, 'og:novel:novel_name') ?? meta(page, 'book:title')
  if (named !== null) return { title: named, url }
  const rest = titles.rest.map(bare)
  const above = (parent?.titles ?? []).map(bare)
  const heading = bare(titles.heading ?? '')
  let best: string | null = null
  let bestScore = 2.5
  for (const line of lines) {
    const words = bare(line.words)
    if (line === titles.line || words.length < 2 || line.words.length > 150 || heading.includes(words) || NO_TITLE.test(line.words) || line.heading.sign === 'said') continue
    const score = scoreOf(line, page, rest, above)
    if (score > bestScore) {
      best = line.words
      bestScore = score
    }
  }
  const linked = parent?.titles.find((title) => rest.includes(bare(title))) ?? parent?.titles.find((title) => title.length > 3 && !isSiteName(title, page)) ?? null
  const fromTitle = titles.rest.find((part) => !isSiteName(part, page)) ?? null
  const title = (bestScore >= 4 ? best : null) ?? linked ?? best ?? fromTitle ?? (/\.(?:github|gitlab|neocities|wordpress|blogspot|netlify|pages)\b|^[^.]+\.[^.]+$/.test(page.url.hostname) ? titles.rest[0] : null) ?? null
  return { title, url }
}

const PERSON = /\/(?:u|users?|authors?|profiles?|members?|writers?|poster|avtor|mypage)(?:\/|=)|viewuser|\buid=/i
/** Whether a link leads to a person. */
const isPerson = (link: Element): boolean => /author/i.test(attribute(link, 'rel') ?? '') || PERSON.test(attribute(link, 'href') ?? '')

const BY = /^(?:by|written by|author|story by|par|von|por|di|da|auteur|autor(?:a|in)?|автор|作者|著者|作|지은이|작가)\s*[:：]?\s+(.{2,60})$|^(?:作者|著者|автор|author|auteur|autor)\s*[:：]\s*(.{1,40})$/iu
const PEOPLE = 'a[href*="/user/"], a[href*="/users/"], a[href*="/profile/"], a[href*="/u/"], a[href*="viewuser.php"]'
const AUTHOR = '[rel~="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"], a[href*="/author/" i], a[href*="/authors/" i], a[class*="author" i], [class*="author-name" i], [class*="author_name" i], .author a, .author'

const LINKED_BY = /^(.{2,150}?)\s+(?:by|von|par|por|di)\s+(\p{Lu}.{1,50})$/u

/** The author's name, or null. A site's own name is nobody's. */
export function findAuthor(page: Page, lines: readonly Line[], story: Element): string | null {
  const named = meta(page, 'og:novel:author') ?? meta(page, 'book:author') ?? meta(page, 'books:author')
  if (named !== null && !/^https?:/.test(named)) return named
  for (const line of lines) {
    const by = BY.exec(line.words)
    const name = by?.[1] ?? by?.[2]
    if (name !== undefined) return name.replace(/\s*[|·•–—].*$/, '').trim()
  }
  for (const line of lines) {
    // "The Salt Road by A. Nother": the link is the work, what follows "by" is no part of it
    const [, before = '', name] = LINKED_BY.exec(line.words) ?? []
    const link = name === undefined || line.listed ? null : find(line.ground.element, 'a[href]')
    if (name !== undefined && link !== null && wordsOf(link, 200) === before.trim()) return name.trim()
  }
  for (const line of [...lines].reverse()) {
    const link = line.listed ? null : line.ground.tag === 'A' ? line.ground.element : find(line.ground.element, 'a[href]')
    const name = link !== null && isPerson(link) ? wordsOf(link, 60) : null
    if (name !== null && name.length > 1 && !isSiteName(name, page) && !NO_TITLE.test(name)) return name.replace(/^by\s+/i, '')
  }
  for (const link of findAll(page.document, PEOPLE).slice(0, 12)) {
    if ((link.compareDocumentPosition(story) & 4) === 0 || closest(link, 'nav, header, footer, aside, ul, form, [role="navigation"]') !== null) continue
    const name = wordsOf(link, 60) ?? ''
    if (name.length > 1 && !isSiteName(name, page) && !NO_TITLE.test(name)) return name
  }
  for (const element of findAll(page.document, AUTHOR).slice(0, 20)) {
    if (closest(element, '[class*="comment" i], [id*="comment" i], [class*="review" i], aside, footer, nav') !== null) continue
    if (holds(story, element)) continue
    const words = wordsOf(element, 80)?.replace(/^(?:by|author|par|von|por|автор|作者)\s*[:：]?\s*/i, '').trim() ?? ''
    if (words.length > 1 && words.length < 60 && !isSiteName(words, page) && !NO_TITLE.test(words)) return words
  }
  const head = meta(page, 'author')
  return head !== null && head.length < 60 && !isSiteName(head, page) && !/^(?:admin|administrator|editor|https?:)/i.test(head) ? head : null
}
