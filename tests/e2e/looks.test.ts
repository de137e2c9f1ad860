/** What people see: axe-core on every page of ours, light and dark, and a walk by keyboard. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo, selectText } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let serial: SerialServer
let browser: StageBrowser
let story: Page

const FIRST = 'Three things hung beside the Reeve’s door at Sallow Hythe: a lantern, an oilskin, and half a stick.'

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('looks') })
  story = await browser.newPage(serial.chapter(1))
  await selectText(story, FIRST)
  await story.waitForSelector('[data-catchword=bar]')
  await story.keyboard.press('h')
  await readTo(story, 100, { selector: '.story', breath: 60 })
  await new Promise((later) => setTimeout(later, 900))
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

/** Rules axe finds broken, with the elements. */
async function faults(page: Page, within?: string): Promise<string[]> {
  await page.evaluate(AXE)
  const violations = await page.evaluate(async (selector) => {
    const { axe } = globalThis as unknown as { axe: { run: (context: unknown) => Promise<AxeResults> } }
    const { violations: found } = await axe.run(selector ? { include: [[selector]] } : document)
    return found.map((each) => `${each.id}: ${each.nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`)
  }, within)
  return violations
}

const pageOver = async (path: string, over: Page): Promise<Page> => {
  const page = await browser.extensionPage(path, { over })
  await page.bringToFront()
  await page.waitForSelector('h1')
  return page
}

test.each(['light', 'dark'] as const)('%s: popup and shelf are axe-clean', async (scheme) => {
  await browser.wearScheme(scheme)
  const elsewhere = await browser.newPage(`${serial.origin}/about.html`)
  for (const [path, over, sign] of [['popup.html', story, '.moments li'], ['popup.html', elsewhere, '.shelf li']] as const) {
    const page = await pageOver(path, over)
    await page.waitForSelector(sign)
    expect(await faults(page), `${path} ${sign}`).toEqual([])
    await page.close()
  }
  await elsewhere.close()
})

test.each(['light', 'dark'] as const)('%s: the empty popup is axe-clean', async (scheme) => {
  await browser.wearScheme(scheme)
  const fresh = await browser.newPage(serial.chapter(5))
  const popup = await pageOver('popup.html', fresh)
  expect(await faults(popup)).toEqual([])
  await popup.close()
  await fresh.close()
})

test('the bar on the page is axe-clean, and covers nothing of the selection', async () => {
  await browser.wearScheme('light')
  const page = await browser.newPage(serial.chapter(2))
  const sentence = await page.evaluate(() => (document.querySelectorAll('.story p')[3]?.textContent ?? '').replace(/\s+/g, ' ').split(/(?<=[.!?])\s/)[0] ?? '')
  await selectText(page, sentence)
  await page.waitForSelector('[data-catchword=bar]')
  for (const key of [null, 'a'] as const) {
    if (key) await page.keyboard.press(key)
    await new Promise((later) => setTimeout(later, 300))
    expect(await faults(page, '[data-catchword=bar]')).toEqual([])
    const overlap = await page.evaluate(() => {
      const bar = document.querySelector('[data-catchword=bar]')!.shadowRoot!.querySelector('.bar')!.getBoundingClientRect()
      return [...getSelection()!.getRangeAt(0).getClientRects()].some((line) => line.bottom > bar.top && line.top < bar.bottom && line.right > bar.left && line.left < bar.right)
    })
    expect(overlap).toBe(false)
    const targets = await page.evaluate(() => [...document.querySelector('[data-catchword=bar]')!.shadowRoot!.querySelectorAll('button')].map((button) => {
      const { width, height } = button.getBoundingClientRect()
      return Math.min(width, height)
    }))
    expect(Math.min(...targets)).toBeGreaterThanOrEqual(24)
  }
  await page.keyboard.press('Escape')
  await expect.poll(() => page.$('[data-catchword=bar]')).toBeNull()
  await page.close()
})

test('the popup is walked by keyboard: every control once, none traps', async () => {
  const popup = await pageOver('popup.html', story)
  await popup.waitForSelector('.moments li')
  // a <details> shut keeps what is inside it from the keyboard
  const CONTROLS = ':is(button, a[href], select, input, textarea, summary):not(:disabled):not([tabindex="-1"]):not(details:not([open]) > :not(summary) *)'
  const controls = await popup.evaluate((selector) => document.querySelectorAll(selector).length, CONTROLS)
  const visited: string[] = []
  for (let step = 0; step < controls; step++) {
    await popup.keyboard.press('Tab')
    visited.push(await popup.evaluate((selector) => {
      const all = [...document.querySelectorAll(selector)]
      return String(all.indexOf(document.activeElement as Element))
    }, CONTROLS))
  }
  expect(visited).toEqual(Array.from({ length: controls }, (_, index) => String(index)))
  await popup.close()
})

test('a synthetic key or click is not a reader’s', async () => {
  const page = await browser.newPage(serial.chapter(3))
  const sentence = await page.evaluate(() => (document.querySelectorAll('.story p')[2]?.textContent ?? '').replace(/\s+/g, ' ').split(/(?<=[.!?])\s/)[0] ?? '')
  await selectText(page, sentence)
  await page.waitForSelector('[data-catchword=bar]')
  await page.evaluate(() => {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'h', bubbles: true }))
    document.querySelector('[data-catchword=bar]')!.shadowRoot!.querySelector('button')!.click()
  })
  await new Promise((later) => setTimeout(later, 500))
  expect(await page.evaluate(() => [...CSS.highlights.keys()])).toEqual([])
  await page.close()
})
