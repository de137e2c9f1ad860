/** A chapter that its author changed after it was read, and a site on which nothing is to be painted. */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { atRest, markPassage, popupOver } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { untilStored } from '../stage/stored.mjs'

let serial: SerialServer
let browser: StageBrowser
let page: Page
let isRevised = false
/** A slow machine takes its time to load a page. */
const PATIENT = { timeout: 15_000 }
const WORDS = 'She kicked off her pattens.'
const ADDED = 'A heron stood on the weir the whole of that evening and caught nothing at all.'

beforeAll(async () => {
  serial = await startSerial({
    revise: (_path, body) => (isRevised ? body.replace(new RegExp(`${WORDS}([^]*?</p>)`), `${WORDS} Both of them.$1<p>${ADDED}</p>`) : body),
  })
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('changed') })
  page = await browser.newPage(serial.chapter(1))
  await markPassage(page, WORDS, { colour: 'moss' })
  await readTo(page, 100, { selector: '.story', breath: 40, stride: 0.8 })
  await untilStored(browser, ({ fingerprints = [] }) => fingerprints.length === 1, 'what was read')
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const painted = (): Promise<string[]> => page.evaluate(() => [...CSS.highlights.keys()])
const press = (popup: Page, label: string): Promise<void> =>
  popup.evaluate((wanted) => [...document.querySelectorAll('button')].find((button) => button.textContent.includes(wanted))!.click(), label)
const lineOf = (popup: Page): Promise<string | null> => popup.evaluate(() => document.querySelector('.changes p')?.textContent ?? null)

test('what is kept of a read chapter holds none of its text', async () => {
  const { fingerprints } = await untilStored(browser, () => true, 'anything')
  expect((fingerprints as { fingerprint: string[] }[])[0]!.fingerprint.every((each) => /^[0-9a-f]{16}$/.test(each))).toBe(true)
})

test('an edited and an added paragraph are told, led to, and told no more once seen', async () => {
  const unchanged = await popupOver(browser, page)
  expect(await lineOf(unchanged)).toBeNull()
  await unchanged.close()
  isRevised = true
  await page.reload()
  await expect.poll(painted, PATIENT).toEqual(['catchword-moss'])
  const popup = await popupOver(browser, page)
  await expect.poll(() => lineOf(popup), PATIENT).toBe('This chapter changed since you read it: 1 paragraph edited, 1 added.')
  await press(popup, ADDED.slice(0, 40))
  await page.bringToFront()
  await expect.poll(() => page.evaluate((words) => {
    const box = [...document.querySelectorAll('p')].find(({ textContent }) => textContent === words)!.getBoundingClientRect()
    return box.top >= 0 && box.bottom <= innerHeight
  }, ADDED), PATIENT).toBe(true)
  await popup.bringToFront()
  await press(popup, 'I have seen it')
  await expect.poll(() => lineOf(popup), PATIENT).toBeNull()
  await popup.close()
  await page.reload()
  await expect.poll(painted, PATIENT).toEqual(['catchword-moss'])
  const later = await popupOver(browser, page)
  expect(await lineOf(later)).toBeNull()
  await later.close()
})

test('a site on which nothing is to be painted is left plain at once and later; its passages are still listed', async () => {
  const popup = await popupOver(browser, page)
  await popup.evaluate(() => [...document.querySelectorAll('label')].find(({ textContent }) => textContent.includes('Paint my passages'))!.click())
  await expect.poll(painted, PATIENT).toEqual([])
  expect(await atRest(popup)).toContain(WORDS)
  await popup.close()
  await page.reload()
  await new Promise((later) => setTimeout(later, 1500))
  expect(await painted()).toEqual([])
  const again = await popupOver(browser, page)
  expect(await atRest(again)).toContain(WORDS)
  await again.evaluate(() => [...document.querySelectorAll('label')].find(({ textContent }) => textContent.includes('Paint my passages'))!.click())
  await expect.poll(painted, PATIENT).toEqual(['catchword-moss'])
  expect(await browser.consoleErrors(page)).toEqual([])
  await again.close()
})
