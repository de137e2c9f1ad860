/** Finds the browsers of this machine. No packages: `npm start` and `npm test` ask before anything is installed. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @typedef {'chromium' | 'firefox'} BrowserKind */

const NAMES = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge', 'brave-browser'],
  firefox: ['firefox-esr', 'firefox', 'firefox-developer-edition'],
}

const MAC = {
  chromium: ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
  firefox: ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'],
}

const WINDOWS = {
  chromium: ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
  firefox: ['Mozilla Firefox/firefox.exe', 'Firefox Developer Edition/firefox.exe'],
}

/**
 * The program of a browser, or undefined when none is installed. `CATCHWORD_CHROMIUM` and `CATCHWORD_FIREFOX` come
 * first: a reader with a browser in an odd place can still run the tests.
 * @param {BrowserKind} kind
 * @returns {string | undefined}
 */
export function findBrowser(kind) {
  const named = process.env[`CATCHWORD_${kind.toUpperCase()}`]
  return [...(named ? [named] : []), ...places(kind)].find(isProgram)
}

/** @param {BrowserKind} kind */
function places(kind) {
  const { PATH = '', HOME = '', ProgramFiles, LOCALAPPDATA } = process.env
  const inPath = PATH.split(delimiter).filter(Boolean).flatMap((dir) => NAMES[kind].map((name) => join(dir, name)))
  if (process.platform === 'darwin') {
    return [...['/Applications', join(HOME, 'Applications')].flatMap((dir) => MAC[kind].map((app) => join(dir, app))), ...inPath]
  }
  if (process.platform === 'win32') {
    const roots = [ProgramFiles, process.env['ProgramFiles(x86)'], LOCALAPPDATA].filter((dir) => dir !== undefined)
    return roots.flatMap((dir) => WINDOWS[kind].map((app) => join(dir, app)))
  }
  return [...inPath, ...NAMES[kind].flatMap((name) => [join('/usr/bin', name), join('/snap/bin', name)])]
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
