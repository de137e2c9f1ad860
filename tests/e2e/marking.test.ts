/** Marking by mouse, far down the page: the bar has to be where a hand can reach it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { untilStored } from '../stage/stored.mjs'

let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
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
