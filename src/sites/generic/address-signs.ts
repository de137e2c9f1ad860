/** What a page's address says: does it look like a chapter's, and which part of it names the work? */
import { hostOf, parametersOf, segmentsOf } from '../address.ts'
import { kanjiNumber, plainDigits, romanNumber } from '../numerals.ts'
import { pattern } from '../pattern.ts'

const WORD = '(?:chapters?|chap|chp|ch|episodes?|ep|parts?|pt|section|chapitres?|capitulos?|capítulos?|capitolo|caps?|kapitel|kap|hoofdstuk|rozdzial|glava|chast|chuong|bab|bolum|fejezet|luku|глава|часть|розділ|viewchapter|readchapter)'
const NUMBERED = pattern(() => `(?:^|[^\\p{L}])c?${WORD}s?[-_/.=~ ]*(\\d{1,7}(?:[-_.]\\d{1,2}(?!\\d))?)`, 'iu')
const SHORT = /(?:^|[/_-])[cp](\d{1,5})(?=$|[/_.-])/i
const NAMED = /(?:^|[/_-])(?:prologue?|epilogue?|interlude|prologo|epilogo|prolog|epilog|side-?story|extra|one-?shot)(?=$|[/_.\d-])/i
const CJK = /第([0-9〇零一二三四五六七八九十百千]+)[章话話回節节集]/u
const ROMAN = pattern(() => `(?:^|[/_-])${WORD}[-_/]?([ivxlc]+)(?=$|[/_.-])`, 'iu')
const FOLDER = /(?:^|\/)(?:chapters?|episodes?|chapitres?|capitulos?|kapitel|read|reader|viewstory\.php|story|stories|s|novels?|fiction|fic|works?|books?|serial|threads?|translatedtales|n)\//i
const NO_CHAPTER = /(?:^|\/)(?:news|wiki|docs?|documentation|manual|help|support|products?|shop|store|cart|recipes?|tutorials?|courses?|lessons?|lectures?|textbook|api|reference|jobs|login|register|signin|signup|search|tags?|categor(?:y|ies)|authors?|users?|members?|profiles?|forums?|about|contact|privacy|terms|faq|account|settings|reviews?|lyrics|papers?|articles?|questions?|issues?|pull|blob|tree|releases?)(?=\/|$|\.|-)/i

const pathOf = (url: URL): string => plainDigits(segmentsOf(url).join('/') + url.search)

/** The number a chapter's address carries, or null. */
export function addressNumber(url: URL): number | null {
  const path = pathOf(url)
  const found = NUMBERED.exec(path)?.[1] ?? SHORT.exec(path)?.[1]
  if (found !== undefined) return Number(/^\d+/.exec(found)?.[0])
  const cjk = CJK.exec(path)?.[1]
  if (cjk !== undefined) return /^\d/.test(cjk) ? Number(cjk) : kanjiNumber(cjk)
  const roman = ROMAN.exec(path)?.[1]
  if (roman !== undefined) return romanNumber(roman)
  const last = segmentsOf(url).at(-1) ?? ''
  const plain = /^(\d{1,5})(?:\.\w+)?$/.exec(plainDigits(last))?.[1]
  return plain === undefined ? null : Number(plain)
}

/** How much the address looks like a chapter's (positive) or like something else's (negative), and what was seen. */
export function addressSign(url: URL): { readonly weight: number; readonly detail: string } {
  const path = pathOf(url)
  if (path === '') return { weight: -2, detail: '/' }
  const found = NUMBERED.exec(path) ?? CJK.exec(path) ?? ROMAN.exec(path) ?? SHORT.exec(path)
  const against = NO_CHAPTER.exec(path)
  const penalty = against ? -1.5 : 0
  if (found) return { weight: 2 + penalty, detail: found[0] }
  if (NAMED.test(path)) return { weight: 1.5 + penalty, detail: NAMED.exec(path)?.[0] ?? '' }
  if (against) return { weight: penalty, detail: against[0] }
  if (FOLDER.test(path) && /\d/.test(path)) return { weight: 1, detail: FOLDER.exec(path)?.[0] ?? '' }
  return { weight: 0, detail: path.slice(0, 60) }
}

const DATE = /^(?:19|20)\d\d$|^\d{1,2}$/
const CHAPTERISH = pattern(() => `^(.*?)[-_.~ ]*(?:c?${WORD}s?[-_.=~ ]*\\d|第[0-9〇零一二三四五六七八九十百千]+[章话話回節节集]|(?:prologue?|epilogue?|interlude|prologo|epilogo)(?:$|[-_.]))`, 'iu')
const CONTAINER = /^(?:chapters?|episodes?|chapitres?|capitulos?|kapitel|read|reader|blog|posts?|story|stories|novels?|fiction|fics?|works?|books?|series|serials?|web|html?|text|texts|category|[a-z]{2})$/i

/**
 * Keys for a work and a chapter out of an address: host and path, without slugs that may change where there is a
 * number to hold on to. Two chapters of one work give the same work.
 */
export function addressKeys(url: URL): { readonly work: string; readonly chapter: string } {
  const segments = segmentsOf(url).map((segment) => segment.replace(/\.(?:x?html?|php|aspx?)$/i, '').toLowerCase())
  const query = [...parametersOf(url)].filter(([name]) => /^(?:s?id|story|storyid|sid|chapter|chap|ch|c|p|n|no|t|tid|page_id|book|bid|cid|aid)$/i.test(name))
  const host = hostOf(url)
  const at = segments.findIndex((segment) => CHAPTERISH.test(segment))
  const place = at >= 0 ? at : segments.length - 1
  const chapter = [...segments.slice(Math.max(place, 0)).filter((segment) => at < 0 || !DATE.test(segment)), ...query.filter(([name]) => /^c|^p$|^n/i.test(name)).map(([name, value]) => `${name}=${value}`)].join('/')
  const before = segments.slice(0, Math.max(place, 0)).filter((segment) => !DATE.test(segment) || at < 0)
  const slug = at >= 0 ? CHAPTERISH.exec(segments[at] ?? '')?.[1] ?? '' : ''
  while (before.length > 0 && /^(?:chapters?|episodes?|parts?|chapitres?|capitulos?|kapitel)$/.test(before.at(-1) ?? '')) before.pop()
  const specific = before.length > 0 && !CONTAINER.test(before.at(-1) ?? '')
  const story = query.filter(([name]) => /^(?:s|id|t|b|a)/i.test(name)).map(([name, value]) => `${name}=${value}`)
  const work = [host, ...before, ...(!specific && slug !== '' ? [slug] : []), ...story].join('/')
  return { work, chapter: chapter === '' ? '1' : chapter }
}
