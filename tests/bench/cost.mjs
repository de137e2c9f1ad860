#!/usr/bin/env node
/**
 * What the content script costs on a page that turns out to be no chapter, in real Chromium.
 *
 *   node build.mjs && node tests/bench/cost.mjs [--pages DIR] [--loads 7]
 *
 * In a copy of the stage build each script that runs in the page is put between two clock readings, and so is every
 * callback it gives to a promise. Counted is all that runs in the page: the stub's own code and its question to the page
 * and, where the detector is brought in, that script's code and its looking at the document until it says "no chapter".
 * Not counted: compiling, and the messages between page and background (nothing of the page waits for them). Each page
 * is loaded `--loads` times; printed are the median and worst of each page, whether the detector was brought in, and the
 * medians of all loads. `--pages` adds saved pages: a folder with labels.json ({ file, url, kind }), of which those are
 * taken that are no chapters, each served under its own address with its scripts off. Those on hosts the reader would
 * have to give to Catchword first are counted apart (the copy measured here is given them all).
 */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshFolder, stageExtension } from '../stage/here.mjs'
import { NO_CHAPTERS } from '../stage/odd-pages.mjs'
import { openBrowser } from '../stage/open-browser.mjs'
import { startSerial } from '../stage/server.mjs'

const { values: opt } = parseArgs({ options: { pages: { type: 'string' }, loads: { type: 'string', default: '7' } } })
const loads = Number(opt.loads)

const extension = freshFolder('cost')
cpSync(stageExtension('chromium'), extension, { recursive: true })
const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'))
const granted = manifest.host_permissions.map((pattern) => pattern.replace(/^\*:\/\/(\*\.)?/, '').replace(/\/.*$/, ''))
const isGranted = (url) => granted.some((host) => new URL(url).hostname === host || new URL(url).hostname.endsWith(`.${host}`))
manifest.host_permissions = manifest.content_scripts[0].matches = ['*://*/*']
writeFileSync(join(extension, 'manifest.json'), JSON.stringify(manifest))

const clocked = (name) => {
  const script = readFileSync(join(extension, name), 'utf8')
  const told = (spent) => `document.documentElement.dataset[${JSON.stringify(name.replace('.js', ''))}] = String(${spent})`
  return `(() => { let spent = 0; const native = Promise.prototype.then
${name === 'detector.js' ? `Promise.prototype.then = function (done, failed) { return native.call(this, typeof done !== 'function' ? done : (value) => {
  const t = performance.now(); try { return done(value) } finally { spent += performance.now() - t; ${told('spent')} } }, failed) }` : ''}
const t = performance.now()\n${script}\n;Promise.prototype.then = native; spent += performance.now() - t; ${name === 'page.js' ? told('spent') : ''} })()`
}
for (const name of ['page.js', 'detector.js']) writeFileSync(join(extension, name), clocked(name))

const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN
const serial = await startSerial()
const stage = await openBrowser({ browser: 'chromium', extension, profile: freshFolder('profile'), door: opt.pages ? 'open' : 'closed' })

async function measure(name, address, html) {
  const page = await stage.newPage()
  if (html !== undefined) {
    await page.setJavaScriptEnabled(false)
    await page.setRequestInterception(true)
    page.on('request', (request) => void (request.isNavigationRequest() && request.frame() === page.mainFrame()
      ? request.respond({ contentType: 'text/html; charset=utf-8', body: html }) : request.abort()))
  }
  const read = (script) => page.evaluate((key) => Number(document.documentElement.dataset[key] ?? Number.NaN), script)
  const stubs = []
  const times = []
  let brought = false
  for (let load = 0; load < loads; load++) {
    await page.goto(address, { waitUntil: 'load', timeout: 20_000 }).catch(() => undefined)
    await page.waitForSelector('html[data-page]', { timeout: 3_000 }).catch(() => undefined)
    const stub = await read('page')
    if (Number.isNaN(stub)) continue
    // a page that once had no detector has none at its next load either
    const looked = load > 0 && !brought ? null : await page.waitForSelector('html[data-detector]', { timeout: load === 0 ? 700 : 5_000 }).catch(() => null)
    brought ||= looked !== null
    stubs.push(stub)
    times.push(stub + (looked === null ? 0 : await read('detector')))
  }
  await page.close()
  if (times.length > 0) console.log(`${middle(times).toFixed(2).padStart(7)} ms  worst ${Math.max(...times).toFixed(2).padStart(6)}  ${brought ? `detector, stub ${middle(stubs).toFixed(2)}` : 'stub alone         '}  ${name}`)
  return times
}

const groups = { 'the stage': [], 'saved pages on hosts of the manifest': [], 'saved pages elsewhere': [] }
for (const path of NO_CHAPTERS) groups['the stage'].push(...await measure(path, serial.origin + path))
if (opt.pages) {
  for (const { file, url, kind } of JSON.parse(readFileSync(join(opt.pages, 'labels.json'), 'utf8'))) {
    if (kind === 'chapter' || !existsSync(join(opt.pages, file))) continue
    const address = url ?? `https://unknown.example/${file}`
    groups[isGranted(address) ? 'saved pages on hosts of the manifest' : 'saved pages elsewhere'].push(...await measure(file, address, readFileSync(join(opt.pages, file), 'utf8')))
  }
}
for (const [name, times] of Object.entries(groups)) if (times.length > 0) console.log(`${name}: median of ${times.length} loads ${middle(times).toFixed(2)} ms`)
console.log(`all: median of ${Object.values(groups).flat().length} loads ${middle(Object.values(groups).flat()).toFixed(2)} ms`)
await stage.close()
await serial.close()
