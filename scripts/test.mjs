#!/usr/bin/env node
/**
 * `npm test`: installs what is missing and runs every check. A check that fails does not hide those after it. The last
 * line is `N passed, N failed`: every vitest test counts as one, and so does every other check.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../tests/stage/here.mjs'
import { ensureBrowser, ensurePackages, Missing } from './ensure.mjs'

/** @typedef {{ passed: number, failed: number, skipped?: number }} Count */

/** @param {boolean} ok @returns {Count} */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 })

/**
 * The script behind a package's command; run with this Node it needs no shell, on any system.
 * @param {string} name
 * @param {string} [command]
 */
function binOf(name, command = name) {
  const { bin } = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'))
  return join(ROOT, 'node_modules', name, typeof bin === 'string' ? bin : bin[command])
}

/**
 * @param {string} script
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function runNode(script, args, env = {}) {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT, stdio: 'inherit', env: { ...process.env, NO_UPDATE_NOTIFIER: '1', ...env },
  })
  return status === 0
}

/**
 * Runs vitest and counts its tests from its own report: a file that does not load has no tests, and is one failure.
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Count}
 */
function vitest(name, args, env) {
  const report = join(ROOT, 'dist/reports', `${name}.json`)
  rmSync(report, { force: true })
  const ok = runNode(binOf('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args], env)
  if (!existsSync(report)) return one(false)
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'))
  return { passed: numPassedTests, failed: ok ? numFailedTests : Math.max(1, numFailedTests), skipped: numPendingTests + numTodoTests }
}

/** @param {import('../tests/stage/installed.mjs').BrowserKind} kind @returns {Count} */
function browser(kind) {
  try {
    console.log(ensureBrowser(kind))
    return one(true)
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    console.error(error.message)
    return one(false)
  }
}

/** @type {[name: string, check: () => Count][]} */
const CHECKS = [
  ['Chromium is here', () => browser('chromium')],
  ['Firefox is here', () => browser('firefox')],
  ['types', () => one(runNode(binOf('typescript', 'tsc'), ['-p', '.']))],
  ['lint', () => one(runNode(binOf('eslint'), ['.']))],
  ['unit', () => vitest('unit', [])],
  ['build', () => one(runNode('build.mjs', []))],
  ['web-ext lint', () => one(runNode(binOf('web-ext'), ['lint', '--source-dir', 'dist/firefox', '--warnings-as-errors', '--no-config-discovery']))],
  ['size', () => one(runNode(binOf('size-limit'), []))],
  ['end to end in Chromium', () => vitest('e2e-chromium', ['--config', 'vitest.e2e.config.ts'], { BROWSER: 'chromium' })],
  ['end to end in Firefox', () => vitest('e2e-firefox', ['--config', 'vitest.e2e.config.ts'], { BROWSER: 'firefox' })],
]

/**
 * @param {string} name
 * @param {() => Count} check
 * @returns {Count}
 */
function timed(name, check) {
  console.log(`\n── ${name}`)
  const start = performance.now()
  const count = check()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`── ${name}: ${count.failed === 0 ? 'ok' : `${count.failed} failed`}${count.skipped ? `, ${count.skipped} skipped` : ''}, ${seconds} s`)
  return count
}

function main() {
  try {
    ensurePackages()
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    console.error(error.message)
    console.log('0 passed, 1 failed')
    return 1
  }
  mkdirSync(join(ROOT, 'dist/reports'), { recursive: true })
  const counts = CHECKS.map(([name, check]) => ({ name, ...timed(name, check) }))
  const failing = counts.filter(({ failed }) => failed > 0).map(({ name }) => name)
  const sum = (/** @type {'passed' | 'failed'} */ key) => counts.reduce((total, count) => total + count[key], 0)
  console.log(failing.length > 0 ? `\nNot green: ${failing.join(', ')}.` : '\nAll green.')
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  return sum('failed') > 0 ? 1 : 0
}

process.exitCode = main()
