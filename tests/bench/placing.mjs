#!/usr/bin/env node
/**
 * How long finding passages again keeps a page from its own work: `node tests/bench/placing.mjs [browser] [pages]` prints,
 * for a chapter of 10,000 words and one of 200,000 with 1,000 passages each, 5 % of the words edited, milliseconds of all
 * slices together and of the longest slice, medians and worst of so many pages. Each is a page of its own whose engine has
 * seen none of our code, which is how a reader's page finds it. In Chromium the slices are the processor time of the
 * page's tasks, so that load on the machine does not enter; in Firefox they are what its clock says.
 */
import { build } from 'esbuild'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import puppeteer from 'puppeteer-core'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..')
const [only, pages = '9'] = process.argv.slice(2)

const { outputFiles: [bundle] } = await build({
  absWorkingDir: ROOT, bundle: true, write: false, format: 'iife', target: 'es2022', minify: true, logLevel: 'warning',
  stdin: {
    resolveDir: ROOT, loader: 'ts',
    contents: `import { describe } from './src/core/anchor/describe.ts'
      import { placing } from './src/core/anchor/place.ts'
      import { inSlices } from './src/page/reading/slices.ts'
      Object.assign(globalThis, { describePassage: describe, placing, inSlices })`,
  },
})

/** Runs in a page: a text, its passages. @param {{ words: number, passages: number }} size */
function prepare({ words, passages }) {
  let seed = 7
  const next = (/** @type {number} */ below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const syllables = ['ma', 'ren', 'to', 'lis', 'ka', 'vo', 'dun', 'e', 'shi', 'gra', 'pel', 'o', 'nim', 'ber', 'u', 'sta']
  const word = () => Array.from({ length: 1 + next(3) }, () => syllables[next(16)]).join('')
  const list = Array.from({ length: words }, word)
  const join = (/** @type {string[]} */ all) => {
    const lines = []
    for (let at = 0; at < all.length; at += 60) lines.push(`${all.slice(at, at + 60).join(' ')}.`)
    return lines
  }
  const storyOf = (/** @type {string[]} */ paragraphs) => {
    const starts = []
    let at = 0
    for (const { length } of paragraphs) {
      starts.push(at)
      at += length + 1
    }
    return { text: paragraphs.join('\n'), starts }
  }
  const before = storyOf(join(list))
  const after = storyOf(join(list.flatMap((each) => (next(20) > 0 ? [each] : next(3) === 0 ? [] : [word()]))))
  const { describePassage } = /** @type {any} */ (globalThis)
  const stored = Array.from({ length: passages }, (_, index) => {
    const start = before.text.indexOf(' ', Math.floor((index * (before.text.length - 400)) / passages)) + 1
    return [describePassage(before, start, start + 40 + next(160))]
  })
  return JSON.stringify({ after, stored })
}

/** Runs in a page that has run nothing of this yet. */
async function measure() {
  const { placing, inSlices, given: { stored, after } } = /** @type {any} */ (globalThis)
  await new Promise((later) => setTimeout(later, 50))
  performance.mark('placing begins')
  const steps = placing(stored, after)
  const slices = [0]
  const counted = { next: () => {
    const began = performance.now()
    const step = steps.next()
    slices.push(/** @type {number} */ (slices.pop()) + performance.now() - began)
    return step
  } }
  const placements = await inSlices(counted, () => slices.push(0) > 0)
  performance.mark('placing ends')
  return { slices, found: placements.filter((/** @type {{ kind: string }} */ { kind }) => kind !== 'lost').length }
}

/**
 * Processor milliseconds of the page's tasks between the two marks.
 * @param {Uint8Array | undefined} trace
 */
function tasksOf(trace) {
  /** @type {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number }[]} */
  const events = JSON.parse(new TextDecoder().decode(trace)).traceEvents
  const at = (/** @type {string} */ name) => events.find((event) => event.name === name)
  const [begin, end] = [at('placing begins'), at('placing ends')]
  if (!begin || !end) throw new Error('The trace has no marks.')
  return events.filter(({ name, pid, tid, ts, dur = 0 }) => /RunTask/.test(name) && pid === begin.pid && tid === begin.tid && ts + dur >= begin.ts && ts <= end.ts).map(({ tdur = 0 }) => tdur / 1000)
}

const BROWSERS = {
  chromium: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] },
  firefox: { browser: /** @type {const} */ ('firefox'), executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr' },
}
const sorted = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)

console.log('browser     words passages  found  all ms  longest slice ms (worst)')
for (const [name, options] of Object.entries(BROWSERS)) {
  if (only && only !== name) continue
  for (const words of [10_000, 200_000]) {
    const runs = []
    let given = ''
    for (let turn = -1; turn < Number(pages); turn++) {
      const browser = await puppeteer.launch({ headless: true, ...options })
      try {
        const page = await browser.newPage()
        await page.goto('data:text/html,<!doctype html><title>A page</title>')
        await page.addScriptTag({ content: bundle?.text ?? '' })
        if (turn < 0) given = await page.evaluate(prepare, { words, passages: 1000 })
        else {
          await page.evaluate((text) => void Object.assign(globalThis, { given: JSON.parse(text) }), given)
          if (name === 'chromium') await page.tracing.start({ categories: ['devtools.timeline', 'toplevel', 'blink.user_timing'] })
          const run = await page.evaluate(measure)
          runs.push(name === 'chromium' ? { ...run, slices: tasksOf(await page.tracing.stop()) } : run)
        }
      } finally {
        await browser.close()
      }
    }
    const of = (/** @type {(slices: number[]) => number} */ key) => {
      const values = sorted(runs.map(({ slices }) => key(slices)))
      return [/** @type {number} */ (values[values.length >> 1]).toFixed(1), /** @type {number} */ (values.at(-1)).toFixed(1)]
    }
    const [total] = of((slices) => slices.reduce((sum, slice) => sum + slice, 0))
    const [slice, worst] = of((slices) => Math.max(...slices))
    console.log(name.padEnd(10), String(words).padStart(6), '1000'.padStart(8), String(runs[0]?.found).padStart(6), String(total).padStart(7), `${slice} (${worst})`.padStart(25))
  }
}
