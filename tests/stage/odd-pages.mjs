/** Pages that are no chapters, or chapters in odd clothes: what the extension must leave alone, or must survive. */
import { GROWING } from './growing-pages.mjs'
import { LISTING_PAGES } from './listing-pages.mjs'
import { CHAPTERS, chapterPage, chapterPath, INDEX, indexPage, sitePage, STYLE, WORK } from './serial.mjs'

/** @typedef {{ body: string, headers?: Record<string, string> }} Served */

const STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; frame-ancestors 'none'"

const NEWS = [
  'The county drainage board voted on Tuesday to postpone a decision on the proposed pumping station at Ansby, after a meeting that lasted four hours and was twice adjourned for want of chairs.',
  'Members heard that the cost of the scheme had risen from £2.1m to £3.4m since the spring. A spokesman for the contractors blamed the price of steel. Residents of the eastern parishes, some of whom had come by tractor, blamed the contractors.',
  '“Nobody is against dry feet,” said the chair of the residents’ group, to applause. “We would like to know who is paying for them.”',
  'Under the plan, two hundred and sixty hectares of grazing would be brought into cultivation by 2031. An environmental assessment published in August found that the site supports breeding snipe and a “nationally significant” population of eels.',
  'The board’s engineer told members that the existing pumps, installed in 1958, were “held together by paint”. Replacing them like for like would cost £900,000 and could be done within the present budget, she said, but would not increase capacity.',
  'A further meeting has been called for 14 December. The board has promised chairs.',
]

/** @param {readonly string[]} paragraphs */
const prose = (paragraphs) => paragraphs.map((text) => `<p>${text}</p>`).join('\n')

const about = () => sitePage('About this site', `<h1>About this site</h1>
<p>Low Water Stories is a made-up site. It belongs to Catchword, a browser extension for people who read serials, and its one story was written to try the extension on. ${WORK.author} does not exist.</p>
<p>New chapters used to go up on Sundays, when there were new chapters. You are welcome to copy the story; it comes under the same licence as the extension.</p>
<p><a href="${INDEX}">To the story</a></p>`)

const home = () => sitePage('Low Water Stories', `<h1>Low Water Stories</h1>
<p>One story so far: <a href="${INDEX}">${WORK.title}</a>, in ${CHAPTERS.length} chapters.</p>
<p><a href="${chapterPath(1)}">Begin</a> · <a href="/about.html">About</a></p>`)

const news = () => sitePage('Pumping station decision put off again – Ansby Courier', `<article>
<h1>Pumping station decision put off again</h1>
<p class="byline">By our local reporter · <time datetime="2026-11-18">18 November 2026</time> · 3 min read</p>
${prose(NEWS)}
<h2>More from Ansby</h2>
<ul><li><a href="/about.html">Library hours to change</a></li><li><a href="/about.html">Bypass: what we know</a></li></ul>
</article>`)

const frames = () => sitePage('Frames within frames', `<h1>Frames within frames</h1>
<iframe title="a chapter" src="${chapterPath(1)}" width="600" height="300"></iframe>
<iframe title="nested" srcdoc="&lt;p&gt;outer&lt;/p&gt;&lt;iframe src='${chapterPath(2)}'&gt;&lt;/iframe&gt;" width="600" height="300"></iframe>
<iframe title="data" src="data:text/html,%3Ch1%3EChapter%209%3C/h1%3E%3Cp%3EText.%3C/p%3E" width="600" height="100"></iframe>
<iframe title="sandboxed" sandbox src="${chapterPath(3)}" width="600" height="100"></iframe>`)

/**
 * A chapter of at least so many characters: the serial's own paragraphs, numbered so that no two are the same.
 * @param {number} characters
 */
function longChapter(characters) {
  const stock = CHAPTERS.flatMap(({ paragraphs }) => paragraphs).filter((text) => text.length > 80)
  const paragraphs = []
  for (let length = 0, turn = 0; length < characters; turn++) {
    const text = `${turn + 1}. ${stock[turn % stock.length]}`
    paragraphs.push(text)
    length += text.length
  }
  return sitePage('Chapter 7: The Long Way Round – The Eel Rent', `<p class="work"><a href="${INDEX}">${WORK.title}</a> by ${WORK.author}</p>
<h1>Chapter 7: The Long Way Round</h1>
<article class="story">
${prose(paragraphs)}
</article>`)
}

/** @param {string} body @param {Record<string, string>} [headers] @returns {Served} */
const html = (body, headers = {}) => ({ body, headers })

/** @type {Record<string, () => Served>} */
const PAGES = {
  '/': () => html(home()),
  '/site.css': () => html(STYLE, { 'content-type': 'text/css; charset=utf-8' }),
  // Browsers ask for it by themselves; a missing one is an error on the page's console.
  '/favicon.ico': () => html('', { 'content-type': 'image/x-icon' }),
  [INDEX]: () => html(indexPage()),
  '/about.html': () => html(about()),
  '/news.html': () => html(news()),
  '/frames.html': () => html(frames()),
  '/frameset.html': () => html(`<!doctype html><html lang="en"><head><title>Old frames</title></head><frameset cols="50%,50%"><frame src="${chapterPath(1)}"><frame src="/about.html"></frameset></html>`),
  '/strict/chapter-1.html': () => html(chapterPage(1) ?? '', { 'content-security-policy': STRICT }),
  '/strict/about.html': () => html(about(), { 'content-security-policy': STRICT }),
  '/sandboxed/chapter-1.html': () => html(chapterPage(1) ?? '', { 'content-security-policy': 'sandbox' }),
  '/one-character.html': () => html('a'),
  '/empty.html': () => html(''),
  '/no-body.html': () => html('<!doctype html><html lang="en"><head><title>Nothing</title></head></html>'),
  '/million.html': () => html(longChapter(1_000_000)),
  // a real chapter, in more elements than any real page has
  '/crowded.html': () => html(longChapter(5000).replace('</body>', `<div hidden>${'<i></i>'.repeat(1_000_000)}</div></body>`)),
  ...GROWING,
  ...LISTING_PAGES,
}

/** Paths of pages that are no chapter at all: nothing of them may be stored. */
export const NO_CHAPTERS = ['/', INDEX, '/about.html', '/news.html', '/strict/about.html', '/one-character.html', '/empty.html', '/no-body.html']

/**
 * The page at a path, or undefined.
 * @param {string} path
 * @returns {Served | undefined}
 */
export function serve(path) {
  const chapter = /^\/the-eel-rent\/chapter-(\d+)\.html$/.exec(path)
  const page = chapter ? chapterPage(Number(chapter[1])) : undefined
  return page === undefined ? PAGES[path]?.() : html(page)
}
