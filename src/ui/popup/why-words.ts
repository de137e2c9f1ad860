/** The detector's evidence in the reader's words. */
import { say, type MessageKey } from '../../browser.ts'
import type { Reason } from '../../core/work.ts'
import type { FactSource, Looked } from '../../messages.ts'

/** Signs of the detector with a text of their own (`sign_…`); ids of rules are none of them. */
const SIGNS: Readonly<Record<string, MessageKey>> = {
  prose: 'sign_prose', 'short-chapter': 'sign_short', address: 'sign_address', heading: 'sign_heading', 'next-link': 'sign_next', 'index-link': 'sign_index',
  'list-of-chapters': 'sign_list', 'pages-below': 'sign_below', 'chapter-select': 'sign_select', 'fiction-words': 'sign_fiction',
  fandom: 'sign_fandom', talk: 'sign_talk', people: 'sign_people', technical: 'sign_technical', numbers: 'sign_numbers', explains: 'sign_explains',
  nobody: 'sign_nobody', 'explains-with': 'sign_apparatus', tables: 'sign_tables', lists: 'sign_lists', pictures: 'sign_pictures', links: 'sign_links',
  'numbered-sections': 'sign_sections', headings: 'sign_headings', paragraphs: 'sign_paragraphs', named: 'sign_named', blurb: 'sign_blurb',
  schema: 'sign_schema', book: 'sign_head', factual: 'sign_head', picked: 'sign_picked', 'no-story': 'sign_noStory', 'no-book': 'sign_noStory',
  'no-threadmarks': 'sign_noThreadmarks', refused: 'sign_refused', 'too-large': 'sign_tooLarge', unreadable: 'sign_unreadable',
}
/** Details that are the detector's own words, not the page's: the sign's text says it already. */
const SILENT = new Set(['talk', 'people', 'technical', 'numbers', 'explains', 'nobody', 'explains-with', 'tables', 'lists', 'pictures', 'links', 'headings', 'blurb', 'paragraphs', 'schema', 'picked', 'pages-below', 'list-of-chapters', 'numbered-sections'])

/** A sign in plain words, and what was seen. */
export const signWords = ({ sign }: Reason): string => {
  const key = SIGNS[sign]
  return key ? say(key) : say('sign_rule', sign)
}
/** What was seen of the page itself, e.g. its heading; null where the sign says all. */
export const seenOf = ({ sign, detail }: Reason): string | null => (detail === undefined || detail === '' || SILENT.has(sign) ? null : detail)

const SOURCES: Readonly<Record<Exclude<FactSource, 'rule'>, MessageKey>> = {
  heading: 'source_heading', head: 'source_head', 'page-title': 'source_pageTitle', link: 'source_link', line: 'source_line', address: 'source_address',
}
/** "from the rule for Royal Road", "from the heading". */
export const sourceWords = (source: FactSource, rule: string | null): string => (source === 'rule' ? say('source_rule', rule ?? '') : say(SOURCES[source]))

/** How sure, in words. */
const SURENESS = [[0.95, 'sureness_sure'], [0.7, 'sureness_fairly'], [0.35, 'sureness_unsure']] as const

/** What the page was taken for, and how surely, in one sentence. */
export function verdictWords({ kind, rule, picked, confidence }: Looked): string {
  if (kind === 'listing') return say('why_listing')
  if (kind === 'none' && confidence === 0) return say('why_none')
  if (picked) return say('why_picked')
  if (rule !== null) return say('why_rule', rule)
  const sureness = say(SURENESS.find(([from]) => confidence >= from)?.[1] ?? 'sureness_not')
  return kind === 'chapter' ? say('why_signs', sureness) : kind === 'unsure' ? say('why_unsure', sureness) : say('why_said')
}
