/** A write that fails says so on the bar and in the popup, keeps the selection, paints nothing, loses nothing stored. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { atRest, markPassage, popupOver } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { selectText } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows } from '../stage/stored.mjs'

const KEPT = 'Three things hung beside the Reeve’s door at Sallow Hythe: a lantern, an oilskin, and half a stick.'
const REFUSED = 'She held up the lamp and looked.'

let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('trouble') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

/** Takes the chapter's row away under the page's feet, so that the next write about it is refused by the store. */
const loseChapter = (): Promise<void> =>
  browser.evaluateInExtension(async () => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('catchword')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('not opened'))
    })
    await new Promise<void>((done) => {
      const transaction = opened.transaction('chapters', 'readwrite')
      transaction.objectStore('chapters').clear()
      transaction.oncomplete = () => done()
    })
    opened.close()
  })

test('a passage that cannot be stored', async () => {
  const page = await browser.newPage(serial.chapter(1))
  await markPassage(page, KEPT)
  await loseChapter()
  await selectText(page, REFUSED)
  await page.waitForSelector('[data-catchword=bar]')
  await page.keyboard.press('h')
  await expect.poll(() => page.evaluate(() => document.querySelector('[data-catchword=bar]')?.shadowRoot?.querySelector('[role=alert]')?.textContent ?? ''))
    .toMatch(/^Not saved\./)
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(REFUSED)
  expect(await page.evaluate(() => [...CSS.highlights.values()].flatMap((each) => [...each].map((range) => (range as Range).toString())))).toEqual([KEPT])
  expect((await storedRows(browser))['passages']).toHaveLength(1)
  expect(await browser.consoleErrors(page)).toEqual([])

  const elsewhere = await browser.newPage(`${serial.origin}/about.html`)
  const popup = await popupOver(browser, elsewhere)
  await atRest(popup)
  expect(await popup.evaluate(() => document.querySelector('[role=alert]')?.textContent ?? '')).toMatch(/not saved/)
  await popup.close()
  await elsewhere.close()

  // opening the chapter again writes it again: the trouble is over, and what was marked before is still there
  await page.reload()
  await expect.poll(() => page.evaluate(() => [...CSS.highlights.keys()])).toEqual(['catchword-amber'])
  await selectText(page, REFUSED)
  await page.waitForSelector('[data-catchword=bar]')
  await page.keyboard.press('h')
  await expect.poll(async () => (await storedRows(browser))['passages']).toHaveLength(2)
  const after = await popupOver(browser, page)
  await atRest(after)
  expect(await after.evaluate(() => document.querySelector('[role=alert]')?.textContent ?? '')).toBe('')
  await after.close()
})
