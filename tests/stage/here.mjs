/** Where the tests stand: which browser they are for, which extension they load, where their profiles go. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's top folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * The browser this run is for (`BROWSER`), chromium unless said otherwise.
 * @type {import('./installed.mjs').BrowserKind}
 */
export const BROWSER = process.env['BROWSER'] === 'firefox' ? 'firefox' : 'chromium'

/**
 * The end-to-end build of the extension.
 * @param {import('./installed.mjs').BrowserKind} [browser]
 */
export const stageExtension = (browser = BROWSER) => join(ROOT, 'dist/stage', browser)

/**
 * A fresh folder that goes when the process ends.
 * @param {string} name
 */
export function freshFolder(name) {
  const dir = mkdtempSync(join(tmpdir(), `catchword-${name}-`))
  // A browser may still be closing its files; a folder left behind in the temporary place is no failure.
  process.once('exit', () => {
    try {
      rmSync(dir, { recursive: true, force: true, maxRetries: 3 })
    } catch { /* see above */ }
  })
  return dir
}
