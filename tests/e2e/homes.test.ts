/** One story at two sites: suggested or found by hand, merged into one row of the shelf, split again, each with its undo. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillLibrary } from '../bench/shelf-data.mjs'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PAGE = '#/work/ao3%3A0'
let browser: StageBrowser
let page: Page

beforeAll(async () => {
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('homes') })
  const first = await browser.extensionPage('library.html')
  await first.bringToFront()
  // the library has been made
  await first.waitForFunction(() => document.body.innerText.includes('The stories you read will stand here'))
  await first.close()
  await browser.evaluateInExtension(fillLibrary, { works: 12, chapters: 120, passages: 20, sittings: 20, now: Date.now() - 3_600_000 })
  // the same story as that site's mirror has it: other ids, other addresses
  await browser.evaluateInExtension(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => { const request = indexedDB.open('catchword'); request.onsuccess = () => resolve(request.result) })
    const transaction = database.transaction(['works', 'chapters', 'progress', 'passages'], 'readwrite')
    const all = (store: string) => new Promise<Record<string, unknown>[]>((resolve) => { const request = transaction.objectStore(store).getAll(); request.onsuccess = () => resolve(request.result as Record<string, unknown>[]) })
    const there = (text: unknown): string => String(text).replace('ao3:0', 'mirror:0').replace(/^https:\/\/[^/]+/, 'https://mirror.example')
    for (const row of await all('works')) if (row['id'] === 'ao3:0') transaction.objectStore('works').put({ ...row, id: 'mirror:0', site: 'mirror', url: there(row['url']), passages: 1, finished: 0, current: null, furthest: null, lastRead: 1 })
    for (const row of await all('chapters')) if (row['work'] === 'ao3:0') transaction.objectStore('chapters').put({ ...row, id: there(row['id']), work: 'mirror:0', url: there(row['url']) })
    const [passage] = (await all('passages')).filter((row) => row['removed'] === null)
    transaction.objectStore('passages').put({ ...passage, id: 'at-the-mirror', work: 'mirror:0', chapter: 'mirror:0/1', note: 'read on the train' })
    await new Promise((done) => { transaction.oncomplete = done })
    database.close()
  })
  page = await browser.extensionPage('library.html')
  await page.bringToFront()
  await go(PAGE)
  await page.waitForSelector('.work-head')
})
afterAll(() => browser.close())

const text = (): Promise<string> => page.evaluate(() => document.body.innerText)
const go = (hash: string): Promise<void> => page.evaluate((wanted) => { location.hash = wanted }, hash)
const press = (name: string): Promise<void> =>
  page.evaluate((wanted) => [...document.querySelectorAll('button')].find((button) => (button.getAttribute('aria-label') ?? button.textContent).startsWith(wanted))!.click(), name)
const homes = (): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll('.homes > ul > li > span')].map((each) => each.textContent))
const shelf = async (): Promise<number> => {
  await go('#/')
  await page.waitForSelector('.work')
  await new Promise((later) => setTimeout(later, 300))
  const status = await page.evaluate(() => document.querySelector('.above [role=status]')!.textContent)
  await go(PAGE)
  await page.waitForSelector('.work-head')
  return Number.parseInt(status, 10)
}

test('the same title and author at another site are suggested; merged they are one row, and the page shows both homes', async () => {
  expect(await shelf()).toBe(13)
  await expect.poll(text).toMatch(/This may be the same story as “.+” on mirror\.example\./)
  await press('Merge')
  await expect.poll(homes).toHaveLength(2)
  expect((await homes())[1]).toMatch(/^mirror\.example \d+ chapters/)
  expect(await text()).toContain('Merged with the one on mirror.example.')
  expect(await text()).not.toContain('This may be the same story')
  expect(await page.evaluate(() => [...document.querySelectorAll('section > h3')].map((each) => each.textContent))).toContain('On mirror.example')
  expect(await shelf()).toBe(12)
  await page.evaluate(() => { [...document.querySelectorAll<HTMLElement>('[role=tab]')].find((tab) => tab.textContent === 'Notes')!.click() })
  await expect.poll(text).toContain('read on the train')
})

test.each(['light', 'dark'] as const)('%s: a story with two homes is axe-clean, and nothing is wider than 320 px', async (scheme) => {
  await browser.wearScheme(scheme)
  for (const width of [320, 1100]) {
    await page.setViewport({ width, height: 800 })
    await page.evaluate(() => { document.querySelector<HTMLDetailsElement>('.homes details')!.open = true })
    await new Promise((later) => setTimeout(later, 300))
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${BROWSER}-${scheme}-${width}-homes.png` as `${string}.png` })
    await page.evaluate(AXE)
    expect(await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run: (context: unknown) => Promise<AxeResults> } }
      return (await axe.run(document)).violations.map((each) => `${each.id}: ${each.nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`)
    })).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  }
})

test('split off it stands by itself, and is not suggested again', async () => {
  await press('Split off the one on mirror.example')
  await expect.poll(homes).toEqual([])
  expect(await shelf()).toBe(13)
  await page.reload({ timeout: 1000 }).catch(() => undefined)
  await page.waitForSelector('.work-head')
  // said to be two once: not suggested again
  expect(await text()).not.toContain('This may be the same story')
})

test('another work is found by its title and merged by hand; undo splits them', async () => {
  await page.waitForSelector('.homes summary')
  await page.click('.homes summary')
  await page.focus('.homes input')
  const title = await page.evaluate(() => document.querySelector('h1')!.textContent)
  await page.keyboard.type(title.slice(0, 5).toLowerCase())
  await expect.poll(() => page.evaluate(() => document.querySelector('.homes details li')?.textContent ?? '')).toContain('mirror.example')
  await press(`Merge with ${title} on mirror.example`)
  await expect.poll(homes).toHaveLength(2)
  await press('Undo')
  await expect.poll(homes).toEqual([])
  expect(await shelf()).toBe(13)
})
