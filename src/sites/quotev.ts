/** Quotev. */
import { find, findAll, wordsOf } from './nodes.ts'
import { addressBy, linkWhere, onDomains, siteFrom } from './rule.ts'

export const QUOTEV = siteFrom({
  id: 'quotev',
  name: 'Quotev',
  hosts: onDomains('quotev.com'),
  address: addressBy(/^\/story\/(?:[^/]*-)?(\d+)(?:\/(\d+))?/, true),
  story: '#rescontent, #storytext, #quizAnswers + div .chapter',
  leftOut: 'script, .ad, .nosel_nav',
  workTitle: '#quizHeaderTitle h1, #quizHeader h1',
  author: '#quizHeader .quizAuthorList a, .quizAuthorList a',
  heading: (page) => wordsOf(find(page.document, '#quizSubtitle, #chapter_title')) ?? wordsOf(find(page.document, '#chapterSelect option[selected], select[name="chapter"] option[selected]')),
  posted: (page) => findAll(page.document, '#chapterSelect option, select[name="chapter"] option').length || null,
  prev: (page) => linkWhere(page, '.nav a, a.prev, #prev a, a[rel="prev"]', (link) => /prev/i.test(wordsOf(link) ?? '')),
  next: (page) => linkWhere(page, '.nav a, a.next, #next a, a[rel="next"]', (link) => /next|continue/i.test(wordsOf(link) ?? '')),
})
