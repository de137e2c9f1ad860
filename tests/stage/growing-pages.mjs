/** Pages that are not what they will be: stories that come late, pages that never reload, pages that never rest. */
import { CHAPTERS, chapterPath, sitePage, WORK } from './serial.mjs'

/** Brings a chapter of the serial into the page, as a site's own script would, and notes when its text appeared. */
const SCRIPT = `<main id="app"><p>Loading</p></main><script>
async function show(number) {
  const page = new DOMParser().parseFromString(await (await fetch('${chapterPath(1).replace('1.html', '')}' + number + '.html')).text(), 'text/html')
  document.getElementById('app').replaceChildren(...page.querySelectorAll('.work, h1, .story'))
  document.title = page.title
  window.cameAt = Date.now()
}
const later = (ms) => new Promise((done) => setTimeout(done, ms))
</script>`

/** @param {string} body @param {string} [title] */
const page = (body, title = 'One moment') => () => ({ body: sitePage(title, SCRIPT + body), headers: {} })

/** The text comes when asked for by the test, long after the page has loaded. */
const late = page('')

/** `go(n, order)`: the address first and the text some time later, or the other way round, or both at once. */
const single = page(`<script>
async function go(number, first) {
  if (first === 'text') await show(number)
  history.pushState(null, '', '/single/chapter-' + number)
  if (first === 'address') { await later(500); await show(number) }
}
show(Number(location.pathname.match(/\\d+/)[0]))
</script>`)

/** Five thousand changes a second for three seconds; a story at the end. */
const storm = page(`<p id="ticker"></p><script>
const until = Date.now() + 3000
window.looks = 0
function tick() {
  for (let turn = 0; turn < 100; turn++) document.getElementById('ticker').append(document.createTextNode('Eels and lanterns and the price of both in Ansby. '))
  document.getElementById('ticker').replaceChildren()
  if (Date.now() < until) setTimeout(tick, 16)
  else show(3)
}
tick()
</script>`)

/** @param {string} text */
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** Three chapters of an entire work, as the OTW software prints them; the archive copy's address says which site it is. */
const entireWork = () => ({
  body: `<!doctype html><html lang="en"><head><title>${WORK.title}</title><link rel="stylesheet" href="/site.css"></head><body><div id="workskin">
<div class="preface group"><h2 class="title heading">${WORK.title}</h2><h3 class="byline heading"><a rel="author" href="/users/ida">${WORK.author}</a></h3></div>
<dl class="stats"><dd class="chapters">3/6</dd></dl><div id="chapters">
${CHAPTERS.slice(0, 3).map(({ number, title, paragraphs }) => `<div id="chapter-${number}" class="chapter">
<div class="chapter preface group"><h3 class="title"><a href="/works/77/chapters/70${number}">Chapter ${number}</a>: ${escape(title)}</h3></div>
<div class="userstuff module" role="article"><h3 class="landmark heading">Chapter Text</h3>${paragraphs.map((text) => `<p>${escape(text)}</p>`).join('\n')}</div>
</div>`).join('\n')}
</div></div></body></html>`,
  headers: {},
})

export const ENTIRE_WORK = '/web/20260101000000/https://archiveofourown.org/works/77'

/** Prose without a number, a heading that says so or a way on: perhaps a chapter, perhaps not. */
const doubtful = () => ({
  body: sitePage('Low tide', `<h1>Low tide</h1><article class="story">${(CHAPTERS[1]?.paragraphs ?? []).slice(0, 18).map((text) => `<p>${escape(text)}</p>`).join('\n')}</article>`),
  headers: {},
})

/** @type {Record<string, () => { body: string, headers: Record<string, string> }>} */
export const GROWING = {
  '/late/chapter-2': late,
  '/single/chapter-1': single,
  '/single/chapter-2': single,
  '/single/chapter-3': single,
  '/storm/chapter-3': storm,
  '/pieces/low-tide': doubtful,
  [ENTIRE_WORK]: entireWork,
}
