/** The main job: read, mark, lose the worker, restart, come back. The same in both browsers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'puppeteer-core'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo, selectText } from '../stage/reader.mjs'
import { CAST, CHAPTERS } from '../stage/serial.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'

const NOTE = 'again! ask about the twine'
const STORY = '.story'

let serial: SerialServer
let browser: StageBrowser

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('trip') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

/** How far the story has passed through the window, in percent: the measure of src/page/line.ts. */
const passed = (page: Page): Promise<number> =>
  page.evaluate((selector) => {
    const box = document.querySelector(selector)!.getBoundingClientRect()
    return Math.round((100 * -box.top) / (box.height - innerHeight))
  }, STORY)

/** The share of the story above the window's lower edge at which `percent` of it has passed through. */
const edgeFor = (page: Page, percent: number): Promise<number> =>
  page.evaluate((selector, share) => {
    const { height } = document.querySelector(selector)!.getBoundingClientRect()
    return (100 * ((share / 100) * (height - innerHeight) + innerHeight)) / height
  }, STORY, percent)

const popupOver = async (page: Page): Promise<Page> => {
  const popup = await browser.extensionPage('popup.html', { over: page })
  await popup.bringToFront()
  await popup.waitForSelector('h1')
  return popup
}
const textOf = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText)
const painted = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map((range) => `${name}: ${(range as Range).toString()}`)))

/** A whole sentence of the story that is in the window now. */
const sentenceInView = (page: Page): Promise<string> =>
  page.evaluate((selector) => {
    const middle = [...document.querySelectorAll(`${selector} p`)].filter((paragraph) => {
      const box = paragraph.getBoundingClientRect()
      return box.top > innerHeight * 0.3 && box.bottom < innerHeight * 0.9 && paragraph.textContent.length > 90
    })
    return (middle[0]?.textContent ?? '').replace(/\s+/g, ' ').trim().split(/(?<=[.!?])\s/)[0] ?? ''
  }, STORY)

describe('the whole trip', () => {
  let sentence = ''
  let wordsAtStop = ''

  test('a first visit is recognised and scrolls nothing', async () => {
    const page = await browser.newPage(serial.chapter(1))
    const popup = await popupOver(page)
    await expect.poll(() => textOf(popup)).toContain('The Eel Rent')
    const text = await textOf(popup)
    expect(text).toContain('Ida Marsh')
    expect(text).toContain('Chapter 1')
    expect(text).toContain('The Nail')
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await popup.close()
    await page.close()
  })

  test('reading to 60 % is noticed, and a sentence is marked with a note', async () => {
    const page = await browser.newPage(serial.chapter(1))
    await readTo(page, await edgeFor(page, 60), { selector: STORY, breath: 120 })
    sentence = await sentenceInView(page)
    expect(sentence.length).toBeGreaterThan(20)
    expect(await selectText(page, sentence)).toBe(sentence)
    const nodes = await page.evaluate(() => document.querySelectorAll('body *').length)
    await page.waitForSelector('[data-catchword=bar]')
    await page.keyboard.press('a')
    await page.keyboard.type(NOTE)
    await page.keyboard.down('Control')
    await page.keyboard.press('Enter')
    await page.keyboard.up('Control')
    await expect.poll(() => painted(page)).toEqual([`catchword-amber: ${sentence}`])
    expect(await page.evaluate(() => document.querySelectorAll('body *').length)).toBe(nodes)
    await expect.poll(() => page.$('[data-catchword=bar]')).toBeNull()

    const popup = await popupOver(page)
    await expect.poll(() => textOf(popup)).toContain(NOTE)
    const shown = Number(/(\d+)\s?%/.exec(await textOf(popup))?.[1])
    expect(Math.abs(shown - (await passed(page)))).toBeLessThan(12)
    wordsAtStop = /Continue at “(.+?)”/.exec(await textOf(popup))?.[1] ?? ''
    expect(wordsAtStop.length).toBeGreaterThan(5)
    await popup.close()
  })

  test('the background can be killed while reading', async () => {
    await browser.stopBackground()
    const page = await browser.newPage(serial.chapter(1))
    await expect.poll(() => painted(page)).toEqual([`catchword-amber: ${sentence}`])
    await page.close()
  })

  test('after a restart, chapter two shows Continue, the note and a Previously that spoils nothing', async () => {
    await browser.restart()
    const page = await browser.newPage(serial.chapter(2))
    const popup = await popupOver(page)
    await expect.poll(() => textOf(popup)).toContain(NOTE)
    const text = await textOf(popup)
    expect(text).toMatch(/Continue in Chapter 1 at “/)
    expect(text).toContain(wordsAtStop)
    expect(text.toLowerCase()).toContain('previously')
    const recap = await popup.evaluate(() => document.querySelector('.moments')?.textContent ?? '')
    expect(recap).toMatch(/Maren/)
    const later = CAST.people.filter((person) => person.firstChapter > 1).flatMap((person) => [person.name, ...person.aliases])
    for (const name of later) expect(text, name).not.toContain(name)
    await popup.close()
    await page.close()
  })

  test('Previously is made of the author’s own words, of what was read and no more', async () => {
    const page = await browser.newPage(serial.chapter(2))
    const popup = await popupOver(page)
    await popup.waitForSelector('.moments li')
    const moments = await popup.evaluate(() => [...document.querySelectorAll('.moments li')].map((line) => [line.firstChild?.textContent ?? '', line.querySelector('button')?.textContent ?? '']))
    expect(moments.length).toBeGreaterThan(2)
    const paragraphs = CHAPTERS[0]!.paragraphs
    for (const [text = '', number = ''] of moments) {
      const plain = text.replace(/ \[[^\]]+\]/, '')
      expect(paragraphs[Number(number) - 1], plain).toContain(plain)
      expect(Number(number) / paragraphs.length).toBeLessThan(0.75)
    }
    await popup.close()
    await page.close()
  })

  test('Continue leads back to the very paragraph', async () => {
    const page = await browser.newPage(serial.chapter(2))
    const popup = await popupOver(page)
    await popup.waitForSelector('button.continue')
    await popup.click('button.continue')
    await expect.poll(() => page.url()).toBe(serial.chapter(1))
    await expect.poll(() => page.evaluate((words) => {
      const paragraph = [...document.querySelectorAll('.story p')].find((each) => each.textContent.includes(words))
      const box = paragraph?.getBoundingClientRect()
      return box !== undefined && box.top < innerHeight / 2 && box.bottom > 0 && scrollY > 0
    }, wordsAtStop), { timeout: 10_000 }).toBe(true)
    await popup.close()
    await page.close()
  })

  test('the shelf on another page shows the work with Continue', async () => {
    const page = await browser.newPage(`${serial.origin}/about.html`)
    const popup = await popupOver(page)
    await expect.poll(() => textOf(popup)).toContain('The Eel Rent')
    await popup.waitForSelector('.shelf button')
    await popup.close()
    await page.close()
  })

  test('nothing went over the network, and nothing went wrong', async () => {
    // Firefox also counts the page that Continue showed, on the reader's own click
    expect((await browser.requests()).filter((address) => address !== serial.chapter(1))).toEqual([])
    expect(browser.strays()).toEqual([])
    // Firefox notes each page that was closed before its last message was answered
    expect((await browser.errors()).filter((error) => !error.includes('after context unloaded'))).toEqual([])
  })
})
