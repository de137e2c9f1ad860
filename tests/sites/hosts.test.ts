import { describe, expect, it } from 'vitest'
import { SITES, siteFor } from '../../src/sites/index.ts'
import { servedBy } from '../../src/sites/rule.ts'
import { WRITTEN } from './opened.ts'

const MATCH_PATTERN = /^\*:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+\/\*$/

describe('the hosts of the rules', () => {
  it('are match patterns a manifest takes', () => {
    for (const site of SITES) for (const host of site.hosts) expect(host).toMatch(MATCH_PATTERN)
  })

  it('belong to one rule each', () => {
    const all = SITES.flatMap((site) => site.hosts)
    expect(all.filter((host, index) => all.indexOf(host) !== index)).toEqual([])
  })

  it('cover every address a rule serves', () => {
    for (const site of SITES) {
      for (const host of site.hosts) {
        const url = new URL(host.replace('*://', 'https://').replace('*.', 'www.').replace('/*', '/'))
        expect(site.serves(url), url.href).toBe(true)
        expect(siteFor(url)?.id, url.href).toBe(site.id)
      }
    }
    for (const page of WRITTEN) {
      const site = siteFor(new URL(page.url))
      if (site !== null) expect(servedBy(site.hosts, new URL(page.url)), page.url).toBe(true)
    }
  })

  it('are not taken for hosts that only look alike', () => {
    for (const address of ['https://archiveofourown.org.example.com/works/1', 'https://notroyalroad.com/fiction/1/x/chapter/2', 'ftp://www.royalroad.com/', 'https://example.com/?u=https://archiveofourown.org/works/1', 'about:blank']) {
      expect(siteFor(new URL(address)), address).toBeNull()
    }
  })

  it('name rules whose ids are short, stable and their own', () => {
    const ids = SITES.map((site) => site.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{2,24}$/)
  })
})
