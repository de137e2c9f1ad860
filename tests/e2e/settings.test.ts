/** The settings page: what is changed there stays and is heeded, what was chosen for sites is taken back; its looks. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { ElementHandle, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { popupOver } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SLOW = { timeout: 15_000 }
interface Place { readonly chapter: string; readonly current: { readonly fraction: number }; readonly finished: number | null }
let serial: SerialServer
let browser: StageBrowser
let page: Page

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('settings'), pace: 'human' })
  page = await browser.extensionPage('settings.html')
  await page.waitForSelector('#finishShare')
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const text = (on = page): Promise<string> => on.evaluate(() => document.body.innerText)
const valueOf = (field: string): Promise<string> => page.evaluate((id) => document.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '', field)
/** Clicks as a reader does: browsers ask for a permission only then. */
async function press(name: string, on = page): Promise<void> {
  await on.bringToFront()
  const button = await on.evaluateHandle((wanted) => [...document.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent).startsWith(wanted)), name)
  const element = button.asElement()
  if (!element) throw new Error(`there is no button ${name}`)
  await (element as ElementHandle<HTMLButtonElement>).click()
}
/** Types a number as a reader would, and leaves the field. */
async function write(field: string, value: string): Promise<void> {
  await page.bringToFront()
  await page.evaluate((id) => { document.querySelector<HTMLInputElement>(`#${id}`)!.select() }, field)
  await page.keyboard.type(value)
  await page.keyboard.press('Tab')
}
async function reload(): Promise<void> {
  await page.close()
  page = await browser.extensionPage('settings.html')
  await page.waitForSelector('#finishShare')
}
const isFinished = async (number: number): Promise<boolean> =>
  ((await storedRows(browser))['progress'] as Place[] | undefined ?? []).some(({ chapter, finished }) => chapter.includes(`chapter-${number}`) && finished !== null)

test('a number that makes no sense changes nothing, and says so', async () => {
  await write('idleMs', '4')
  await expect.poll(text).toContain('A number from 5 to 3,600, please. The setting is as it was.')
  expect(await valueOf('idleMs')).toBe('90')
  await write('idleMs', '120')
  await expect.poll(text).toContain('Saved.')
  expect(await text()).not.toContain('please')
  await press('Back to the usual (90 seconds)')
  await expect.poll(() => valueOf('idleMs')).toBe('90')
})

test('a pace is heeded by a chapter that is open already, and survives a reload', async () => {
  const story = await browser.newPage(serial.chapter(3))
  await readTo(story, 100, { selector: '.story', breath: 200 })
  await untilStored(browser, ({ progress }) => progress?.length === 1, 'a place in chapter three')
  expect(await isFinished(3)).toBe(false)
  await write('fastestPace', '10000000')
  await expect.poll(text).toContain('Saved.')
  await story.bringToFront()
  await story.evaluate(() => scrollTo(0, 0))
  await readTo(story, 100, { selector: '.story', breath: 200 })
  await expect.poll(() => isFinished(3), SLOW).toBe(true)
  await story.close()
  await reload()
  expect(await valueOf('fastestPace')).toBe('10000000')
})

test('a percentage is kept as the share that chapters ask for', async () => {
  await write('finishShare', '55')
  await expect.poll(text).toContain('Saved.')
  await reload()
  expect(await valueOf('finishShare')).toBe('55')
  const stored = await browser.evaluateInExtension(async () => {
    const api = globalThis as unknown as Record<'browser' | 'chrome', { storage: { local: { get: (key: string) => Promise<{ settings?: unknown }> } } } | undefined>
    return JSON.stringify((await (api.browser ?? api.chrome)!.storage.local.get('settings')).settings)
  })
  expect(JSON.parse(stored)).toMatchObject({ finishShare: 0.55, fastestPace: 10_000_000 })
})

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

test('the pill comes after the absence that was chosen, and never where none is wanted', async () => {
  const first = await browser.newPage(serial.chapter(4))
  await readTo(first, 40, { selector: '.story', breath: 200 })
  await untilStored(browser, ({ progress }) => (progress as Place[] | undefined ?? []).some(({ chapter, current }) => chapter.includes('chapter-4') && current.fraction > 0.05), 'a place in chapter four')
  await first.close()
  await browser.evaluateInExtension(agePlaces, 2 * 3_600_000)
  const pillAfter = async (chosen: string): Promise<boolean> => {
    await page.bringToFront()
    await page.select('#pillAfterMs', chosen)
    await expect.poll(text).toContain('Saved.')
    await reload()
    expect(await valueOf('pillAfterMs')).toBe(chosen)
    const story = await browser.newPage(serial.chapter(4))
    await story.waitForSelector('[data-catchword=pill]', { timeout: 2500 }).catch(() => undefined)
    const shown = (await story.$('[data-catchword=pill]')) !== null
    await story.close()
    return shown
  }
  expect(await pillAfter('3600000')).toBe(true)
  expect(await pillAfter('0')).toBe(false)
})

test('“do not paint here” is listed by its site, forgotten, and that undone', async () => {
  const story = await browser.newPage(serial.chapter(4))
  const popup = await popupOver(browser, story)
  await popup.waitForSelector('label input[type=checkbox]')
  await popup.evaluate(() => [...document.querySelectorAll('label')].find((label) => label.textContent.includes('Paint my passages'))!.click())
  const host = new URL(serial.origin).host
  const said = `Your passages are not painted on ${host}.`
  const listed = (): Promise<boolean> => page.evaluate((wanted) => [...document.querySelectorAll('.chosen span')].some((each) => each.textContent === wanted), said)
  await expect.poll(listed).toBe(true)
  await popup.close()
  const chosen = (): Promise<boolean> => browser.evaluateInExtension(async (key: string) => {
    const api = globalThis as unknown as Record<'browser' | 'chrome', { storage: { local: { get: (key: string) => Promise<Record<string, unknown>> } } } | undefined>
    return key in (await (api.browser ?? api.chrome)!.storage.local.get(key))
  }, `site:${host}`)
  await press(`Forget: ${said}`)
  await expect.poll(listed).toBe(false)
  expect(await chosen()).toBe(false)
  await press('Undo')
  await expect.poll(listed).toBe(true)
  expect(await chosen()).toBe(true)
  await reload()
  expect(await listed()).toBe(true)
  await story.close()
})

test('a site added by hand is listed, taken back, and used again', async () => {
  const home = serial.origin.replace('127.0.0.1', 'localhost')
  const story = await browser.newPage(`${home}/the-eel-rent/chapter-1.html`)
  const popup = await popupOver(browser, story)
  await press('Use Catchword on this site', popup)
  await expect.poll(() => text(popup)).toContain('Chapter 1')
  await popup.close()
  await reload()
  await expect.poll(text).toContain('Stop using Catchword on http://localhost')
  await press('Stop using Catchword on http://localhost')
  await expect.poll(text).not.toContain('Stop using')
  const after = await popupOver(browser, story)
  expect(await text(after)).toContain('Catchword does not look at localhost')
  await after.close()
  await story.close()
  // the stage build has this site in its manifest, and Chromium then gives nothing back
  if (BROWSER !== 'firefox') return
  expect(await text()).toContain('Catchword no longer looks at http://localhost.')
  await press('Use it again')
  await expect.poll(text).toContain('Stop using Catchword on http://localhost')
})

test('the popup and the library lead here', async () => {
  const story = await browser.newPage(serial.chapter(1))
  const popup = await popupOver(browser, story)
  expect(await popup.evaluate(() => [...document.querySelectorAll('footer button')].map((button) => button.textContent))).toContain('Settings')
  await popup.close()
  await story.close()
  const shelf = await browser.extensionPage('library.html')
  await shelf.waitForSelector('nav a[href="settings.html"]')
  await shelf.close()
})

test.each(['light', 'dark'] as const)('%s: axe-clean, and nothing scrolls sideways at 320 px', async (scheme) => {
  await browser.wearScheme(scheme)
  await page.bringToFront()
  for (const width of [320, 1100]) {
    await page.setViewport({ width, height: 800 })
    await new Promise((later) => setTimeout(later, 300))
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/settings-${BROWSER}-${scheme}-${width}.png`, fullPage: true })
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run: (context: unknown) => Promise<AxeResults> } }
      return (await axe.run(document)).violations.map((each) => `${each.id}: ${each.nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`)
    })
    expect(found, `${width}`).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width}`).toBeLessThanOrEqual(0)
  }
  expect(await browser.consoleErrors(page)).toEqual([])
})
