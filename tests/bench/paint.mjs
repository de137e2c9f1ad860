#!/usr/bin/env node
/**
 * What painting costs a page: `node tests/bench/paint.mjs [browser] [passages …]` prints, for Chromium and Firefox,
 * milliseconds of the page's own thread to paint so many passages (ranges made, registered, and the frame drawn), what
 * adding them changed in the page's tree, and whether taking them away leaves the page as it was.
 *
 * It runs the painter of src/page/reading/paint.ts, bundled on its own, in a page of some ten thousand words.
 */
import { build } from 'esbuild'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const [only, ...sizes] = process.argv.slice(2)
const SIZES = sizes.length > 0 ? sizes.map(Number) : [100, 1000, 10_000]
const RUNS = 7

const { outputFiles: [bundle] } = await build({
  absWorkingDir: ROOT, bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'warning',
  stdin: {
    resolveDir: ROOT, loader: 'ts',
    contents: `import { Painter } from './src/page/reading/paint.ts'
      import { readStory } from './src/sites/story.ts'
      Object.assign(globalThis, { Painter, readStory })`,
  },
})

/** Runs in the page: builds a story of 300 paragraphs with 35 words each. */
function makeStory() {
  const words = ['the', 'ford', 'was', 'under', 'water', 'and', 'nobody', 'crossed', 'before', 'evening', 'lanterns']
  const story = document.createElement('main')
  for (let paragraph = 0; paragraph < 300; paragraph++) {
    const p = document.createElement('p')
    for (let word = 0; word < 35; word++) p.append(`${words[(paragraph * 7 + word * 3) % words.length] ?? ''} `)
    p.normalize()
    story.append(p)
  }
  document.body.replaceChildren(story)
}

/** Runs in the page. @param {number} count */
async function measure(count) {
  const { Painter, readStory } = /** @type {any} */ (globalThis)
  const root = /** @type {HTMLElement} */ (document.querySelector('main'))
  const before = document.documentElement.outerHTML
  const sheets = document.adoptedStyleSheets.length
  let mutations = 0
  const observer = new MutationObserver((records) => { mutations += records.length })
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  const story = readStory({ roots: [root], leftOut: new Set() })
  const { length } = story.text.text
  const colours = ['amber', 'rose', 'moss', 'sky', 'violet']
  const strokes = Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * (length - 300)) / count)
    return { colour: colours[index % 5], start, range: () => story.range(start, start + 60 + (index % 5) * 40) }
  })
  const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
  await frame()
  const leaving = new AbortController()
  const painter = new Painter(leaving.signal)
  const began = performance.now()
  painter.paint(root, strokes, () => 0)
  const first = performance.now() - began
  const painted = () => [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0)
  const atOnce = painted()
  await frame()
  const withFrame = performance.now() - began
  for (let waited = 0; waited < 200 && painted() < count; waited++) await new Promise((later) => setTimeout(later, 5))
  const all = painted()
  await frame()
  const removal = performance.now()
  leaving.abort()
  const removed = performance.now() - removal
  await frame()
  mutations += observer.takeRecords().length
  observer.disconnect()
  return { first, withFrame, atOnce, all, removed, mutations, same: document.documentElement.outerHTML === before && CSS.highlights.size === 0 && document.adoptedStyleSheets.length === sheets }
}

const BROWSERS = {
  chromium: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] },
  firefox: { browser: /** @type {const} */ ('firefox'), executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr' },
}
const median = (/** @type {number[]} */ values) => /** @type {number} */ ([...values].sort((a, b) => a - b)[values.length >> 1])

console.log('browser     passages  at once  blocking ms  with frame ms  removal ms  mutations  page as before')
for (const [name, options] of Object.entries(BROWSERS)) {
  if (only && only !== name) continue
  const browser = await puppeteer.launch({ headless: true, ...options })
  try {
    const page = await browser.newPage()
    await page.goto('data:text/html,<!doctype html><title>A page</title>')
    await page.addScriptTag({ content: bundle?.text ?? '' })
    for (const size of SIZES) {
      await page.evaluate(makeStory)
      const runs = []
      for (let run = 0; run < RUNS; run++) runs.push(await page.evaluate(measure, size))
      const of = (/** @type {'first' | 'withFrame' | 'removed'} */ key) => median(runs.map((run) => run[key])).toFixed(1)
      const [{ atOnce, all }] = /** @type {[typeof runs[0]]} */ (runs)
      console.log(
        name.padEnd(10), `${all}/${size}`.padStart(9), String(atOnce).padStart(8), of('first').padStart(12), of('withFrame').padStart(14), of('removed').padStart(11),
        String(runs.reduce((sum, run) => sum + run.mutations, 0)).padStart(10), ` ${runs.every((run) => run.same) ? 'yes' : 'NO'}`,
      )
    }
  } finally {
    await browser.close()
  }
}
