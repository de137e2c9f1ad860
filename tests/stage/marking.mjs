/** What a reader does with Catchword on a page and in its popup; real input, both browsers. */
import { readFileSync } from 'node:fs'
import { selectText } from './reader.mjs'

/** What pages of ours say while something is still coming. */
const texts = JSON.parse(readFileSync(new URL('../../src/_locales/en/messages.json', import.meta.url), 'utf8'))
const WAITING = [texts.loading.message, texts.loadingRest.message]

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./open-browser.mjs').StageBrowser} StageBrowser */

const pause = (/** @type {number} */ ms) => new Promise((later) => setTimeout(later, ms))

/**
 * Selects a text with the mouse and marks it on the bar, with a note where one is given. Resolves when the bar has
 * gone, which it does once the passage is stored.
 *
 * @param {Page} page
 * @param {string} text within one paragraph
 * @param {{ colour?: 'amber' | 'rose' | 'moss' | 'sky' | 'violet', note?: string, to?: string, beyond?: { x: number, y: number } }} [options]
 *   `to` and `beyond`: where the selection ends (see `selectText`)
 */
export async function markPassage(page, text, { colour = 'amber', note, ...end } = {}) {
  await selectText(page, text, end)
  if (note !== undefined) {
    await pressOnBar(page, 'button.text')
    await waitForBar(page, 'textarea')
    await page.keyboard.type(note)
    await pressOnBar(page, `button.${colour}`)
    await pressOnBar(page, 'button.strong')
  } else {
    await pressOnBar(page, `button.${colour}`)
  }
  await settled(() => page.evaluate(() => document.querySelector('[data-catchword=bar]') === null), 'The bar is still there: the passage was not saved.')
}

/**
 * Clicks something on the bar with the mouse.
 * @param {Page} page
 * @param {string} selector within the bar's shadow root (open in the stage build)
 */
export async function pressOnBar(page, selector) {
  const { x, y } = await waitForBar(page, selector)
  await page.mouse.click(x, y)
  await pause(50)
}

/**
 * Waits until the bar shows something.
 * @param {Page} page
 * @param {string} [selector]
 * @returns {Promise<{ x: number, y: number }>} its middle
 */
export async function waitForBar(page, selector = '.bar') {
  /** @type {{ x: number, y: number } | null} */
  let middle = null
  await settled(async () => {
    middle = await page.evaluate(middleOnBar, selector)
    return middle !== null
  }, `The bar shows no ${selector} that a mouse could reach.`)
  return /** @type {{ x: number, y: number }} */ (/** @type {unknown} */ (middle))
}

/** Runs in the page; null unless a mouse would find it: in the window and uncovered. @param {string} selector */
function middleOnBar(selector) {
  const host = document.querySelector('[data-catchword=bar]')
  const box = host?.shadowRoot?.querySelector(selector)?.getBoundingClientRect()
  if (!box || box.width === 0) return null
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 }
  return document.elementFromPoint(middle.x, middle.y) === host ? middle : null
}

/**
 * The popup as it opens over a page, settled: nothing loading, the text at rest. It is a tab as large as a popup.
 * @param {StageBrowser} browser
 * @param {Page} over the tab that is in front when the popup opens
 */
export async function popupOver(browser, over) {
  const popup = await browser.extensionPage('popup.html', { over })
  await popup.setViewport({ width: 400, height: 600 })
  await popup.bringToFront()
  await atRest(popup)
  return popup
}

/**
 * Waits until a page of ours has text, says nothing of loading, and has stopped changing.
 * @param {Page} page
 * @returns {Promise<string>} what it reads
 */
export async function atRest(page) {
  let last = ''
  await settled(async () => {
    const { text, loading } = await page.evaluate((waiting) => ({
      text: document.body.innerText.trim(), loading: [...document.querySelectorAll('[role=status]')].some(({ textContent }) => waiting.some((words) => textContent?.includes(words))),
    }), WAITING)
    const rests = text !== '' && !loading && text === last
    last = text
    return rests
  }, 'The page does not come to rest.', 150)
  return last
}

/**
 * @param {() => Promise<boolean>} holds
 * @param {string} complaint
 * @param {number} [every] milliseconds
 */
async function settled(holds, complaint, every = 50) {
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    if (await holds().catch(() => false)) return
    await pause(every)
  }
  throw new Error(complaint)
}
