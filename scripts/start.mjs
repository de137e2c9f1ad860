#!/usr/bin/env node
/**
 * `npm start`: installs what is missing, builds, serves the sample serial and opens a browser with Catchword on chapter
 * one. Without a display (or with --headless) it makes the same trip unseen, says what the extension recognised, saved
 * and recapped, and leaves pictures in dist/demo/. `--browser firefox` or `chromium` chooses.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshFolder, ROOT, stageExtension } from '../tests/stage/here.mjs'
import { startSerial } from '../tests/stage/server.mjs'
import { ensureBrowser, ensurePackages, ensureSomeBrowser, Missing, runAsCommand } from './ensure.mjs'

/** @typedef {import('../tests/stage/installed.mjs').BrowserKind} BrowserKind */

const { values: wish } = parseArgs({ options: { browser: { type: 'string' }, headless: { type: 'boolean' } } })

/** @returns {BrowserKind} */
function chooseBrowser() {
  if (wish.browser === undefined) return ensureSomeBrowser()
  if (wish.browser !== 'chromium' && wish.browser !== 'firefox') throw new Missing('--browser is chromium or firefox.')
  ensureBrowser(wish.browser)
  return wish.browser
}

const hasDisplay = () => process.platform === 'linux' ? Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) : !process.env['CI']

/**
 * A window for a reader to play with; ends when it is closed, or with Ctrl+C.
 * @param {BrowserKind} browser
 */
async function show(browser) {
  const { openBrowser } = await import('../tests/stage/open-browser.mjs')
  // The usual port, so that what was read yesterday has the same address; another when it is taken.
  const serial = await startSerial({ port: 4173 }).catch(() => startSerial())
  const profile = join(ROOT, 'dist/demo', `profile-${browser}`)
  const stage = await openBrowser({ browser, extension: stageExtension(browser), profile, headless: false, door: 'open' })
  await stage.newPage(serial.chapter(1))
  console.log(`\nChapter one is open: ${serial.chapter(1)}`)
  console.log('Read a little, select a few words to mark them, then press Catchword’s button in the toolbar.')
  console.log('(In Chromium it is behind the puzzle piece.) Close the browser, or press Ctrl+C here, to end.')
  await new Promise((ended) => {
    stage.machine.browser.once('disconnected', ended)
    process.once('SIGINT', ended)
    process.once('SIGTERM', ended)
  })
  await stage.close().catch(() => undefined)
  await serial.close()
  return 0
}

/** @param {BrowserKind} browser */
async function trip(browser) {
  const { takeTrip } = await import('./trip.mjs')
  const serial = await startSerial()
  try {
    return await takeTrip({ browser, serial, profile: freshFolder('trip'), pictures: join(ROOT, 'dist/demo') })
  } finally {
    await serial.close()
  }
}

await runAsCommand(async () => {
  ensurePackages()
  const browser = chooseBrowser()
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: ROOT, stdio: 'inherit' })
  if (built.status !== 0) throw new Missing('The extension could not be built: see above.')
  return !wish.headless && hasDisplay() ? show(browser) : trip(browser)
})
