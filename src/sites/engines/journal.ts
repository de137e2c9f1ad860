/** LiveJournal and Dreamwidth: an entry is a chapter where its title says so and its text is long. */
import { hostOf } from '../address.ts'
import type { Page } from '../links.ts'
import { find, textContent, wordsOf } from '../nodes.ts'
import { readHeading } from '../numbering.ts'
import { linkWhere, onDomains, siteFrom } from '../rule.ts'
import type { Site } from '../site.ts'

const STORY = '.entry-content, .b-singlepost-body, .aentry-post__text, article.entry-content, .asset-body'
const TITLE = '.entry-title, .b-singlepost-title, .aentry-post-title-text, h3.entry-title, .asset-name'
const LEAST = 1500

/** The part of an entry's title in front of its number is the work. */
function workOf(page: Page): string | null {
  const title = wordsOf(find(page.document, TITLE))
  const name = /^(.{3,80}?)[\s,:–—(\[-]+(?:ch(?:apter|ap)?|part|pt|episode)?\.?\s*\d+\b/iu.exec(title ?? '')?.[1]
  return name?.replace(/^(?:fic|fanfic|story)\s*[:–-]\s*/i, '').trim() ?? null
}

const journal = (id: string, name: string, domain: string): Site => siteFrom({
  id,
  name,
  hosts: onDomains(domain),
  address: (url, document) => {
    const entry = /^\/(?:[\w-]+\/)?(\d+)\.html$/.exec(url.pathname)?.[1]
    if (entry === undefined || document === null) return null
    const work = workOf({ url, document })
    return { work: `${hostOf(url).replace(`.${domain}`, '')}/${(work ?? entry).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}`, chapter: entry }
  },
  story: STORY,
  leftOut: '.ljtags, .currents, .metadata, .entry-tags, .ljshare, script, .poll-inner',
  refuse: (page) => {
    const story = find(page.document, STORY)
    if (story === null || (textContent(story) ?? '').length < LEAST) return 'a short entry'
    const { sign, number } = readHeading(wordsOf(find(page.document, TITLE)))
    return sign === 'said' || (sign === 'bare' && number !== null) || workOf(page) !== null ? null : 'nothing says that it is a chapter'
  },
  workTitle: workOf,
  author: '.poster .ljuser b, .ljuser b, .i-ljuser-username b, .aentry-head__username b, .poster b',
  heading: TITLE,
  prev: (page) => linkWhere(page, STORY.split(', ').map((part) => `${part} a[href]`).join(', '), (link) => /^\W*(?:prev|last)/i.test(wordsOf(link, 40) ?? '')),
  next: (page) => linkWhere(page, STORY.split(', ').map((part) => `${part} a[href]`).join(', '), (link) => /^\W*next/i.test(wordsOf(link, 40) ?? '')),
})

/** Journals with stories in them. */
export const JOURNALS: readonly Site[] = [
  journal('livejournal', 'LiveJournal', 'livejournal.com'),
  journal('dreamwidth', 'Dreamwidth', 'dreamwidth.org'),
]
