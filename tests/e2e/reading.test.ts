/** Honest progress in both browsers: read on, come back to the line, and never be moved by a look. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'puppeteer-core'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

const STORY = '.story'
const DAY = 86_400_000
const SLOW = { timeout: 30_000 }

interface Mark { readonly place: { readonly paragraph: number }; readonly words: string; readonly fraction: number; readonly at: number }
interface Rows { readonly works: readonly { readonly current: { readonly chapter: string; readonly mark: Mark } | null; readonly readMs: number }[]; readonly progress: readonly { readonly chapter: string; readonly current: Mark; readonly furthest: Mark; readonly finished: number | null }[]; readonly sittings: readonly { readonly words: number; readonly readMs: number }[] }

let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('reading') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const rows = async (): Promise<Rows> => (await storedRows(browser)) as unknown as Rows
const textOf = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText)
/** Whether the paragraph that begins with, or holds, some words is in the window. */
const isInView = (page: Page, words: string): Promise<boolean> =>
  page.evaluate((wanted) => [...document.querySelectorAll('.story p')].some((each) => {
    const box = each.getBoundingClientRect()
    return each.textContent.replace(/\s+/g, ' ').includes(wanted) && box.bottom > 0 && box.top < innerHeight && scrollY > 0
  }), words)

/** Runs in a page of the extension: makes all places as old as an absence. */
async function agePlaces(by: number): Promise<void> {
  const done = <T,>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the browser gave no reason'))
  })
  const database = await done(indexedDB.open('catchword'))
  const store = database.transaction('progress', 'readwrite').objectStore('progress')
  for (const row of await done(store.getAll()) as { current: { at: number } }[]) await done(store.put({ ...row, current: { ...row.current, at: row.current.at - by } }))
  database.close()
}

let stopped: Mark

test('chapter three is read to its end, and the next one begun', async () => {
  const page = await browser.newPage(serial.chapter(3))
  await readTo(page, 100, { selector: STORY, breath: 200 })
  await untilStored(browser, (stored) => (stored as unknown as Rows).progress.some(({ finished }) => finished !== null), 'chapter three read to its end')
  await page.bringToFront()
  await Promise.all([page.waitForNavigation(), page.click('a[rel=next]')])
  await readTo(page, 60, { selector: STORY, breath: 200 })
  await untilStored(browser, (stored) => (stored as unknown as Rows).works[0]?.current?.chapter.endsWith('4.html') === true || (stored as unknown as Rows).progress.length > 1, 'a place in chapter four')
  await page.bringToFront()
  await new Promise((later) => setTimeout(later, 1500))
  await page.close()
})

test('the browser is closed and opened: Continue lands on the same paragraph of chapter four', async () => {
  const before = await rows()
  stopped = before.works[0]!.current!.mark
  expect(stopped.words.length).toBeGreaterThan(3)
  expect(stopped.fraction).toBeGreaterThan(0.2)
  await browser.restart()
  const page = await browser.newPage(`${serial.origin}/about.html`)
  const popup = await browser.extensionPage('popup.html', { over: page })
  await popup.waitForSelector('.shelf button')
  await popup.click('.shelf button')
  await expect.poll(() => page.url(), SLOW).toBe(serial.chapter(4))
  await popup.close()
  await page.bringToFront()
  await expect.poll(() => isInView(page, stopped.words), SLOW).toBe(true)
  await new Promise((later) => setTimeout(later, 1500))
  await page.close()
  const after = (await rows()).works[0]!.current!.mark
  expect(after.place.paragraph).toBe(stopped.place.paragraph)
})

test('after an absence a pill offers the way back, and nothing scrolls before it is asked', async () => {
  await browser.evaluateInExtension(agePlaces, 12 * DAY)
  const page = await browser.newPage(serial.chapter(4))
  await page.waitForSelector('[data-catchword=pill]', SLOW)
  expect(await page.evaluate(() => scrollY)).toBe(0)
  expect(await page.evaluate(() => document.querySelector('[data-catchword=pill]')!.shadowRoot!.textContent)).toMatch(/You stopped at \d+%, last week|You stopped at \d+%, \d+ days ago|You stopped at \d+%, 1 week ago/)
  const go = await page.evaluateHandle(() => document.querySelector('[data-catchword=pill]')!.shadowRoot!.querySelector('button')!)
  await go.click()
  await expect.poll(() => isInView(page, stopped.words), SLOW).toBe(true)
  expect(await page.$('[data-catchword=pill]')).toBeNull()
  await page.close()
})

test('a narrow window and large letters lead to the same paragraph', async () => {
  const page = await browser.newPage()
  await page.setViewport({ width: 420, height: 700 })
  await browser.evaluateInExtension(agePlaces, 12 * DAY)
  await page.goto(serial.chapter(4))
  await page.addStyleTag({ content: 'body { font-size: 1.6rem !important }' })
  await page.waitForSelector('[data-catchword=pill]', SLOW)
  const go = await page.evaluateHandle(() => document.querySelector('[data-catchword=pill]')!.shadowRoot!.querySelector('button')!)
  await go.click()
  await expect.poll(() => isInView(page, stopped.words), SLOW).toBe(true)
  await page.close()
})

test('a tab closed right after the last scroll has said where', async () => {
  const page = await browser.newPage(serial.chapter(5))
  await readTo(page, 40, { selector: STORY, breath: 200 })
  await new Promise((later) => setTimeout(later, 1200))
  const before = (await rows()).progress.find(({ chapter }) => chapter.includes('5'))!
  await page.bringToFront()
  await page.mouse.wheel({ deltaY: 300 })
  await new Promise((later) => setTimeout(later, 100))
  await page.close()
  await untilStored(browser, (stored) => (stored as unknown as Rows).progress.some(({ chapter, current }) => chapter === before.chapter && current.fraction > before.current.fraction), 'the last scroll')
})

test('out and back by the browser’s own buttons goes on reading, and counts one opening', async () => {
  const page = await browser.newPage(serial.chapter(5))
  await readTo(page, 50, { selector: STORY, breath: 200 })
  await page.goto(`${serial.origin}/about.html`)
  const before = (await rows()).progress.find(({ chapter }) => chapter.includes('5'))!
  await page.bringToFront()
  await page.evaluate(() => history.back())
  // Firefox brings the page back without telling its driver
  await expect.poll(() => page.evaluate(() => location.href).catch(() => ''), SLOW).toBe(serial.chapter(5))
  await readTo(page, 80, { selector: STORY, breath: 200 })
  await new Promise((later) => setTimeout(later, 1200))
  await untilStored(browser, (stored) => (stored as unknown as Rows).progress.some(({ chapter, furthest }) => chapter === before.chapter && furthest.fraction > before.furthest.fraction), 'reading after coming back')
  await page.close()
})

test('the End key and a look are no reading, at the pace of readers', async () => {
  await browser.evaluateInExtension(async () => {
    const api = globalThis as unknown as Record<'browser' | 'chrome', { storage: { local: { remove: (key: string) => Promise<void> } } } | undefined>
    await (api.browser ?? api.chrome)!.storage.local.remove('settings')
  })
  const before = await rows()
  const page = await browser.newPage(serial.chapter(6))
  await page.bringToFront()
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await new Promise((later) => setTimeout(later, 3000))
  await page.evaluate(() => scrollTo(0, 0))
  await new Promise((later) => setTimeout(later, 1500))
  await page.close()
  const after = await rows()
  const six = after.progress.find(({ chapter }) => !before.progress.some((each) => each.chapter === chapter))
  expect(six?.finished ?? null).toBeNull()
  expect(six?.furthest.fraction ?? 0).toBeLessThan(0.3)
  expect(after.works[0]!.current!.chapter).toBe(before.works[0]!.current!.chapter)
})

test('reading time was kept, and nothing went wrong', async () => {
  const stored = await rows()
  expect(stored.sittings.length).toBeGreaterThan(2)
  expect(stored.works[0]!.readMs).toBe(stored.sittings.reduce((sum, { readMs }) => sum + readMs, 0))
  // Firefox notes each answer that comes to a page that was closed, or kept for its Back button
  expect((await browser.errors()).filter((error) => !/after context unloaded|while context is inactive/.test(error))).toEqual([])
  const popup = await browser.extensionPage('popup.html')
  await expect.poll(() => textOf(popup), SLOW).toContain('The Eel Rent')
})
