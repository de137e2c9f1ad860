/** What becomes of a passage: marked with tags, found again in an edited chapter, edited, deleted and undone by hand. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'puppeteer-core'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { untilStored } from '../stage/stored.mjs'

let serial: SerialServer
let browser: StageBrowser
let page: Page
const WORDS = 'She kicked off her pattens.'

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('marks') })
  page = await browser.newPage(serial.chapter(1))
  await markPassage(page, WORDS, { colour: 'moss', note: '**wet** shoes' })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const painted = (): Promise<string[]> =>
  page.evaluate(() => [...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map((range) => `${name}: ${(range as Range).toString()}`)))

/** Clicks the middle of the first passage painted by a name, or by any. */
async function clickPassage(name?: string): Promise<void> {
  const at = await page.evaluate((wanted) => {
    const range = [...[...CSS.highlights].find(([each]) => wanted === undefined || each === wanted)![1]][0] as Range
    range.startContainer.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' })
    const box = range.getClientRects()[0]!
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
  }, name)
  await page.mouse.click(at.x, at.y)
  await page.waitForSelector('[data-catchword=card]')
}

async function press(label: string): Promise<void> {
  // the card has come to rest when a hand gets there
  await new Promise((later) => setTimeout(later, 400))
  const at = await page.evaluate((wanted) => {
    const buttons = [...document.querySelector('[data-catchword=card]')!.shadowRoot!.querySelectorAll('button')]
    const box = buttons.find((button) => (button.getAttribute('aria-label') ?? button.textContent) === wanted)!.getBoundingClientRect()
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
  }, label)
  await page.mouse.click(at.x, at.y)
}

test('a click opens the card with the note drawn; colour, delete and undo are stored', async () => {
  await expect.poll(painted).toEqual([`catchword-moss: ${WORDS}`])
  await clickPassage()
  expect(await page.evaluate(() => document.querySelector('[data-catchword=card]')!.shadowRoot!.querySelector('.note strong')?.textContent)).toBe('wet')
  await press('Highlight in rose')
  await expect.poll(painted).toEqual([`catchword-rose: ${WORDS}`])
  await press('Delete')
  await expect.poll(painted).toEqual([])
  await press('Undo')
  await expect.poll(painted).toEqual([`catchword-rose: ${WORDS}`])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.$('[data-catchword=card]')).toBeNull()
})

test('an edited passage is found, and its new place stands beside the first selector', async () => {
  await page.evaluate((words) => {
    const walker = document.createTreeWalker(document.querySelector('.story')!, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode as Text
      if (node.data.includes(words)) node.data = node.data.replace(words, 'She kicked off both her pattens.')
    }
  }, WORDS)
  await expect.poll(painted).toEqual(['catchword-rose: She kicked off both her pattens.'])
  const rows = await untilStored(browser, (each) => (each['passages'] as { selectors: unknown[] }[] | undefined)?.[0]?.selectors.length === 2, 'a second selector')
  const [row] = rows['passages'] as { selectors: { quote: { exact: string } }[] }[]
  expect(row!.selectors.map(({ quote }) => quote.exact)).toEqual([WORDS, 'She kicked off both her pattens.'])
})

test('a page rendered anew is painted anew, without a node of ours in it', async () => {
  const before = await page.evaluate(() => {
    const story = document.querySelector('.story')!
    story.replaceChildren(...[...story.childNodes].map((node) => node.cloneNode(true)))
    return document.querySelectorAll('body *').length
  })
  await expect.poll(painted).toEqual(['catchword-rose: She kicked off both her pattens.'])
  expect(await page.evaluate(() => document.querySelectorAll('body *').length)).toBe(before)
  expect(await browser.consoleErrors(page)).toEqual([])
})

test('the link copied from a card opens its chapter at the passage', async () => {
  const far = 'Mind the step.'
  await markPassage(page, far, { colour: 'sky' })
  await expect.poll(painted).toContain(`catchword-sky: ${far}`)
  await clickPassage('catchword-sky')
  await press('Copy a link')
  await page.waitForFunction(() => document.querySelector('[data-catchword=card]')?.shadowRoot?.querySelector('[role=status], [role=alert]'))
  expect(await page.evaluate(() => document.querySelector('[data-catchword=card]')!.shadowRoot!.querySelector('[role=alert]')?.textContent ?? null)).toBeNull()
  const desk = await browser.newPage(`${serial.origin}/about.html`)
  await desk.evaluate(() => { document.body.prepend(document.createElement('textarea')) })
  await desk.focus('textarea')
  await desk.keyboard.down('Control')
  await desk.keyboard.press('v', { commands: ['paste'] })
  await desk.keyboard.up('Control')
  const link = await desk.$eval('textarea', ({ value }) => value)
  expect(link).toMatch(new RegExp(`^${serial.chapter(1)}#:~:text=`))
  await desk.goto(link, { waitUntil: 'load' })
  // not a line of script of ours scrolls here: the browser finds the words by itself
  await expect.poll(() => desk.evaluate((words) => {
    const walker = document.createTreeWalker(document.querySelector('.story')!, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode as Text
      const at = node.data.indexOf(words)
      if (at < 0) continue
      const range = document.createRange()
      range.setStart(node, at)
      range.setEnd(node, at + words.length)
      const { top, bottom } = range.getBoundingClientRect()
      return scrollY > 0 && top >= 0 && bottom <= innerHeight
    }
    return false
  }, far)).toBe(true)
  await desk.close()
})
