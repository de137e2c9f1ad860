/** The trip `npm start` makes where nobody can look: a reader's evening, told in plain words, with pictures. */
import { mkdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stageExtension, ROOT } from '../tests/stage/here.mjs'
import { atRest, markPassage, popupOver } from '../tests/stage/marking.mjs'
import { openBrowser } from '../tests/stage/open-browser.mjs'
import { readTo } from '../tests/stage/reader.mjs'
import { untilStored } from '../tests/stage/stored.mjs'
import { recognised, saved, tell } from './plain-words.mjs'

/** @typedef {import('../tests/stage/open-browser.mjs').StageBrowser} StageBrowser */

const SENTENCE = 'It was the best thing about Toby, that he only ever argued in good weather.'
const NOTE = 'Blue twine, cut end: whose boat?'
const STORY = 'article.story'

/**
 * @typedef {object} Trip
 * @property {import('../tests/stage/installed.mjs').BrowserKind} browser
 * @property {import('../tests/stage/server.mjs').SerialServer} serial
 * @property {string} profile
 * @property {string} pictures folder for the screenshots
 */

/**
 * @param {Trip} trip
 * @returns {Promise<number>} the exit code
 */
export async function takeTrip(trip) {
  mkdirSync(trip.pictures, { recursive: true })
  const stage = await openBrowser({ browser: trip.browser, extension: stageExtension(trip.browser), profile: trip.profile })
  try {
    await readChapterOne(stage, trip)
    tell('Then the browser is closed, and opened again.', [])
    await stage.restart()
    await openChapterTwo(stage, trip)
    const strays = [...new Set([...stage.strays(), ...(await stage.requests())])]
    tell('Asked of the network by Catchword:', strays.length > 0 ? strays : ['nothing'])
    const names = ['page', 'popup-light', 'popup-dark', 'library'].map((name) => relative(ROOT, join(trip.pictures, `${name}.png`)))
    tell('Pictures:', names)
    return strays.length > 0 ? 1 : 0
  } finally {
    await stage.close()
  }
}

/** @param {StageBrowser} stage @param {Trip} trip */
async function readChapterOne(stage, { serial, pictures }) {
  const page = await stage.newPage(serial.chapter(1))
  tell('A reader opens chapter one of the sample serial, and Catchword recognises:',
    recognised(await untilStored(stage, ({ works }) => works?.length === 1, 'the work')))
  await page.bringToFront()
  await markPassage(page, SENTENCE, { note: NOTE })
  await picture(page, join(pictures, 'page.png'))
  await readTo(page, 100, { selector: STORY })
  const rows = await untilStored(stage, ({ digests, passages }) => digests?.length === 1 && passages?.length === 1, 'passage and digest')
  tell('The reader marks a sentence, writes a note, and reads to the end. Saved:', saved(rows))
}

/** @param {StageBrowser} stage @param {Trip} trip */
async function openChapterTwo(stage, { serial, pictures }) {
  const page = await stage.newPage(serial.chapter(2))
  await untilStored(stage, ({ chapters }) => chapters?.length === 2, 'chapter two')
  await readTo(page, 25, { selector: STORY })
  // A place counts once the page has stood still for half a second.
  await new Promise((later) => setTimeout(later, 900))
  const popup = await popupOver(stage, page)
  const lines = (await atRest(popup)).split('\n').filter((line) => line.trim() !== '')
  tell('The next evening the reader opens chapter two, reads a little, and presses Catchword’s button. The popup says:', lines)
  await pictureOfPopup(popup, join(pictures, 'popup-light.png'))
  await stage.wearScheme('dark')
  await pictureOfPopup(popup, join(pictures, 'popup-dark.png'))
  await stage.wearScheme('light')
  const library = await stage.extensionPage('library.html')
  await atRest(library)
  await picture(library, join(pictures, 'library.png'))
}

/** @param {import('puppeteer-core').Page} page @param {string} path */
const picture = (page, path) => page.screenshot({ path: /** @type {`${string}.png`} */ (path) })

/**
 * A popup is as tall as its content, up to 600 px; the tab it is shown in is made so.
 * @param {import('puppeteer-core').Page} popup
 * @param {string} path
 */
async function pictureOfPopup(popup, path) {
  const { width, height } = await popup.evaluate(() => {
    const box = document.body.getBoundingClientRect()
    return { width: Math.ceil(box.width), height: Math.ceil(document.documentElement.scrollHeight) }
  })
  await popup.setViewport({ width: Math.min(width, 800), height: Math.min(height, 2000) })
  await picture(popup, path)
}
