// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { readGeneric } from '../../src/sites/generic/index.ts'
import { readPage } from '../../src/sites/index.ts'
import { SURE } from '../../src/sites/site.ts'
import type { Reading } from '../../src/sites/site.ts'
import { readStory } from '../../src/sites/story.ts'
import { documentOf } from './opened.ts'

const SCENE = [
  'The ferry came in without lights, and Maren counted the passengers twice before she let the rope go slack.',
  '“You are one short,” said the harbour clerk, who had never once been wrong about a number in all his years.',
  'She looked along the wet planks. Nobody had gone back for a hat, nobody was being sick over the rail.',
  '“Then one of them swam,” she told him, and wished at once that she had kept the thought for herself.',
  'He wrote it down all the same. His pencil was so short that he had to hold it like a crumb.',
  'Her brother came with the bread when the lamps on the quay were lit. “Did you see it too?” he asked her.',
]
const RUSSIAN = ['Паром пришёл без огней, и она дважды пересчитала пассажиров, прежде чем отпустить верёвку.', '— Одного не хватает, — сказал ей писарь, который никогда не ошибался в числах.', 'Она оглядела мокрые доски. Никто не вернулся за шляпой, никого не тошнило за бортом.', '— Значит, один из них поплыл, — ответила она ему и тут же пожалела об этом.']
const CHINESE = ['渡船没有点灯就进了港，她把乘客数了两遍才松开绳子。', '“少了一个人。”他说道，他从来没有数错过。', '她看着湿漉漉的甲板，没有人回去拿帽子，也没有人趴在栏杆上。', '“那就是有人游走了。”她说道，马上又后悔把话说出口。']
const SPANISH = ['El transbordador llegó sin luces, y ella contó a los pasajeros dos veces antes de soltar la cuerda.', '—Falta uno —dijo el escribano, y él nunca se había equivocado con un número.', 'Ella miró las tablas mojadas. Nadie había vuelto por un sombrero, nadie se mareaba en la borda.', '—Entonces uno se fue nadando —dijo ella, y deseó habérselo callado.']
const times = (lines: readonly string[], count: number): string[] => Array.from({ length: count }, () => lines).flat()
const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${line}</p>`).join('\n')
const page = (title: string, body: string, head = '', lang = 'en'): string => `<!DOCTYPE html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`
const read = (url: string, html: string): Reading => readGeneric(new URL(url), documentOf(html, url))
const isChapter = (reading: Reading): boolean => reading.kind === 'chapter' && reading.confidence >= SURE
const first = (reading: Reading): NonNullable<Extract<Reading, { kind: 'chapter' }>['chapters'][0]> => {
  if (reading.kind !== 'chapter') throw new Error(JSON.stringify(reading))
  return reading.chapters[0]!
}

const MENU = '<header><a href="/">Tide Tales</a><nav><a href="/latest">Latest</a><a href="/search">Search</a></nav></header>'
const english = page('Chapter 12: One Short - The Patient Water - Tide Tales', `${MENU}<main><div class="crumbs"><a href="/novel/the-patient-water/">The Patient Water</a></div><h1>Chapter 12: One Short</h1><span>by <a href="/user/maren">Maren Low</a></span>
<div class="text">${paragraphs(times(SCENE, 4))}<p>(A/N: thank you all for reading!)</p></div><div class="way"><a href="/novel/the-patient-water/chapter-11">Previous Chapter</a> <a href="/novel/the-patient-water/chapter-13">Next Chapter</a></div>
<section class="comments"><p>${'I liked the pencil very much, it was so short. '.repeat(12)}</p></section></main><footer>Read more at Tide Tales</footer>`)

describe('a chapter on a site nobody wrote a rule for', () => {
  const reading = read('https://tidetales.example/novel/the-patient-water/chapter-12?utm_source=x', english)

  it('is found, with reasons a reader can follow', () => {
    expect(isChapter(reading)).toBe(true)
    if (reading.kind === 'listing') return
    expect(reading.reasons.map((reason) => reason.sign)).toEqual(expect.arrayContaining(['heading', 'address', 'next-link', 'prose']))
    for (const reason of reading.reasons) expect((reason.detail ?? '').length).toBeLessThanOrEqual(120)
  })

  it('is read with its facts', () => {
    const { facts, heading } = first(reading)
    expect({ ...facts, heading }).toMatchObject({
      heading: 'Chapter 12: One Short', chapterTitle: 'One Short', titleNumber: 12, workTitle: 'The Patient Water', author: 'Maren Low',
      prevUrl: 'https://tidetales.example/novel/the-patient-water/chapter-11', nextUrl: 'https://tidetales.example/novel/the-patient-water/chapter-13',
      workUrl: 'https://tidetales.example/novel/the-patient-water/', work: 'generic:tidetales.example/novel/the-patient-water', language: 'en',
    })
  })

  it('gives the story alone, and the notes apart', () => {
    const { area, notes } = first(reading)
    const { text } = readStory(area).text
    expect(text.startsWith('The ferry came in')).toBe(true)
    expect(text.endsWith('he asked her.')).toBe(true)
    expect(notes.map((note) => note.textContent)).toEqual(['(A/N: thank you all for reading!)'])
  })

  it.each([
    ['Russian', 'ru', 'Глава 5. Паром', 'https://knigi.example/tihaya-voda/glava-5', RUSSIAN, 'Следующая глава', 'glava-6', 5],
    ['Chinese', 'zh', '第十二章 渡船', 'https://shu.example/book/77/9012.html', CHINESE, '下一章', '9013.html', 12],
    ['Spanish', 'es', 'Capítulo 3: El transbordador', 'https://cuentos.example/el-agua/capitulo-3', SPANISH, 'Siguiente', 'capitulo-4', 3],
  ])('is found in %s', (_, lang, heading, url, lines, next, to, number) => {
    const found = read(url, page(`${heading} - Tide`, `<h1>${heading}</h1><div id="text">${paragraphs(times(lines, 8))}</div><a href="${to}">${next}</a>`, '', lang))
    expect(isChapter(found)).toBe(true)
    expect(first(found)).toMatchObject({ heading, facts: { titleNumber: number, nextUrl: new URL(to, url).href, language: lang } })
  })

  it('may be short where heading and address both say that it is one, and not where only one of them does', () => {
    const short = (heading: string): string => page(`${heading} - Tide Tales`, `<main><h1>${heading}</h1><div class="chapter-text">${paragraphs(SCENE.slice(0, 3))}</div></main>`)
    expect(isChapter(read('https://tidetales.example/novel/the-patient-water/chapter-1', short('Chapter 1: One Short')))).toBe(true)
    expect(isChapter(read('https://tidetales.example/novel/the-patient-water', short('Chapter 1: One Short')))).toBe(false)
    expect(isChapter(read('https://tidetales.example/novel/the-patient-water/chapter-1', short('One Short')))).toBe(false)
  })

  it('needs neither paragraphs nor headings in the markup', () => {
    const found = read('https://home.example/water/chapter-2.html', page('Chapter 2 | The Patient Water', `<div class="t">CHAPTER 2</div><div>${times(SCENE, 4).join('<br><br>')}</div><a href="chapter-1.html">←</a> <a href="chapter-3.html">Chapter 3 →</a>`))
    expect(isChapter(found)).toBe(true)
    expect(readStory(first(found).area).text.starts).toHaveLength(24)
    expect(first(found).facts).toMatchObject({ titleNumber: 2, workTitle: 'The Patient Water', prevUrl: 'https://home.example/water/chapter-1.html', nextUrl: 'https://home.example/water/chapter-3.html' })
  })

  it('joins a number and a name on two lines', () => {
    const found = read('https://home.example/water/chapter-2.html', page('', `<h2>CHAPTER TWO</h2><h2>One Short</h2>${paragraphs(times(SCENE, 4))}`))
    expect(first(found)).toMatchObject({ heading: 'CHAPTER TWO: One Short', facts: { titleNumber: 2, chapterTitle: 'One Short' } })
  })

  it('follows no link that is switched off or leads elsewhere', () => {
    const found = read('https://home.example/water/chapter-9.html', page('Chapter 9', `<h1>Chapter 9</h1>${paragraphs(times(SCENE, 4))}<a class="disabled" href="chapter-8.html">Previous</a><a href="about.html">Next</a><a href="#">Next</a><a href="javascript:go()">Next</a>`))
    expect(first(found).facts).toMatchObject({ prevUrl: null, nextUrl: null })
  })

  it('is found where the canonical address points home', () => {
    expect(isChapter(read('https://tidetales.example/novel/the-patient-water/chapter-12', english.replace('<title>', '<link rel="canonical" href="https://tidetales.example/"><title>')))).toBe(true)
  })

  it('is left as it was', () => {
    const document = documentOf(english, 'https://tidetales.example/novel/the-patient-water/chapter-12')
    const before = document.documentElement.outerHTML
    readStory(first(readGeneric(new URL(document.URL), document)).area)
    expect(document.documentElement.outerHTML).toBe(before)
  })
})

const LINKS = Array.from({ length: 40 }, (_, index) => `<li><a href="/novel/the-patient-water/chapter-${index + 1}">Chapter ${index + 1}: Bread and rope</a></li>`).join('')
const NEWS = 'The ministry said on Monday that 45 percent of the 1,200 companies had reported data for 2023, according to figures from the government. However, users of the software must update to version 4.2. '
const CODE = '<h2>3.1 Loops</h2><p>In this section students learn how a loop runs, for example with the data of exercise 3.</p><pre><code>for (let i = 0; i &lt; 10; i++) { print(i) }</code></pre><h2>3.2 More</h2><ul><li>Read table 4</li><li>Do exercise 5</li></ul><pre><code>x = [1, 2, 3]</code></pre>'
const REFUSED: readonly (readonly [string, string, string])[] = [
  ['an index of chapters', 'https://tidetales.example/novel/the-patient-water/', page('The Patient Water', `<h1>The Patient Water</h1><div class="synopsis">${paragraphs(SCENE)}</div><ul>${LINKS}</ul>`)],
  ['news', 'https://paper.example/news/2024/05/harbour-chapter', page('Harbour opens new chapter', `<h1>Harbour opens new chapter</h1><article>${paragraphs([NEWS, NEWS, NEWS, NEWS])}</article>`, '<script type="application/ld+json">{"@type":"NewsArticle"}</script>')],
  ['a chapter of a textbook', 'https://school.example/python/chapter-3.html', page('Chapter 3: Loops', `<h1>Chapter 3: Loops</h1><main>${CODE.repeat(6)}</main><a href="chapter-2.html">Previous chapter</a><a href="chapter-4.html">Next chapter</a>`)],
  ['a login', 'https://tidetales.example/login?to=/novel/x/chapter-12', page('Log in', '<h1>Chapter 12</h1><form><input name="user"><input type="password"><button>Log in</button></form>')],
  ['an age wall', 'https://tidetales.example/novel/x/chapter-12', page('Chapter 12', '<h1>Chapter 12</h1><p>This story may hold adult content. If you go on, you agree that you are willing to see it.</p><a href="?adult=1">Proceed</a>')],
  ['a check by Cloudflare', 'https://www.fanfiction.example/s/8508/2/', page('Just a moment…', '<h1>Just a moment…</h1><p>Checking your browser before you go on to the site.</p>')],
  ['a profile', 'https://tidetales.example/user/maren', page('Maren Low', `<h1>Maren Low</h1><p>Joined 2019. I write about water.</p><ul>${LINKS}</ul>`)],
  ['search results', 'https://tidetales.example/search?q=water', page('Search: water', SCENE.map((line, index) => `<div class="result"><a href="/novel/${index}">Result ${index}</a><p>${line}</p><span>Words: 4,500 Chapters: 12 Reviews: 33</span></div>`).join(''))],
]

describe('no chapter is', () => {
  it.each(REFUSED)('%s', (_, url, html) => {
    expect(isChapter(read(url, html))).toBe(false)
    expect(isChapter(readPage(new URL(url), documentOf(html, url)))).toBe(false)
  })
})

describe('any document at all', () => {
  const shadow = ['querySelector', 'querySelectorAll', 'body', 'documentElement', 'title', 'head', 'createTreeWalker', 'defaultView', 'getElementsByTagName', 'baseURI'].map((name) => `<img name="${name}"><form name="${name}"><input name="children"><input name="textContent"><input name="parentNode"></form>`).join('')
  it.each([
    ['nothing', ''], ['one sign', 'x'], ['a frameset', '<frameset><frame></frameset>'], ['only a head', '<head><title>Chapter 1</title></head>'],
    ['broken markup', `<p><div><table><p>${SCENE.join('<b><td><p>')}`], ['names that shadow', `${shadow}<h1>Chapter 1</h1>${paragraphs(times(SCENE, 3))}`],
    ['a wrong charset', 'Ã¢â‚¬Å“Chapter \ufffd\ufffd\ufffd 1'.repeat(100)],
  ])('with %s is answered without a throw', (_, html) => {
    for (const url of ['https://a.example/', 'https://archiveofourown.org/works/1/chapters/2', 'https://a.example/%E0%A4%A/%', 'https://www.fanfiction.net/s/1/1', 'about:blank']) {
      const reading = readPage(new URL(url), documentOf(html))
      expect(['chapter', 'none', 'listing']).toContain(reading.kind)
      if (reading.kind === 'none') expect(reading.reasons.map((reason) => reason.sign)).not.toContain('unreadable')
    }
  })

  it.each(['querySelector', 'createRange', 'getElementsByTagName', 'body', 'title'])('with a picture named %s, which in browsers hides the document’s own from scripts of the page’s world, is read all the same', (name) => {
    const url = 'https://tidetales.example/the-patient-water/chapter-1'
    const document = documentOf(page('Chapter 1 - The Patient Water', `<h1>Chapter 1</h1>${paragraphs(times(SCENE, 6))}`), url)
    Object.defineProperty(document, name, { value: document.createElement('img') })
    const reading = readPage(new URL(url), document)
    expect(isChapter(reading)).toBe(true)
    const story = readStory(first(reading).area)
    expect(story.range(0, 5)?.toString()).toBe(story.text.text.slice(0, 5))
  })

  it('may be XHTML', () => {
    const xhtml = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>XI</title></head><body><section id="chapter-11"><h2>XI</h2>${paragraphs(times(SCENE, 6))}</section></body></html>`
    const url = 'https://books.example/the-patient-water/text/chapter-11'
    const reading = readPage(new URL(url), documentOf(xhtml, url, 'application/xhtml+xml'))
    expect(isChapter(reading)).toBe(true)
    expect(first(reading).facts.titleNumber).toBe(11)
  })

  it('may have no window and no root', () => {
    const empty = document.implementation.createDocument(null, null)
    expect(readPage(new URL('https://a.example/chapter-1'), empty).kind).toBe('none')
    expect(readPage(new URL('https://archiveofourown.org/works/1'), empty).kind).toBe('none')
  })
})
