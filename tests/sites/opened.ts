/** Opens the pages that were written for the tests, as the browser would: parsed, with styles, never with scripts. */
import { JSDOM } from 'jsdom'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What one page of tests/site/pages is, and what a reader would say is on it. */
export interface Written {
  /** The rule that must read it. */
  readonly site: string
  readonly file: string
  readonly url: string
  /** How many chapters stand on it. */
  readonly chapters: number
  /** The first chapter's facts (and its heading) as far as the page shows them. */
  readonly want: Readonly<Record<string, string | number | null>>
  /** Words that stand on the page but not in the story. */
  readonly without: readonly string[]
}

const text = (file: string): string => readFileSync(join(import.meta.dirname, '../site/pages', file), 'utf8')

export const WRITTEN = JSON.parse(text('expected.json')) as readonly Written[]

/** A document from markup under an address. */
export const documentOf = (html: string, url = 'https://unknown.example/', contentType = 'text/html'): Document =>
  new JSDOM(html, { url, contentType }).window.document

/** One of the written pages under its address. */
export const open = (page: Written): Document => documentOf(text(page.file), page.url)
