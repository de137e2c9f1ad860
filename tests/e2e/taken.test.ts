/** What the reader takes from the extension while chapters are open, and gives back: its switch, its sites. */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { selectText } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

const SOON = { timeout: 15_000 }
const KEPT = 'Three things hung beside the Reeve’s door at Sallow Hythe: a lantern, an oilskin, and half a stick.'
let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('taken') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const ours = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('[data-catchword]').length + [...CSS.highlights.values()].reduce((sum, each) => sum + each.size, 0))
const pause = (ms: number): Promise<void> => new Promise((later) => setTimeout(later, ms))
async function select(page: Page, paragraph: number): Promise<void> {
  await page.bringToFront()
  await selectText(page, await page.evaluate((at) => document.querySelectorAll('article p')[at]?.textContent.trim().split(/(?<=[.!?]) /)[0] ?? '', paragraph))
}

test('switched off, the pages are the author\'s alone; switched on, everything is there again', async () => {
  const page = await browser.newPage(serial.chapter(1))
  await markPassage(page, KEPT)
  await untilStored(browser, ({ passages }) => passages?.length === 1, 'a passage')
  const before = await storedRows(browser)
  await browser.machine.setEnabled(false)
  await select(page, 2)
  // Firefox ends every script of ours on the spot: what it had painted stays until the page is loaded again
  const left = BROWSER === 'firefox' ? 1 : 0
  await expect.poll(() => ours(page), SOON).toBe(left)
  await page.evaluate(() => scrollTo(0, 900))
  await pause(500)
  expect(await ours(page)).toBe(left)
  expect(await browser.consoleErrors(page)).toEqual([])
  await browser.machine.setEnabled(true)
  await expect.poll(() => ours(page), SOON).toBeGreaterThan(0)
  await select(page, 3)
  await page.waitForSelector('[data-catchword=bar]')
  await page.keyboard.press('h')
  await untilStored(browser, ({ passages }) => passages?.length === 2, 'a second passage')
  expect((await storedRows(browser)).passages).toEqual(expect.arrayContaining(before.passages!))
  await page.close()
})

test('its sites taken while reading: nothing is lost, the popup says so; given back, reading goes on', async () => {
  const page = await browser.newPage(serial.chapter(1))
  await expect.poll(() => ours(page), SOON).toBeGreaterThan(0)
  const before = await storedRows(browser)
  await browser.machine.giveSites(false)
  await expect.poll(() => ours(page), SOON).toBe(0)
  await select(page, 2)
  await pause(500)
  expect(await ours(page)).toBe(0)
  expect(await browser.consoleErrors(page)).toEqual([])
  const popup = await browser.extensionPage('popup.html', { over: page })
  await expect.poll(() => popup.evaluate(() => document.querySelector('main')?.innerText ?? ''), SOON).toContain('Allow')
  await popup.close()
  expect((await storedRows(browser)).passages).toEqual(before.passages)
  await browser.machine.giveSites(true)
  await expect.poll(() => ours(page), SOON).toBeGreaterThan(0)
  await select(page, 3)
  await page.waitForSelector('[data-catchword=bar]')
  await page.close()
})
