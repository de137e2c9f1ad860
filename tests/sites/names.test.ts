// @vitest-environment jsdom
/** What an address says alone must be what its page says, or nothing. */
import { expect, it } from 'vitest'
import { lookUp } from '../../src/addresses.ts'
import { readPage } from '../../src/sites/index.ts'
import { WRITTEN, open } from './opened.ts'

it('no address says another work or chapter than its page', () => {
  const named = WRITTEN.flatMap((page) => {
    const reading = readPage(new URL(page.url), open(page))
    const facts = reading.kind === 'chapter' ? reading.chapters[0]?.facts : undefined
    const said = lookUp(page.url)?.named
    if (!facts || !said) return []
    expect(said.work, page.url).toBe(facts.work)
    if (said.chapter !== null) expect(said.chapter, page.url).toBe(facts.chapter)
    if (said.ordinal !== null) expect(said.ordinal, page.url).toBe(facts.ordinal)
    return [page.site]
  })
  expect(named).toEqual(expect.arrayContaining(['ao3', 'ffn', 'royalroad', 'sufficientvelocity', 'webnovel', 'syosetu', 'scribblehub']))
})

it.each([
  ['https://archiveofourown.org/works/11808', 'ao3:11808', null],
  ['http://www.archiveofourown.org/works/11808/chapters/26622?view_adult=true', 'ao3:11808', 'ao3:11808/26622'],
  ['https://www.royalroad.com/fiction/6375/the-patient-water', 'royalroad:6375', null],
  ['https://www.fanfiction.net/s/8508/2/The-Patient-Water', 'ffn:8508', 'ffn:8508/2'],
  ['https://www.scribblehub.com/series/77/a-story/', 'scribblehub:77', null],
  ['https://www.wattpad.com/story/4455-a-story', 'wattpad:4455', null],
  ['https://forums.spacebattles.com/threads/a-story.99/', 'spacebattles:99', null],
  ['https://forums.spacebattles.com/threads/a-story.99/page-2#post-1234', 'spacebattles:99', 'spacebattles:99/1234'],
  ['https://web.archive.org/web/2020/https://www.royalroad.com/fiction/6375/x', 'royalroad:6375', null],
])('%s is %s', (address, work, chapter) => {
  expect(lookUp(address)?.named).toMatchObject({ work, chapter })
})

it.each(['https://www.wattpad.com/123-a-part', 'https://example.org/a', 'https://archiveofourown.org/users/x/bookmarks', 'https://tapas.io/episode/5'])('%s names nothing by itself', (address) => {
  expect(lookUp(address)?.named).toBeNull()
})

it.each(['javascript:alert(1)', 'file:///etc/passwd', 'not an address', ''])('%s is no web address', (address) => {
  expect(lookUp(address)).toBeNull()
})
