#!/usr/bin/env node
/**
 * A large library brought in from a file and taken out again, in a real browser:
 *
 *   node build.mjs && node tests/bench/transfer.mjs [--browser chromium|firefox] [--works 5000] [--chapters 195000] [--passages 100000] [--runs 3]
 */
import { build } from 'esbuild'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshFolder, ROOT, stageExtension } from '../stage/here.mjs'
import { openBrowser } from '../stage/open-browser.mjs'

const { values: opt } = parseArgs({ options: {
  browser: { type: 'string', default: 'chromium' }, works: { type: 'string', default: '5000' }, chapters: { type: 'string', default: '195000' },
  passages: { type: 'string', default: '100000' }, runs: { type: 'string', default: '3' }, profile: { type: 'string' },
} })
const pause = (ms) => new Promise((later) => setTimeout(later, ms))

const bundled = await build({ absWorkingDir: ROOT, entryPoints: [join(ROOT, 'tests/bench/transfer.ts')], bundle: true, write: false, format: 'iife', target: 'es2022', charset: 'utf8', logLevel: 'warning' })
const stage = await openBrowser({ browser: opt.browser, extension: stageExtension(opt.browser), profile: freshFolder('transfer') })

/** Starts something in the page and waits for it with short questions: a driver gives up on a long one. */
async function ask(page, call) {
  await page.evaluate(`globalThis.answer = undefined; void bench.${call}.then((found) => { globalThis.answer = JSON.stringify(found ?? null) }, (error) => { globalThis.answer = JSON.stringify({ error: String(error?.stack ?? error) }) }); 0`)
  for (;;) {
    await pause(250)
    const text = await page.evaluate(() => globalThis.answer ?? null)
    if (text === null) continue
    const found = JSON.parse(text)
    if (found?.error) throw new Error(found.error)
    return found
  }
}
try {
  const page = await stage.extensionPage('manifest.json')
  page.setDefaultTimeout(0)
  await page.evaluate(bundled.outputFiles[0].text)
  const size = JSON.stringify({ works: Number(opt.works), chapters: Number(opt.chapters), passages: Number(opt.passages) })
  for (let run = 0; run < Number(opt.runs); run++) {
    console.log('file', await ask(page, `begin(${size})`))
    let session
    if (opt.profile && opt.browser === 'chromium') { session = await page.createCDPSession(); await session.send('Profiler.enable'); await session.send('Profiler.start') }
    console.log('in', await ask(page, 'bringIn()'))
    if (session) { const { profile } = await session.send('Profiler.stop'); (await import('node:fs')).writeFileSync(opt.profile, JSON.stringify(profile)); await session.detach() }
    console.log('out', await ask(page, 'takeOut()'))
    await ask(page, 'end()')
  }
} finally {
  await stage.close()
}
