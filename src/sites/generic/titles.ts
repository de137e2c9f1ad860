/** The chapter's heading and the work's title, from the lines above the prose and the document's own title. */
import { hostOf } from '../address.ts'
import type { Page } from '../links.ts'
import { collapse, titleIn } from '../nodes.ts'
import { readHeading } from '../numbering.ts'
import { meta } from '../rule.ts'
import { isLevel } from './candidates.ts'
import type { Line } from './candidates.ts'

/** What the page is called. */
export interface Titles {
  readonly heading: string | null
  /** The line it stands on, where it stands on the page. */
  readonly line: Line | null
  /** What is left of the document's title without heading and site, best guess first. */
  readonly rest: readonly string[]
}

/** Letters and digits alone, for comparing. */
export const bare = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const SEPARATOR = /\s+[-–—|:»«•·~/]\s+|\s*[|_｜»]\s*|\s*[-–—]{2,}\s*|\s+::\s+|\s+[-–—]|[-–—]\s+/u
const TITLE_NAME = /(?:chapter|chap|chp|chr|ch|episode|post|entry|part|section)[-_]*(?:title|name|heading|label)|^title| title|heading/

const hosts = new WeakMap<Page, readonly string[]>()
/** What the site may be called: by its head, by its host. */
function siteNames(page: Page): readonly string[] {
  const known = hosts.get(page)
  if (known) return known
  const host = hostOf(page.url)
  const short = host.replace(/\.[a-z]+$/, '').replace(/\.(?:co|com|org|net)$/, '')
  const names = [meta(page, 'og:site_name') ?? '', host, short, short.split('.').at(-1) ?? ''].map(bare).filter((name) => name.length > 3)
  hosts.set(page, names)
  return names
}

/** Words of links and lines that are no title of anything. */
export const NO_TITLE = /^(?:home|novels?|books?|series|chapters?|fiction|stories|works?|latest|popular|genres?|all|index|menu|(?:log|sign) ?in|sign up|register|search|back|next|previous|contents|table of contents|read|library|browse|completed|about|contact|report|share|feedback|dashboard|my \w+|forum|characters|world|ranking|updates|donate|help|faq|news|blog|章节|人物|世界|首页|書庫|书库|目录|目次|ホーム|главная|accueil|inicio|startseite)$/i

/** Whether a text is the site's own name. */
export function isSiteName(text: string, page: Page): boolean {
  const name = bare(text)
  return name === '' || siteNames(page).includes(name)
}

/** What it adds that a line's words stand in the document's title. */
const IN_TITLE = 2.5
/** What it adds that a line has a chapter's number. */
const NUMBERED = { said: 4, bare: 2, none: 0 }
/** What a heading must have. */
const LEAST = 3

/** How much a line looks like the heading by its place and name alone. */
function standingOf(line: Line): number {
  let score = 0
  if (isLevel(line)) score += 4 - Number(line.ground.tag.slice(1)) * 0.5
  if (TITLE_NAME.test(line.name)) score += 2
  if (/chapter|episode/.test(line.name)) score += 1
  if (line.listed) score -= 4
  if (line.ground.linkChars > line.words.length * 0.6) score -= 2
  if (line.words.length > 120) score -= 3
  return score - Math.min(2, line.distance * 0.05)
}

/** "CHAPTER ONE" and "PLAYING PILGRIMS" on two lines are one heading. */
function joined(line: Line, lines: readonly Line[], title: string): string {
  const at = lines.indexOf(line)
  const next = lines[at + 1]
  const before = lines[at - 1]
  const kin = (other: Line | undefined): other is Line => other !== undefined && !other.listed && other.words.length < 120 &&
    (other.ground.parent === line.ground.parent || other.ground.parent?.parent === line.ground.parent?.parent)
  const saysIt = (other: Line): boolean => isLevel(other) || TITLE_NAME.test(other.name) || title.includes(bare(other.words))
  if (line.heading.sign !== 'none' && line.heading.name === null && kin(next) && next.heading.sign === 'none' && saysIt(next)) return `${line.words}: ${next.words}`
  if (line.heading.sign === 'none' && kin(before) && before.heading.sign === 'said' && before.heading.name === null && before.heading.number !== null) return `${before.words}: ${line.words}`
  return line.words
}

const partsOf = (title: string): string[] =>
  title.split(SEPARATOR).map((part) => collapse(part.replace(/^(?:read|lire|leer|читать)\s+/i, '').replace(/\s+(?:(?:read|free|online|novel)\s*)+$/i, ''))).filter((part) => part !== '')

/** What a document's title says besides the heading and the site. */
function restOf(title: string, heading: string | null, page: Page): string[] {
  const name = heading === null ? '' : bare(heading)
  const own = heading === null ? '' : bare(readHeading(heading).name ?? '')
  return partsOf(title).filter((part) => {
    const words = bare(part)
    if (words === '' || (name !== '' && (name.includes(words) || (own !== '' && words.includes(own)) || words.startsWith(name)))) return false
    return readHeading(part).sign !== 'said' && !/^(?:page|part)?\d+$/.test(words)
  }).sort((a, b) => Number(isSiteName(a, page)) - Number(isSiteName(b, page)))
}

/** The line that looks most like the heading. What a line says is read only where it may still win. */
function bestOf(lines: readonly Line[], known: string): Line | null {
  let best: Line | null = null
  let bestScore = LEAST
  for (const line of lines) {
    let score = standingOf(line)
    const words = bare(line.words)
    if (words.length >= 2 && known.includes(words)) score += IN_TITLE
    if (score + NUMBERED.said <= bestScore) continue
    score += NUMBERED[line.heading.sign]
    if (score > bestScore) {
      best = line
      bestScore = score
    }
  }
  return best
}

/** Finds the heading. */
export function findTitles(page: Page, lines: readonly Line[]): Titles {
  const title = titleIn(page.document)
  const shared = meta(page, 'og:title')
  const known = bare(title) + ' ' + bare(shared ?? '')
  const best = bestOf(lines, known)
  const said = [...partsOf(shared ?? ''), ...partsOf(title)].find((part) => readHeading(part).sign === 'said') ?? null
  const start = readHeading(said).start
  // "My Story Chapter 5: Name" is both: the work in front, the heading from the word on
  const front = said === null || start < 3 ? null : said.slice(0, start).replace(/[\s#:,–—-]+$/u, '')
  const fromTitle = said === null ? null : said.slice(start)
  const heading = best === null || (best.heading.sign === 'none' && fromTitle !== null && !known.includes(bare(best.words)))
    ? fromTitle : joined(best, lines, known)
  return { heading, line: best, rest: [...new Set([...(front === null || front === '' ? [] : [front]), ...restOf(title, heading, page), ...restOf(shared ?? '', heading, page)])] }
}
