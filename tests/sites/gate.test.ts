// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { gateOf } from '../../src/sites/gate.ts'
import { SITES, readPage } from '../../src/sites/index.ts'
import { WRITTEN, documentOf, open } from './opened.ts'

const chapter = documentOf(`<h1>Chapter 1</h1>${'<p>The ferry came in without lights, and Maren counted twice.</p>'.repeat(20)}`)
const gate = (address: string, document = chapter): string => gateOf({ location: new URL(address), document })
/** Other addresses a site may have: the page's own cut short, and pages that every site has. */
const others = (address: string): string[] => {
  const url = new URL(address)
  const segments = url.pathname.split('/').filter((segment) => segment !== '')
  return [...segments.map((_, count) => `/${segments.slice(0, count).join('/')}`), '/login', '/search?q=water', '/user/1', '/u/77/maren', '/tags/12', '/list/3', '/forum/9', '/chapter-1', '/12']
    .map((path) => new URL(path, url.origin).href)
}

describe('the gate', () => {
  it.each(WRITTEN)('is open to $file', (page) => {
    expect(gate(page.url, open(page))).toBe('open')
  })

  it.each(WRITTEN)('is shut to no address under which $file would be a chapter', (page) => {
    for (const address of others(page.url)) {
      if (gate(address, open(page)) === 'open') continue
      expect(readPage(new URL(address), open(page)).kind, address).not.toBe('chapter')
    }
  })

  it('is shut by the address alone on sites whose chapters say themselves', () => {
    for (const address of ['https://archiveofourown.org/users/login', 'https://www.royalroad.com/fiction/63/water', 'https://www.fanfiction.net/u/12/maren', 'https://m.fanfiction.net/', 'https://ncode.syosetu.com/']) expect(gate(address), address).toBe('address')
  })

  it('is open on every host nobody listed, whatever the address', () => {
    for (const address of ['https://tales.example/', 'https://notroyalroad.com/x', 'https://archiveofourown.org.example/users', 'https://web.archive.org/web/2020/https://archiveofourown.org/works/1']) expect(gate(address), address).toBe('open')
  })

  it('waits for text', () => {
    for (const html of ['', 'x', '<frameset><frame></frameset>', '<form name="body"><input name="textContent"></form>']) expect(gate('https://tales.example/chapter-1', documentOf(html)), html).toBe('text')
    expect(gate('https://tales.example/chapter-1', document.implementation.createDocument(null, null))).toBe('text')
  })

  it('waits for the story where the site says what holds it', () => {
    for (const address of ['https://archiveofourown.org/works/12', 'https://forums.spacebattles.com/threads/water.12/']) {
      expect(gate(address), address).toBe('text')
      expect(gate(address, documentOf(`<article class="hasThreadmark" id="chapters">${'The ferry came in. '.repeat(3)}</article>`)), address).toBe('open')
    }
  })

  it('counts no text that is there to be clicked or cannot be read', () => {
    const text = 'The ferry came in without lights, and Maren counted twice. '.repeat(9)
    for (const tag of ['a', 'button', 'script', 'style', 'textarea', 'noscript', 'template']) expect(gate('https://tales.example/1', documentOf(`<p><${tag}>${text}</${tag}>`)), tag).toBe('text')
    expect(gate('https://tales.example/1', documentOf(`<p><a><b>${text}</b></a>`))).toBe('text')
  })

  it('names only hosts the rules have', () => {
    const served = SITES.flatMap((site) => site.hosts).map((host) => host.replace(/^\*:\/\/(?:\*\.)?/, '').replace(/\/.*/, ''))
    const shut = served.filter((host) => gate(`https://${host}/`) === 'address')
    expect(shut.length).toBeGreaterThan(40)
  })
})
