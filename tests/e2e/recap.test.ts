/** Three chapters read, back on the fourth: recap, cast and dial in the panel, the same in both browsers. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo } from '../stage/reader.mjs'
import { CAST } from '../stage/serial.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let serial: SerialServer
let browser: StageBrowser
let story: Page
let panel: Page

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('recap') })
  for (const number of [1, 2, 3]) {
    const page = await browser.newPage(serial.chapter(number))
    await readTo(page, 100, { selector: '.story', breath: 40, stride: 0.8 })
    await untilStored(browser, ({ digests = [] }) => digests.length === number, `the digest of chapter ${number}`)
    await page.close()
  }
  story = await browser.newPage(serial.chapter(4))
  panel = await browser.extensionPage('panel.html', { over: story })
  await panel.bringToFront()
  await panel.waitForSelector('.moments li')
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const textOf = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText)
const press = (page: Page, name: string): Promise<void> =>
  page.evaluate((wanted) => [...document.querySelectorAll('button')].find((button) => button.textContent === wanted)!.click(), name)
const moments = (page: Page): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll('.moments li')].map((line) => line.firstChild?.textContent ?? ''))
const laterThan = (number: number): string[] => CAST.people.filter((person) => person.firstChapter > number).flatMap(({ name, aliases }) => [name, ...aliases])
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (context: unknown) => Promise<AxeResults> } }
    return (await axe.run(document)).violations.map((each) => `${each.id}: ${each.nodes.map(({ html }) => html).join(' | ')}`)
  })
}

test('the story so far carries the running thread, and nothing of chapter four', async () => {
  await press(panel, 'Story so far')
  await expect.poll(() => panel.evaluate(() => document.querySelector('#recap')?.textContent)).toBe('Story so far')
  await expect.poll(async () => (await moments(panel)).join(' ')).toMatch(/Maren/)
  expect((await moments(panel)).join(' ')).toMatch(/tally|eels?|sticks?/)
  const text = await textOf(panel)
  for (const name of laterThan(3)) expect(text, name).not.toContain(name)
})

test('"never this one" and "pin this" are remembered, without the text', async () => {
  const [first = ''] = await moments(panel)
  await press(panel, 'Never this one')
  await expect.poll(() => moments(panel)).not.toContain(first)
  await press(panel, 'Pin this')
  await expect.poll(() => panel.$$('[aria-pressed=true].plain').then((all) => all.length)).toBe(1)
  const rows = JSON.stringify((await storedRows(browser))['verdicts'])
  expect(rows).toMatch(/"never".*"pin"|"pin".*"never"/)
  expect(rows).not.toContain(first.slice(0, 15))
})

test('the dial shows the state as of an earlier chapter, and offers none beyond the furthest', async () => {
  await panel.waitForSelector('.dial option')
  expect(await panel.evaluate(() => [...document.querySelectorAll('.dial option')].map((option) => option.textContent))).toEqual(['where you are', 'Chapter 1', 'Chapter 2', 'Chapter 3'])
  await panel.select('.dial select', '1')
  await expect.poll(() => textOf(panel)).toContain('Told as far as Chapter 1')
  const text = await textOf(panel)
  for (const name of laterThan(1)) expect(text, name).not.toContain(name)
  await panel.select('.dial select', 'here')
})

test('the tabs are walked by arrows; the cast keeps Maren and Maret apart and joins a full name', async () => {
  await panel.focus('[role=tab][aria-selected=true]')
  await panel.keyboard.press('ArrowRight')
  await panel.waitForSelector('.persons li')
  const people = await panel.evaluate(() => [...document.querySelectorAll('.persons summary')].map((line) => line.textContent))
  const maren = people.find((line) => line.startsWith('Maren'))!
  expect(maren).toContain('Maren Aske')
  expect(maren).not.toMatch(/Maret|Oole/)
  expect(people.some((line) => line.includes('Maret'))).toBe(true)
  for (const name of laterThan(3)) expect(people.join(' '), name).not.toContain(name)
})

test('a person renamed stays so, and the undo takes it back', async () => {
  await panel.evaluate(() => document.querySelector('details')!.open = true)
  await panel.focus('.person input[type=text]')
  await panel.evaluate(() => (document.activeElement as HTMLInputElement).select())
  await panel.keyboard.type('The eel girl')
  await panel.keyboard.press('Enter')
  await expect.poll(() => panel.evaluate(() => document.querySelector('.persons summary b')?.textContent)).toBe('The eel girl')
  await press(panel, 'Undo')
  await expect.poll(() => panel.evaluate(() => document.querySelector('.persons summary b')?.textContent)).not.toBe('The eel girl')
})

test.each(['light', 'dark'] as const)('%s: every tab of the panel is axe-clean', async (scheme) => {
  await browser.wearScheme(scheme)
  for (const tab of ['Recap', 'Cast', 'Notes']) {
    await press(panel, tab)
    await panel.waitForSelector(`[role=tab][aria-selected=true]#tab-${tab.toLowerCase()}`)
    if (process.env['SHOTS']) await panel.screenshot({ path: `${process.env['SHOTS']}/${BROWSER}-${scheme}-${tab}.png` as `${string}.png` })
    expect(await faults(panel), tab).toEqual([])
  }
})

test('a moment leads to its paragraph in its chapter, and the panel follows the page', async () => {
  await press(panel, 'Recap')
  await panel.waitForSelector('.moments .paragraph')
  await panel.click('.moments .paragraph')
  await expect.poll(() => story.evaluate(() => location.pathname)).toMatch(/chapter-[123]\.html/)
  // a real panel stands beside the page; as a tab it is behind it now, and Firefox lets hidden pages sleep
  await panel.bringToFront()
  await expect.poll(() => panel.evaluate(() => document.querySelector('header p')?.textContent)).toMatch(/^Chapter [123]/)
})

test('"no recap for this story" deletes what was made, and says so in the popup', async () => {
  const popup = await browser.extensionPage('popup.html', { over: story })
  await popup.bringToFront()
  await popup.waitForSelector('h1')
  await expect.poll(() => textOf(popup)).toContain('No recap here?')
  await press(popup, 'No recap here?')
  await expect.poll(() => textOf(popup)).toContain('No recap for this story')
  await press(popup, 'No recap for this story')
  await expect.poll(() => textOf(popup)).toContain('you asked for none for this story')
  expect((await storedRows(browser))['digests']).toEqual([])
  expect(await faults(popup)).toEqual([])
  await popup.close()
})
