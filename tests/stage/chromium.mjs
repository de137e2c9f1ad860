/** Chromium with the extension loaded, driven over CDP. Made by `openBrowser`, see open-browser.mjs. */
import puppeteer from 'puppeteer-core'

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').CDPSession} CDPSession */
/** @typedef {import('./open-browser.mjs').Machine} Machine */
/** @typedef {import('./open-browser.mjs').Plan} Plan */
/** @typedef {import('./open-browser.mjs').Seen} Seen */

const FLAGS = [
  '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--no-default-browser-check', '--lang=en-US',
]

/** Containers seldom give Chromium what its sandbox needs; a reader's own window keeps it unless they are root. */
const sandbox = (/** @type {boolean} */ headless) => headless || process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** @implements {Machine} */
export class Chromium {
  /**
   * @param {import('puppeteer-core').Browser} browser
   * @param {string} id
   * @param {Seen} seen
   */
  constructor(browser, id, seen) {
    this.browser = browser
    this.origin = `chrome-extension://${id}`
    this.seen = seen
    /** @type {Map<Page, CDPSession>} */
    this.sessions = new Map()
    browser.on('targetcreated', (target) => void this.#watchWorker(target))
  }

  /**
   * @param {Plan} plan
   * @param {Seen} seen
   */
  static async open(plan, seen) {
    const browser = await puppeteer.launch({
      browser: 'chrome', executablePath: plan.executable, headless: plan.headless, userDataDir: plan.profile,
      // Google Chrome no longer takes --load-extension; over the pipe every Chromium does.
      pipe: true, enableExtensions: true,
      // Puppeteer switches the back/forward cache off; readers have it.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
      args: [...FLAGS, ...sandbox(plan.headless), ...(plan.proxy ? [`--proxy-server=http://127.0.0.1:${plan.proxy}`] : [])],
      defaultViewport: plan.headless ? { width: 1100, height: 800 } : null,
    })
    const id = await browser.installExtension(plan.extension)
    const machine = new Chromium(browser, id, seen)
    await Promise.all(browser.targets().map((target) => machine.#watchWorker(target)))
    return machine
  }

  /** A new empty tab. */
  async newPage() {
    const page = await this.browser.newPage()
    await this.#watchPage(page)
    return page
  }

  /**
   * @param {Page} page
   * @param {string} path
   */
  async goInside(page, path) {
    await page.goto(`${this.origin}/${path}`, { waitUntil: 'load' })
  }

  /** Kills the worker as Chromium does after half a minute of silence; the next event starts a new one. */
  async stopBackground() {
    const target = this.#workerTarget()
    if (!target) return
    const worker = await target.worker()
    await worker?.close()
    await until(() => this.#workerTarget() === undefined)
  }

  /**
   * Switches the extension off or on, as its switch on the browser's own page does.
   * @param {boolean} enabled
   */
  async setEnabled(enabled) {
    await this.#onOwnPage(`new Promise((done) => chrome.management.setEnabled(${JSON.stringify(this.#id)}, ${enabled}, done))`)
  }

  /**
   * Takes the extension's sites from it, or gives them back, as the reader does on the browser's own page.
   * @param {boolean} given
   */
  async giveSites(given) {
    await this.#onOwnPage(`new Promise((done) => chrome.developerPrivate.updateExtensionConfiguration({ extensionId: ${JSON.stringify(this.#id)}, hostAccess: ${given ? '"ON_ALL_SITES"' : '"ON_CLICK"'} }, done))`)
  }

  get #id() {
    return new URL(this.origin).host
  }

  /** @param {string} expression */
  async #onOwnPage(expression) {
    const page = await this.browser.newPage()
    await page.goto('chrome://extensions')
    await page.evaluate(expression)
    await page.close()
  }

  async backgroundRuns() {
    return this.#workerTarget() !== undefined
  }

  /**
   * @param {Page[]} pages
   * @param {'light' | 'dark'} scheme
   */
  async wearScheme(pages, scheme) {
    for (const page of pages) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  }

  async close() {
    await this.browser.close()
  }

  #workerTarget() {
    return this.browser.targets().find((target) => target.type() === 'service_worker' && target.url().startsWith(this.origin))
  }

  /** @param {import('puppeteer-core').Target} target */
  async #watchWorker(target) {
    if (target.type() !== 'service_worker' || !target.url().startsWith(this.origin)) return
    const worker = await target.worker().catch(() => null)
    // The worker's own session: a second one would keep a closed worker alive.
    if (worker) await this.#watch(worker.client, (text) => this.seen.errors.push(text)).catch(() => undefined)
  }

  /** @param {Page} page */
  async #watchPage(page) {
    const session = await page.createCDPSession()
    this.sessions.set(page, session)
    await this.#watch(session, (text) => this.seen.onPage(page, text))
  }

  /**
   * A page's own session also hears the content script's world, which Puppeteer's console events leave out.
   * @param {CDPSession} session
   * @param {(text: string) => void} complain
   */
  async #watch(session, complain) {
    session.on('Network.requestWillBeSent', ({ request, documentURL, initiator }) => {
      const from = `${documentURL} ${initiator.url ?? ''} ${JSON.stringify(initiator.stack ?? '')}`
      if (from.includes(this.origin) && !/^(chrome-extension|data|blob):/.test(request.url)) this.seen.requests.push(request.url)
    })
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type === 'error' || type === 'assert') complain(args.map((arg) => arg.description ?? String(arg.value)).join(' '))
    })
    session.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) => complain(exception?.description ?? text))
    session.on('Log.entryAdded', ({ entry }) => {
      if (entry.level === 'error') complain(`${entry.text} ${entry.url ?? ''}`.trim())
    })
    await Promise.all([session.send('Network.enable'), session.send('Runtime.enable'), session.send('Log.enable')])
  }
}

/** @param {() => boolean} holds */
async function until(holds) {
  for (let tries = 0; tries < 100; tries++) {
    if (holds()) return
    await new Promise((later) => setTimeout(later, 50))
  }
  throw new Error('The worker did not stop within five seconds.')
}
