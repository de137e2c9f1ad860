/** What befalls an extension while people read: ended backgrounds, pages left and found again, messages that are none of ours. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
    const send = (message: unknown): Promise<unknown> => Promise.race([Promise.resolve(message).then((it) => chrome.runtime.sendMessage(it)).catch(() => null), new Promise((later) => setTimeout(later, 500))])
    await send({ call: 'eraseEverything', asked: {} })
    await send({ call: 'passageMade', asked: { id: 5 } })
    await send(null)
    // more than a browser carries: Chromium refuses it at the sender
    await send({ call: 'passageMade', asked: { id: 'x'.repeat(65 * 1024 * 1024) } })
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

test.runIf(BROWSER === 'firefox')('a private window: nothing of what is read there is stored', async () => {
  const before = await storedRows(browser)
  const firefox = browser.machine as unknown as { inChrome: (expression: string) => Promise<unknown> }
  const title = await firefox.inChrome(`(async () => {
    const own = OpenBrowserWindow({ private: true })
    await new Promise((loaded) => own.addEventListener('load', loaded, { once: true }))
    const { selectedBrowser } = own.gBrowser
    // more than once: a window that is still opening goes to its own first page after ours
    for (let tries = 0; tries < 15 && !selectedBrowser.contentTitle.includes('Kettle'); tries++) {
      selectedBrowser.fixupAndLoadURIString(${JSON.stringify(serial.chapter(4))}, { triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal() })
      await new Promise((later) => own.setTimeout(later, 1000))
    }
    // a chapter that may be opened is stored within a second
    await new Promise((later) => own.setTimeout(later, 2000))
    const { contentTitle } = selectedBrowser
    own.close()
    return contentTitle
  })()`)
  expect(title).toContain('Kettle')
  expect((await storedRows(browser))['chapters']).toEqual(before['chapters'])
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

test('the extension reloaded under twenty open chapters: one bar in each, what is marked there is stored, and nothing complains', async () => {
  const pages = await Promise.all([2, 3, 5].map((chapter) => browser.newPage(serial.chapter(chapter))))
  const others: Page[] = []
  while (others.length < 17) others.push(await browser.newPage(serial.chapter(1 + others.length % 6)))
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
  // the others have their paint again without being looked at, and at most one bar
  for (const page of others) expect(await bars(page)).toBe(0)
  await expect.poll(() => Promise.all(others.filter((_, at) => at % 6 === 0).map(painted)), SOON).toEqual([2, 2, 2])
  for (const page of [...pages, ...others]) expect(await browser.consoleErrors(page)).toEqual([])
  await Promise.all([...pages, ...others].map((page) => page.close()))
}, 120_000)

test('the extension\'s own process crashes while a chapter is open: what was marked is there, and marking goes on', async () => {
  const page = await browser.newPage(serial.chapter(6))
  await untilStored(browser, ({ chapters }) => chapters?.some(({ url }: { url: string }) => url === serial.chapter(6)) === true, 'chapter six')
  const before = await storedRows(browser)
  const inside = await browser.extensionPage('manifest.json')
  if (BROWSER === 'chromium') {
    const session = await inside.createCDPSession()
    await Promise.race([session.send('Page.crash').catch(() => undefined), new Promise((later) => setTimeout(later, 1000))])
  } else await inside.goto('about:crashextensions', { timeout: 1000 }).catch(() => undefined)
  await new Promise((later) => setTimeout(later, 1000))
  await page.bringToFront()
  await markPassage(page, await page.evaluate(() => document.querySelectorAll('article p')[1]?.textContent.trim().split(/(?<=[.!?]) /)[0] ?? ''))
  const after = await untilStored(browser, ({ passages }) => passages?.length === before['passages']!.length + 1, 'the passage')
  expect(after['passages']).toEqual(expect.arrayContaining(before['passages']!))
  expect(after['works']).toHaveLength(before['works']!.length)
  await page.close()
})

test('another extension may ask what it wants: it gets no answer, and nothing is stored', async () => {
  const before = await storedRows(browser)
  const id = await browser.evaluateInExtension(() => chrome.runtime.id)
  const stranger = freshFolder('stranger')
  const gecko = { browser_specific_settings: { gecko: { id: 'stranger@catchword.invalid' } } }
  writeFileSync(join(stranger, 'manifest.json'), JSON.stringify({
    manifest_version: 3, name: 'Stranger', version: '1', content_scripts: [{ matches: ['*://127.0.0.1/*'], js: ['page.js'] }], host_permissions: ['*://127.0.0.1/*'], ...(BROWSER === 'firefox' && gecko),
  }))
  writeFileSync(join(stranger, 'page.js'), `if (location.search === '?stranger') Promise.race([
    (globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify(id)}, { call: 'worksKnown', asked: { works: [] } }),
    new Promise((later) => setTimeout(later, 2000)),
  ]).then((answer) => answer === undefined ? 'nothing' : 'an answer', () => 'refused').then((answer) => { document.documentElement.dataset.stranger = answer })`)
  await browser.machine.browser.installExtension(stranger)
  const page = await browser.newPage(`${serial.origin}/?stranger`)
  const answer = await page.waitForSelector('html[data-stranger]').then(() => page.evaluate(() => document.documentElement.dataset['stranger']))
  expect(['nothing', 'refused']).toContain(answer)
  for (const [table, rows] of Object.entries(before)) expect((await storedRows(browser))[table], table).toEqual(rows)
  await page.close()
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

// Chromium tells a worker's idle time to nobody
test.runIf(BROWSER === 'firefox')('the event page has stopped by itself when a note is written: the note is saved all the same', async () => {
  const firefox = browser.machine as unknown as { inChrome: (expression: string) => Promise<unknown> }
  await firefox.inChrome("Services.prefs.setIntPref('extensions.background.idle.timeout', 300)")
  // it reads that when it starts
  await browser.stopBackground()
  const page = await browser.newPage(serial.chapter(2))
  await untilStored(browser, ({ chapters }) => chapters?.some(({ url }: { url: string }) => url === serial.chapter(2)) === true, 'chapter two')
  await expect.poll(() => browser.backgroundRuns(), SOON).toBe(false)
  await page.bringToFront()
  await markPassage(page, await page.evaluate(() => document.querySelectorAll('article p')[2]?.textContent.trim().split(/(?<=[.!?]) /)[0] ?? ''), { note: 'whose oilskin?' })
  await untilStored(browser, ({ passages }) => passages?.some(({ note }: { note: string }) => note === 'whose oilskin?') === true, 'the note')
  await firefox.inChrome("Services.prefs.clearUserPref('extensions.background.idle.timeout')")
  await page.close()
})
