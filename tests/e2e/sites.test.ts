/** Sites no rule knows: used because the reader says so, asked about where it is not sure. */
import type { ElementHandle, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { popupOver } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'

let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('sites') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const press = async (popup: Page, label: string): Promise<void> => {
  const handle = await popup.evaluateHandle((text) => [...document.querySelectorAll('button')].find((button) => button.textContent.includes(text)), label)
  await (handle as ElementHandle<HTMLButtonElement>).click()
}
const read = (popup: Page): Promise<string> => popup.evaluate(() => document.body.innerText)

test('a site without a rule is used when the reader says so, at once and at every visit, until it is taken back', async () => {
  const home = serial.origin.replace('127.0.0.1', 'localhost')
  const page = await browser.newPage(`${home}/the-eel-rent/chapter-1.html`)
  const popup = await popupOver(browser, page)
  expect(await read(popup)).toContain('Catchword does not look at localhost')
  await press(popup, 'Use Catchword on this site')
  await expect.poll(() => read(popup)).toContain('Chapter 1')
  expect(await read(popup)).not.toContain('does not look at')
  await popup.close()
  const next = await browser.newPage(`${home}/the-eel-rent/chapter-2.html`)
  const again = await popupOver(browser, next)
  await expect.poll(() => read(again)).toContain('Chapter 2')
  await press(again, 'Stop using Catchword on localhost')
  await expect.poll(() => read(again)).toContain('Catchword does not look at localhost')
  await again.close()
  const last = await browser.newPage(`${home}/the-eel-rent/chapter-3.html`)
  const empty = await popupOver(browser, last)
  expect(await read(empty)).toContain('Catchword does not look at localhost')
  for (const each of [empty, page, next, last]) await each.close()
})

test('a page that may be a chapter is left alone until the reader says that it is one; the site is remembered', async () => {
  const page = await browser.newPage(`${serial.origin}/pieces/low-tide`)
  const popup = await popupOver(browser, page)
  expect(await read(popup)).toContain('Is this a chapter?')
  await press(popup, 'Yes')
  await expect.poll(() => popup.evaluate(() => document.querySelector('.line') !== null)).toBe(true)
  expect(await read(popup)).not.toContain('Is this a chapter?')
  await popup.close()
  await page.reload()
  const again = await popupOver(browser, page)
  await expect.poll(() => again.evaluate(() => document.querySelector('.line') !== null)).toBe(true)
  await again.close()
  await page.close()
})
