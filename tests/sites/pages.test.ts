// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { SITES, readPage, siteFor } from '../../src/sites/index.ts'
import { readStory } from '../../src/sites/story.ts'
import { WRITTEN, open } from './opened.ts'

describe.each(WRITTEN)('$file', (page) => {
  const url = new URL(page.url)
  const document = open(page)
  const before = document.documentElement.outerHTML
  const reading = readPage(url, document)

  it('is read by its rule, with its facts', () => {
    if (reading.kind !== 'chapter') expect.unreachable(`${reading.kind}: ${JSON.stringify(reading)}`)
    else {
      const [first] = reading.chapters
      expect(first?.facts.site).toBe(page.site)
      expect(reading.chapters).toHaveLength(page.chapters)
      expect({ ...first?.facts, heading: first?.heading }).toMatchObject(page.want)
    }
  })

  it('gives the story and nothing else', () => {
    if (reading.kind !== 'chapter') return expect.unreachable('no chapter')
    for (const { area } of reading.chapters) {
      const { text } = readStory(area).text
      const japanese = page.want['language'] === 'ja' || document.documentElement.lang === 'ja'
      expect(text).toContain(japanese ? '渡し船は灯りもなく港に着いた。' : 'The ferry came in without lights')
      expect(text).toContain(japanese ? '「一人足りない」と書記が言った。' : 'something patient was keeping its head above the waves.')
      for (const foreign of page.without) expect(text).not.toContain(foreign)
    }
  })

  it('stays as it was', () => {
    if (reading.kind === 'chapter') for (const { area } of reading.chapters) readStory(area)
    expect(document.documentElement.outerHTML).toBe(before)
  })

  it('is no page of any other rule', () => {
    for (const site of SITES) {
      if (site.id === page.site) continue
      expect(site.serves(url), `${site.id} serves ${page.url}`).toBe(false)
      // An engine may know its own software under any name; the host decides first
      if (siteFor(url) === null) expect(site.runs?.(url, document) ?? false, site.id).toBe(false)
    }
  })
})

it('knows every rule by at least one page', () => {
  const families: Readonly<Record<string, string>> = { squidgeworld: 'ao3', adastra: 'ao3', superlove: 'ao3', cfaarchive: 'ao3', fictionpress: 'ffn', spacebattles: 'sufficientvelocity', questionablequesting: 'sufficientvelocity', alternatehistory: 'sufficientvelocity', thesietch: 'sufficientvelocity', ward: 'worm', pact: 'worm', twig: 'worm', pale: 'worm', wanderinginn: 'worm', guidetoevil: 'worm', palelights: 'worm', katalepsis: 'worm', tgab: 'worm', unsong: 'worm', dreamwidth: 'livejournal' }
  const written = new Set(WRITTEN.map((page) => page.site))
  expect(SITES.map((site) => families[site.id] ?? site.id).filter((id) => !written.has(id))).toEqual([])
})
