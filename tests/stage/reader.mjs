/** What a reader does with hands: turn the wheel, pull the mouse over a sentence. Real input in both browsers. */

/** @typedef {import('puppeteer-core').Page} Page */

const pause = (/** @type {number} */ ms) => new Promise((later) => setTimeout(later, ms))

/**
 * Scrolls with the wheel until a share of a text column has come into view, as somebody who reads would: a few lines,
 * a breath, a few lines.
 *
 * @param {Page} page
 * @param {number} percent of the text: 60 stops where 60 % of its height is above the lower edge of the window
 * @param {{ selector?: string, breath?: number, stride?: number }} [options] `selector`: the element with the story
 *   ('article, body' by default); `breath`: milliseconds between turns of the wheel (60); `stride`: the share of the
 *   window a turn moves (0.4)
 * @returns {Promise<number>} the percent reached
 */
export async function readTo(page, percent, { selector = 'article, body', breath = 60, stride = 0.4 } = {}) {
  await page.bringToFront()
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  await page.mouse.move(Math.round(width / 2), Math.round(height / 2))
  let reached = await readSoFar(page, selector)
  for (let still = 0; reached < percent && still < 5;) {
    const step = Math.min(Math.round(height * stride), Math.ceil(await pixelsTo(page, selector, percent)))
    await page.mouse.wheel({ deltaY: step })
    await pause(breath)
    const now = await readSoFar(page, selector)
    still = now > reached ? 0 : still + 1
    reached = now
  }
  await pause(250)
  return readSoFar(page, selector)
}

/**
 * The share of an element's height above the window's lower edge, in percent.
 * @param {Page} page
 * @param {string} [selector]
 * @returns {Promise<number>}
 */
export function readSoFar(page, selector = 'article, body') {
  return page.evaluate((at) => {
    const box = (document.querySelector(at) ?? document.body).getBoundingClientRect()
    return box.height === 0 ? 100 : Math.min(100, Math.max(0, ((innerHeight - box.top) / box.height) * 100))
  }, selector)
}

/**
 * @param {Page} page
 * @param {string} selector
 * @param {number} percent
 */
function pixelsTo(page, selector, percent) {
  return page.evaluate((at, share) => {
    const box = (document.querySelector(at) ?? document.body).getBoundingClientRect()
    return Math.max(1, box.top + (box.height * share) / 100 - innerHeight)
  }, selector, percent)
}

/**
 * Selects a stretch of text with the mouse: press at its first character, move, let go at its last. Scrolls it to the
 * middle of the window first.
 *
 * @param {Page} page
 * @param {string} text as it stands in one paragraph (white space counts as one space)
 * @param {{ to?: string, beyond?: { x: number, y: number } }} [options] `to`: text at whose end to let go, in the window
 *   with the first; `beyond`: how many pixels further on
 * @returns {Promise<string>} what is selected afterwards
 */
export async function selectText(page, text, { to: last = text, beyond = { x: 0, y: 0 } } = {}) {
  await page.bringToFront()
  if (!(await page.evaluate(scrollToText, text))) throw new Error(`The page has no such text: ${text}`)
  await pause(150)
  const { from } = await page.evaluate(edgesOf, text)
  const end = (await page.evaluate(edgesOf, last)).to
  const to = { x: end.x + beyond.x, y: end.y + beyond.y }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 6 })
  await page.mouse.up()
  await pause(100)
  return page.evaluate(() => String(getSelection()).replace(/\s+/g, ' ').trim())
}

/** Runs in the page. @param {string} text */
function scrollToText(text) {
  const holder = [...document.querySelectorAll('p, blockquote, li, h1, h2')].find((element) => (element.textContent ?? '').replace(/\s+/g, ' ').includes(text))
  holder?.scrollIntoView({ block: 'center', behavior: 'instant' })
  return holder !== undefined
}

/** Runs in the page: the middle of the left edge of the first character and of the right edge of the last. @param {string} text */
function edgesOf(text) {
  const holder = /** @type {Element} */ ([...document.querySelectorAll('p, blockquote, li, h1, h2')].find((element) => (element.textContent ?? '').replace(/\s+/g, ' ').includes(text)))
  /** @type {{ node: Text, offset: number }[]} one entry a character, runs of white space as one */
  const places = []
  let flat = ''
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT)
  for (let node = /** @type {Text | null} */ (walker.nextNode()); node; node = /** @type {Text | null} */ (walker.nextNode())) {
    for (let offset = 0; offset < node.data.length; offset++) {
      const letter = /\s/.test(node.data[offset] ?? '') ? ' ' : (node.data[offset] ?? '')
      if (letter === ' ' && flat.endsWith(' ')) continue
      flat += letter
      places.push({ node, offset })
    }
  }
  const start = flat.indexOf(text)
  const box = (/** @type {number} */ index) => {
    const range = document.createRange()
    const place = /** @type {{ node: Text, offset: number }} */ (places[index])
    range.setStart(place.node, place.offset)
    range.setEnd(place.node, place.offset + 1)
    return range.getBoundingClientRect()
  }
  const first = box(start)
  const last = box(start + text.length - 1)
  return { from: { x: first.left, y: first.top + first.height / 2 }, to: { x: last.right, y: last.top + last.height / 2 } }
}
