/** A passage whose words the author took out: told as lost, nothing drawn, nothing deleted, and back when the words are. */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

let serial: SerialServer
let browser: StageBrowser
let page: Page
let isRevised = false
const PATIENT = { timeout: 15_000 }
const GONE = 'She kicked off her pattens.'
const STAYS = 'Mind the step.'

beforeAll(async () => {
  // the whole paragraph goes, as when an author cuts a scene
  serial = await startSerial({ revise: (_path, body) => (isRevised ? body.replace(/<p>(?:(?!<\/p>)[^])*She kicked off her pattens\.[^]*?<\/p>/, '') : body) })
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('lost') })
  page = await browser.newPage(serial.chapter(1))
  await markPassage(page, GONE, { colour: 'moss', note: 'wet shoes' })
  await markPassage(page, STAYS, { colour: 'sky' })
  await untilStored(browser, ({ passages = [] }) => passages.length === 2, 'two passages')
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const painted = (): Promise<string[]> =>
  page.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map((range) => (range as Range).toString())).sort())

/** The panel over the page, at its notes: heading of each group → what stands in it. */
async function groups(): Promise<Record<string, string>> {
  const panel = await browser.extensionPage('panel.html', { over: page })
  await panel.waitForSelector('#tab-notes')
  await panel.click('#tab-notes')
  await panel.waitForFunction((words) => document.body.innerText.includes(words), {}, STAYS)
  const found = await panel.evaluate(() => Object.fromEntries([...document.querySelectorAll<HTMLElement>('section.notes')].map((section) => [section.querySelector('h3')!.textContent, section.innerText])))
  await panel.close()
  await page.bringToFront()
  return found
}
const HERE = 'Marked here'
const LOST = 'No longer on the page'

test('while its words stand there, nothing is lost', async () => {
  expect(Object.keys(await groups())).toEqual([HERE])
})

test('taken out, the passage is drawn nowhere and stands in a group of its own with its note', async () => {
  isRevised = true
  await page.reload()
  await expect.poll(painted, PATIENT).toEqual([STAYS])
  const found = await groups()
  expect(found[LOST]).toContain(GONE)
  expect(found[LOST]).toContain('wet shoes')
  expect(found[LOST]).toContain('Nothing was deleted')
  expect(found[LOST]).not.toContain(STAYS)
  const { passages = [] } = await storedRows(browser)
  expect((passages as { removed: number | null; selectors: unknown[] }[]).map(({ removed, selectors }) => [removed, selectors.length])).toEqual([[null, 1], [null, 1]])
})

test('put back by the author, it is painted where it was, and lost no more', async () => {
  isRevised = false
  await page.reload()
  await expect.poll(painted, PATIENT).toEqual([STAYS, GONE].sort())
  expect(Object.keys(await groups())).toEqual([HERE])
  expect(await browser.consoleErrors(page)).toEqual([])
})
