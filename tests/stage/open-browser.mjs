/**
 * One way to drive both browsers with the extension in them. See `openBrowser`.
 */
import { mkdirSync } from 'node:fs'
import { closedDoor } from './closed-door.mjs'
import { findBrowser } from './installed.mjs'

/** @typedef {import('puppeteer-core').Page} Page */
/**
 * @typedef {object} Plan What to start.
 * @property {string} executable
 * @property {string} extension folder with manifest.json
 * @property {string} profile folder that outlives a restart
 * @property {boolean} headless
 * @property {number} proxy port of the closed door, 0 for none
 */
/**
 * @typedef {object} Seen What the browser has shown so far; kept across restarts.
 * @property {string[]} requests
 * @property {string[]} errors
 * @property {(page: Page, text: string) => void} onPage
 */
/**
 * @typedef {object} Machine One running browser.
 * @property {string} origin the extension's origin, without a slash at the end
 * @property {import('puppeteer-core').Browser} browser
 * @property {() => Promise<Page>} newPage
 * @property {(page: Page, path: string) => Promise<void>} goInside
 * @property {() => Promise<void>} stopBackground
 * @property {() => Promise<boolean>} backgroundRuns
 * @property {(enabled: boolean) => Promise<void>} setEnabled
 * @property {(given: boolean) => Promise<void>} giveSites
 * @property {(pages: Page[], scheme: 'light' | 'dark') => Promise<void>} wearScheme
 * @property {() => Promise<void>} [collect]
 * @property {() => Promise<void>} close
 */

/**
 * Opens a browser with the extension.
 *
 * @param {object} options
 * @param {import('./installed.mjs').BrowserKind} options.browser
 * @param {string} options.extension folder of a built extension, for instance dist/stage/chromium
 * @param {string} options.profile folder for the profile; made when missing
 * @param {boolean} [options.headless] true unless said otherwise
 * @param {'closed' | 'open'} [options.door] 'closed' (the default) refuses every request that is not for 127.0.0.1
 * @param {'quick' | 'human'} [options.pace] 'quick' (the default): what the hands of a test scroll past counts as read;
 *   'human': only what was read at a pace people read at, as for readers
 * @returns {Promise<StageBrowser>}
 */
export async function openBrowser({ browser, extension, profile, headless = true, door = 'closed', pace = 'quick' }) {
  const executable = findBrowser(browser)
  if (!executable) throw new Error(`No ${browser === 'firefox' ? 'Firefox' : 'Chromium, Chrome or Edge'} was found on this machine.`)
  mkdirSync(profile, { recursive: true })
  const gate = door === 'closed' ? await closedDoor() : undefined
  const stage = new StageBrowser(browser, { executable, extension, profile, headless, proxy: gate?.port ?? 0 }, gate)
  await stage.start()
  if (pace === 'quick') await stage.evaluateInExtension(readQuickly)
  return stage
}

/** Runs in a page of the extension: sets the fastest pace far beyond people's. An extension without storage has no readers. */
async function readQuickly() {
  const api = /** @type {any} */ (globalThis)
  await (api.browser ?? api.chrome).storage?.local.set({ settings: { fastestPace: 10_000_000 } })
}

/** One browser with the extension in it, the same for Chromium and Firefox. */
export class StageBrowser {
  /** @type {Map<Page, string[]>} */
  #complaints = new Map()
  /** @type {Set<Page>} */
  #pages = new Set()
  /** @type {'light' | 'dark'} */
  #scheme = 'light'
  /** @type {Seen} */
  #seen = { requests: [], errors: [], onPage: (page, text) => void this.#complaints.get(page)?.push(text) }
  /** @type {Machine | undefined} */
  #machine

  /**
   * @param {import('./installed.mjs').BrowserKind} name
   * @param {Plan} plan
   * @param {import('./closed-door.mjs').ClosedDoor | undefined} gate
   */
  constructor(name, plan, gate) {
    this.name = name
    this.plan = plan
    this.gate = gate
  }

  /** The running machine, for what only one browser can do. */
  get machine() {
    if (!this.#machine) throw new Error('The browser is closed.')
    return this.#machine
  }

  /** The extension's origin, for instance `chrome-extension://…`, without a slash at the end. */
  get origin() {
    return this.machine.origin
  }

  /** Starts the browser; `openBrowser` has done so already. */
  async start() {
    const Kind = this.name === 'firefox' ? (await import('./firefox.mjs')).Firefox : (await import('./chromium.mjs')).Chromium
    this.#machine = await Kind.open(this.plan, this.#seen)
  }

  /**
   * A new tab, at an address or empty.
   * @param {string} [url]
   */
  async newPage(url) {
    const page = await this.machine.newPage()
    this.#pages.add(page)
    this.#complaints.set(page, [])
    page.once('close', () => this.#pages.delete(page))
    await this.machine.wearScheme([page], this.#scheme)
    if (url) await page.goto(url, { waitUntil: 'load' })
    return page
  }

  /**
   * A tab with one of the extension's own pages, loaded.
   * @param {string} path for instance 'popup.html'
   * @param {{ over?: Page }} [options] `over`: the tab that is in front while the page loads. A popup asks for the
   *   active tab; opened in a tab of its own it would find itself. Once it says no more that it is loading, the new
   *   tab comes to the front.
   */
  async extensionPage(path, { over } = {}) {
    const page = await this.newPage()
    if (over) await over.bringToFront()
    await this.machine.goInside(page, path)
    if (over) {
      await hasLooked(page)
      await page.bringToFront()
    }
    return page
  }

  /**
   * Runs a function in a page of the extension that has none of its scripts: extension API, its IndexedDB, no UI.
   * @template {unknown[]} Given
   * @template Answer
   * @param {(...given: Given) => Answer} fn
   * @param {Given} given
   * @returns {Promise<Awaited<Answer>>}
   */
  async evaluateInExtension(fn, ...given) {
    const page = await this.extensionPage('manifest.json')
    try {
      const call = /** @type {(...given: unknown[]) => unknown} */ (/** @type {unknown} */ (fn))
      return /** @type {Awaited<Answer>} */ (await page.evaluate(call, ...given))
    } finally {
      await page.close()
    }
  }

  /** Ends the background as the browser itself would; the next message starts it again. */
  stopBackground() {
    return this.machine.stopBackground()
  }

  /** Whether the background (worker or event page) is alive now. */
  backgroundRuns() {
    return this.machine.backgroundRuns()
  }

  /**
   * Dark or light for every open tab and those to come.
   * @param {'light' | 'dark'} scheme
   */
  async wearScheme(scheme) {
    this.#scheme = scheme
    await this.machine.wearScheme([...this.#pages], scheme)
  }

  /**
   * Every address the extension's background and pages asked the network for; in Chromium also its content scripts,
   * which Firefox cannot tell from the page they run in. See `strays` for those.
   */
  async requests() {
    await this.#machine?.collect?.()
    return [...this.#seen.requests]
  }

  /** Every address outside this machine that anybody asked for (page, extension), the browser's own calls left out. */
  strays() {
    return this.gate?.knocks() ?? []
  }

  /**
   * What went wrong on a page: console errors, uncaught exceptions, content script included.
   * @param {Page} page
   */
  async consoleErrors(page) {
    return [...(this.#complaints.get(page) ?? []), ...(this.name === 'firefox' ? await this.errors() : [])]
  }

  /** What went wrong in the extension's own code: its background and, in Firefox, its content scripts and pages. */
  async errors() {
    await this.#machine?.collect?.()
    return [...this.#seen.errors]
  }

  /** Closes the browser and opens it again with the same profile. */
  async restart() {
    await this.#end()
    await this.start()
  }

  /** Ends the browser as a crash of the whole of it does, nothing written out first (kill -9), and opens it again with the same profile. */
  async crash() {
    const child = this.machine.browser.process()
    if (!child) throw new Error('This browser was not started from here.')
    const ended = new Promise((exited) => child.once('exit', exited))
    child.kill('SIGKILL')
    await ended
    this.#machine = undefined
    this.#pages.clear()
    await this.start()
  }

  /** Closes the browser; the profile stays. */
  async close() {
    await this.#end()
    await this.gate?.close()
  }

  async #end() {
    await this.#machine?.close()
    this.#machine = undefined
    this.#pages.clear()
  }
}

/**
 * Waits until a page of ours, still behind another tab, has found that tab: browsers are slow with hidden tabs, and one
 * that came to the front too early would find itself. Not for long: in Firefox a hidden page hears nothing from the
 * database and goes on saying that it is loading, though it has long since looked.
 * @param {Page} page
 */
async function hasLooked(page) {
  for (const end = Date.now() + 1_200; Date.now() < end;) {
    await new Promise((later) => setTimeout(later, 100))
    if (await page.evaluate(() => document.querySelector('[role=status]') === null)) return
  }
}
