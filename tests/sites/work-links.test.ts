// @vitest-environment jsdom
/** Works known by their addresses: held together with what the rules make of chapters and listings. */
import { expect, test } from 'vitest'
import { countsIn, entriesOf } from '../../src/page/listing/entries.ts'
import { readPage, SITES } from '../../src/sites/index.ts'
import { mayList } from '../../src/sites/doors.ts'
import { siteAt, workAt } from '../../src/sites/work-links.ts'
import { documentOf, open, WRITTEN } from './opened.ts'

const at = (address: string): string | null => workAt(new URL(address))

test.each(WRITTEN.filter(({ url }) => siteAt(url) !== null))('$file: a chapter’s page lists nothing, and its work has the id the rule gives', (written) => {
  const reading = readPage(new URL(written.url), open(written))
  if (reading.kind !== 'chapter') throw new Error('not read')
  const [{ facts }] = reading.chapters as [typeof reading.chapters[0]]
  expect(mayList(new URL(written.url))).toBe(false)
  expect(facts.work.startsWith(`${siteAt(written.url)!}:`)).toBe(true)
  if (facts.workUrl !== null && at(facts.workUrl) !== null) expect(at(facts.workUrl)).toBe(facts.work)
})

test('every site here is one of the rules’', () => {
  const ids = new Set(SITES.map(({ id }) => id))
  for (const { url } of WRITTEN) if (siteAt(url) !== null) expect(ids.has(siteAt(url)!)).toBe(true)
})

test.each([
  ['https://archiveofourown.org/works/11808', 'ao3:11808'],
  ['https://web.archive.org/web/2020/https://archiveofourown.org/works/11808', 'ao3:11808'],
  ['https://m.fanfiction.net/s/8508/1/The-Patient-Water', 'ffn:8508'],
  ['https://www.royalroad.com/fiction/6375/the-patient-water', 'royalroad:6375'],
  ['https://www.scribblehub.com/series/188/the-patient-water/', 'scribblehub:188'],
  ['https://www.wattpad.com/story/555-the-patient-water', 'wattpad:555'],
  ['https://ncode.syosetu.com/n8611bv/', 'syosetu:n8611bv'],
  ['https://kakuyomu.jp/works/1177', 'kakuyomu:1177'],
  ['https://syosetu.org/novel/31/', 'hameln:31'],
  ['https://forums.sufficientvelocity.com/threads/the-patient-water.148/', 'sufficientvelocity:148'],
  ['http://www.hpfanficarchive.com/stories/viewstory.php?sid=270', 'efiction:hpfanficarchive.com/270'],
  ['https://www.fimfiction.net/story/310/the-patient-water', 'fimfiction:310'],
  ['https://www.webnovel.com/book/the-patient-water_123456789', 'webnovel:123456789'],
  ['https://www.wuxiaworld.com/novel/patient-water', 'wuxiaworld:patient-water'],
  ['https://www.inkitt.com/stories/fantasy/5501', 'inkitt:5501'],
  ['https://www.quotev.com/story/The-Patient-Water-9911', 'quotev:9911'],
  ['https://www.tthfanfic.org/Story-9476/maren+The+Patient+Water.htm', 'tthfanfic:9476'],
  ['https://archiveofourown.org/works/11808/bookmarks', null],
  ['https://archiveofourown.org/works/11808/chapters/3', null],
  ['https://www.royalroad.com/fictions/best-rated', null],
  ['https://news.example/works/11808', null],
])('%s → %s', (address, work) => expect(at(address)).toBe(work))

const OTW = `<ol>${[7, 8].map((id) => `<li class="work blurb group"><h4 class="heading"><a href="/works/${id}">The Tide Clerk ${id}</a> by <a rel="author" href="/users/maren">maren</a></h4>
<p>Twelve chapters: 12 Chapters of nothing.</p><dl class="stats"><dt>Words:</dt><dd>9,000</dd><dt class="chapters">Chapters:</dt><dd class="chapters"><a href="/works/${id}/chapters/9${id}">1${id}</a>/?</dd><dt>Comments:</dt><dd><a href="/works/${id}?show_comments=true#comments">7</a></dd></dl></li>`).join('')}</ol>`

test('a listing’s works stand once each, beside their titles, with what is posted and planned as the rule reads it', () => {
  const url = new URL('https://archiveofourown.org/tags/Tides/works')
  const document = documentOf(OTW, url.href)
  const entries = entriesOf(document, url)
  expect(entries.map(({ work, title }) => [work, title])).toEqual([['ao3:7', 'The Tide Clerk 7'], ['ao3:8', 'The Tide Clerk 8']])
  expect(entries.map(({ posted, planned }) => [posted, planned])).toEqual([[17, 'open'], [18, 'open']])
  const reading = readPage(url, document)
  expect(reading.kind === 'listing' && reading.works.map(({ posted }) => posted)).toEqual([17, 18])
  expect(reading.kind === 'listing' && reading.works.map(({ work }) => work)).toEqual(entries.map(({ work }) => work))
})

test.each([
  ['Words: 9,000 Chapters: 12/? Kudos: 3', 12, 'open'], ['Words:9,000Chapters:12/?', 12, 'open'], ['Rated: T - Chapters: 31 - Words: 9,000', 31, null], ['1,024 Chapters 3,000 views', 1024, null], ['Chapters: 3/3', 3, 3], ['全521エピソード', 521, null], ['連載中 全12話', 12, null], ['No numbers at all', null, null],
])('“%s” says %s of %s', (text, posted, planned) => expect(countsIn(text)).toEqual({ posted, planned }))

test('a work’s own page is badged at its heading', () => {
  const url = new URL('https://www.royalroad.com/fiction/6375/the-patient-water')
  const [entry] = entriesOf(documentOf('<h1>The Patient Water</h1><a href="/fiction/6375/the-patient-water/chapter/1/one">Start</a>', url.href), url)
  expect(entry).toMatchObject({ work: 'royalroad:6375', title: 'The Patient Water' })
})
