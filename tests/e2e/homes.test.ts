/** One story at two homes: suggested, merged, split and picked by hand on its page; one row on the shelf and in the popup. */
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

/** In the library of sixty works, a work on AO3 and one on Royal Road of the same title and author; read further there. */
async function makeTwins(): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => { const request = indexedDB.open('catchword'); request.onsuccess = () => resolve(request.result) })
  const works = database.transaction('works', 'readwrite').objectStore('works')
  const get = (id: string): Promise<Record<string, unknown>> => new Promise((resolve) => { const request = works.get(id); request.onsuccess = () => resolve(request.result as Record<string, unknown>) })
  const [one, other] = [await get('ao3:0'), await get('royalroad:1')]
  const now = Date.now()
  const mark = (at: number) => ({ place: { paragraph: 3, offset: 0 }, fraction: 0.5, words: 'the reeve had counted', at })
  works.put({ ...one, title: 'The Eel Rent', author: 'Ilse Brandt', status: null, note: '', tags: [], lastRead: now - 60_000, current: { chapter: 'ao3:0/2', mark: mark(now - 60_000) }, furthest: { chapter: 'ao3:0/2', order: 2, finished: false } })
  works.put({ ...other, title: 'The Eel Rent', author: 'ilse brandt', status: null, note: 'Lent by Odile.', tags: ['sea'], lastRead: now - 30_000, current: { chapter: 'royalroad:1/3', mark: mark(now - 30_000) }, furthest: { chapter: 'royalroad:1/3', order: 3, finished: false } })
  await new Promise((done) => { works.transaction.oncomplete = done })
  database.close()
}

beforeAll(async () => {
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('homes') })
  page = await browser.extensionPage('library.html')
  await page.bringToFront()
  await page.waitForFunction(() => document.body.innerText.includes('The stories you read will stand here'))
  await browser.evaluateInExtension(fillLibrary, { works: 60, chapters: 600, passages: 90, sittings: 30, now: Date.now() - 3_600_000 })
  await browser.evaluateInExtension(makeTwins)
  await page.close()
  page = await browser.extensionPage('library.html')
  await page.bringToFront()
  await page.waitForFunction(() => document.querySelector('.above [role=status]')?.textContent.includes('60 works'))
})
afterAll(() => browser.close())

const text = (selector = 'body'): Promise<string> => page.evaluate((at) => document.querySelector<HTMLElement>(at)?.innerText ?? '', selector)
const status = (): Promise<string> => page.evaluate(() => document.querySelector('.above [role=status]')?.textContent ?? '')
const go = (hash: string): Promise<void> => page.evaluate((wanted) => { location.hash = wanted }, hash)
const homes = (): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll('.homes > ul li > span > bdi')].map((each) => each.textContent))
const press = (label: string): Promise<void> => page.evaluate((wanted) => {
  const button = [...document.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent).startsWith(wanted))
  if (!button) throw new Error(`no button “${wanted}”`)
  button.click()
}, label)
async function faults(): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (context: unknown) => Promise<AxeResults> } }
    return (await axe.run(document)).violations.map((each) => `${each.id}: ${each.nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`)
  })
}
const shot = async (name: string): Promise<void> => { if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${BROWSER}-${name}.png`, fullPage: true }) }

test('the same title and author elsewhere is suggested; merged, the page has the chapters of both under their sites', async () => {
  await go(PAGE)
  await expect.poll(() => text('.homes .suggested')).toContain('This may be the same story')
  expect(await text('.homes .suggested')).toContain('royalroad.com')
  await shot('suggested')
  await press('Merge: The Eel Rent on royalroad.com')
  await expect.poll(homes).toEqual(['archiveofourown.org', 'royalroad.com'])
  // each part of the page asks the library for itself
  await expect.poll(() => text('.homes')).not.toContain('This may be')
  // what was said at the other home stays there, and can be seen
  await expect.poll(() => text('.homes')).toContain('#sea')
  expect(await text('.homes')).toContain('Lent by Odile.')
  await expect.poll(() => page.evaluate(() => [...document.querySelectorAll('[role=tabpanel] h3')].map((each) => each.textContent))).toEqual(['archiveofourown.org', 'royalroad.com'])
  // the reader is where they read last: at the other home
  await expect.poll(() => page.evaluate(() => document.querySelector('.chapters [aria-current]')?.textContent)).toContain('Chapter 3')
  expect(await page.evaluate(() => document.querySelector('.chapters [aria-current]')?.closest('section')?.getAttribute('aria-label'))).toBe('royalroad.com')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('homes')
})

test('merged, the story is one row on the shelf, in the popup and in search, and its page opens from either home', async () => {
  await go('#/')
  await expect.poll(status).toContain('59 works')
  expect(await page.evaluate(() => document.querySelectorAll('[data-work="royalroad:1"]').length)).toBe(0)
  const elsewhere = await browser.newPage('about:blank')
  const popup = await browser.extensionPage('popup.html', { over: elsewhere })
  await popup.waitForSelector('.shelf li')
  const rows = await popup.evaluate(() => [...document.querySelectorAll('.shelf li')].map((each) => [each.querySelector('h2')?.textContent, each.querySelector('p')?.textContent]))
  expect(rows.filter(([title]) => title === 'The Eel Rent')).toEqual([['The Eel Rent', expect.stringContaining('Chapter 3')]])
  await popup.close()
  await elsewhere.close()
  await page.bringToFront()
  await go('#/work/royalroad%3A1')
  await expect.poll(homes).toEqual(['archiveofourown.org', 'royalroad.com'])
  await press('Notes')
  await expect.poll(() => page.evaluate(() => [...document.querySelectorAll('.notes h3')].map((each) => each.textContent.split(' · ')[1]).filter((each, index, all) => all.indexOf(each) === index))).toEqual(['archiveofourown.org', 'royalroad.com'])
  await press('Recap')
  await expect.poll(() => text('[role=tabpanel]')).toContain('Of what you read on royalroad.com.')
})

test('split off, each is a row again; undone, they are one', async () => {
  await go(PAGE)
  await expect.poll(homes).toEqual(['archiveofourown.org', 'royalroad.com'])
  expect(await page.$$('.homes > ul button').then((all) => all.length)).toBe(1)
  await press('Split off: royalroad.com')
  await expect.poll(homes).toEqual(['archiveofourown.org'])
  expect(await page.evaluate(() => document.querySelector('.chapters [aria-current]')?.textContent)).toContain('Chapter 2')
  expect(await text('.homes')).not.toContain('This may be')
  await press('Undo')
  await expect.poll(homes).toEqual(['archiveofourown.org', 'royalroad.com'])
  await press('Split off: royalroad.com')
  await expect.poll(homes).toEqual(['archiveofourown.org'])
  await go('#/')
  await expect.poll(status).toContain('60 works')
})

test('by keyboard, any work is found by its title and merged; undone, nothing is left of it', async () => {
  await go(PAGE)
  await page.waitForSelector('.homes')
  await press('The same story is elsewhere')
  await page.waitForSelector('.pick input')
  await page.keyboard.type('eel rent')
  await expect.poll(() => page.$$('.pick li').then((all) => all.length)).toBe(1)
  await shot('picking')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(homes).toEqual(['archiveofourown.org', 'royalroad.com'])
  await press('Undo')
  await expect.poll(homes).toEqual(['archiveofourown.org'])
  await press('The same story is elsewhere')
  await page.waitForSelector('.pick input')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.$('.pick')).toBeNull()
})

test('a No is kept when the page is opened anew, and on the other work’s page', async () => {
  await browser.evaluateInExtension(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => { const request = indexedDB.open('catchword'); request.onsuccess = () => resolve(request.result) })
    const rows = database.transaction('homes', 'readwrite').objectStore('homes')
    rows.clear()
    await new Promise((done) => { rows.transaction.oncomplete = done })
    database.close()
  })
  await go('#/')
  await go(PAGE)
  await page.reload({ timeout: 2_000 }).catch(() => undefined)
  await page.waitForSelector('.homes .suggested')
  await press('No, another story: The Eel Rent')
  await expect.poll(() => page.$('.homes .suggested')).toBeNull()
  await press('Undo')
  await page.waitForSelector('.homes .suggested')
  await press('No, another story: The Eel Rent')
  await expect.poll(() => page.$('.homes .suggested')).toBeNull()
  for (const hash of [PAGE, '#/work/royalroad%3A1']) {
    await go(hash)
    await page.reload({ timeout: 2_000 }).catch(() => undefined)
    await page.waitForSelector('.homes li')
    await new Promise((later) => setTimeout(later, 500))
    expect(await page.$('.homes .suggested'), hash).toBeNull()
  }
})

test.each(['light', 'dark'] as const)('%s: a page with two homes, a suggestion or the search is axe-clean, and nothing is wider than 320 px', async (scheme) => {
  await browser.wearScheme(scheme)
  if (scheme === 'light') {
    await go(PAGE)
    await page.waitForSelector('.homes')
    await press('The same story is elsewhere')
    await page.waitForSelector('.pick input')
    await page.keyboard.type('eel rent')
    await page.waitForSelector('.pick li button')
    await press('Merge: The Eel Rent')
    await expect.poll(homes).toEqual(['archiveofourown.org', 'royalroad.com'])
    await press('Close')
  }
  await press('The same story is elsewhere')
  await page.waitForSelector('.pick input')
  await page.keyboard.type('the')
  await page.waitForSelector('.pick li')
  for (const width of [1100, 320]) {
    await page.setViewport({ width, height: 800 })
    await new Promise((later) => setTimeout(later, 300))
    await shot(`${scheme}-${width}-homes`)
    expect(await faults(), `${width}`).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width}`).toBeLessThanOrEqual(0)
  }
  await page.keyboard.press('Escape')
})
