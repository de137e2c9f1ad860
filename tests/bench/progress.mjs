#!/usr/bin/env node
/**
 * What progress costs, in real Chromium and Firefox: one position write in a filled library, and every handler of ours on a
 * chapter page while it scrolls.
 *
 *   node build.mjs && node tests/bench/progress.mjs [--browser chromium|firefox] [--works 5000] [--chapters 40] [--writes 300]
 *
 * Writes are timed in a page of the extension, from the call to the commit, the first twenty left out. Handlers are timed in
 * the content script's own world: a copy of the stage build in which addEventListener and setTimeout of reading.js are
 * wrapped; `timer` is looking at the window once it stands still. Firefox gives times in whole milliseconds there.
 */
import { build } from 'esbuild'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshFolder, ROOT, stageExtension } from '../stage/here.mjs'
import { openBrowser } from '../stage/open-browser.mjs'
import { readTo } from '../stage/reader.mjs'
import { startSerial } from '../stage/server.mjs'

const { values: opt } = parseArgs({ options: { browser: { type: 'string' }, works: { type: 'string', default: '5000' }, chapters: { type: 'string', default: '40' }, writes: { type: 'string', default: '300' } } })
const [works, chapters, writes] = [opt.works, opt.chapters, opt.writes].map(Number)
const at = (list, share) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN
const line = (name, list) => console.log(`${name.padEnd(24)} median ${at(list, 0.5).toFixed(1).padStart(6)} ms   p95 ${at(list, 0.95).toFixed(1).padStart(6)} ms   worst ${at(list, 1).toFixed(1).padStart(6)} ms   of ${list.length}`)

/** Goes before reading.js: notes how long each of its handlers takes. */
const METER = `(() => {
  const took = {}
  const note = (name, ms) => { (took[name] ??= []).push(Math.round(ms * 100) / 100); document.documentElement.dataset.took = JSON.stringify(took) }
  const timed = (name, work) => function (...given) { const began = performance.now(); try { return work.apply(this, given) } finally { const ms = performance.now() - began; Promise.resolve().then(() => note(name, ms)) } }
  for (const target of [document, window]) { const add = target.addEventListener.bind(target); target.addEventListener = (type, work, options) => add(type, typeof work === 'function' ? timed(type, work) : work, options) }
  const later = globalThis.setTimeout.bind(globalThis)
  globalThis.setTimeout = (work, ms) => later(typeof work === 'function' && ms >= 300 ? timed('timer', work) : work, ms)
})();
`

async function measure(browser) {
  const extension = freshFolder('progress-bench')
  cpSync(stageExtension(browser), extension, { recursive: true })
  await build({ absWorkingDir: ROOT, entryPoints: ['tests/bench/progress.ts'], outfile: join(extension, 'bench.js'), bundle: true, format: 'iife', target: 'es2022', logLevel: 'warning', define: { STAGE: 'true', BROWSER: JSON.stringify(browser) } })
  writeFileSync(join(extension, 'bench.html'), '<!doctype html><title>bench</title><script src="bench.js"></script>')
  writeFileSync(join(extension, 'reading.js'), METER + readFileSync(join(extension, 'reading.js'), 'utf8'))
  const serial = await startSerial()
  const stage = await openBrowser({ browser, extension, profile: freshFolder('profile') })
  try {
    const page = await stage.extensionPage('bench.html')
    page.setDefaultTimeout(600_000)
    const times = await page.evaluate((...given) => globalThis.runBench(...given), works, chapters, writes)
    console.log(`${browser}: ${works} works, ${works * chapters} chapters`)
    line('position write', times.slice(20))
    await page.close()
    const story = await stage.newPage(serial.chapter(2))
    await readTo(story, 100, { selector: '.story', breath: 150, stride: 0.15 })
    await new Promise((done) => setTimeout(done, 1500))
    const took = JSON.parse(await story.evaluate(() => document.documentElement.dataset.took ?? '{}'))
    for (const [name, list] of Object.entries(took)) line(`  ${name}`, list)
  } finally {
    await stage.close()
    await serial.close()
  }
}

for (const browser of opt.browser ? [opt.browser] : ['chromium', 'firefox']) await measure(browser)
