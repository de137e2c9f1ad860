/** The library page with a shelf of sixty works: search, filter, many at once and undo, a work's page, statistics. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillLibrary } from '../bench/shelf-data.mjs'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: StageBrowser
let page: Page

beforeAll(async () => {
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('library') })
  page = await browser.extensionPage('library.html')
  await page.bringToFront()
  // the empty shelf says what will be here
  await page.waitForFunction(() => document.body.innerText.includes('The stories you read will stand here'))
  await browser.evaluateInExtension(fillLibrary, { works: 60, chapters: 600, passages: 90, sittings: 300, now: Date.now() - 3_600_000 })
  await page.close()
  page = await browser.extensionPage('library.html')
  await page.bringToFront()
  await page.waitForFunction(() => document.querySelector('.above [role=status]')?.textContent.includes('60 works'))
})
afterAll(() => browser.close())

const text = (): Promise<string> => page.evaluate(() => document.body.innerText)
const status = (): Promise<string> => page.evaluate(() => document.querySelector('.above [role=status]')?.textContent ?? '')
const titles = (): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll('.work .title')].map((each) => each.textContent))
const press = (name: string): Promise<void> =>
  page.evaluate((wanted) => [...document.querySelectorAll('button')].find((button) => button.textContent.startsWith(wanted))!.click(), name)
const go = (hash: string): Promise<void> => page.evaluate((wanted) => { location.hash = wanted }, hash)
async function search(query: string): Promise<void> {
  await page.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur() })
  await page.keyboard.press('/')
  await page.evaluate(() => { (document.activeElement as HTMLInputElement).select() })
  if (query === '') await page.keyboard.press('Backspace')
  else await page.keyboard.type(query)
  await expect.poll(() => page.evaluate(() => document.querySelector<HTMLElement>('[data-for]')!.dataset['for'])).toBe(query)
}
async function faults(): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (context: unknown) => Promise<AxeResults> } }
    return (await axe.run(document)).violations.map((each) => `${each.id}: ${each.nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`)
  })
}

test('search finds titles with a slip of the finger, and passages by their words', async () => {
  const [first = ''] = await titles()
  const word = first.split(' ').sort((a, b) => b.length - a.length)[0]!
  const slip = word.length > 5 ? word.slice(0, 2) + word[3]! + word[2]! + word.slice(4) : word
  await search(slip)
  expect(await titles()).toContain(first)
  await search('reeve')
  await expect.poll(() => page.$$('.found .passage').then((all) => all.length), { timeout: 15_000 }).toBeGreaterThan(0)
  const found = await page.evaluate(() => [...document.querySelectorAll('.found .passage')].map((each) => each.textContent))
  expect(found.filter((each) => !each.includes('reeve'))).toEqual([])
  await search('zzqxzz')
  expect(await titles()).toEqual([])
  await search('')
  expect(await status()).toContain('60 works')
})

test('a status, a site and a tag narrow the shelf; sorting by title sorts', async () => {
  await press('Dropped')
  await expect.poll(status).not.toContain('60 works')
  expect(new Set(await page.evaluate(() => [...document.querySelectorAll('.work .status')].map((each) => each.textContent)))).toEqual(new Set(['Dropped']))
  await press('Dropped')
  await page.select('.filters select[aria-label="Show only this site"]', 'royalroad.com')
  await expect.poll(status).toContain('10 works')
  await page.select('.filters select[aria-label="Sort by"]', 'title')
  const sorted = await titles()
  expect(sorted).toEqual([...sorted].sort(new Intl.Collator('en-US', { numeric: true }).compare))
  await page.select('.filters select[aria-label="Show only this site"]', '')
  await page.select('.filters select[aria-label="Sort by"]', 'lastRead')
  await expect.poll(status).toContain('60 works')
})

test('by keyboard two works are selected, given a status, removed; each is undone', async () => {
  await page.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur() })
  for (const key of ['x', 'j', 'x'] as const) await page.keyboard.press(key)
  await expect.poll(text).toContain('Selected: 2 works')
  const rowsOf = (): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll('.work[aria-selected=true] .status')].map((each) => each.textContent))
  const before = await rowsOf()
  await page.select('.bulk select', 'paused')
  await expect.poll(rowsOf).toEqual(['Paused', 'Paused'])
  await press('Undo')
  await expect.poll(rowsOf).toEqual(before)
  const all = await titles()
  await press('Remove')
  await expect.poll(status).toContain('58 works')
  await expect.poll(text).toContain('Removed lately: 2')
  await press('Undo')
  await expect.poll(status).toContain('60 works')
  expect(await titles()).toEqual(all)
})

test('the table says how many rows there are, one row is a stop of the Tab key, and ? shows the keys', async () => {
  expect(await page.evaluate(() => document.querySelector('[role=table]')!.getAttribute('aria-rowcount'))).toBe('61')
  expect(await page.evaluate(() => document.querySelectorAll('.work[tabindex="0"]').length)).toBe(1)
  await page.keyboard.press('?')
  await expect.poll(() => page.evaluate(() => document.querySelector('dialog')!.open)).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => document.querySelector('dialog')!.open)).toBe(false)
})

test('a work’s page keeps status, rating and a note as typed, each with its undo', async () => {
  await page.click('.work .title')
  await page.waitForSelector('.chapters li')
  await page.type('.private textarea', 'Lent by Ilse.')
  await expect.poll(text, { timeout: 15_000 }).toContain('Saved.')
  await page.select('.fields select', 'finished')
  await expect.poll(text).toContain('Finished: you said so')
  await press('Undo')
  await expect.poll(text).not.toContain('Finished: you said so')
  await page.reload({ timeout: 2_000 }).catch(() => undefined)
  await page.waitForSelector('.private textarea')
  expect(await page.evaluate(() => document.querySelector('textarea')!.value)).toBe('Lent by Ilse.')
  expect(await text()).not.toContain('Finished: you said so')
  await press('Read recap')
  await page.waitForSelector('#tab-recap[aria-selected=true]')
})

test('“Read up to here” counts a chapter and all before it, by its name, and is undone', async () => {
  // as if nothing of it had been read with Catchword
  await browser.evaluateInExtension(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => { const request = indexedDB.open('catchword'); request.onsuccess = () => resolve(request.result) })
    const transaction = database.transaction(['progress'], 'readwrite')
    const rows = await new Promise<{ chapter: string; work: string }[]>((resolve) => { const request = transaction.objectStore('progress').getAll(); request.onsuccess = () => resolve(request.result as { chapter: string; work: string }[]) })
    for (const { chapter, work } of rows) if (work === 'ao3:0') transaction.objectStore('progress').delete(chapter)
    await new Promise((done) => { transaction.oncomplete = done })
    database.close()
  })
  await go('#/work/ao3%3A0')
  await page.waitForSelector('.chapters li')
  const read = (): Promise<boolean[]> => page.evaluate(() => [...document.querySelectorAll('.chapters li')].map((each) => each.classList.contains('read')))
  const named = (): Promise<(string | null)[]> => page.evaluate(() => [...document.querySelectorAll('.chapters span button')].map((each) => each.getAttribute('aria-label')))
  const count = (await read()).length
  expect(count).toBeGreaterThan(3)
  await expect.poll(async () => (await named()).length).toBe(count)
  const before = await text()
  await page.click('button[aria-label="Read up to here: Chapter 3"]')
  await expect.poll(read).toEqual(Array.from({ length: count }, (_, index) => index < 3))
  expect((await named())[0]).toBe('Read up to here: Chapter 4')
  expect(await text()).toContain('Counted as read: everything up to Chapter 3.')
  await press('Undo')
  await expect.poll(read).toEqual(Array.from({ length: count }, () => false))
  await expect.poll(text).toBe(before)
})

test('statistics: each chart has its table, and the year’s table adds up to what the chart says', async () => {
  await go('#/statistics')
  await page.waitForSelector('.chart')
  const charts = await page.$$('.chart')
  expect(charts.length).toBe(4)
  await page.evaluate(() => { for (const each of document.querySelectorAll<HTMLDetailsElement>('.chart details')) each.open = true })
  await expect.poll(() => page.$$('.chart table').then((all) => all.length)).toBe(4)
  const [said, rows] = await page.evaluate(() => [document.querySelector('.chart p')!.textContent, [...document.querySelectorAll('.chart table')[0]!.querySelectorAll('tbody tr')].filter((row) => row.children[2]!.textContent !== '0').length] as const)
  expect(said).toContain(`${rows} days`)
})

test.each(['light', 'dark'] as const)('%s: shelf, work page and statistics are axe-clean, and nothing is wider than 320 px', async (scheme) => {
  await browser.wearScheme(scheme)
  for (const [width, hash, sign] of [[1100, '#/', '.work'], [320, '#/', '.work'], [320, '#/statistics', '.chart'], [1100, '#/statistics', '.chart'], [320, '#/work/ao3%3A0', '.work-head'], [1100, '#/work/ao3%3A0', '.work-head']] as const) {
    await page.setViewport({ width, height: 800 })
    await go(hash)
    await page.waitForSelector(sign)
    await new Promise((later) => setTimeout(later, 300))
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/${BROWSER}-${scheme}-${width}-${sign.slice(1)}.png` as `${string}.png` })
    expect(await faults(), `${width} ${hash}`).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} ${hash}`).toBeLessThanOrEqual(0)
  }
})
