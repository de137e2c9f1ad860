/** Stories that come late, pages that never reload, several chapters on a page. */
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ENTIRE_WORK } from '../stage/growing-pages.mjs'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { CHAPTERS } from '../stage/serial.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

interface ChapterRow { readonly id: string; readonly title: string | null; readonly opened: number }
interface Site { show: (number: number) => Promise<void>; go: (number: number, first: string) => Promise<void>; cameAt: number }

let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('growing') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const chapters = async (): Promise<ChapterRow[]> => ((await storedRows(browser))['chapters'] ?? []) as ChapterRow[]
const opened = async (end: string): Promise<ChapterRow> => {
  await untilStored(browser, (rows) => (rows['chapters'] ?? []).some((row: ChapterRow) => row.id.endsWith(end)), end)
  return (await chapters()).find((row) => row.id.endsWith(end))!
}
const pause = (ms: number): Promise<void> => new Promise((later) => setTimeout(later, ms))
const cameAt = (page: Page): Promise<number> => page.evaluate(() => (globalThis as unknown as Site).cameAt)

test('a story that comes late is recognised within 300 ms of its text appearing', async () => {
  const delays: number[] = []
  // the machine may be busy with something else once; the program is not slow for that
  for (let turn = 0; turn < 4; turn++) {
    const page = await browser.newPage(`${serial.origin}/late/chapter-2?turn=${turn}`)
    await pause(800)
    await page.evaluate(() => (globalThis as unknown as Site).show(2))
    await pause(800)
    delays.push((await opened('late/chapter-2')).opened - (await cameAt(page)))
    await page.close()
  }
  console.log(`${BROWSER}: late text is in the library after ${delays.join(', ')} ms`)
  expect(Math.min(...delays)).toBeGreaterThan(0)
  expect(Math.min(...delays)).toBeLessThanOrEqual(300)
})

test.each(['address', 'text'])('a page that never reloads: another chapter is another chapter, %s first', async (first) => {
  const page = await browser.newPage(`${serial.origin}/single/chapter-1`)
  expect((await opened('single/chapter-1')).title).toBe('The Nail')
  await page.evaluate((order) => (globalThis as unknown as Site).go(2, order), first)
  expect((await opened('single/chapter-2')).title).toBe('A Letter for the Wrong Woman')
  expect((await opened('single/chapter-1')).title).toBe('The Nail')
  await page.evaluate((order) => (globalThis as unknown as Site).go(3, order), first)
  expect((await opened('single/chapter-3')).title).toBe('The Captain’s Water')
  expect((await opened('single/chapter-2')).title).toBe('A Letter for the Wrong Woman')
  await browser.evaluateInExtension(() => new Promise((done) => { indexedDB.deleteDatabase('catchword').onsuccess = done }).then(() => undefined))
  await page.close()
})

test('fifty chapters leafed through in five seconds: the last is the one that is open, and the page is not full of us', async () => {
  const page = await browser.newPage(`${serial.origin}/single/chapter-1`)
  await opened('single/chapter-1')
  await page.evaluate(async () => {
    const site = globalThis as unknown as Site
    for (let turn = 0; turn < 50; turn++) {
      await Promise.all([site.go(2 + (turn % 4), 'text'), new Promise((later) => setTimeout(later, 100))])
    }
    await site.go(6, 'text')
  })
  expect((await opened('single/chapter-6')).title).toBe('Quit')
  await pause(500)
  for (const row of await chapters()) expect(row.title, row.id).toBe(CHAPTERS[Number(row.id.slice(-1)) - 1]?.title)
  const popup = await browser.extensionPage('popup.html', { over: page })
  await expect.poll(() => popup.evaluate(() => document.querySelector('main')?.innerText ?? ''), { timeout: 15_000 }).toContain('Quit')
  await popup.close()
  expect(await page.evaluate(() => document.querySelectorAll('[data-catchword]').length)).toBe(0)
  expect(await browser.consoleErrors(page)).toEqual([])
  await browser.evaluateInExtension(() => new Promise((done) => { indexedDB.deleteDatabase('catchword').onsuccess = done }).then(() => undefined))
  await page.close()
})

test('a page in a storm of changes is left alone, and read when it rests', async () => {
  const page = await browser.newPage(`${serial.origin}/storm/chapter-3`)
  expect((await opened('storm/chapter-3')).title).toBe('The Captain’s Water')
  await page.close()
})

test('an entire work on one page: the chapter in view is current, and each keeps its own progress', async () => {
  const page = await browser.newPage(serial.origin + ENTIRE_WORK)
  await opened('ao3:77/701')
  expect((await chapters()).some((row) => row.id === 'ao3:77/703')).toBe(false)
  const scrollTo = async (number: number, share: number): Promise<void> => {
    await page.evaluate((chapter, part) => {
      const box = document.querySelector(`#chapter-${chapter} .userstuff`)!.getBoundingClientRect()
      scrollBy({ top: box.top + box.height * part, behavior: 'instant' })
    }, number, share)
    await pause(300)
    // the hand on the wheel once more: a chapter has only just been opened by being scrolled to
    await page.evaluate(() => scrollBy({ top: 30, behavior: 'instant' }))
    await pause(900)
  }
  const current = async (): Promise<string> => {
    const popup = await browser.extensionPage('popup.html', { over: page })
    await popup.bringToFront()
    await popup.waitForSelector('.line')
    const line = await popup.evaluate(() => document.querySelector('.line')!.textContent)
    await popup.close()
    return line.replace(/\d+\s*%/, '').trim()
  }
  await scrollTo(1, 0.3)
  expect(await current()).toContain('Chapter 1 of 3')
  await page.bringToFront()
  await scrollTo(3, 0.5)
  expect(await current()).toContain('Chapter 3 of 3')
  await page.bringToFront()
  await scrollTo(2, 0.5)
  expect(await current()).toContain('Chapter 2 of 3')
  const rows = await untilStored(browser, ({ works }) => (works as { id: string; current: { chapter: string } | null }[] | undefined)?.find(({ id }) => id === 'ao3:77')?.current?.chapter === 'ao3:77/702', 'chapter two as the current one')
  const fraction = (id: string): number | undefined =>
    (rows['progress'] as { chapter: string; current: { fraction: number } }[]).find((row) => row.chapter === id)?.current.fraction
  expect(fraction('ao3:77/701')).toBeGreaterThan(0.2)
  expect(fraction('ao3:77/702')).toBeGreaterThan(0.3)
  expect(fraction('ao3:77/703')).toBeGreaterThan(0.3)
  await page.close()
})
