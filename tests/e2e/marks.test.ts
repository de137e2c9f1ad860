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

/** Clicks the middle of the first painted passage. */
async function clickPassage(): Promise<void> {
  const at = await page.evaluate(() => {
    const range = [...[...CSS.highlights.values()][0]!][0] as Range
    range.startContainer.parentElement!.scrollIntoView({ block: 'center', behavior: 'instant' })
    const box = range.getClientRects()[0]!
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
  })
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
