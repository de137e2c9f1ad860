/**
 * Serials on WordPress blogs, one blog a work. The theme's own "previous" and "next" lead to neighbouring posts, which
 * may be news; the author's own links stand in the text.
 */
import { segmentsOf } from '../address.ts'
import { linkOf } from '../links.ts'
import type { Page } from '../links.ts'
import { find, findAll, textContent, wordsOf } from '../nodes.ts'
import { onDomains, siteFrom } from '../rule.ts'
import type { Site } from '../site.ts'

const CONTENT = '.entry-content, .post-content, .post-entry'
const NEXT = /^[\s\p{P}\p{S}]*next(?:\s+(?:chapter|part|page|interlude))?[\s\p{P}\p{S}]*$/iu
const PREVIOUS = /^[\s\p{P}\p{S}]*(?:prev(?:ious)?|last)(?:\s+(?:chapter|part|page|interlude))?[\s\p{P}\p{S}]*$/iu
const LEAST = 1200
const NO_CHAPTER = /^(?:about|table-of-contents|contents|cast|characters?|faq|glossary|map|support|donate|news|links|reviews?|gallery|first-time|vote|shop|contact)$/i

const turn = (page: Page, words: RegExp): string | null => {
  for (const link of findAll(page.document, CONTENT.split(', ').map((part) => `${part} a[href]`).join(', '))) {
    if (!words.test(wordsOf(link, 60) ?? '')) continue
    const to = linkOf(link, page)
    if (to !== null) return to
  }
  return null
}

/** Paragraphs at the edges of the text that hold nothing but links from chapter to chapter. */
function turnLines(content: Element): Node[] {
  return findAll(content, 'p, div, h3, h4, center').filter((line) => {
    const links = findAll(line, 'a[href]')
    const words = (textContent(line) ?? '').trim()
    return links.length > 0 && words.length < 90 && links.every((link) => NEXT.test(textContent(link) ?? '') || PREVIOUS.test(textContent(link) ?? '') || /contents|index|home|toc/i.test(textContent(link) ?? ''))
  })
}

const serial = (id: string, title: string, author: string | null, domain: string): Site => siteFrom({
  id,
  name: title,
  hosts: onDomains(domain),
  address: (url) => {
    const segments = segmentsOf(url).filter((segment) => !/^(?:\d{4}|\d{2})$/.test(segment))
    const slug = segments.at(-1)
    if (slug === undefined || segments.length > 4 || segments.some((segment) => NO_CHAPTER.test(segment)) || /^(?:category|tag|author|page|feed)$/.test(segments[0] ?? '')) return null
    return { work: 'serial', chapter: slug.toLowerCase() }
  },
  story: CONTENT,
  leftOut: 'script, .sharedaddy, .jp-relatedposts, #jp-post-flair, .wpcnt, .wordads-ad-wrapper, .post-navigation, .likes, form, .wp-block-buttons, .crp_related',
  leftOutBy: turnLines,
  refuse: (page) => {
    const contents = findAll(page.document, CONTENT)
    if (contents.length !== 1) return 'several posts'
    const content = contents[0] as Element
    const words = (textContent(content) ?? '').length
    return words < LEAST ? 'a short post' : findAll(content, 'a[href]').length > words / 150 ? 'a list of links' : null
  },
  workTitle: () => title,
  author: () => author,
  heading: 'h1.entry-title, h2.entry-title, .entry-title, .post-title, h1.post-title',
  prev: (page) => turn(page, PREVIOUS),
  next: (page) => turn(page, NEXT),
  index: (page) => linkOf(find(page.document, 'a[href*="table-of-contents"]'), page),
})

/** Serials with a blog of their own. */
export const SERIALS: readonly Site[] = [
  serial('worm', 'Worm', 'Wildbow', 'parahumans.wordpress.com'),
  serial('ward', 'Ward', 'Wildbow', 'parahumans.net'),
  serial('pact', 'Pact', 'Wildbow', 'pactwebserial.wordpress.com'),
  serial('twig', 'Twig', 'Wildbow', 'twigserial.wordpress.com'),
  serial('pale', 'Pale', 'Wildbow', 'palewebserial.wordpress.com'),
  serial('wanderinginn', 'The Wandering Inn', 'pirateaba', 'wanderinginn.com'),
  serial('guidetoevil', 'A Practical Guide to Evil', 'ErraticErrata', 'practicalguidetoevil.wordpress.com'),
  serial('palelights', 'Pale Lights', 'ErraticErrata', 'palelights.com'),
  serial('katalepsis', 'Katalepsis', null, 'katalepsis.net'),
  serial('tgab', 'The Gods are Bastards', null, 'tiraas.net'),
  serial('unsong', 'Unsong', 'Scott Alexander', 'unsongbook.com'),
]
