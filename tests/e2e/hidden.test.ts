/** A page that hides what is ours: its style sheet cannot, and what its script does is told where no page reaches. */
import texts from '../../src/_locales/en/messages.json'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage, popupOver, waitForBar } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { readTo, selectText } from '../stage/reader.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

const SENTENCE = 'Three things hung beside the Reeve’s door at Sallow Hythe: a lantern, an oilskin, and half a stick.'
const OTHER = 'She held up the lamp and looked.'

let serial: SerialServer
let browser: StageBrowser

/** What the author's page carries besides its story. */
let carried = ''

beforeAll(async () => {
  serial = await startSerial({ revise: (_path, body) => body.replace('</head>', `${carried}</head>`) })
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('hidden') })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

const passages = async (): Promise<number> => ((await storedRows(browser))['passages'] ?? []).filter(({ deleted }: { deleted?: unknown }) => !deleted).length

/** What the toolbar button of a page's tab shows and says. */
async function button(page: Page): Promise<readonly [string, string]> {
  await page.bringToFront()
  return JSON.parse(await browser.evaluateInExtension(async (address) => {
    type Button = Record<'getBadgeText' | 'getTitle', (of: { tabId: number }) => Promise<string>>
    interface Api { readonly tabs: { readonly query: (of: object) => Promise<{ id: number, url?: string }[]> }, readonly action: Button }
    const { browser: firefox, chrome } = globalThis as { browser?: Api, chrome?: Api }
    const api = (firefox ?? chrome)!
    const tabId = (await api.tabs.query({})).find(({ url }) => url === address)!.id
    return JSON.stringify([await api.action.getBadgeText({ tabId }), await api.action.getTitle({ tabId })])
  }, page.url())) as [string, string]
}

/** What the popup over a page warns of. */
async function warning(page: Page): Promise<string> {
  const popup = await popupOver(browser, page)
  const told = await popup.evaluate(() => document.querySelector('[role=alert]')?.textContent ?? '')
  await popup.close()
  return told
}

test('no style sheet of a page hides the bar: it is seen, pressed, and the passage is stored', async () => {
  const page = await browser.newPage(serial.chapter(1))
  await page.evaluate(() => {
    const sheet = document.createElement('style')
    sheet.textContent = `@keyframes away { to { opacity: 0; transform: scale(0) } }
      @layer early { html > div { opacity: 0 !important } }
      html > div, html > :not(head, body), [data-catchword] { display: none !important; visibility: hidden !important; opacity: 0 !important; content-visibility: hidden !important;
        clip-path: inset(50%) !important; clip: rect(0 0 0 0) !important; transform: translateX(-9999px) !important; translate: -9999px !important; scale: 0 !important; filter: opacity(0) !important;
        mask: linear-gradient(transparent, transparent) !important; top: -9999px !important; left: -9999px !important; position: fixed !important; z-index: -1 !important; width: 0 !important; height: 0 !important; overflow: hidden !important;
        transition: all 1000s !important; animation: away 1ms forwards !important; pointer-events: none !important; color: transparent !important; font-size: 0 !important }`
    document.head.append(sheet)
  })
  await markPassage(page, SENTENCE)
  await expect.poll(passages).toBe(1)
  await selectText(page, OTHER)
  await waitForBar(page)
  const [shown] = await button(page)
  expect(shown).toMatch(/%$/)
  expect(await warning(page)).toBe('')
  await page.close()
})

const WAYS = {
  'removes it': () => { new MutationObserver(() => document.querySelector('[data-catchword]')?.remove()).observe(document.documentElement, { childList: true }) },
  'does not display it': () => { new MutationObserver(() => document.querySelector<HTMLElement>('[data-catchword]')?.style.setProperty('display', 'none', 'important')).observe(document.documentElement, { childList: true }) },
  'makes it transparent': () => { new MutationObserver(() => document.querySelector<HTMLElement>('[data-catchword]')?.style.setProperty('filter', 'opacity(0)', 'important')).observe(document.documentElement, { childList: true }) },
  'moves it out of the window': () => { new MutationObserver(() => document.querySelector<HTMLElement>('[data-catchword]')?.style.setProperty('translate', '-9999px', 'important')).observe(document.documentElement, { childList: true }) },
  'puts it into a box of its own': () => {
    const box = document.createElement('div')
    box.style.cssText = 'height: 0; overflow: hidden; position: relative'
    document.body.append(box)
    new MutationObserver(() => { const ours = document.querySelector('html > [data-catchword]'); if (ours) box.append(ours) }).observe(document.documentElement, { childList: true })
  },
  'lays something over it': () => {
    const cover = document.createElement('div')
    cover.style.cssText = 'position: fixed; inset: 0; background: white; z-index: 2147483647'
    new MutationObserver(() => { if (!cover.isConnected && document.querySelector('[data-catchword]')) document.documentElement.append(cover) }).observe(document.documentElement, { childList: true })
  },
  'removes it a while later': () => { new MutationObserver(() => setTimeout(() => document.querySelector('[data-catchword]')?.remove(), 400)).observe(document.documentElement, { childList: true }) },
}

test.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('a script that %s: nothing invisible is left, the button and the popup say so, and what is stored stays', async (way) => {
  const page = await browser.newPage(serial.chapter(1))
  await expect.poll(() => page.evaluate(() => [...CSS.highlights.keys()])).toEqual(['catchword-amber'])
  expect((await button(page))[0]).toMatch(/%$/)
  await page.evaluate(WAYS[way])
  await selectText(page, OTHER)
  // the late one is found out when the bar would have gone by itself
  if (way === 'removes it a while later') {
    await page.waitForSelector('[data-catchword=bar]')
    await expect.poll(() => page.$('[data-catchword=bar]')).toBeNull()
    await page.evaluate(() => getSelection()?.removeAllRanges())
  }
  await expect.poll(() => button(page)).toEqual(['!', texts.troubleHidden.message])
  expect(await page.$('[data-catchword]')).toBeNull()
  expect(await warning(page)).toBe(texts.troubleHidden.message)
  // a bar nobody sees takes no keys either: the page gets its own
  await page.bringToFront()
  await page.evaluate(() => addEventListener('keydown', ({ key }) => { document.title = `the page has ${key}` }))
  await page.keyboard.press('h')
  await expect.poll(() => page.title()).toBe('the page has h')
  expect(await passages()).toBe(1)
  expect(await browser.consoleErrors(page)).toEqual([])

  // loaded again, the page may behave: then nothing is said any more
  await page.reload()
  await selectText(page, OTHER)
  await waitForBar(page)
  expect((await button(page))[0]).toMatch(/%$/)
  expect(await warning(page)).toBe('')
  await page.close()
})

test('the pill is seen under any style sheet, and told of where a script takes it away', async () => {
  await browser.evaluateInExtension(async () => {
    const { browser: firefox, chrome } = globalThis as { browser?: Api, chrome?: Api }
    interface Api { readonly storage: { readonly local: { readonly set: (what: object) => Promise<void> } } }
    await (firefox ?? chrome)!.storage.local.set({ settings: { fastestPace: 10_000_000, pillAfterMs: 1 } })
  })
  const first = await browser.newPage(serial.chapter(4))
  await readTo(first, 40, { selector: '.story' })
  await untilStored(browser, ({ progress }) => (progress ?? []).some(({ chapter, current }: { chapter: string, current: { fraction: number } }) => chapter.includes('chapter-4') && current.fraction > 0.05), 'a place in chapter four')
  await first.close()

  carried = '<style>html > div { display: none !important; opacity: 0 !important; translate: 0 9999px !important }</style>'
  const sheet = await browser.newPage(serial.chapter(4))
  await expect.poll(() => sheet.evaluate(() => {
    const host = document.querySelector('[data-catchword=pill]')
    const box = host?.shadowRoot?.querySelector('.pill')?.getBoundingClientRect()
    return box !== undefined && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) === host
  })).toBe(true)
  expect(await warning(sheet)).toBe('')
  await sheet.close()

  carried = '<script>new MutationObserver(() => document.querySelector("[data-catchword]")?.remove()).observe(document.documentElement, { childList: true })</script>'
  const script = await browser.newPage(serial.chapter(4))
  await expect.poll(() => button(script)).toEqual(['!', texts.troubleHidden.message])
  expect(await warning(script)).toBe(texts.troubleHidden.message)
  await script.close()
})
