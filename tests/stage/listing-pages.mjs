/** A listing of many works as the sites on OTW software show it, and a story in a block nobody would guess. */
import { CHAPTERS, sitePage } from './serial.mjs'

const ARCHIVE = '/web/20260101000000/https://archiveofourown.org'

/** Path of a listing of a hundred works, `ao3:100` to `ao3:199`. */
export const LISTING = `${ARCHIVE}/tags/Low-Water/works`

const NAMES = ['The Eel Rent', 'Half a Stick', 'Kettle, and What She Owed', 'A Very Long Title of the Kind That Takes Two Lines Wherever It Is Shown, and Then Some More', 'Quit']

/** @param {number} id */
const blurb = (id) => `<li class="work blurb group"><h4 class="heading"><a href="${ARCHIVE}/works/${id}">${NAMES[id % NAMES.length]} ${id}</a> by <a rel="author" href="${ARCHIVE}/users/maren">maren</a></h4>
<blockquote class="userstuff summary"><p>Six hundred eels by Saint Andrew’s Day, and half a stick to prove it.</p></blockquote>
<dl class="stats"><dt>Words:</dt><dd>9,000</dd><dt class="chapters">Chapters:</dt><dd class="chapters"><a href="${ARCHIVE}/works/${id}/chapters/9${id}">12</a>/?</dd></dl></li>`

const listing = () => ({ body: sitePage('Works in Low Water', `<h1>100 works in Low Water</h1>
<ol class="work index group">${Array.from({ length: 100 }, (_, index) => blurb(100 + index)).join('\n')}</ol>`), headers: {} })

const prose = (/** @type {number} */ number) => (CHAPTERS[number]?.paragraphs ?? []).slice(0, 12).map((text) => `<p>${text}</p>`).join('\n')

/** Two blocks of prose; the larger one is an advertisement for another story. @param {number} number */
const twoBlocks = (number) => () => ({ body: sitePage(`Chapter ${number}: Two blocks`, `<h1>Chapter ${number}: Two blocks</h1>
<div class="advert" style="max-height: 90px; overflow: hidden">${prose(3)}${prose(4)}</div>
<div class="the-story">${prose(number)}</div>
<p><a rel="prev" href="/two-blocks/chapter-0">Previous</a> <a rel="next" href="/two-blocks/chapter-2">Next</a></p>`), headers: {} })

/** @type {Record<string, () => { body: string, headers: Record<string, string> }>} */
export const LISTING_PAGES = { [LISTING]: listing, '/two-blocks/chapter-1': twoBlocks(1), '/two-blocks/chapter-2': twoBlocks(2) }
