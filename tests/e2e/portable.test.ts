/** Bring in, take out: driven through the page as a reader would, in both browsers. */
import { closeSync, ftruncateSync, openSync, readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { ElementHandle, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, stageExtension } from '../stage/here.mjs'
import { markPassage } from '../stage/marking.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'
import { startSerial, type SerialServer } from '../stage/server.mjs'
import { storedRows, untilStored } from '../stage/stored.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'catchword-portable-'))
let serial: SerialServer
let browser: StageBrowser
let page: Page

beforeAll(async () => {
  serial = await startSerial()
  browser = await openBrowser({ browser: BROWSER, extension: stageExtension(), profile: freshFolder('portable') })
  const story = await browser.newPage(serial.chapter(1))
  await markPassage(story, 'She kicked off her pattens.', { colour: 'moss' })
  await markPassage(story, 'The rain ran off his nose.', { colour: 'rose', note: 'poor man' })
  await untilStored(browser, (each) => each['passages']?.length === 2, 'two passages')
  page = await browser.extensionPage('portable.html')
  // the files themselves, as the page hands them to the browser
  await page.evaluate(() => {
    const made = globalThis as unknown as { made: Blob[] }
    made.made = []
    const create = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (blob: Blob) => {
      made.made.push(blob)
      return create(blob)
    }
  })
})
afterAll(async () => {
  await browser.close()
  await serial.close()
})

async function take(what: string): Promise<{ said: string; text: string }> {
  await page.click(`input[name=format][value=${what}]`)
  await page.evaluate(() => void (globalThis as unknown as { made: Blob[] }).made.splice(0))
  await page.click('[data-take]')
  await page.waitForFunction(() => document.querySelector('[data-taken]') !== null && (globalThis as unknown as { made: Blob[] }).made.length > 0)
  return page.evaluate(async () => ({ said: document.querySelector('[data-taken]')?.textContent ?? '', text: await ((globalThis as unknown as { made: Blob[] }).made[0]?.text() ?? '') }))
}

async function choose(name: string, content: string | Buffer): Promise<void> {
  const path = join(folder, name)
  writeFileSync(path, content)
  const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>
  await input.uploadFile(path)
}

const counts = (): Promise<Record<string, string>> => page.evaluate(() => Object.fromEntries([...document.querySelectorAll<HTMLElement>('[data-count]')].map((cell) => [cell.dataset['count'] ?? '', cell.textContent])))

async function bringIn(name: string, content: string): Promise<Record<string, string>> {
  await choose(name, content)
  await page.waitForSelector('[data-preview], .trouble')
  const seen = await counts()
  await page.click('[data-confirm]')
  await page.waitForSelector('[data-said]')
  return seen
}

async function undo(): Promise<void> {
  await page.click('[data-undo]')
  await page.waitForFunction(() => document.querySelector('[data-undo]') === null && document.querySelector('[data-said]') !== null)
}

const plain = async (): Promise<string> => {
  const { works, chapters, passages } = await storedRows(browser)
  return JSON.stringify([works, chapters, passages])
}

async function faults(): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (context: unknown) => Promise<AxeResults> } }
    return (await axe.run(document)).violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)
  })
}

test('each format is taken out, with a dated name and what was marked by hand in it', async () => {
  const day = new Date().toISOString().slice(0, 10)
  const signs: Record<string, RegExp> = {
    backup: /^\{"catchword":"backup"/, w3c: /"AnnotationCollection"/, markdown: /^---\ntitle: /, obsidian: /^> ==The rain ran off his nose\\?\.==/m, csv: /^\ufeff?Work,Author,Chapter,/,
    readwise: /^Highlight,Title,Author,URL,Note,Location,Date\r\n/, html: /<blockquote dir="auto" class="rose">/, clippings: /- Your Highlight/, hypothesis: /"export_date"/, library: /^\ufeff?Work,Author,Site,/,
  }
  for (const [what, sign] of Object.entries(signs)) {
    const { said, text } = await take(what)
    expect(said, what).toContain(day)
    expect(text, what).toMatch(sign)
    if (what !== 'library') expect(text, what).toContain('The rain ran off his nose.')
  }
})

test('what was taken out is the same already when brought in', async () => {
  for (const what of ['backup', 'w3c', 'hypothesis']) {
    const { text } = await take(what)
    await choose(`${what}.json`, text)
    await page.waitForSelector('[data-preview]')
    expect(await counts(), what).toMatchObject({ bringNew: '0', bringChanged: '0', bringRefused: '0' })
    await page.click('[data-cancel]')
    await page.waitForSelector('[data-said]')
  }
})

const AO3 = 'https://archiveofourown.org/works/4411'
const FOREIGN: readonly (readonly [name: string, content: string, wants: Record<string, string>])[] = [
  ['hypothesis.json', JSON.stringify({ export_date: 'x', annotations: [{ id: 'h1', uri: `${AO3}/chapters/9`, text: 'n', tags: [], document: { title: ['Eels'] }, target: [{ selector: [{ type: 'TextQuoteSelector', exact: 'salt' }] }] }] }), { bringNew: '3' }],
  ['clipper.json', JSON.stringify([{ url: `${AO3}/chapters/9`, highlights: [{ text: 'rope', timestamp: '2026-01-02T03:04:05.000Z' }] }]), { bringNew: '3' }],
  ['w3c.jsonld', JSON.stringify({ type: 'Annotation', target: { source: `${AO3}/chapters/9`, selector: { type: 'TextQuoteSelector', exact: 'tide' } } }), { bringNew: '3' }],
  ['readwise.csv', `Highlight,Title,Author,URL,Note,Location,Date\nsalt,Eels,ida,${AO3}/chapters/9,,,\nbad,Eels,ida,javascript:alert(1),,,\n`, { bringNew: '3', bringRefused: '1' }],
  ['My Clippings.txt', 'Eels (Marsh, Ida)\r\n- La subrayado en la página 3 | posición 45-46 | Añadido el lunes\r\n\r\nsalt\r\n==========\r\n', { bringNew: '3' }],
  ['goodreads.csv', 'Book Id,Title,Author,My Rating,Date Read,Date Added,Bookshelves,Exclusive Shelf,My Review\n1,Eels,Ida Marsh,4,2024/03/09,2024/02/01,wet,read,good\n', { bringNew: '1' }],
  ['storygraph.csv', 'Title,Authors,Read Status,Date Added,Star Rating,Review,Tags\nEels,Ida Marsh,to-read,2024/02/01,,,\n', { bringNew: '1' }],
  ['fictracker.json', JSON.stringify({ FT_finished: '4411,4412', FT_toread: 'x' }), { bringNew: '2', bringRefused: '1' }],
  ['AO3rdr-backup.txt', JSON.stringify([{ ao3id: '4411', title: 'Eels', rating: 3, read: 2, chapter_id: 9, chapters: { published: 3, total: 5 } }]), { bringNew: '2' }],
  ['tracker.json', JSON.stringify([{ title: 'Eels', status: 'Completed', score: 9 }]), { bringNew: '1' }],
  ['bookmarks.html', `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF="${AO3}">Eels</A>\n<DT><A HREF="https://news.example/">News</A>\n</DL>`, { bringNew: '1' }],
]

test.each(FOREIGN)('%s: previewed, brought in, undone to the byte', async (name, content, wants) => {
  const before = await plain()
  expect(await bringIn(name, content)).toMatchObject(wants)
  expect(await plain()).not.toBe(before)
  await undo()
  expect(await plain()).toBe(before)
})

test.each([
  ['empty.json', '', /empty/],
  ['broken.json', '{"annotations": [1,}', /damaged at line 1, column 20/],
  ['cut.json', '{"catchword":"backup","version":1,"rows":[\n["work",{', /ends too early, at line 2/],
  ['newer.json', '{"catchword":"backup","version":99,"rows":[\n["end",{}]]}\n', /update Catchword first/],
  ['utf16.txt', Buffer.from('a text of no kind', 'utf16le'), /not text in UTF-8 or UTF-16 \(byte 2\)/],
  ['picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), /not text/],
  ['page.html', '<html><script>alert(1)</script></html>', /none of the kinds/],
] as const)('%s is refused in one sentence with the place, and nothing changes', async (name, content, why) => {
  const before = await plain()
  await choose(name, content)
  await page.waitForSelector('.trouble')
  const said = await page.$eval('.trouble', (element) => element.textContent)
  expect(said).toMatch(why)
  expect(said).toContain('Nothing in your library has changed.')
  expect(await plain()).toBe(before)
})

test('what stands in a title, a note or a tag is shown as it is written, wherever it is shown', async () => {
  const before = await plain()
  const evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
  const { text } = await take('backup')
  // the title of the work, and the note of a passage
  const rows = text.replace('"title":"The Eel Rent"', JSON.stringify({ title: evil }).slice(1, -1)).replace('"note":"poor man"', JSON.stringify({ note: evil, tags: [evil.slice(0, 40)] }).slice(1, -1)).replace(/("tags":\[[^\]]*\],)"tags":\[\]/, '$1"tags":[]')
  expect(rows).not.toBe(text)
  await choose('evil.json', rows)
  await page.waitForSelector('[data-preview], .trouble')
  const shown = await page.evaluate(() => ({ images: document.querySelectorAll('img, script:not([src])').length, title: document.title }))
  expect(shown).toEqual({ images: 0, title: await page.title() })
  expect(shown.title).not.toBe('1')
  if (await page.$('[data-confirm]')) {
    await page.click('[data-confirm]')
    await page.waitForSelector('[data-said]')
    const library = await browser.extensionPage('library.html')
    await library.waitForSelector('.work')
    expect(await library.evaluate(() => ({ images: document.querySelectorAll('main img, main script').length, title: document.title === '1' }))).toEqual({ images: 0, title: false })
    expect(await browser.consoleErrors(library)).toEqual([])
    await library.close()
    await undo()
  }
  expect(await plain()).toBe(before)
})

test('an import stopped half-way leaves the library as it was, and says so', async () => {
  const before = await plain()
  const { text } = await take('backup')
  const passage = text.split('\n').find((line) => line.startsWith('["passage"'))!
  const many = Array.from({ length: 20_000 }, (_, at) => passage.replace(/"id":"[^"]*"/, `"id":"many-${at}"`)).join('\n')
  await choose('many.json', text.replace(passage, `${many}\n${passage}`))
  await page.waitForSelector('[data-stop]')
  await page.waitForFunction(() => /\d{3}/.test(document.querySelector('[data-stop]')?.parentElement?.parentElement?.textContent ?? ''))
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-stop]')?.click())
  await page.waitForSelector('[data-said]')
  expect(await plain()).toBe(before)
  // once more, and stopped while it is written
  await choose('many.json', text.replace(passage, `${many}\n${passage}`))
  await page.waitForSelector('[data-confirm]', { timeout: 60_000 })
  await page.click('[data-confirm]')
  await page.waitForSelector('[data-stop]')
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-stop]')?.click())
  await page.waitForSelector('[data-said]', { timeout: 60_000 })
  expect(await plain()).toBe(before)
}, 180_000)

test('a backup that cannot be written is said so, and the reminder stays', async () => {
  const health = await browser.extensionPage('health.html')
  const text = (): Promise<string> => health.evaluate(() => document.querySelector('main')?.innerText ?? '')
  await expect.poll(text, { timeout: 15_000 }).toContain('You have never saved a backup file')
  await health.evaluate(() => {
    const refuse = (): never => { throw new DOMException('no', 'NotAllowedError') }
    Object.assign(navigator.storage, { getDirectory: () => Promise.reject(new DOMException('no', 'NotAllowedError')) })
    URL.createObjectURL = refuse
    const button = [...document.querySelectorAll('button')].find((each) => each.textContent.startsWith('Save a backup'))
    if (!button) throw new Error([...document.querySelectorAll('button')].map((each) => each.textContent).join(' | '))
    button.click()
  })
  await expect.poll(text, { timeout: 15_000 }).toContain('NotAllowedError')
  expect(await text()).toContain('You have never saved a backup file')
  await health.close()
})

test('taken out, wiped, brought in, taken out: equal to the byte', async () => {
  const first = await take('backup')
  await browser.evaluateInExtension(async () => {
    const opened = await new Promise<IDBDatabase>((resolve) => { const request = indexedDB.open('catchword'); request.onsuccess = () => resolve(request.result) })
    const transaction = opened.transaction([...opened.objectStoreNames], 'readwrite')
    for (const name of opened.objectStoreNames) transaction.objectStore(name).clear()
    await new Promise((done) => { transaction.oncomplete = done })
    opened.close()
  })
  expect(await plain()).toBe('[[],[],[]]')
  await bringIn('whole.json', first.text)
  const again = await take('backup')
  const rows = (text: string): string => text.split('\n').filter((line) => line.startsWith('["')).join('\n')
  expect(rows(again.text)).toBe(rows(first.text))
})

test('a file of 500 MB is refused at once in one sentence, and nothing changes', async () => {
  const before = await plain()
  const path = join(folder, 'huge.json')
  const file = openSync(path, 'w')
  ftruncateSync(file, 500 * 1024 * 1024) // a hole: it takes no room on the disk
  closeSync(file)
  const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement>
  const began = Date.now()
  await input.uploadFile(path)
  await page.waitForFunction(() => document.querySelector('.trouble')?.textContent.includes('larger than'))
  expect(Date.now() - began).toBeLessThan(5000)
  const said = await page.$eval('.trouble', (element) => element.textContent)
  expect(said).toContain('The file is larger than 200 MB.')
  expect(said).toContain('Nothing in your library has changed.')
  expect(await page.$('[data-preview]')).toBeNull()
  expect(await plain()).toBe(before)
  rmSync(path)
})

test.each(['light', 'dark'] as const)('%s: axe-clean with a preview open', async (scheme) => {
  await browser.wearScheme(scheme)
  await choose('readwise.csv', FOREIGN[3]?.[1] ?? '')
  await page.waitForSelector('[data-preview]')
  await page.click('input[name=format][value=markdown]')
  await page.click('input[name=works]:not(:checked)')
  await page.waitForSelector('.works li')
  expect(await faults()).toEqual([])
  const shots = process.env['CATCHWORD_SHOTS']
  if (shots) await page.screenshot({ path: join(shots, `portable-${BROWSER}-${scheme}.png`), fullPage: BROWSER === 'chromium' })
  await page.click('input[name=works]:not(:checked)')
  await page.click('[data-cancel]')
  await page.waitForSelector('[data-said]')
  expect(await browser.consoleErrors(page)).toEqual([])
})
