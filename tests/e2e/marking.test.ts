/** Marking by mouse, far down the page: the bar has to be where a hand can reach it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage, waitForBar } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { selectText } from '../stage/reader.mjs'
import { CHAPTERS, chapterPath } from '../stage/serial.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { untilStored } from '../stage/stored.mjs'

/** A chapter whose first paragraph is selected as soon as the page is read, long before our scripts arrive. */
const SELECTS = chapterPath(2)
const SELECT = "getSelection().selectAllChildren(document.querySelector('.story p'))"

let serial: SerialServer
let browser: StageBrowser

const pause = (ms: number) => new Promise((later) => setTimeout(later, ms))
/** The first words of a chapter, on one line. */
const firstWordsOf = (number: number): string => CHAPTERS[number - 1]!.paragraphs[0]!.split(' ').slice(0, 4).join(' ')

beforeAll(async () => {
  serial = await startSerial({ revise: (path, body) => (path === SELECTS ? body.replace('</body>', `<script>${SELECT}</script></body>`) : body) })
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('marking') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

test('passages at the top, in the middle and at the end are marked by mouse alone, with and without a note', async () => {
  const page = await browser.newPage(serial.chapter(1))
  const passages = [
    { text: 'She kicked off her pattens.', colour: 'moss' },
    { text: 'The rain ran off his nose.', colour: 'rose', note: 'poor man' },
    { text: 'Mind the step.', colour: 'sky' },
  ] as const
  for (const { text, ...options } of passages) await markPassage(page, text, options)
  const { passages: rows = [] } = await untilStored(browser, (each) => each['passages']?.length === 3, 'three passages')
  const seen = (rows as { colour: string; note: string; selectors: { quote: { exact: string } }[] }[])
    .map(({ colour, note, selectors: [first] }) => `${colour} ${first?.quote.exact ?? ''} ${note}`.trim()).sort()
  expect(seen).toEqual(['moss She kicked off her pattens.', 'rose The rain ran off his nose. poor man', 'sky Mind the step.'])
  expect(await browser.consoleErrors(page)).toEqual([])
})

test('what was selected before the page was recognised gets its bar', async () => {
  const page = await browser.newPage(serial.chapter(2))
  await waitForBar(page)
  await page.close()
})

test('what the bar says after a press stays to be read', async () => {
  const page = await browser.newPage(serial.chapter(3))
  await selectText(page, firstWordsOf(3))
  const copy = await waitForBar(page, 'button.text:not([aria-keyshortcuts], [aria-label])')
  await page.mouse.click(copy.x, copy.y)
  await waitForBar(page, '[role=status], [role=alert]')
  await pause(500)
  await waitForBar(page, '[role=status], [role=alert]')
  await page.close()
})

test('a slow press on the bar counts, though the site selects anew what is selected', async () => {
  const page = await browser.newPage(serial.chapter(3))
  await selectText(page, firstWordsOf(3))
  const moss = await waitForBar(page, 'button.moss')
  await page.mouse.move(moss.x, moss.y)
  // sites select again what is selected (share menus, re-rendering): for the reader nothing has changed
  await page.evaluate(() => {
    const range = getSelection()!.getRangeAt(0).cloneRange()
    getSelection()!.removeAllRanges()
    getSelection()!.addRange(range)
  })
  await pause(50)
  await page.mouse.down()
  await pause(400)
  await page.mouse.up()
  const stored = (rows: Record<string, unknown[]>) => (rows['passages'] as { selectors: { quote: { exact: string } }[] }[] | undefined ?? [])
    .some(({ selectors: [first] }) => first?.quote.exact === firstWordsOf(3))
  await untilStored(browser, stored, 'what was pressed slowly')
  await page.close()
})
