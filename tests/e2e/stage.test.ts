/** The stage itself: every claim the other end-to-end tests lean on, tried with the smallest extension there is. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder } from '../stage/here.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readSoFar, readTo, selectText } from '../stage/reader.mjs'
import { writeTrivialExtension } from '../stage/trivial-extension.mjs'

declare function put(key: string, value: number): Promise<void>
declare function get(key: string): Promise<number | undefined>
declare const chrome: { runtime: { sendMessage: (message: object) => Promise<{ born: number }> } }

const HTML = `<!doctype html><html lang="en"><title>Plain</title><body><p>Before.</p>
<p>A sentence that <em>somebody</em> will select. And one they will not.</p>${'<p>More of it, line upon line.</p>'.repeat(200)}</body></html>`

let browser: StageBrowser
let server: Server
let home: string

beforeAll(async () => {
  server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(HTML))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const extension = freshFolder('trivial')
  writeTrivialExtension(BROWSER, extension)
  browser = await openBrowser({ browser: BROWSER, extension, profile: freshFolder('profile') })
})

afterAll(async () => {
  await browser.close()
  server.close()
})

test('hands are real: mouse, wheel and keys arrive as trusted events', async () => {
  const page = await browser.newPage(home)
  expect(await selectText(page, 'A sentence that somebody will select.')).toBe('A sentence that somebody will select.')
  expect(await readTo(page, 60)).toBeGreaterThan(59)
  expect(await readSoFar(page)).toBeLessThan(70)
  await page.keyboard.press('PageDown')
  const seen = await page.evaluate(() => Object.assign({}, document.documentElement.dataset))
  expect(seen).toMatchObject({ mouse: 'true A sentence that somebody will select.', wheel: 'true', key: 'true PageDown' })
  await page.close()
})

test('the background can be ended, and wakes for the next message', async () => {
  const popup = await browser.extensionPage('popup.html')
  const ask = () => popup.evaluate(async () => (await chrome.runtime.sendMessage({})).born)
  const before = await ask()
  expect(await ask()).toBe(before)
  await browser.stopBackground()
  expect(await browser.backgroundRuns()).toBe(false)
  expect(await ask()).not.toBe(before)
  expect(await browser.backgroundRuns()).toBe(true)
  await popup.close()
})

test('a popup opened over a page finds that page', async () => {
  const page = await browser.newPage(home)
  const popup = await browser.extensionPage('popup.html', { over: page })
  await expect.poll(() => popup.evaluate(() => document.title)).toBe(`over ${home}`)
  await popup.close()
  await page.close()
})

test('dark and light can be worn', async () => {
  const page = await browser.newPage(home)
  const popup = await browser.extensionPage('popup.html')
  const dark = () => matchMedia('(prefers-color-scheme: dark)').matches
  await browser.wearScheme('dark')
  await expect.poll(() => page.evaluate(dark)).toBe(true)
  await expect.poll(() => popup.evaluate(dark)).toBe(true)
  await browser.wearScheme('light')
  await expect.poll(() => page.evaluate(dark)).toBe(false)
  await popup.close()
  await page.close()
})

test('what the extension asks the network for is noted, and nothing leaves', async () => {
  expect(await browser.requests()).toEqual([])
  expect(browser.strays()).toEqual([])
  await browser.evaluateInExtension(() => chrome.runtime.sendMessage({ fetch: 'http://example.invalid/from-the-background' }))
  await expect.poll(() => browser.requests()).toContain('http://example.invalid/from-the-background')
  const page = await browser.newPage(`${home}?fetch`)
  await expect.poll(() => browser.strays()).toContain('http://example.invalid/from-the-page')
  // Firefox tries https first, and then only the host is seen.
  expect(browser.strays().join()).toMatch(/example\.invalid(:443|\/from-the-background)/)
  await page.close()
})

test('an error in the content script is heard', async () => {
  const page = await browser.newPage(`${home}?throw`)
  await expect.poll(async () => (await browser.consoleErrors(page)).join()).toContain('thrown by the content script')
  await page.close()
})

test('what an extension page stored is there after a restart', async () => {
  const popup = await browser.extensionPage('popup.html')
  await popup.evaluate(() => put('a', 42))
  const origin = browser.origin
  await browser.restart()
  expect(browser.origin).toBe(origin)
  const again = await browser.extensionPage('popup.html')
  expect(await again.evaluate(() => get('a'))).toBe(42)
})
