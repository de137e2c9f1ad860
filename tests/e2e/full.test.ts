/**
 * No room left, for real: the browser itself refuses to write. Chromium alone lets a test say how much room an origin has,
 * and only for one without `unlimitedStorage`: the extension is the stage build but for that permission.
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import texts from '../../src/_locales/en/messages.json'
import type { CDPSession } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { atRest, markPassage, popupOver } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo, selectText } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

const KEPT = 'Three things hung beside the Reeve’s door at Sallow Hythe: a lantern, an oilskin, and half a stick.'
const REFUSED = 'She held up the lamp and looked.'
const isChromium = BROWSER === 'chromium'

let serial: SerialServer
let browser: StageBrowser
let driver: CDPSession

beforeAll(async () => {
  if (!isChromium) return
  const extension = freshFolder('full-extension')
  cpSync(stageExtension(), extension, { recursive: true })
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')) as { permissions: string[] }
  manifest.permissions = manifest.permissions.filter((name) => name !== 'unlimitedStorage')
  writeFileSync(join(extension, 'manifest.json'), JSON.stringify(manifest))
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension, profile: freshFolder('full') })
  driver = await (await browser.extensionPage('manifest.json')).createCDPSession()
})
afterAll(async () => {
  if (!isChromium) return
  await browser.close()
  await serial.close()
})

const room = (bytes: number | null): Promise<void> => driver.send('Storage.overrideQuotaForOrigin', { origin: browser.origin, ...(bytes !== null && { quotaSize: bytes }) })

/** What became of a small write beside the library. */
const probe = (): Promise<string> => browser.evaluateInExtension(async () => {
  const opened = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('probe')
    request.onupgradeneeded = () => request.result.createObjectStore('probe')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('not opened'))
  })
  const became = await new Promise<string>((resolve) => {
    const transaction = opened.transaction('probe', 'readwrite')
    transaction.objectStore('probe').put('x'.repeat(10_000), 1)
    transaction.oncomplete = () => resolve('written')
    transaction.onabort = () => resolve(transaction.error?.name ?? '')
  })
  opened.close()
  return became
})

test.runIf(isChromium)('a write there is no room for is refused whole and told with what can be let go; reading goes on; with room again it is written', async () => {
  const page = await browser.newPage(serial.chapter(1))
  await markPassage(page, KEPT)
  await readTo(page, 100, { selector: '.story' })
  await untilStored(browser, ({ digests, passages }) => digests?.length === 1 && passages?.length === 1, 'a passage and a digest')
  await page.reload()
  await expect.poll(() => page.evaluate(() => [...CSS.highlights.keys()])).toEqual(['catchword-amber'])
  const { works, chapters, passages } = await storedRows(browser)
  await room(1)
  // Chromium remembers for half a minute how much room there was
  await expect.poll(probe, { timeout: 60_000, interval: 1000 }).toBe('QuotaExceededError')

  await selectText(page, REFUSED)
  await page.waitForSelector('[data-catchword=bar]')
  await page.keyboard.press('h')
  await expect.poll(() => page.evaluate(() => document.querySelector('[data-catchword=bar]')?.shadowRoot?.querySelector('[role=alert]')?.textContent ?? '')).toBe(texts.notSaved.message)
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(REFUSED)
  const now = await storedRows(browser)
  expect([now['passages'], now['chapters']]).toEqual([passages, chapters])
  expect(now['works']).toHaveLength((works ?? []).length)
  // the reader goes on: the page is theirs, and what was marked is still painted
  await page.keyboard.press('Escape')
  await readTo(page, 60, { selector: '.story' })
  expect(await page.evaluate(() => [...CSS.highlights.keys()])).toEqual(['catchword-amber'])
  expect(await browser.consoleErrors(page)).toEqual([])

  const popup = await popupOver(browser, page)
  await atRest(popup)
  expect(await popup.evaluate(() => document.querySelector('[role=alert]')?.textContent)).toBe(`${texts.failureQuota.message} ${texts.openHealth.message}`)
  expect(await popup.$('[role=alert] a[href="health.html"]')).not.toBeNull()
  await popup.close()
  const health = await browser.extensionPage('health.html')
  const letGo = new RegExp(texts.roomPrune.message.replace('$1', '\\S+\\s\\S+'))
  await expect.poll(() => health.evaluate(() => document.body.innerText)).toMatch(letGo)
  // to let go takes no room
  await health.evaluate((words) => { [...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith(words))?.click() }, texts.roomPrune.message.split('$1')[0] ?? '')
  await expect.poll(async () => (await storedRows(browser))['digests']).toEqual([])
  expect((await storedRows(browser))['passages']).toEqual(passages)
  await health.close()

  await room(null)
  await selectText(page, REFUSED)
  await page.waitForSelector('[data-catchword=bar]')
  await page.keyboard.press('h')
  await expect.poll(async () => (await storedRows(browser))['passages']).toHaveLength(2)
  const after = await popupOver(browser, page)
  await atRest(after)
  expect(await after.evaluate(() => document.querySelector('[role=alert]')?.textContent ?? '')).toBe('')
  await after.close()
})
