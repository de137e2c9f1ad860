/** A guest leaves no trace: pages that are no chapters, odd pages, hostile pages. */
import texts from '../../src/_locales/en/messages.json'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'puppeteer-core'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { NO_CHAPTERS } from '../stage/odd-pages.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('quiet') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const settle = (): Promise<void> => new Promise((later) => setTimeout(later, 700))

/** Works in the library, counted from inside the extension; -1 when there is no library at all. */
const stored = (): Promise<number> =>
  browser.evaluateInExtension(async () => {
    if (!(await indexedDB.databases()).some((each) => each.name === 'catchword')) return -1
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('catchword')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('not opened'))
    })
    const count = await new Promise<number>((resolve, reject) => {
      const request = opened.transaction('works').objectStore('works').count()
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('not counted'))
    })
    opened.close()
    return count
  })

/** Everything a page could see of us: nodes, attributes, painted ranges, style sheets. */
const traces = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([document.documentElement.outerHTML, [...CSS.highlights.keys()], document.adoptedStyleSheets.length]))

test.each(NO_CHAPTERS)('%s is no chapter: no trace in page, store or console', async (path) => {
  const page = await browser.newPage(serial.origin + path)
  const before = await traces(page)
  await settle()
  expect(await traces(page)).toBe(before)
  expect(await browser.consoleErrors(page)).toEqual([])
  expect(await stored()).toBeLessThanOrEqual(0)
  await page.close()
})

test.each(['/frames.html', '/frameset.html', '/sandboxed/chapter-1.html'])('%s: nothing runs in frames or sandboxes', async (path) => {
  const page = await browser.newPage(serial.origin + path)
  await settle()
  const ours = await browser.consoleErrors(page)
  expect(ours.filter((error) => /catchword|extension/i.test(error))).toEqual([])
  expect(await stored()).toBeLessThanOrEqual(0)
  await page.close()
})

test('a data: page is left alone', async () => {
  const page = await browser.newPage()
  await page.goto(`data:text/html,<h1>Chapter 3</h1>${'<p>She waited by the gate until the lamps were lit and nobody came.</p>'.repeat(40)}`)
  await settle()
  expect(await stored()).toBeLessThanOrEqual(0)
  await page.close()
})

test('reading a chapter does not change the page, under a strict policy and trusted types either', async () => {
  const page = await browser.newPage(`${serial.origin}/strict/chapter-1.html`)
  const before = await traces(page)
  await settle()
  expect(await traces(page)).toBe(before)
  expect(await browser.consoleErrors(page)).toEqual([])
  const popup = await browser.extensionPage('popup.html', { over: page })
  await popup.bringToFront()
  await expect.poll(() => popup.evaluate(() => document.body.innerText)).toContain('Chapter 1')
  await popup.close()
  await page.close()
})

test('a chapter of a million characters is opened and does not stall the page', async () => {
  const page = await browser.newPage(`${serial.origin}/million.html`)
  await settle()
  expect(await browser.consoleErrors(page)).toEqual([])
  const popup = await browser.extensionPage('popup.html', { over: page })
  await popup.bringToFront()
  await expect.poll(() => popup.evaluate(() => document.body.innerText)).toContain('Chapter 7')
  await popup.close()
  await page.close()
})

test('ten thousand events a second from the page: it is not slowed down, and hardly anything is written', async () => {
  const page = await browser.newPage(serial.chapter(2))
  await untilStored(browser, ({ chapters }) => (chapters ?? []).some((row: { url: string }) => row.url === serial.chapter(2)), 'chapter two')
  const flood = (): Promise<number> => page.evaluate(async () => {
    let longest = 0
    let last = performance.now()
    for (const end = last + 2000; performance.now() < end;) {
      for (let each = 0; each < 40; each++) for (const type of ['scroll', 'pointermove', 'keydown', 'selectionchange']) document.dispatchEvent(new Event(type, { bubbles: true }))
      await new Promise((later) => setTimeout(later))
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }
    return longest
  })
  const longest = await flood()
  console.log(`${BROWSER}: under a flood the page waited ${longest.toFixed(0)} ms at most`)
  expect(longest).toBeLessThan(500)
  const { sittings = [], progress = [] } = await storedRows(browser)
  expect(sittings.length + progress.length).toBeLessThan(6)
  expect(await browser.consoleErrors(page)).toEqual([])
  await page.close()
})

test('a page of a million elements is called too large and is left alone', async () => {
  const page = await browser.newPage(`${serial.origin}/crowded.html`)
  const worksBefore = await stored()
  await settle()
  expect(await browser.consoleErrors(page)).toEqual([])
  const popup = await browser.extensionPage('popup.html', { over: page })
  await popup.bringToFront()
  const why = await popup.waitForSelector('.why button')
  await why?.click()
  await expect.poll(() => popup.evaluate(() => document.body.innerText)).toContain(texts.sign_tooLarge.message)
  expect(await stored()).toBe(worksBefore)
  await popup.close()
  await page.close()
})

test('a message of unknown type or shape is refused, and the background lives on', async () => {
  const answers = await browser.evaluateInExtension(async () => {
    type Send = (message: unknown) => Promise<unknown>
    const send = ((globalThis as { chrome?: { runtime: { sendMessage: Send } } }).chrome!).runtime.sendMessage
    const ask = (message: unknown): Promise<unknown> => send(message).then((answer) => answer ?? 'refused', () => 'refused')
    return [
      await ask({ call: 'eraseEverything', asked: {} }),
      await ask({ call: 'constructor', asked: {} }),
      await ask('progressMade'),
      await ask({ call: 'progressMade', asked: { chapter: 7 } }),
      await ask({ call: 'passageMade', asked: { id: 'x', chapter: 'y', colour: 'puce' } }),
    ]
  })
  expect(answers.slice(0, 3)).toEqual(['refused', 'refused', 'refused'])
  for (const answer of answers.slice(3)) expect(answer).toMatchObject({ ok: false })
})
