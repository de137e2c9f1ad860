/** The sample serial: reads its chapters and prints them as the pages of a small author's own site. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './here.mjs'

const FOLDER = join(ROOT, 'tests/stage/serial')

/** @typedef {{ number: number, title: string, paragraphs: readonly string[] }} SerialChapter */
/** `paragraphs` are as the reader sees them, without marks of emphasis; a scene break is `* * *`. */

/** Title and author of the work. */
export const WORK = { title: 'The Eel Rent', author: 'Ida Marsh' }

/** Path of the work's index on the server. */
export const INDEX = '/the-eel-rent/'

/** @param {number} number */
export const chapterPath = (number) => `${INDEX}chapter-${number}.html`

const raw = readdirSync(FOLDER).filter((name) => name.endsWith('.md')).sort().map((name, index) => {
  const [heading = '', ...blocks] = readFileSync(join(FOLDER, name), 'utf8').trim().split(/\n\s*\n/)
  return { number: index + 1, title: heading.replace(/^# /, ''), blocks: blocks.map((block) => block.replace(/\s*\n\s*/g, ' ')) }
})

/**
 * The chapters in order.
 * @type {readonly SerialChapter[]}
 */
export const CHAPTERS = raw.map(({ number, title, blocks }) => ({ number, title, paragraphs: blocks.map((block) => block.replace(/_/g, '')) }))

/**
 * What the tests know about the people: name, other names, first chapter.
 * @type {{ thread: string, people: { name: string, aliases: string[], firstChapter: number }[], apart: [string, string][], places: string[] }}
 */
export const CAST = JSON.parse(readFileSync(join(FOLDER, 'cast.json'), 'utf8'))

/** @param {string} text */
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/**
 * A page of the site.
 * @param {string} title
 * @param {string} main HTML
 * @param {string} [head] HTML
 */
export const sitePage = (title, main, head = '') => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" href="/site.css">${head}
</head>
<body>
<header><a href="/">Low Water Stories</a></header>
<main>
${main}
</main>
<footer><p>Set by hand. No trackers, no comments, no hurry.</p></footer>
</body>
</html>
`

/** The table of contents. */
export function indexPage() {
  const items = raw.map(({ number, title }) => `<li><a href="${chapterPath(number)}">${escape(title)}</a></li>`).join('\n')
  return sitePage(`${WORK.title} by ${WORK.author}`, `<h1>${WORK.title}</h1>
<p class="byline">by ${WORK.author}</p>
<p class="blurb">Six hundred eels by Saint Andrew’s Day, and half a stick to prove it. A story in six chapters.</p>
<h2>Chapters</h2>
<ol class="contents">
${items}
</ol>`)
}

/**
 * A chapter as the site shows it.
 * @param {number} number
 * @returns {string | undefined} nothing when there is no such chapter
 */
export function chapterPage(number) {
  const chapter = raw[number - 1]
  if (!chapter) return undefined
  const before = raw[number - 2] && `<a rel="prev" href="${chapterPath(number - 1)}">← Previous chapter</a>`
  const after = raw[number] && `<a rel="next" href="${chapterPath(number + 1)}">Next chapter →</a>`
  const nav = `<nav class="turn">${before ?? '<span></span>'} <a href="${INDEX}">Contents</a> ${after ?? '<span>The end</span>'}</nav>`
  const story = chapter.blocks.map((block) => block === '* * *' ? '<p class="break">* * *</p>' : `<p>${escape(block).replace(/_([^_]+)_/g, '<em>$1</em>')}</p>`).join('\n')
  return sitePage(`Chapter ${number}: ${chapter.title} – ${WORK.title}`, `<p class="work"><a href="${INDEX}">${WORK.title}</a> by ${WORK.author}</p>
<h1>Chapter ${number}: ${escape(chapter.title)}</h1>
${nav}
<article class="story">
${story}
</article>
${nav}`)
}

/** The site's one style sheet. */
export const STYLE = `:root { color-scheme: light dark; --ink: #22262b; --paper: #f7f7f3; --faint: #667; --rule: #d8d8d0; --link: #1f5673 }
@media (prefers-color-scheme: dark) { :root { --ink: #d8dadb; --paper: #15181b; --faint: #98a0a6; --rule: #30363b; --link: #8cc4e0 } }
body { margin: 0 auto; max-width: 38rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 1.15rem/1.6 Palatino, "Palatino Linotype", "Book Antiqua", serif }
a { color: var(--link); text-underline-offset: .15em }
header, footer, .work, .byline { color: var(--faint); font-size: .9rem }
header a { color: inherit; text-decoration: none; letter-spacing: .06em; text-transform: uppercase; font-size: .8rem }
h1 { font-weight: normal; font-size: 2rem; line-height: 1.2; margin: .5rem 0 1.5rem }
h2 { font-weight: normal; font-size: 1.3rem }
.work { margin: 2.5rem 0 0 }
.turn { display: flex; justify-content: space-between; gap: 1rem; font-size: .95rem; border-block: 1px solid var(--rule); padding: .6rem 0 }
.story p { margin: 0; text-indent: 1.4em; hyphens: auto }
.story p:first-child, .story .break, .story .break + p { text-indent: 0 }
.story { margin: 2rem 0 }
.story .break { text-align: center; margin: 1.4rem 0; color: var(--faint) }
.contents li { margin: .4rem 0 }
footer { margin-top: 3rem }
`
