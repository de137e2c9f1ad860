/**
 * Languages and looks that are not the maker's: our pages with texts 60 % longer, in a window of 320 px, which is what 200 %
 * of a narrow one leaves, from left to right and from right to left; and in colours the reader's system forces.
 */
import type { AxeResults } from 'axe-core'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1 || element.getBoundingClientRect().left < -1)
    found.push(`the page is ${scrollWidth} wide in ${clientWidth}: ${wide.slice(0, 5).map(nameOf).join(', ')}`)
  }
  const controls = [...document.querySelectorAll<HTMLElement>('button, a[href], select, input:not([type=file]), textarea, summary')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1)
  for (const element of controls) {
    if (/^(BUTTON|SUMMARY)$/.test(element.tagName) && getComputedStyle(element).display !== 'inline' && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) found.push(`cut off: ${nameOf(element)}`)
  }
  for (const element of controls) {
    const { left, right } = element.getBoundingClientRect()
    let outer = element.parentElement
    while (outer !== null && getComputedStyle(outer).overflowX === 'visible') outer = outer.parentElement
    const box = outer?.getBoundingClientRect()
    if (box && outer !== document.documentElement && (right > box.right + 1 || left < box.left - 1)) found.push(`cut off by what is around it: ${nameOf(element)}`)
    if (right > clientWidth - 8 || left < 8) found.push(`at the window's edge: ${nameOf(element)}`)
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

/** Each of our pages, whether it is opened over the story, and what shows that it is there. */
const PAGES = [
  ['popup.html', true, '.moments li'], ['panel.html', true, 'h1'], ['library.html', false, 'h1'], ['settings.html', false, 'h1'],
  ['health.html', false, 'h1'], ['portable.html', false, 'h1'], ['recovery.html', false, 'h1'],
] as const

test.each(PAGES)('%s holds, whichever way its language is written', async (path, isOver, sign) => {
  const page = await browser.extensionPage(path, isOver ? { over: story } : {})
  await page.setViewport({ width: 320, height: 640 })
  await page.bringToFront()
  await page.waitForSelector(sign)
  if (path === 'popup.html') await page.evaluate(() => document.querySelector<HTMLElement>('.why button')?.click())
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(320)
  await atRest(page)
  await expect.poll(() => broken(page), { timeout: 4000 }).toEqual([])
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${BROWSER}-${path}.png`), fullPage: true })
  await page.evaluate(() => { document.documentElement.dir = 'rtl' })
  await atRest(page)
  await expect.poll(() => broken(page), { timeout: 4000 }).toEqual([])
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${BROWSER}-rtl-${path}.png`), fullPage: true })
  await page.close()
})

// Firefox has forced colours only by a preference of the whole browser
test.runIf(BROWSER === 'chromium').each(PAGES)('%s in a wide window holds and is axe-clean in forced colours, and what only a ground said is still to be seen', async (path, isOver, sign) => {
  const page = await browser.extensionPage(path, isOver ? { over: story } : {})
  await page.bringToFront()
  await (await page.createCDPSession()).send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] })
  await page.waitForSelector(sign)
  await expect.poll(() => page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
  await atRest(page)
  await expect.poll(() => broken(page), { timeout: 4000 }).toEqual([])
  await page.evaluate(AXE)
  expect(await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (context: unknown) => Promise<AxeResults> } }
    return (await axe.run(document)).violations.map((each) => `${each.id}: ${each.nodes.map(({ html }) => html).slice(0, 3).join(' | ')}`)
  })).toEqual([])
  const grounds = await page.evaluate(() => [...document.querySelectorAll('.bar-of-progress > .filled')].map((filled) => [getComputedStyle(filled).backgroundColor, getComputedStyle(document.body).backgroundColor]))
  for (const [filled, ground] of grounds) expect(filled).not.toBe(ground)
  if (path === 'popup.html') expect(grounds).toHaveLength(1)
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `forced-${path}.png`), fullPage: true })
  await page.close()
})
