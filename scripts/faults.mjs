#!/usr/bin/env node
/**
 * `npm run faults`: the library under fire in real browsers. Pages are killed at random points of imports, restores,
 * migrations and ordinary writes; then somebody looks what is there.
 *
 *   node scripts/faults.mjs [--browser chromium|firefox] [--kills N] [--runs N] [--seed N] [--big]
 */
import { build } from 'esbuild'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshFolder, ROOT, stageExtension } from '../tests/stage/here.mjs'
import { openBrowser } from '../tests/stage/open-browser.mjs'

/** @typedef {import('../tests/stage/open-browser.mjs').StageBrowser} StageBrowser */
/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../tests/faults/page.ts').Kind} Kind */
/** @typedef {{ kills: number, before: number, after: number, wrong: string[] }} Tally */

const { values: opt } = parseArgs({ options: { browser: { type: 'string' }, kills: { type: 'string' }, runs: { type: 'string' }, seed: { type: 'string' }, big: { type: 'boolean' } } })
const KINDS = /** @type {const} */ (['import', 'restore', 'migration', 'write'])
const KILLS = { chromium: 200, firefox: 100 }
const seed = Number(opt.seed ?? Math.floor(Math.random() * 2 ** 31))

/** Numbers that a seed tells (mulberry32, Tommy Ettinger). */
let state = seed
function random() {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

/** A page of the extension with the bundle in it. @param {StageBrowser} stage @param {string} script */
async function armed(stage, script) {
  const page = await stage.extensionPage('manifest.json')
  await page.evaluate(script)
  return page
}

/** Calls the bundle; as a string, for BiDi and CDP alike. @param {Page} page @param {string} call */
const ask = (page, call) => page.evaluate(`(async () => JSON.stringify((await faults.${call}) ?? null))()`).then((text) => JSON.parse(String(text)))

/**
 * Kills a page: in Chromium every other time with its whole process, else as a closed tab is.
 * @param {StageBrowser} stage @param {Page} page @param {boolean} hard
 */
async function kill(stage, page, hard) {
  if (stage.name === 'chromium' && hard) {
    const session = await page.createCDPSession()
    await Promise.race([session.send('Page.crash').catch(() => undefined), new Promise((later) => setTimeout(later, 500))])
  }
  await page.close({ runBeforeUnload: false }).catch(() => undefined)
}

/**
 * One kill and a look at what it left.
 * @param {StageBrowser} stage @param {string} script @param {Kind} kind @param {number} count @param {number} most milliseconds
 */
async function killOnce(stage, script, kind, count, most) {
  const page = await armed(stage, script)
  const batch = kind === 'write' ? String(count * 1000) : String(count)
  let committed = 0
  page.on('console', (message) => {
    const [, number] = /^committed (\d+)$/.exec(message.text()) ?? []
    if (number !== undefined) committed = Number(number)
  })
  await ask(page, `ready('${kind}', '${batch}')`)
  page.evaluate(`void faults.begin('${kind}', '${batch}').catch(() => undefined)`).catch(() => undefined)
  await new Promise((later) => setTimeout(later, random() * most))
  await kill(stage, page, count % 2 === 0)
  const looking = await armed(stage, script)
  const found = String(await ask(looking, `look('${kind}', '${batch}', ${committed})`))
  await looking.close()
  return found
}

/** How long each kind takes unharmed, so that kills fall inside it. @param {StageBrowser} stage @param {string} script */
async function measure(stage, script) {
  /** @type {Record<string, number>} */
  const most = {}
  const page = await armed(stage, script)
  await ask(page, 'prepare()')
  for (const kind of KINDS) {
    await ask(page, `ready('${kind}', '1')`)
    const start = performance.now()
    await ask(page, `begin('${kind}', '1').then(() => null)`)
    most[kind] = Math.max(60, performance.now() - start)
  }
  await page.close()
  return most
}

/** @param {StageBrowser} stage @param {string} script @param {number} kills */
async function killMany(stage, script, kills) {
  const most = await measure(stage, script)
  /** @type {Record<string, Tally>} */
  const tally = Object.fromEntries(KINDS.map((kind) => [kind, { kills: 0, before: 0, after: 0, wrong: [] }]))
  for (let count = 2; count < kills + 2; count++) {
    const kind = /** @type {Kind} */ (KINDS[count % KINDS.length])
    const one = /** @type {Tally} */ (tally[kind])
    const found = await killOnce(stage, script, kind, count >> (kind === 'restore' ? 2 : 0), most[kind] ?? 500)
    one.kills++
    if (/^(half|lost|not sound)/.test(found)) one.wrong.push(found)
    else if (found === 'before') one.before++
    else one.after++
    if ((count - 1) % 20 === 0) console.log(`${stage.name.padEnd(9)} ${count - 1} kills so far, ${Object.values(tally).reduce((sum, { wrong }) => sum + wrong.length, 0)} half or lost`)
  }
  return tally
}

/** @param {import('../tests/stage/installed.mjs').BrowserKind} browser @param {string} script */
async function underFire(browser, script) {
  const stage = await openBrowser({ browser, extension: stageExtension(browser), profile: freshFolder('faults') })
  try {
    const kills = Number(opt.kills ?? KILLS[browser])
    const tally = await killMany(stage, script, kills)
    for (const [kind, { kills: tried, before, after, wrong }] of Object.entries(tally)) {
      console.log(`${browser.padEnd(9)} ${kind.padEnd(10)} ${String(tried).padStart(4)} kills  ${before} before, ${after} after, ${wrong.length} half or lost ${wrong.slice(0, 3).join('; ')}`)
    }
    const page = await armed(stage, script)
    const files = await ask(page, 'badFiles()')
    console.log(`${browser.padEnd(9)} bad files  ${String(files.tried).padStart(4)} files  ${files.wrong.length} not refused or changed something ${files.wrong.join('; ')}`)
    const runs = Number(opt.runs ?? 25)
    const trouble = await ask(page, `model(${runs}, ${seed}).then(() => null, (error) => String(error))`)
    console.log(`${browser.padEnd(9)} model      ${String(runs).padStart(4)} runs   seed ${seed}  ${trouble ?? 'as the oracle says'}`)
    if (opt.big) console.log(`${browser.padEnd(9)} 300,000 rows ${JSON.stringify(await ask(page, 'big(5000, 195000, 100000)'))}`)
    return Object.values(tally).reduce((sum, { wrong }) => sum + wrong.length, 0) + files.wrong.length + (trouble === null ? 0 : 1)
  } finally {
    await stage.close()
  }
}

const bundled = await build({ absWorkingDir: ROOT, entryPoints: [join(ROOT, 'tests/faults/page.ts')], bundle: true, write: false, format: 'iife', target: 'es2022', charset: 'utf8', logLevel: 'warning' })
const script = bundled.outputFiles[0]?.text ?? ''
console.log(`seed ${seed}`)
let wrong = 0
for (const browser of /** @type {const} */ (['chromium', 'firefox'])) if (opt.browser === undefined || opt.browser === browser) wrong += await underFire(browser, script)
console.log(wrong === 0 ? 'Lost: 0 rows, 0 half states.' : `Not as it should be: ${wrong}.`)
process.exitCode = wrong === 0 ? 0 : 1
