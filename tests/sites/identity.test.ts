// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { cleanAddress, hostOf, unwrapArchive } from '../../src/sites/address.ts'
import { chapterSlug } from '../../src/sites/brand.ts'
import { addressKeys } from '../../src/sites/generic/address-signs.ts'
import { readPage, siteFor } from '../../src/sites/index.ts'
import { WRITTEN, open } from './opened.ts'

/** Work and chapter of a written page when it is opened under another address. */
function idsAt(file: string, address: string): readonly [string, string] | null {
  const reading = readPage(new URL(address), open(WRITTEN.find((page) => page.file === file)!))
  const first = reading.kind === 'chapter' ? reading.chapters[0] : undefined
  return first === undefined ? null : [first.facts.work, first.facts.chapter]
}

describe('a work keeps its id', () => {
  it('on mobile and on the desktop', () => {
    expect(idsAt('ffn-mobile.html', 'https://m.fanfiction.net/s/8508/2/')).toEqual(idsAt('ffn-chapter.html', 'https://www.fanfiction.net/s/8508/2/The-Patient-Water'))
  })

  it.each([
    ['another slug', 'https://www.royalroad.com/fiction/6375/renamed/chapter/14495/renamed-too'],
    ['tracking', 'https://www.royalroad.com/fiction/6375/the-patient-water/chapter/14495/x?utm_source=a&utm_medium=b&fbclid=1'],
    ['a fragment', 'https://www.royalroad.com/fiction/6375/the-patient-water/chapter/14495/x#comments'],
    ['another host', 'https://royalroad.com/fiction/6375/the-patient-water/chapter/14495/x'],
    ['an archive copy', 'https://web.archive.org/web/20240102030405/https://www.royalroad.com/fiction/6375/the-patient-water/chapter/14495/x'],
    ['an archive copy of raw bytes', 'https://web.archive.org/web/2024id_/http://www.royalroad.com/fiction/6375/the-patient-water/chapter/14495/x'],
  ])('under %s', (_, address) => {
    expect(idsAt('royalroad-chapter.html', address)).toEqual(['royalroad:6375', 'royalroad:6375/14495'])
  })

  it('in a collection, on another domain, as an entire work', () => {
    expect(idsAt('ao3-chapter.html', 'https://archiveofourown.org/collections/tides/works/11808/chapters/26622')).toEqual(['ao3:11808', 'ao3:11808/26622'])
    expect(idsAt('ao3-chapter.html', 'https://archiveofourown.com/works/11808/chapters/26622')).toEqual(['ao3:11808', 'ao3:11808/26622'])
    expect(idsAt('ao3-whole.html', 'https://archiveofourown.org/works/11808?view_full_work=true&view_adult=true')).toEqual(['ao3:11808', 'ao3:11808/26621'])
  })

  it('when a copying site moves to another top level domain', () => {
    expect(idsAt('novelfull-chapter.html', 'https://novelbin.com/n/the-patient-water/cchapter-405-one-short-now-renamed')).toEqual(['novelfull:novelbin/the-patient-water', 'novelfull:novelbin/the-patient-water/cchapter-405'])
  })
})

describe('addresses', () => {
  it('lose tracking and fragments, and nothing else', () => {
    expect(cleanAddress(new URL('https://a.example/x?sid=4&utm_source=y&chapter=2#top'))).toBe('https://a.example/x?sid=4&chapter=2')
    expect(cleanAddress(new URL('https://a.example/x?fbclid=1'))).toBe('https://a.example/x')
  })

  it('are what an archive copied', () => {
    expect(unwrapArchive(new URL('https://web.archive.org/web/20130307194448/http://a.example/b?c=1')).href).toBe('http://a.example/b?c=1')
    expect(unwrapArchive(new URL('https://web.archive.org/web/20130307194448im_/http:/a.example/b')).href).toBe('http://a.example/b')
    expect(siteFor(new URL('https://web.archive.org/web/2013/https://archiveofourown.org/works/1'))?.id).toBe('ao3')
  })

  it('lose www and m, but not a name that is theirs', () => {
    expect(['www.a.example', 'm.a.example', 'a.example', 'm.co'].map((host) => hostOf(new URL(`https://${host}/`)))).toEqual(['a.example', 'a.example', 'a.example', 'm.co'])
  })

  it('of chapters are known up to their number', () => {
    expect(['chapter-12-one-short', 'chapter-12', 'chapter-12.html', 'volume-2-chapter-3-bread', 'chapter-4-2'].map(chapterSlug)).toEqual(['chapter-12', 'chapter-12', 'chapter-12', 'volume-2-chapter-3', 'chapter-4-2'])
  })
})

describe('a site without ids', () => {
  const works = (...addresses: readonly string[]): Set<string> => new Set(addresses.map((address) => addressKeys(new URL(address)).work))

  it('has one work for its chapters, and one chapter an address', () => {
    expect(works('https://a.example/tides/chapters/chapter-1.html', 'https://www.a.example/tides/chapters/chapter-22.html', 'http://a.example/tides/chapters/prologue.html')).toEqual(new Set(['a.example/tides']))
    expect(works('https://b.example/the-patient-water-chapter-12/', 'https://b.example/the-patient-water-chapter-13-bread/')).toEqual(new Set(['b.example/the-patient-water']))
    expect(works('https://c.example/2020/02/08/chapter-3/', 'https://c.example/2021/12/24/chapter-4/')).toEqual(new Set(['c.example']))
    expect(works('https://d.example/book/77/9001.html', 'https://d.example/book/77/9002.html')).toEqual(new Set(['d.example/book/77']))
    expect(addressKeys(new URL('https://a.example/tides/chapters/chapter-2.html')).chapter).not.toBe(addressKeys(new URL('https://a.example/tides/chapters/chapter-3.html')).chapter)
  })

  it('tells two works apart', () => {
    expect(works('https://b.example/the-patient-water-chapter-12/', 'https://b.example/the-loud-water-chapter-12/').size).toBe(2)
    expect(works('https://d.example/book/77/9001.html', 'https://d.example/book/78/9001.html').size).toBe(2)
    expect(works('https://e.example/read.php?id=5&c=1', 'https://e.example/read.php?id=6&c=1').size).toBe(2)
  })
})
