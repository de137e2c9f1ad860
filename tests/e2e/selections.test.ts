/** Selections as hands make them: over paragraphs, from a drop cap, into a line break, across a note; what is stored is story text. */
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage, pressOnBar, waitForBar } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { selectText } from '../stage/reader.mjs'
import { openAt, sitePageFile } from '../stage/sites.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

interface Row { readonly id: string; readonly chapter: string; readonly removed: number | null; readonly selectors: { readonly quote: { readonly exact: string } }[] }

const STORY = 'https://www.royalroad.com/fiction/6375/the-patient-water/chapter/14495/one-short'
const NOTE = '<div class="portlet solid author-note-portlet"><div class="portlet-body author-note"><p>Thank you for reading so far.</p></div></div>'
const page1 = sitePageFile('royalroad-chapter')
  .replace('<p>The ferry', '<p><span style="float:left;font-size:48px;line-height:1">T</span>he ferry')
  .replace('<p>“You are', '<p>Nobody answered.<br><br>“You are')
  .replace('<p>“Then one of them', `${NOTE}<p>“Then one of them`)
let browser: StageBrowser
let page: Page

beforeAll(async () => {
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('selections') })
})
afterAll(() => browser.close())
beforeEach(async () => {
  page = await openAt(browser, { [STORY]: page1 }, STORY)
  await page.setViewport({ width: 900, height: 700 })
})
afterEach(() => page.close())

const rowsOf = async (): Promise<Row[]> => ((await storedRows(browser))['passages'] ?? []) as Row[]
const painted = (on: Page = page): Promise<string[]> =>
  on.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map((range) => (range as Range).toString())))

/** Marks by mouse, and gives back what was stored of it. */
async function stored(first: string, options: Parameters<typeof markPassage>[2]): Promise<string> {
  const before = new Set((await rowsOf()).map(({ id }) => id))
  await markPassage(page, first, options)
  const { passages = [] } = await untilStored(browser, (rows) => (rows['passages']?.length ?? 0) > before.size, 'one more passage')
  return (passages as Row[]).find(({ id }) => !before.has(id))!.selectors[0]!.quote.exact
}

test('over paragraphs, across one that no reader sees', async () => {
  expect(await stored('“Then one of them swam,”', { to: 'like a crumb.' }))
    .toBe('“Then one of them swam,” she told him, and wished at once that she had kept it for herself.\nHe wrote it down all the same. His pencil was so short that he had to hold it like a crumb.')
})

test('from a drop cap', async () => {
  expect(await stored('The ferry came in', { to: 'without lights,' })).toBe('The ferry came in without lights,')
})

test('into a line break: the empty line belongs to nobody', async () => {
  expect(await selectText(page, 'Nobody answered.', { beyond: { x: -40, y: 20 } })).toBe('Nobody answered.')
  expect(await page.evaluate(() => getSelection()!.getRangeAt(0).endContainer.nodeType === Node.ELEMENT_NODE || String(getSelection()).endsWith('\n'))).toBe(true)
  expect(await stored('Nobody answered.', { beyond: { x: -40, y: 20 } })).toBe('Nobody answered.')
})

test('across an author’s note: the story on both sides, and not a word of the note', async () => {
  const exact = await stored('She looked along', { to: 'she told him,' })
  expect(exact).toBe('She looked along the wet planks. Nobody had gone back for a hat, nobody was being sick over the rail.\n“Then one of them swam,” she told him,')
})

test('a passage is extended and shrunk by selecting anew, by mouse and by keys', async () => {
  await stored('Later, when the lamps on the quay', { colour: 'sky' })
  const [own] = (await rowsOf()).filter(({ selectors: [first] }) => first!.quote.exact === 'Later, when the lamps on the quay')
  const newest = async (): Promise<string | undefined> => (await rowsOf()).find(({ id }) => id === own!.id)?.selectors.at(-1)?.quote.exact
  const PLAIN = 'button.text:not([aria-keyshortcuts], [aria-label])'
  const moveHere = async (): Promise<void> => {
    await waitForBar(page, `${PLAIN} ~ ${PLAIN}`)
    expect(await page.evaluate((second) => document.querySelector('[data-catchword=bar]')!.shadowRoot!.querySelector(second)!.textContent, `${PLAIN} ~ ${PLAIN}`)).toBe('Move the highlight here')
    await pressOnBar(page, `${PLAIN} ~ ${PLAIN}`)
  }
  await selectText(page, 'Later, when the lamps on the quay were lit,')
  await moveHere()
  await expect.poll(newest).toBe('Later, when the lamps on the quay were lit,')
  await selectText(page, 'Later, when the')
  await page.keyboard.down('Shift')
  for (let step = 0; step < ' lamps'.length; step++) await page.keyboard.press('ArrowRight')
  await page.keyboard.up('Shift')
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe('Later, when the lamps')
  await new Promise((later) => setTimeout(later, 300))
  await moveHere()
  await expect.poll(newest).toBe('Later, when the lamps')
  // the reader's first selection is kept
  expect((await rowsOf()).find(({ id }) => id === own!.id)?.selectors[0]?.quote.exact).toBe('Later, when the lamps on the quay')
})

test('a passage marked in AO3’s chapter view stands in the entire work, in its own chapter and no other', async () => {
  const work = 'https://archiveofourown.org/works/11808'
  const pages = { [`${work}/chapters/26622`]: sitePageFile('ao3-chapter'), [`${work}?view_full_work=true`]: sitePageFile('ao3-whole') }
  const words = 'His pencil was so short'
  const chapter = await openAt(browser, pages, `${work}/chapters/26622`)
  await markPassage(chapter, words, { colour: 'rose' })
  await chapter.close()
  const whole = await openAt(browser, pages, `${work}?view_full_work=true`)
  await whole.evaluate(() => document.querySelector('#chapter-2 .userstuff[role=article]')!.scrollIntoView({ behavior: 'instant' }))
  await expect.poll(() => painted(whole)).toEqual([words])
  // the other chapters have the same words: their turn comes when they are on screen
  for (const id of ['chapter-3', 'chapter-1', 'chapter-2']) {
    await whole.evaluate((at) => document.getElementById(at)!.scrollIntoView({ behavior: 'instant' }), id)
    await new Promise((later) => setTimeout(later, 400))
  }
  expect(await whole.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map((range) => (range as Range).startContainer.parentElement!.closest('.chapter')?.id)))).toEqual(['chapter-2'])
  await whole.close()
})
