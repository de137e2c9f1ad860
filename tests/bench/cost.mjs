#!/usr/bin/env node
/**
 * What the content script costs on a page that turns out to be no chapter, in real Chromium.
 *
 *   node build.mjs && node tests/bench/cost.mjs [--pages DIR] [--loads 15]
 *
 * The built page.js is put into a copy of the stage build between two clock readings, so that everything counts that
 * runs in the page: reading the script's own code, and looking at the document until it says "no chapter". Compiling is
 * not counted (the browser does it before and keeps the result). Each page is loaded `--loads` times; printed are the
 * median and worst of each page and the median of all loads. `--pages` adds saved pages: a folder with labels.json
 * ({ file, url, kind }), of which those are taken that are no chapters, each served under its own address.
 */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshFolder, stageExtension } from '../stage/here.mjs'
import { NO_CHAPTERS } from '../stage/odd-pages.mjs'
import { openBrowser } from '../stage/open-browser.mjs'
import { startSerial } from '../stage/server.mjs'

const { values: opt } = parseArgs({ options: { pages: { type: 'string' }, loads: { type: 'string', default: '15' } } })
const loads = Number(opt.loads)

const extension = freshFolder('cost')
cpSync(stageExtension('chromium'), extension, { recursive: true })
const script = readFileSync(join(extension, 'page.js'), 'utf8')
writeFileSync(join(extension, 'page.js'), `(() => { const t = performance.now();\n${script}\n;document.documentElement.dataset.cost = String(performance.now() - t) })()`)

const middle = (list) => [...list].sort((a, b) => a - b)[list.length >> 1]
const serial = await startSerial()
const stage = await openBrowser({ browser: 'chromium', extension, profile: freshFolder('profile'), door: opt.pages ? 'open' : 'closed' })
const all = []

async function measure(name, address, html) {
  const page = await stage.newPage()
  await page.setJavaScriptEnabled(html === undefined)
  if (html !== undefined) {
    await page.setRequestInterception(true)
    page.on('request', (request) => void (request.isNavigationRequest() && request.frame() === page.mainFrame()
      ? request.respond({ contentType: 'text/html; charset=utf-8', body: html }) : request.abort()))
  }
  const times = []
  for (let load = 0; load < loads; load++) {
    await page.goto(address, { waitUntil: 'load', timeout: 20_000 }).catch(() => undefined)
    const cost = await page.waitForSelector('html[data-cost]', { timeout: 3_000 }).then(() => page.evaluate(() => Number(document.documentElement.dataset.cost)), () => null)
    if (cost !== null) times.push(cost)
  }
  await page.close()
  if (times.length === 0) return
  all.push(...times)
  console.log(`${middle(times).toFixed(2).padStart(7)} ms  worst ${Math.max(...times).toFixed(2).padStart(6)}  ${name}`)
}

for (const path of NO_CHAPTERS) await measure(path, serial.origin + path)
if (opt.pages) {
  const hosts = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')).host_permissions.map((pattern) => pattern.replace(/^\*:\/\/(\*\.)?/, '').replace(/\/.*$/, ''))
  const granted = (url) => hosts.some((host) => new URL(url).hostname === host || new URL(url).hostname.endsWith(`.${host}`))
  for (const { file, url, kind } of JSON.parse(readFileSync(join(opt.pages, 'labels.json'), 'utf8'))) {
    if (kind === 'chapter' || !url || !granted(url) || !existsSync(join(opt.pages, file))) continue
    await measure(file, url, readFileSync(join(opt.pages, file), 'utf8'))
  }
}
console.log(`median of ${all.length} loads: ${middle(all).toFixed(2)} ms`)
await stage.close()
await serial.close()
