/** What readers install, as built: no way to run or fetch anything from elsewhere, a closed shadow root, a clean manifest. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BROWSER, freshFolder, ROOT } from '../stage/here.mjs'
import { openBrowser, type StageBrowser } from '../stage/open-browser.mjs'

const release = join(ROOT, 'dist', BROWSER)
const scripts = readdirSync(release).filter((name) => name.endsWith('.js'))
const source = (name: string): string => readFileSync(join(release, name), 'utf8')

let browser: StageBrowser
beforeAll(async () => {
  browser = await openBrowser({ browser: BROWSER, extension: release, profile: freshFolder('release') })
})
afterAll(() => browser.close())

test.each(scripts)('%s runs no strings and assigns no HTML', (name) => {
  expect(source(name)).not.toMatch(/\beval\(|new Function\(|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write/)
})

test.each(scripts)('%s holds no address it could load from', (name) => {
  const loads = source(name).match(/(?:src|href)\s*=\s*["']https?:\/\/[^"']+|import\(\s*["']https?:|\bfetch\(\s*["']https?:/g)
  expect(loads).toBeNull()
})

test('what runs in pages draws in a closed shadow root, knows no stage, and holds no database', () => {
  expect(source('reading.js')).toMatch(/attachShadow\(\{\s*mode:\s*(?:"closed"|false\s*\?\s*"open"\s*:\s*"closed")/)
  for (const name of ['page.js', 'detector.js', 'reading.js']) expect(source(name)).not.toContain('indexedDB')
})

test('the manifest has no stage hosts', () => {
  expect(readFileSync(join(release, 'manifest.json'), 'utf8')).not.toContain('127.0.0.1')
})

test('the browser loads it without a warning', async () => {
  if (BROWSER === 'firefox') {
    expect(await browser.errors()).toEqual([])
    return
  }
  interface Info { readonly manifestErrors: readonly unknown[]; readonly runtimeErrors: readonly unknown[]; readonly name: string }
  const page = await browser.newPage('chrome://extensions')
  const installed = await page.evaluate(() => (globalThis as unknown as { chrome: { developerPrivate: { getExtensionsInfo: () => Promise<Info[]> } } }).chrome.developerPrivate.getExtensionsInfo())
  const ours = installed.find((each) => each.name === 'Catchword')
  expect(ours).toBeDefined()
  expect(ours?.manifestErrors).toEqual([])
  expect(ours?.runtimeErrors).toEqual([])
})
