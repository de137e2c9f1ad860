/** Twisting the Hellmouth. */
import { wordsOf } from './nodes.ts'
import { addressBy, linkWhere, onDomains, siteFrom } from './rule.ts'
import { find, findAll } from './nodes.ts'

export const TTHFANFIC = siteFrom({
  id: 'tthfanfic',
  name: 'Twisting the Hellmouth',
  hosts: onDomains('tthfanfic.org'),
  address: addressBy(/^\/Story-(\d+)(?:-(\d+))?(?:\/|\.htm|$)/, true),
  story: '#storyinnerbody',
  leftOut: '.storyfooter, script',
  workTitle: '.storysummary h2, h2 a[href^="/Story-"], h2',
  author: 'a[href^="/AuthorStories-"]',
  heading: (page) => wordsOf(find(page.document, '#chapnav option[selected], select[name="chapnav"] option[selected], .chapterhead h3, h3')),
  posted: (page) => findAll(page.document, '#chapnav option').length || null,
  prev: (page) => linkWhere(page, 'a[href*="Story-"]', (link) => /^\W*previous/i.test(wordsOf(link, 30) ?? '')),
  next: (page) => linkWhere(page, 'a[href*="Story-"]', (link) => /^\W*next/i.test(wordsOf(link, 30) ?? '')),
})
