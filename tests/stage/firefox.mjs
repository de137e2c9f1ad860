/**
 * Firefox with the extension loaded, driven over WebDriver BiDi. Made by `openBrowser`, see open-browser.mjs.
 *
 * Started with system access, so that the browser's own window can be asked what BiDi does not tell: which requests
 * the extension made, whether its background sleeps, what the browser console says.
 */
import puppeteer from 'puppeteer-core'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('./open-browser.mjs').Machine} Machine */
/** @typedef {import('./open-browser.mjs').Plan} Plan */
/** @typedef {import('./open-browser.mjs').Seen} Seen */

/** A fixed address for the extension: with another one each start, its data would stay behind. */
const UUID = '0ca7c4a0-51a6-4e00-8a0d-ca7c40000001'

/**
 * @param {string} id
 * @param {number} proxy
 */
const prefs = (id, proxy) => ({
  'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
  'intl.locale.requested': 'en-US',
  'intl.accept_languages': 'en-US',
  'app.normandy.enabled': false,
  'services.settings.server': 'data:,',
  ...(proxy && {
    'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': proxy,
    'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': proxy, 'network.proxy.no_proxies_on': '127.0.0.1, localhost',
  }),
})

/** Runs in the browser's own window: notes the extension's requests and the errors in its code. */
const WATCH = (/** @type {string} */ id, /** @type {string} */ origin) => `(() => {
  const log = globalThis.catchwordStage = { requests: [], errors: [] }
  Services.obs.addObserver({ observe(channel) {
    channel.QueryInterface(Ci.nsIHttpChannel)
    const { triggeringPrincipal, loadingPrincipal } = channel.loadInfo
    if ([triggeringPrincipal?.addonId, loadingPrincipal?.addonId].includes(${JSON.stringify(id)})) log.requests.push(channel.URI.spec)
  } }, 'http-on-modify-request')
  Services.console.registerListener({ observe(message) {
    if (!(message instanceof Ci.nsIScriptError) || message.flags & Ci.nsIScriptError.warningFlag) return
    // Firefox's own notes, in its own console alone: a page that was put aside or left while it told its place gets no answer
    if (['Promise resolved while context is inactive', 'Promise rejected after context unloaded'].some((note) => message.errorMessage.startsWith(note))) return
    if (message.sourceName.startsWith(${JSON.stringify(origin)})) log.errors.push(message.errorMessage + ' ' + message.sourceName)
  } })
})()`

/** @implements {Machine} */
export class Firefox {
  /**
   * @param {import('puppeteer-core').Browser} browser
   * @param {string} id
   * @param {Seen} seen
   */
  constructor(browser, id, seen) {
    this.browser = browser
    this.id = id
    this.origin = `moz-extension://${UUID}`
    this.seen = seen
  }

  /**
   * @param {Plan} plan
   * @param {Seen} seen
   */
  static async open(plan, seen) {
    const manifest = JSON.parse(readFileSync(join(plan.extension, 'manifest.json'), 'utf8'))
    const id = manifest.browser_specific_settings.gecko.id
    const browser = await puppeteer.launch({
      browser: 'firefox', executablePath: plan.executable, headless: plan.headless, userDataDir: plan.profile,
      args: ['--remote-allow-system-access'], extraPrefsFirefox: prefs(id, plan.proxy),
      defaultViewport: plan.headless ? { width: 1100, height: 800 } : null,
    })
    const machine = new Firefox(browser, id, seen)
    await machine.inChrome(WATCH(id, machine.origin))
    await browser.installExtension(plan.extension)
    return machine
  }

  /**
   * Evaluates in the browser's own window, with the browser's own rights.
   * @param {string} expression
   */
  async inChrome(expression) {
    // Puppeteer keeps its BiDi connection to itself; nothing else reaches the browser's own window.
    const { connection } = /** @type {{ connection: { send: (method: string, params: object) => Promise<any> } }} */ (/** @type {unknown} */ (this.browser))
    const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
    const answer = await connection.send('script.evaluate', {
      expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
      target: { context: tree.result.contexts[0].context }, awaitPromise: true,
    })
    if (answer.result.type !== 'success') throw new Error(`Firefox: ${answer.result.exceptionDetails.text}`)
    return JSON.parse(answer.result.result.value)
  }

  /** A new empty tab. */
  async newPage() {
    const page = await this.browser.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'assert') this.seen.onPage(page, message.text())
    })
    page.on('pageerror', (error) => this.seen.onPage(page, String(error)))
    return page
  }

  /**
   * @param {Page} page
   * @param {string} path
   */
  async goInside(page, path) {
    const address = `${this.origin}/${path}`
    // BiDi never reports the end of this navigation (finding 9 of the browser facts), so nobody waits for it.
    page.goto(address, { timeout: 1_000 }).catch(() => undefined)
    for (let tries = 0; tries < 200; tries++) {
      const there = await page.evaluate((wanted) => location.href === wanted && document.readyState === 'complete', address).catch(() => false)
      if (there) return
      await new Promise((later) => setTimeout(later, 50))
    }
    throw new Error(`Firefox did not open ${address} within ten seconds.`)
  }

  /** Lets the background idle out at once, as Firefox does after half a minute of silence. */
  async stopBackground() {
    await this.inChrome(`WebExtensionPolicy.getByID(${JSON.stringify(this.id)}).extension.terminateBackground({ ignoreDevToolsAttached: true })`)
  }

  /**
   * Switches the extension off or on, as its switch on the browser's own page does.
   * @param {boolean} enabled
   */
  async setEnabled(enabled) {
    await this.inChrome(`ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs').AddonManager.getAddonByID(${JSON.stringify(this.id)}).then((addon) => addon.${enabled ? 'enable' : 'disable'}()).then(() => null)`)
  }

  /**
   * Takes the extension's sites from it, or gives them back, as the reader does on the browser's own page.
   * @param {boolean} given
   */
  async giveSites(given) {
    await this.inChrome(`(async () => {
      const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs')
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(this.id)})
      await ExtensionPermissions.${given ? 'add' : 'remove'}(extension.id, { permissions: [], origins: extension.manifest.host_permissions }, extension)
    })()`)
  }

  async backgroundRuns() {
    return (await this.inChrome(`WebExtensionPolicy.getByID(${JSON.stringify(this.id)}).extension.backgroundState`)) === 'running'
  }

  /** Fetches what the browser's own window has noted since the last look. */
  async collect() {
    const log = await this.inChrome('(() => { const { requests, errors } = globalThis.catchwordStage; return { requests: requests.splice(0), errors: errors.splice(0) } })()')
    this.seen.requests.push(...log.requests)
    this.seen.errors.push(...log.errors)
  }

  /**
   * @param {Page[]} _pages Firefox has one scheme for all
   * @param {'light' | 'dark'} scheme
   */
  async wearScheme(_pages, scheme) {
    await this.inChrome(`Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${scheme === 'dark' ? 0 : 1})`)
  }

  async close() {
    await this.collect().catch(() => undefined)
    await this.browser.close()
  }
}
