/** Reads a saved page or a plain text from disk and finds the address to show it under. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Missing } from './ensure.mjs'

/** @typedef {{ html: string, address: string }} SavedPage */

/** @param {string} text */
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/**
 * @param {string} path .txt, else HTML
 * @param {string} extension folder of the build that will see it: an address it does not run on is of no use
 * @param {{ as?: string | undefined, heading?: string | undefined }} options
 * @returns {SavedPage}
 * @throws {Missing} when there is no such file or the address is none
 */
export function readSaved(path, extension, { as, heading }) {
  if (!existsSync(path)) throw new Missing(`There is no file ${path}.`)
  const source = readFileSync(path, 'utf8')
  const html = path.endsWith('.txt') ? barePage(source, heading) : source
  const wanted = as ?? canonicalOf(html) ?? 'http://127.0.0.1/story.html'
  if (!URL.canParse(wanted)) throw new Missing(`This is no address: ${wanted}`)
  const url = new URL(wanted)
  url.hash = ''
  if (runsOn(url, extension)) return { html, address: url.href }
  // Catchword has no permission there; on loopback the stage build runs as it would after the reader gave it.
  return { html, address: `http://127.0.0.1${url.pathname}${url.search}` }
}

/**
 * A text as the barest page a person would put up: a heading and paragraphs.
 * @param {string} text paragraphs with blank lines between; a first line that is the heading is not repeated
 * @param {string} [heading] the first line when not given and that is short
 */
function barePage(text, heading) {
  const blocks = text.replace(/^\uFEFF/, '').trim().split(/\n\s*\n/).map((block) => block.replace(/\s+/g, ' ').trim())
  const [first = ''] = blocks
  const title = heading ?? (first.length <= 60 ? first : 'Chapter 1')
  const story = (first === title ? blocks.slice(1) : blocks).map((block) => `<p>${escape(block)}</p>`).join('\n')
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title></head>\n<body><h2>${escape(title)}</h2>\n${story}\n</body></html>`
}

/** @param {string} html */
function canonicalOf(html) {
  const link = html.match(/<link\b[^>]*rel=["']?canonical["']?[^>]*>/i)?.[0] ?? html.match(/<meta\b[^>]*property=["']?og:url["']?[^>]*>/i)?.[0]
  const address = link?.match(/(?:href|content)=["']([^"']+)["']/i)?.[1]?.replace(/&amp;/g, '&')
  return address && /^https?:/.test(address) ? address : undefined
}

/**
 * Whether the content script of a build runs at an address by its manifest.
 * @param {URL} url
 * @param {string} extension
 */
function runsOn(url, extension) {
  /** @type {{ content_scripts: { matches: string[] }[] }} */
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'))
  return manifest.content_scripts.flatMap(({ matches }) => matches).some((pattern) => {
    const host = /^\*:\/\/([^/]+)\//.exec(pattern)?.[1] ?? ''
    return host.startsWith('*.') ? url.hostname === host.slice(2) || url.hostname.endsWith(host.slice(1)) : url.hostname === host
  })
}
