/** The smallest extension that has a background, a content script and a page: the drivers are tried on it first. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BACKGROUND = `
const api = globalThis.browser ?? globalThis.chrome
const born = Math.random()
api.runtime.onMessage.addListener((message, sender, answer) => {
  if (message.fetch) fetch(message.fetch).catch(() => {})
  answer({ born })
  return true
})`

const PAGE = `
const api = globalThis.browser ?? globalThis.chrome
const note = (key, value) => { document.documentElement.dataset[key] = value }
document.addEventListener('mouseup', (event) => note('mouse', event.isTrusted + ' ' + getSelection()))
document.addEventListener('wheel', (event) => note('wheel', event.isTrusted), { passive: true })
document.addEventListener('keydown', (event) => note('key', event.isTrusted + ' ' + event.key))
if (location.search === '?throw') setTimeout(() => { throw new Error('thrown by the content script') })
if (location.search === '?fetch') fetch('http://example.invalid/from-the-page').catch(() => {})`

const POPUP = `
const open = () => new Promise((done, failed) => {
  const request = indexedDB.open('trivial', 1)
  request.onupgradeneeded = () => request.result.createObjectStore('rows')
  request.onsuccess = () => done(request.result)
  request.onerror = () => failed(request.error)
})
globalThis.put = async (key, value) => {
  const tx = (await open()).transaction('rows', 'readwrite')
  tx.objectStore('rows').put(value, key)
  return new Promise((done, failed) => { tx.oncomplete = () => done(); tx.onerror = () => failed(tx.error) })
}
globalThis.get = async (key) => {
  const request = (await open()).transaction('rows').objectStore('rows').get(key)
  return new Promise((done, failed) => { request.onsuccess = () => done(request.result); request.onerror = () => failed(request.error) })
}
const api = globalThis.browser ?? globalThis.chrome
api.tabs.query({ active: true, currentWindow: true }).then(([tab]) => { document.title = 'over ' + tab.url })`

/**
 * Writes the extension for one browser.
 * @param {import('./installed.mjs').BrowserKind} browser
 * @param {string} dir
 */
export function writeTrivialExtension(browser, dir) {
  mkdirSync(join(dir, 'icons'), { recursive: true })
  const manifest = {
    manifest_version: 3, name: 'Trivial', version: '1.0', permissions: ['tabs'],
    host_permissions: ['*://127.0.0.1/*'],
    content_scripts: [{ matches: ['*://127.0.0.1/*'], js: ['page.js'] }],
    action: { default_popup: 'popup.html' },
    ...(browser === 'firefox'
      ? { background: { scripts: ['background.js'] }, browser_specific_settings: { gecko: { id: 'trivial@catchword.invalid' } } }
      : { background: { service_worker: 'background.js' } }),
  }
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(dir, 'background.js'), BACKGROUND)
  writeFileSync(join(dir, 'page.js'), PAGE)
  writeFileSync(join(dir, 'popup.js'), POPUP)
  writeFileSync(join(dir, 'popup.html'), '<!doctype html><html lang="en"><title>…</title><p>Here.</p><script src="popup.js"></script></html>')
}
