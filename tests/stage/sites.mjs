/** Pages of sites, written for the project, at the addresses those sites have; nothing goes to the sites themselves. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './here.mjs'

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * One of tests/site/pages.
 * @param {string} name without its ending
 */
export const sitePageFile = (name) => readFileSync(join(ROOT, 'tests/site/pages', `${name}.html`), 'utf8')

/**
 * Opens an address in a tab that gets its pages from here; every other request of the tab is refused.
 * @param {import('./open-browser.mjs').StageBrowser} browser
 * @param {Record<string, string>} pages address without fragment → HTML
 * @param {string} address
 * @returns {Promise<Page>}
 */
export async function openAt(browser, pages, address) {
  const page = await browser.newPage()
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const body = pages[request.url().split('#', 1)[0] ?? '']
    const done = body === undefined ? request.respond({ status: 204, body: '' }) : request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body })
    done.catch(() => undefined) // the tab was closed
  })
  await page.goto(address, { waitUntil: 'load' })
  return page
}
