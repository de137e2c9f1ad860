/** What befalls an extension while people read: ended backgrounds, pages left and found again, messages that are none of ours. */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { selectText } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

interface Extension {
  readonly runtime: { readonly id: string; sendMessage: (message: unknown) => Promise<unknown> }
  readonly tabs: { query: (query: object) => Promise<{ id: number; url?: string }[]>; create: (tab: { url: string }) => Promise<{ id: number }>; remove: (id: number) => Promise<void> }
  readonly scripting: { executeScript: (injection: { target: { tabId: number }; files: string[] }) => Promise<unknown> }
  readonly storage: { local: { get: (key: string) => Promise<Record<string, unknown>> } }
}
declare const chrome: Extension

const FIRST = 'Three things hung beside the Reeve’s door at Sallow Hythe: a lantern, an oilskin, and half a stick.'
const SECOND = 'She held up the lamp and looked.'
let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('life') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const SOON = { timeout: 15_000 }
const bars = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll('[data-catchword=bar]').length)
const painted = (page: Page): Promise<number> => page.evaluate(() => [...CSS.highlights.values()].reduce((sum, each) => sum + each.size, 0))

test('the background is ended right before a passage is marked, and while it is: one row, once', async () => {
  const page = await browser.newPage(serial.chapter(1))
  await untilStored(browser, ({ works }) => works?.length === 1, 'the work')
  await browser.stopBackground()
  await markPassage(page, FIRST)
  await browser.stopBackground()
  await untilStored(browser, ({ passages }) => passages?.length === 1, 'the passage')
  expect(await browser.consoleErrors(page)).toEqual([])
  await page.close()
})

test('injected twice it is there once', async () => {
  const page = await browser.newPage(serial.chapter(1))
  await expect.poll(() => painted(page), SOON).toBe(1)
  await browser.evaluateInExtension(async (url: string) => {
    // Firefox's patterns know no ports
    const tab = (await chrome.tabs.query({})).find((each) => each.url === url)
    for (let times = 0; times < 3; times++) await chrome.scripting.executeScript({ target: { tabId: tab!.id }, files: ['page.js'] })
  }, serial.chapter(1))
  await page.bringToFront()
  await selectText(page, SECOND)
  await page.waitForSelector('[data-catchword=bar]')
  expect(await bars(page)).toBe(1)
  await page.keyboard.press('h')
  await untilStored(browser, ({ passages }) => passages?.length === 2, 'the second passage')
  await expect.poll(() => painted(page), SOON).toBe(2)
  await page.close()
})

test('away to another site and back: what was marked is there, and marking goes on', async () => {
  const page = await browser.newPage(serial.chapter(1))
  await expect.poll(() => painted(page), SOON).toBe(2)
  await page.goto(serial.chapter(2).replace('127.0.0.1', 'localhost')).catch(() => undefined)
  await page.evaluate(() => history.back()).catch(() => undefined)
  await expect.poll(() => page.evaluate(() => location.href).catch(() => ''), SOON).toBe(serial.chapter(1))
  await expect.poll(() => painted(page).catch(() => 0), SOON).toBe(2)
  const { works } = await storedRows(browser)
  expect(works).toHaveLength(1)
  expect(await browser.consoleErrors(page)).toEqual([])
  await page.close()
})

test('a tab closed right after reading on keeps the last place', async () => {
  const page = await browser.newPage(serial.chapter(2))
  await untilStored(browser, ({ chapters }) => chapters?.some(({ url }: { url: string }) => url === serial.chapter(2)) === true, 'chapter two')
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2))
  await new Promise((later) => setTimeout(later, 700))
  await page.close({ runBeforeUnload: true })
  await untilStored(browser, ({ progress }) => progress?.some(({ chapter }: { chapter: string }) => chapter.includes('2')) === true, 'progress')
})

test('the same chapter in two tabs: a passage marked in each, both stored once, counted right', async () => {
  const [one, two] = [await browser.newPage(serial.chapter(3)), await browser.newPage(serial.chapter(3))]
  const sentence = (page: Page): Promise<string> => page.evaluate(() => document.querySelectorAll('article p')[1]?.textContent.trim().split(/(?<=[.!?]) /)[0] ?? '')
  const words = await sentence(one)
  await one.bringToFront()
  await markPassage(one, words)
  await two.bringToFront()
  await markPassage(two, words)
  const rows = await untilStored(browser, ({ passages }) => passages?.length === 4, 'both passages')
  expect(rows['works']?.[0]).toMatchObject({ passages: 4 })
  await Promise.all([one.close(), two.close()])
})

test('a message nobody knows, or of a wrong shape, is refused and noted; nothing is stored, nothing thrown', async () => {
  const before = await storedRows(browser)
  await browser.evaluateInExtension(async () => {
    const send = (message: unknown): Promise<unknown> => Promise.race([chrome.runtime.sendMessage(message).catch(() => null), new Promise((later) => setTimeout(later, 500))])
    await send({ call: 'eraseEverything', asked: {} })
    await send({ call: 'passageMade', asked: { id: 5 } })
    await send(null)
  })
  const noted = (): Promise<string> => browser.evaluateInExtension(async () => JSON.stringify(await chrome.storage.local.get('incidents')))
  await expect.poll(noted, SOON).toContain('passageMade')
  expect(await noted()).toContain('eraseEverything')
  const after = await storedRows(browser)
  for (const table of ['works', 'passages', 'chapters']) expect(after[table]).toEqual(before[table])
})

test.skipIf(BROWSER === 'firefox')('a private window: nothing runs there and nothing is stored', async () => {
  const before = await storedRows(browser)
  const context = await browser.machine.browser.createBrowserContext()
  const page = await context.newPage()
  await page.goto(serial.chapter(4))
  await new Promise((later) => setTimeout(later, 1500))
  expect(await page.evaluate(() => [...CSS.highlights.keys()].length)).toBe(0)
  expect((await storedRows(browser))['chapters']).toEqual(before['chapters'])
  await context.close()
})

test('the whole browser killed without a word: every passage and the place are there again', async () => {
  const page = await browser.newPage(serial.chapter(4))
  await untilStored(browser, ({ chapters }) => chapters?.some(({ url }: { url: string }) => url === serial.chapter(4)) === true, 'chapter four')
  await page.bringToFront()
  await markPassage(page, await page.evaluate(() => document.querySelectorAll('article p')[1]?.textContent.trim().split(/(?<=[.!?]) /)[0] ?? ''))
  const before = await storedRows(browser)
  await browser.crash()
  const after = await storedRows(browser)
  for (const table of ['works', 'chapters', 'passages', 'progress']) expect(after[table]?.length, table).toBeGreaterThanOrEqual(before[table]!.length)
  expect(after['passages']).toEqual(before['passages'])
  const again = await browser.newPage(serial.chapter(4))
  await expect.poll(() => painted(again), SOON).toBe(1)
  await again.close()
})

test('the extension reloaded under open chapters: one bar in each, what is marked there is stored, and nothing complains', async () => {
  const pages = await Promise.all([2, 3, 5].map((chapter) => browser.newPage(serial.chapter(chapter))))
  await untilStored(browser, ({ chapters }) => chapters?.some(({ url }: { url: string }) => url === serial.chapter(5)) === true, 'chapter five')
  const before = (await storedRows(browser))['passages']!.length
  await browser.evaluateInExtension(() => { setTimeout(() => (chrome.runtime as unknown as { reload: () => void }).reload(), 100) })
  await new Promise((later) => setTimeout(later, 3000))
  for (const page of pages) {
    await page.bringToFront()
    await selectText(page, await page.evaluate(() => document.querySelectorAll('article p')[2]?.textContent.trim().split(/(?<=[.!?]) /)[0] ?? ''))
    await page.waitForSelector('[data-catchword=bar]')
    await new Promise((later) => setTimeout(later, 500))
    expect(await bars(page)).toBe(1)
    await page.keyboard.press('h')
  }
  await untilStored(browser, ({ passages }) => passages?.length === before + 3, 'a passage of each')
  for (const page of pages) expect(await browser.consoleErrors(page)).toEqual([])
  await Promise.all(pages.map((page) => page.close()))
})

// Firefox makes no page ahead of its reader; a page that a driver looks at may make none either, so the tab stays alone
test.runIf(BROWSER === 'chromium')('a chapter made ahead of its reader is not opened; shown, it is', async () => {
  const SHOWN_AFTER = 4000
  const chapter = '/the-eel-rent/chapter-5.html'
  const rules = JSON.stringify({ prerender: [{ source: 'list', urls: [chapter] }] })
  const author = await startSerial({
    revise: (path, body) => path === '/' ? body.replace('</head>', `<script type="speculationrules">${rules}</script><script>setTimeout(() => { location.href = '${chapter}' }, ${SHOWN_AFTER})</script></head>`)
      : path === chapter ? body.replace('</head>', '<script>if (document.prerendering) fetch("/made-ahead")</script></head>') : body,
  })
  const isOpened = async (): Promise<boolean> => (await storedRows(browser)).chapters?.some((row) => (row as { url: string }).url === author.origin + chapter) ?? false
  const tab = await browser.evaluateInExtension(async (url: string) => (await chrome.tabs.create({ url })).id, author.origin)
  await expect.poll(() => author.asked, SOON).toContain('/made-ahead')
  // a chapter that is shown is stored within a second; looked at once, since a tab out of sight may forget what it made
  await new Promise((later) => setTimeout(later, 1500))
  expect(await isOpened()).toBe(false)
  await expect.poll(isOpened, SOON).toBe(true)
  await browser.evaluateInExtension((id: number) => chrome.tabs.remove(id), tab)
  await author.close()
})
