#!/usr/bin/env node
/**
 * `npm run try -- FILE_OR_URL [--as URL] [--heading TEXT] [--browser firefox]`: opens one page with Catchword, reads it
 * to its end and says what was recognised, saved and recapped.
 *
 * A saved page is served under its real address, so that the site's rule sees what it would see on the site: --as says
 * which, else the page's own canonical link. A .txt becomes a bare page with the heading. Nothing else is fetched.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { freshFolder, ROOT, stageExtension } from '../tests/stage/here.mjs'
import { ensureBrowser, ensurePackages, Missing, runAsCommand } from './ensure.mjs'
import { recognised, saved, tell } from './plain-words.mjs'
import { readSaved } from './saved-page.mjs'

const { values: wish, positionals: [what] } = parseArgs({
  allowPositionals: true,
  options: { as: { type: 'string' }, heading: { type: 'string' }, browser: { type: 'string', default: 'chromium' } },
})

/**
 * Answers a page's own address with the saved text and refuses everything else.
 * @param {import('puppeteer-core').Page} page
 * @param {import('./saved-page.mjs').SavedPage} saved
 */
async function serveSaved(page, saved) {
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const isIt = request.isNavigationRequest() && request.frame() === page.mainFrame() && request.url() === saved.address
    void (isIt ? request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: saved.html }) : request.abort()).catch(() => undefined)
  })
}

/** @param {import('../tests/stage/open-browser.mjs').StageBrowser} stage @param {import('./saved-page.mjs').SavedPage | undefined} file @param {string} address */
async function readAndTell(stage, file, address) {
  const { readTo } = await import('../tests/stage/reader.mjs')
  const { storedRows, untilStored } = await import('../tests/stage/stored.mjs')
  const { popupOver, atRest } = await import('../tests/stage/marking.mjs')
  const page = await stage.newPage()
  if (file) await serveSaved(page, file)
  await page.goto(address, { waitUntil: 'domcontentloaded' })
  await new Promise((later) => setTimeout(later, 1000))
  await page.bringToFront()
  await readTo(page, 100, { selector: 'body', breath: 20, stride: 0.9 })
  // A place counts once the page has stood still for half a second.
  await new Promise((later) => setTimeout(later, 900))
  const before = await storedRows(stage)
  if (recognised(before).length === 0) {
    tell('Recognised:', ['no chapter; nothing was stored.'])
    return 0
  }
  const rows = await untilStored(stage, ({ digests }) => (digests?.length ?? 0) > 0, 'a digest').catch(() => before)
  tell('Recognised:', recognised(rows))
  tell('Saved:', saved(rows))
  tell('The popup says:', (await atRest(await popupOver(stage, page))).split('\n').filter((line) => line.trim() !== ''))
  return 0
}

await runAsCommand(async () => {
  if (!what) throw new Missing('Say which page: npm run try -- FILE_OR_URL [--as URL] [--heading "Part 31"]')
  const browser = wish.browser === 'firefox' ? 'firefox' : 'chromium'
  ensurePackages()
  ensureBrowser(browser)
  if (spawnSync(process.execPath, ['build.mjs'], { cwd: ROOT, stdio: 'inherit' }).status !== 0) throw new Missing('The extension could not be built: see above.')
  const { openBrowser } = await import('../tests/stage/open-browser.mjs')
  const isUrl = /^https?:\/\//.test(what)
  const file = isUrl ? undefined : readSaved(what, stageExtension(browser), { as: wish.as, heading: wish.heading })
  const address = file?.address ?? what
  console.log(`Opening ${address}${file ? ` (from ${what})` : ''}`)
  const stage = await openBrowser({ browser, extension: stageExtension(browser), profile: freshFolder('try'), door: isUrl ? 'open' : 'closed' })
  try {
    return await readAndTell(stage, file, address)
  } finally {
    await stage.close()
  }
})
