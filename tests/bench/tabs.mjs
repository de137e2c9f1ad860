#!/usr/bin/env node
/**
 * Many chapters opened at once, as when a browser comes back with all its tabs: how long the background keeps others
 * waiting meanwhile, and until all chapters are in the library.
 *
 *   node build.mjs && node tests/bench/tabs.mjs [--browser chromium|firefox] [--tabs 200]
 *
 * Tabs are opened behind the one in front, as fast as the browser takes them. While they load, a page of the extension asks
 * the background a small question every 100 ms; printed are the median and the worst wait, and how many tabs have paint of
 * a passage in the end.
 */
import { parseArgs } from 'node:util'
import { freshFolder, stageExtension } from '../stage/here.mjs'
import { openBrowser } from '../stage/open-browser.mjs'
import { startSerial } from '../stage/server.mjs'
import { storedRows } from '../stage/stored.mjs'

const { values: opt } = parseArgs({ options: { browser: { type: 'string', default: 'chromium' }, tabs: { type: 'string', default: '200' } } })
const kind = opt.browser === 'firefox' ? 'firefox' : 'chromium'
const serial = await startSerial()
const stage = await openBrowser({ browser: kind, extension: stageExtension(kind), profile: freshFolder('tabs') })
try {
  const asker = await stage.extensionPage('manifest.json')
  asker.setDefaultTimeout(0)
  const addresses = Array.from({ length: Number(opt.tabs) }, (_, at) => `${serial.chapter(1 + (at % 6))}?tab=${at}`)
  const began = Date.now()
  const waits = await asker.evaluate(async (/** @type {string[]} */ urls) => {
    const api = /** @type {any} */ (globalThis)
    const { tabs, runtime } = api.browser ?? api.chrome
    const waited = /** @type {number[]} */ ([])
    let loading = true
    const asking = (async () => {
      while (loading) {
        const start = performance.now()
        await runtime.sendMessage({ call: 'worksKnown', asked: { works: [] } })
        waited.push(performance.now() - start)
        await new Promise((later) => setTimeout(later, 100))
      }
    })()
    for (const url of urls) await tabs.create({ url, active: false })
    while ((await tabs.query({ status: 'loading' })).length > 0) await new Promise((later) => setTimeout(later, 200))
    await new Promise((later) => setTimeout(later, 1000))
    loading = false
    await asking
    return waited.sort((a, b) => a - b)
  }, addresses)
  const { chapters = [], works = [] } = await storedRows(stage)
  const of = (/** @type {number} */ share) => (waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN).toFixed(0)
  console.log(`${kind}: ${addresses.length} tabs in ${((Date.now() - began) / 1000).toFixed(1)} s; the background answered after ${of(0.5)} ms (median), ${of(1)} ms (worst of ${waits.length}); ${chapters.length} chapters of ${works.length} work; errors: ${(await stage.errors()).length}`)
} finally {
  await stage.close()
  await serial.close()
}
