/** Literotica: a story may run over several pages of one address. */
import { find, findAll, wordsOf } from './nodes.ts'
import { addressBy, linkWhere, onDomains, siteFrom } from './rule.ts'

const HEAD = 'h1.j_bm, h1[class*="headline"], h1'

export const LITEROTICA = siteFrom({
  id: 'literotica',
  name: 'Literotica',
  hosts: onDomains('literotica.com'),
  // "…-ch-05" is a chapter of the story that is called the same without it
  address: (url) => {
    const slug = addressBy(/^\/s\/([^/?]+)/)(url)?.work
    if (slug === undefined) return null
    const [, work = slug, chapter = '1'] = /^(.+?)-(?:ch|pt|part|chapter)-(\d+)(?:-.*)?$/.exec(slug) ?? []
    return { work, chapter }
  },
  story: '.aa_ht, [class*="article__content"], .panel.article .aa_ht',
  workTitle: (page) => wordsOf(find(page.document, HEAD))?.replace(/\s+(?:Ch|Pt|Part|Chapter)\.?\s*\d+.*$/i, '') ?? null,
  author: 'a.y_eU, a[class*="author__title"], [class*="author"] a[href*="/stories/memberpage"], a[href*="/authors/"]',
  heading: HEAD,
  prev: (page) => linkWhere(page, '[class*="series"] a, a.z_t', (link) => /previous/i.test(wordsOf(link, 40) ?? '')),
  next: (page) => linkWhere(page, '[class*="series"] a, a.z_t', (link) => /next/i.test(wordsOf(link, 40) ?? '')),
  refuse: (page) => (findAll(page.document, HEAD).length === 0 ? 'no title' : null),
})
