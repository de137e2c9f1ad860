/**
 * Makes sure of what the commands need: the packages of the lock file, and browsers. Uses nothing but Node itself, for
 * it runs first on a machine where nothing is installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '../tests/stage/installed.mjs'
import { ROOT } from '../tests/stage/here.mjs'

/** @typedef {import('../tests/stage/installed.mjs').BrowserKind} BrowserKind */

const DEBIAN_PACKAGE = { chromium: 'chromium', firefox: 'firefox-esr' }
const PLAIN_NAME = { chromium: 'Chromium, Google Chrome or Microsoft Edge', firefox: 'Firefox' }

/** Something is missing that cannot be installed from here; the message is one sentence for the reader. */
export class Missing extends Error {}

/**
 * Installs the packages of package-lock.json when node_modules does not hold exactly those.
 * @throws {Missing}
 */
export function ensurePackages() {
  if (packagesAreThere()) return
  console.log('Installing the packages of package-lock.json …')
  const npm = process.env['npm_execpath']
  const args = ['ci', '--ignore-scripts', '--no-fund', '--no-audit']
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.status !== 0) throw new Missing('The packages could not be installed: see what npm said above.')
}

/** npm leaves a lock file of what it installed: compared by content, for times change with every checkout. */
function packagesAreThere() {
  const installed = readPackages(join(ROOT, 'node_modules/.package-lock.json'))
  const wanted = readPackages(join(ROOT, 'package-lock.json'))
  return installed !== undefined && wanted !== undefined && Object.entries(wanted)
    .filter(([path, { optional }]) => path !== '' && !optional)
    .every(([path, { version }]) => installed[path]?.version === version && existsSync(join(ROOT, path)))
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined
}

/**
 * The program of a browser, installed with apt when it is missing and this is Debian or Ubuntu and we are root.
 * @param {BrowserKind} kind
 * @returns {string} the path of the program
 * @throws {Missing}
 */
export function ensureBrowser(kind) {
  const found = findBrowser(kind) ?? (mayUseApt() ? installWithApt(kind) : undefined)
  if (!found) throw new Missing(`${PLAIN_NAME[kind]} was not found: please install it, or name its program in CATCHWORD_${kind.toUpperCase()}.`)
  return found
}

/**
 * The first browser there is, Chromium's family first; one is installed when there is none.
 * @returns {BrowserKind}
 * @throws {Missing}
 */
export function ensureSomeBrowser() {
  if (findBrowser('chromium')) return 'chromium'
  if (findBrowser('firefox')) return 'firefox'
  if (mayUseApt() && (installWithApt('chromium') ?? '') !== '') return 'chromium'
  throw new Missing('No browser was found: please install Chromium, Google Chrome, Microsoft Edge or Firefox, and try again.')
}

function mayUseApt() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0
}

/** @param {BrowserKind} kind */
function installWithApt(kind) {
  const name = DEBIAN_PACKAGE[kind]
  console.log(`Installing ${name} with apt …`)
  const apt = (/** @type {string[]} */ ...args) => spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0
  // A stale or partly unreachable package list may still do; the installation itself is what counts.
  apt('update', '-q')
  apt('install', '-y', '-q', '--no-install-recommends', name)
  return findBrowser(kind)
}

/**
 * Runs `work` and ends the process; what is missing is said in its one sentence, everything else in full.
 * @param {() => Promise<number>} work gives the exit code
 */
export async function runAsCommand(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    console.error(error instanceof Missing ? error.message : error)
    process.exitCode = 1
  }
}
