/** Project Gutenberg: a whole book on a page, with the licence before and after. */
import type { Page } from './links.ts'
import { find, findAll, nodeType, textContent, titleIn, tagName, walkerIn, wordsOf } from './nodes.ts'
import { areaOf, chaptersBy, factsOf, languageOf, namedAs, none, onDomains, servedBy } from './rule.ts'
import { cleanAddress } from './address.ts'
import { bodyIn } from './nodes.ts'
import type { Named, Reading, Site } from './site.ts'

const ADDRESS = /^\/(?:files|cache\/epub|ebooks)\/(\d+)(?:\/|\.|$)/
const HOSTS = onDomains('gutenberg.org')
const START = /\*\*\*\s*START OF (?:THE|THIS) PROJECT GUTENBERG/i
const END = /\*\*\*\s*END OF (?:THE|THIS) PROJECT GUTENBERG|^End of (?:the )?Project Gutenberg/i

/** Everything outside the two lines that frame the book. Only the body's own children are looked at. */
function frame(body: Element): Node[] {
  const before: Node[] = []
  const after: Node[] = []
  let started = false
  let ended = false
  const walker = walkerIn(body, 5)
  for (let node = walker.firstChild(); node !== null; node = walker.nextSibling()) {
    const words = nodeType(node) === 1 && tagName(node as Element) !== 'SCRIPT' ? (textContent(node) ?? '').slice(0, 4000) : ''
    if (!started && START.test(words)) {
      started = true
      before.push(node)
    } else if (ended || END.test(words)) {
      ended = true
      after.push(node)
    } else if (!started) before.push(node)
  }
  return started ? [...before, ...after] : after
}

function read(url: URL, document: Document): Reading {
  const page: Page = { url, document }
  const book = ADDRESS.exec(url.pathname)?.[1]
  const body = bodyIn(document)
  if (book === undefined || body === null || !/\.(?:x?html?|images)|-h\//.test(url.pathname)) return none('address')
  if (find(document, '#pg-header, #pg-footer, .pgheader') === null && !START.test((textContent(body) ?? '').slice(0, 6000))) return none('no-book')
  const area = areaOf([body], '#pg-header, #pg-footer, .pgheader, .pgfooter, #pg-machine-header, .toc, nav')
  const facts = factsOf('gutenberg', { work: book, chapter: '1' }, {
    url: cleanAddress(page.url),
    workTitle: wordsOf(find(document, 'h1')) ?? titleIn(document).replace(/^The Project Gutenberg eBook of\s+|\s*\|\s*Project Gutenberg$/gi, ''),
    author: wordsOf(find(document, 'h2.author, .author, #pg-machine-header [id*="author"]'))?.replace(/^by\s+/i, '') ?? null,
    workUrl: `https://www.gutenberg.org/ebooks/${book}`,
    language: languageOf(document),
  })
  const leftOut = new Set<Node>([...area.leftOut, ...frame(body), ...findAll(body, 'pre.pg, section.pg-boilerplate')])
  return chaptersBy('gutenberg', [{ facts, heading: null, area: { roots: [body], leftOut }, notes: [] }])
}

function names(url: URL): Named | null {
  const work = ADDRESS.exec(url.pathname)?.[1]
  return work === undefined ? null : namedAs('gutenberg', { work, chapter: /\/ebooks\/\d+\/?$/.test(url.pathname) ? null : '1' })
}

export const GUTENBERG: Site = { id: 'gutenberg', name: 'Project Gutenberg', hosts: HOSTS, serves: (url) => servedBy(HOSTS, url), names, read }
