/** The library in real browsers: lost, shut, restored, checked; pages looked at by axe. */
import { readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PICTURES = process.env['CATCHWORD_PICTURES']
const KEPT = 'Three things hung beside the Reeve’s door at Sallow Hythe: a lantern, an oilskin, and half a stick.'
let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('safety') })
  const page = await browser.newPage(serial.chapter(1))
  await markPassage(page, KEPT, { note: 'whose stick?' })
  await untilStored(browser, ({ passages }) => passages?.length === 1, 'a passage')
  await page.close()
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const textOf = (page: Page): Promise<string> => page.evaluate(() => document.querySelector('main')?.innerText ?? '')
const says = (page: Page, wanted: string | RegExp) => expect.poll(() => textOf(page), { timeout: 15_000 }).toMatch(wanted)
const press = (page: Page, label: string): Promise<void> => page.evaluate((wanted) => {
  const button = [...document.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent).startsWith(wanted))
  if (!button) throw new Error(`there is no button ${wanted}`)
  button.click()
}, label)

async function isClean(page: Page, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await browser.wearScheme(scheme)
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}-${BROWSER}-${scheme}.png`), fullPage: true })
    // axe is a string of ours run by the driver, not by the page
    await page.evaluate(AXE)
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    expect(found).toEqual([])
  }
  await browser.wearScheme('light')
}

test('the health page: counts, a snapshot, a check; clean in light and dark', async () => {
  const page = await browser.extensionPage('health.html')
  await says(page, /You have never saved a backup file/)
  await press(page, 'Take a snapshot now')
  await says(page, /Works: 1 · passages: 1/)
  await press(page, 'Check the library')
  await says(page, /rows are sound/)
  await isClean(page, 'health')
  expect(await browser.consoleErrors(page)).toEqual([])
  await page.close()
})

test('a passage removed after the snapshot comes back with it, and the way back stays', async () => {
  const page = await browser.extensionPage('health.html')
  await says(page, /Works: 1 · passages: 1/)
  await browser.evaluateInExtension(async () => {
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('catchword')
      request.onsuccess = () => resolve(request.result)
    })
    await new Promise<void>((done) => {
      const transaction = opened.transaction('passages', 'readwrite')
      transaction.objectStore('passages').clear()
      transaction.oncomplete = () => done()
    })
    opened.close()
  })
  await press(page, 'Restore the snapshot of')
  await says(page, /rows are new/)
  await press(page, 'Restore')
  await says(page, /Restored\./)
  expect((await storedRows(browser))['passages']).toMatchObject([{ note: 'whose stick?' }])
  await says(page, /before a restore/)
  await page.close()
})

test('a library that vanished is said to be lost, not shown empty, and comes back whole with the journal', async () => {
  const chapter = await browser.newPage(serial.chapter(2))
  await untilStored(browser, ({ chapters }) => chapters?.length === 2, 'chapter two')
  await chapter.close()
  const marked = () => browser.evaluateInExtension(async () => JSON.stringify(await (globalThis as unknown as { chrome: { storage: { local: { get: (key: null) => Promise<object> } } } }).chrome.storage.local.get(null)))
  await expect.poll(marked).toContain('journal:chapter:')
  // as the background does at its alarm
  await browser.evaluateInExtension(async () => {
    const { storage } = (globalThis as unknown as { chrome: { storage: { local: { set: (items: object) => Promise<void> } } } }).chrome
    await new Promise((done) => {
      const request = indexedDB.deleteDatabase('catchword')
      request.onsuccess = done
      request.onerror = done
      request.onblocked = done
    })
    await storage.local.set({ library: { device: 'gone', works: 1, passages: 1, at: Date.now() }, loss: { device: 'gone', works: 1, passages: 1, at: Date.now() } })
  })
  const page = await browser.extensionPage('recovery.html')
  await says(page, /works: 1, passages: 1/)
  await isClean(page, 'recovery-lost')
  // the one from before the passage was removed: the last of the list
  await page.evaluate(() => ([...document.querySelectorAll('.snapshots button')].at(-1) as HTMLElement).click())
  await says(page, /rows are new/)
  await press(page, 'Restore')
  await says(page, /Your library is open/)
  const rows = await storedRows(browser)
  expect(rows['passages']).toMatchObject([{ note: 'whose stick?' }])
  expect(rows['chapters']).toHaveLength(2)
  await page.close()
})

test('a page of before an update lets the new one go on, and says what to do', async () => {
  const page = await browser.extensionPage('library.html')
  await page.waitForSelector('.work')
  const before = await storedRows(browser)
  const upgraded = await browser.evaluateInExtension(() => new Promise<string>((resolve) => {
    const request = indexedDB.open('catchword', 980)
    request.onblocked = () => setTimeout(() => resolve('blocked'), 3000)
    request.onupgradeneeded = () => request.result.createObjectStore('of-the-new-one')
    request.onsuccess = () => {
      request.result.close()
      resolve('upgraded')
    }
  }))
  expect(upgraded).toBe('upgraded')
  await says(page, /could not be opened|updated/)
  expect((await storedRows(browser)).works).toEqual(before.works)
  await page.close()
})

test('a library of a later Catchword: shut, said so, raw export offered, nothing written', async () => {
  await browser.evaluateInExtension(async () => {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open('catchword', 990)
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
      request.onerror = () => reject(request.error ?? new Error('not opened'))
    })
  })
  const before = (await storedRows(browser))['works']
  const page = await browser.extensionPage('recovery.html')
  await says(page, /A later Catchword has written this library/)
  await isClean(page, 'recovery-newer')
  await press(page, 'Save everything in a file')
  await says(page, /Saved: \d+ good rows, 0 broken/)
  const library = await browser.extensionPage('library.html')
  await says(library, /could not be opened/)
  const chapter = await browser.newPage(serial.chapter(3))
  await new Promise((later) => setTimeout(later, 1500))
  const after = await storedRows(browser)
  expect(after['chapters']).toHaveLength(2)
  expect(after['works']).toEqual(before)
  await Promise.all([chapter.close(), library.close(), page.close()])
})

/** The database files of the extension in a profile, of whatever browser; not those of the browser's own storage for extensions. */
const databaseFiles = (profile: string): string[] => readdirSync(profile, { recursive: true, encoding: 'utf8' })
  .filter((path) => /chrome-extension_.*indexeddb\.leveldb.*\.(ldb|log)$|moz-extension[^^]*idb.*\.sqlite(-wal)?$/.test(path))
  .map((path) => join(profile, path)).filter((path) => statSync(path).size > 0)

test('database files cut off half-way, as by a power cut: never an empty library without a word', async () => {
  const profile = freshFolder('cut')
  const other = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile })
  const look = () => other.evaluateInExtension(async () => {
    const { alarms } = (globalThis as unknown as { chrome: { alarms: { create: (name: string, when: { when: number }) => Promise<void> } } }).chrome
    await alarms.create('keep', { when: Date.now() + 50 })
  })
  try {
    const chapter = await other.newPage(serial.chapter(1))
    await markPassage(chapter, KEPT, { note: 'whose stick?' })
    await untilStored(other, ({ passages }) => passages?.length === 1, 'a passage')
    const marked = () => other.evaluateInExtension(async () => JSON.stringify(await (globalThis as unknown as { chrome: { storage: { local: { get: (key: null) => Promise<object> } } } }).chrome.storage.local.get('library' as never)))
    await expect.poll(async () => {
      await look()
      return marked()
    }, { timeout: 30_000, interval: 1000 }).toContain('"passages":1')
    await other.machine.close()
    const files = databaseFiles(profile)
    expect(files.length).toBeGreaterThan(0)
    for (const path of files) truncateSync(path, Math.floor(statSync(path).size / 2))
    await other.start()
    // the browser cannot read the files, or has thrown them away, or has lost the last of them: all that is noticed
    const shown = () => other.evaluateInExtension(async () => {
      const { tabs } = (globalThis as unknown as { chrome: { tabs: { query: (query: object) => Promise<{ url?: string }[]> } } }).chrome
      return (await tabs.query({})).map(({ url }) => url ?? '').join(' ')
    })
    const isWhole = async (): Promise<boolean> => (await storedRows(other).then(({ passages }) => passages?.length, () => 0)) === 1
    await expect.poll(async () => {
      // more than once: a background that is just being installed winds the same alarm for later
      await look()
      return (await shown()).includes('recovery.html') || isWhole()
    }, { timeout: 30_000, interval: 1000 }).toBe(true)
  } finally {
    await other.close()
  }
}, 120_000)
