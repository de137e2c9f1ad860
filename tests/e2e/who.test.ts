/** “Who is …?” on the bar: somebody met before is told, somebody not met yet is not, whatever the page itself goes on to say. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { waitForBar } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo, selectText } from '../stage/reader.mjs'
import { CAST } from '../stage/serial.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { untilStored } from '../stage/stored.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let serial: SerialServer
let browser: StageBrowser
let page: Page

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('who') })
  for (const number of [1, 2]) {
    const read = await browser.newPage(serial.chapter(number))
    await readTo(read, 100, { selector: '.story', breath: 40, stride: 0.8 })
    await untilStored(browser, ({ digests = [] }) => digests.length === number, `the digest of chapter ${number}`)
    await read.close()
  }
  page = await browser.newPage(serial.chapter(3))
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const barText = (): Promise<string> => page.evaluate(() => document.querySelector('[data-catchword=bar]')?.shadowRoot?.querySelector<HTMLElement>('.bar')?.innerText ?? '')

async function leaveBar(): Promise<void> {
  await page.keyboard.press('Escape')
  await expect.poll(barText).toBe('')
}

/** Selects a name, goes to "Who is …?" with the keyboard and presses it. */
async function askWho(name: string): Promise<void> {
  expect(await selectText(page, name)).toBe(name)
  await waitForBar(page)
  await page.keyboard.press('Tab')
  for (let step = 0; step < 12; step++) {
    const on = await page.evaluate(() => document.querySelector('[data-catchword=bar]')?.shadowRoot?.activeElement?.textContent ?? '')
    if (on === `Who is ${name}?`) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
}

test('somebody met in earlier chapters is told, and nobody of later ones with them', async () => {
  await askWho('Toby')
  await expect.poll(barText).toMatch(/Toby Pell|Mr\. Pell/)
  expect(await barText()).toContain('First seen: Chapter 1')
  for (const person of CAST.people.filter(({ firstChapter }) => firstChapter > 2)) for (const name of [person.name, ...person.aliases]) expect(await barText(), name).not.toContain(name)
  await page.evaluate(AXE)
  const faults = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (context: unknown) => Promise<AxeResults> } }
    return (await axe.run(document.querySelector('[data-catchword=bar]'))).violations.map((each) => `${each.id}: ${each.nodes.map(({ html }) => html).join(' | ')}`)
  })
  expect(faults).toEqual([])
  await leaveBar()
})

test('somebody of this chapter who was not met yet is nobody yet, though the chapter stands on the page', async () => {
  await askWho('Gedge')
  await expect.poll(barText).toContain('Nobody by the name of Gedge yet, as far as you have read.')
  await leaveBar()
})

test('words that are no name offer nothing to look up', async () => {
  await selectText(page, 'with sacking round the oars')
  await waitForBar(page)
  expect(await barText()).not.toContain('Who is')
  await leaveBar()
  expect(await browser.consoleErrors(page)).toEqual([])
})

test('at 320 px the answer stays in the window and covers no selected word', async () => {
  await page.setViewport({ width: 320, height: 640 })
  await askWho('Toby')
  await expect.poll(barText).toContain('First seen')
  // the answer is longer than the bar was: it takes its new place with the next frame
  await expect.poll(() => page.evaluate(() => {
    const bar = document.querySelector('[data-catchword=bar]')!.shadowRoot!.querySelector('.bar')!.getBoundingClientRect()
    const selected = getSelection()!.getRangeAt(0).getBoundingClientRect()
    return { left: bar.left >= 0, right: bar.right <= innerWidth, free: bar.bottom <= selected.top || bar.top >= selected.bottom }
  })).toEqual({ left: true, right: true, free: true })
})
