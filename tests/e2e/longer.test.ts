/** Longer languages and large letters: our pages with texts 60 % longer, in a window of 320 px, which is what 200 % of a narrow one leaves. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { atRest } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo, selectText } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { untilStored } from '../stage/stored.mjs'

const FIRST = 'Three things hung beside the Reeve’s door at Sallow Hythe: a lantern, an oilskin, and half a stick.'
/** CATCHWORD_SHOTS: a folder for pictures of what was measured. */
const SHOTS = process.env['CATCHWORD_SHOTS']

let serial: SerialServer
let browser: StageBrowser
let story: Page

/** Every word of four letters and more, 60 % longer: long words break a layout that long sentences do not. */
const longer = (text: string): string => text.replace(/\$?\p{L}{4,}/gu, (word) => word + word.slice(0, Math.ceil(word.length * 0.6)).toLowerCase())

beforeAll(async () => {
  const extension = freshFolder('longer-extension')
  cpSync(stageExtension(), extension, { recursive: true })
  const file = join(extension, '_locales/en/messages.json')
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message: string }>
  const names = Object.keys(messages).filter((key) => !key.startsWith('extension') && !key.startsWith('command'))
  for (const key of names) messages[key] = { ...messages[key], message: longer(messages[key]!.message) }
  writeFileSync(file, JSON.stringify(messages))
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension, profile: freshFolder('longer') })
  story = await browser.newPage(serial.chapter(1))
  await selectText(story, FIRST)
  await story.waitForSelector('[data-catchword=bar]')
  await story.keyboard.press('h')
  await readTo(story, 100, { selector: '.story' })
  await untilStored(browser, ({ digests, passages }) => digests?.length === 1 && passages?.length === 1, 'a passage and a digest')
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

/** What does not hold on a page: width beyond the window, words cut off in a control, controls over each other. */
const broken = (page: Page): Promise<string[]> => page.evaluate(() => {
  const found: string[] = []
  const { scrollWidth, clientWidth } = document.documentElement
  const nameOf = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent || element.id).trim().slice(0, 50)}”`
  if (scrollWidth > clientWidth) {
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
    found.push(`the page is ${scrollWidth} wide in ${clientWidth}: ${wide.slice(0, 5).map(nameOf).join(', ')}`)
  }
  const controls = [...document.querySelectorAll<HTMLElement>('button, a[href], select, input:not([type=file]), textarea, summary')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1)
  for (const element of controls) {
    if (/^(BUTTON|SUMMARY)$/.test(element.tagName) && getComputedStyle(element).display !== 'inline' && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) found.push(`cut off: ${nameOf(element)}`)
  }
  for (const element of controls) {
    if (element.getBoundingClientRect().right > clientWidth - 8) found.push(`at the window's edge: ${nameOf(element)}`)
    if (element.tagName !== 'SELECT') continue
    // how wide a select would like to be, only a copy left to itself tells
    const free = element.cloneNode(true) as HTMLElement
    free.style.cssText = 'position: absolute; max-inline-size: none; inline-size: max-content'
    element.after(free)
    if (free.offsetWidth > element.offsetWidth + 1 && element.offsetWidth < clientWidth - 100) found.push(`cut off: ${nameOf(element)}`)
    free.remove()
  }
  for (const [at, one] of controls.entries()) {
    for (const other of controls.slice(at + 1)) {
      if (one.contains(other) || other.contains(one)) continue
      const hit = [...one.getClientRects()].some((a) => [...other.getClientRects()].some((b) => a.left < b.right - 2 && b.left < a.right - 2 && a.top < b.bottom - 2 && b.top < a.bottom - 2))
      if (hit) found.push(`over each other: ${nameOf(one)} and ${nameOf(other)}`)
    }
  }
  return found
})

test.each([
  ['popup.html', true, '.moments li'], ['panel.html', true, 'h1'], ['library.html', false, 'h1'], ['settings.html', false, 'h1'],
  ['health.html', false, 'h1'], ['portable.html', false, 'h1'], ['recovery.html', false, 'h1'],
] as const)('%s holds', async (path, isOver, sign) => {
  const page = await browser.extensionPage(path, isOver ? { over: story } : {})
  await page.setViewport({ width: 320, height: 640 })
  await page.bringToFront()
  await page.waitForSelector(sign)
  if (path === 'popup.html') await page.evaluate(() => document.querySelector<HTMLElement>('.why button')?.click())
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(320)
  await atRest(page)
  await expect.poll(() => broken(page), { timeout: 4000 }).toEqual([])
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${BROWSER}-${path}.png`), fullPage: true })
  await page.close()
})
