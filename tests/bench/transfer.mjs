#!/usr/bin/env node
/**
 * A large library brought in from a file, taken out again, and the import undone, in a real browser; with --over also one
 * that writes over every row of a library there is:
 *
 *   node build.mjs && node tests/bench/transfer.mjs [--browser chromium|firefox] [--works 5000] [--chapters 195000] [--passages 100000] [--runs 3] [--over]
 */
import { build } from 'esbuild'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { freshFolder, ROOT, stageExtension } from '../stage/here.mjs'
import { openBrowser } from '../stage/open-browser.mjs'

const { values: opt } = parseArgs({ options: {
  browser: { type: 'string', default: 'chromium' }, works: { type: 'string', default: '5000' }, chapters: { type: 'string', default: '195000' },
  passages: { type: 'string', default: '100000' }, runs: { type: 'string', default: '3' }, over: { type: 'boolean' },
} })
const pause = (ms) => new Promise((later) => setTimeout(later, ms))

const bundled = await build({ absWorkingDir: ROOT, entryPoints: [join(ROOT, 'tests/bench/transfer.ts')], bundle: true, write: false, format: 'iife', target: 'es2022', charset: 'utf8', logLevel: 'warning' })
const stage = await openBrowser({ browser: opt.browser, extension: stageExtension(opt.browser), profile: freshFolder('transfer') })

/** Starts something in the page and waits for it with short questions: a driver gives up on a long one. */
async function ask(page, call) {
  await page.evaluate(`globalThis.answer = undefined; void bench.${call}.then((found) => { globalThis.answer = JSON.stringify(found ?? null) }, (error) => { globalThis.answer = JSON.stringify({ error: String(error?.stack ?? error) }) }); 0`)
  for (;;) {
    await pause(250)
    const text = await page.evaluate(() => globalThis.answer ?? null)
    if (text === null) continue
    const found = JSON.parse(text)
    if (found?.error) throw new Error(found.error)
    return found
  }
}
/** Memory of a process's own, in MB: not what is mapped from files. */
function ownMemory(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const of = (field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024
    return of('RssAnon') + of('RssShmem')
  } catch { return 0 }
}

/** Processes of a browser by their id, with what they are. Linux only; empty elsewhere. */
function processesOf(root) {
  const parents = new Map()
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue
      try { parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[1])) } catch { /* gone */ }
    }
  } catch { return [] }
  const all = [root]
  for (const pid of all) for (const [child, parent] of parents) if (parent === pid) all.push(child)
  return all
}

/** Does something while the memory of the browser's processes is looked at; tells by how much each grew at most. */
async function watched(work) {
  const root = stage.machine.browser.process()?.pid
  const before = new Map(processesOf(root).map((pid) => [pid, ownMemory(pid)]))
  const most = new Map(before)
  let total = 0
  const sum = (map) => [...map.values()].reduce((a, b) => a + b, 0)
  const look = setInterval(() => {
    const now = new Map(processesOf(root).map((pid) => [pid, ownMemory(pid)]))
    total = Math.max(total, sum(now) - sum(before))
    for (const [pid, size] of now) most.set(pid, Math.max(size, most.get(pid) ?? 0))
  }, 200)
  const answer = await work()
  clearInterval(look)
  const each = [...most].map(([pid, size]) => [pid, Math.round(size - (before.get(pid) ?? 0))]).filter(([, size]) => size > 5).sort((a, b) => b[1] - a[1])
  return { ...answer, grewMB: Math.round(total), each: each.map(([pid, size]) => `${what(pid)} +${size}`) }
}
function what(pid) {
  try { const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '); return /--type=([\w-]+)/.exec(line)?.[1] + (/--utility-sub-type=([\w.]+)/.exec(line)?.[1] ?? '') + (/ (\w+)\s*$/.exec(line)?.[1] ?? '') } catch { return 'gone' }
}
/** A page of ours with the bundle in it, as a reader has just opened it. */
async function fresh() {
  const page = await stage.extensionPage('manifest.json')
  page.setDefaultTimeout(0)
  await page.evaluate(bundled.outputFiles[0].text)
  return page
}
/** Takes the import back, as a reader does who has just opened the page, and fails where not everything is as it was. */
async function undo(before) {
  const page = await fresh()
  const { undone, stay, left, grewMB } = await watched(() => ask(page, `undone(${JSON.stringify(before)})`))
  console.log(`  undone in ${undone} s, memory +${grewMB} MB`)
  if (stay > 0 || left) throw new Error(`The undo did not put everything back: ${stay} rows stay, there is ${left}`)
  figures.undone.push(undone); figures.undoGrew.push(grewMB)
  await page.close()
}
const figures = { read: [], written: [], both: [], taken: [], grew: [], undone: [], undoGrew: [] }
try {
  const size = { works: Number(opt.works), chapters: Number(opt.chapters), passages: Number(opt.passages) }
  console.log(`${opt.browser}: ${size.works + size.chapters + size.passages} rows`)
  for (let run = 0; run < Number(opt.runs); run++) {
    let page = await fresh()
    const bytes = await ask(page, `begin(${JSON.stringify(size)})`)
    const { read, written } = await ask(page, 'bringIn()')
    await page.close()
    page = await fresh()
    await pause(2000)
    const { taken, grewMB, each } = await watched(() => ask(page, 'taken()'))
    console.log(`  a file of ${(bytes / 2 ** 20).toFixed(0)} MB read in ${read} s, written in ${written} s; taken out in ${taken} s, memory +${grewMB} MB (${each.join(', ')})`)
    figures.read.push(read); figures.written.push(written); figures.both.push(read + written); figures.taken.push(taken); figures.grew.push(grewMB)
    await page.close()
    await undo('0')
    if (opt.over) {
      page = await fresh()
      await ask(page, `begin(${JSON.stringify(size)})`)
      await ask(page, 'bringIn()')
      const before = await ask(page, 'print()')
      const over = await ask(page, `bringLater(${JSON.stringify(size)})`)
      console.log(`  every row written over: read in ${over.read} s, written in ${over.written} s`)
      await page.close()
      await undo(before)
    }
    page = await fresh()
    await ask(page, 'end()')
    await page.close()
  }
} finally {
  await stage.close()
}
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
let missed = 0
function print(name, list, unit, limit) {
  const found = median(list)
  if (limit !== null && found > limit) missed++
  console.log(`${name.padEnd(40)} median ${found.toFixed(1).padStart(6)}  most ${Math.max(...list).toFixed(1).padStart(6)} ${unit}${limit === null ? '' : `  (≤ ${limit}) ${found <= limit ? 'ok' : 'MISSED'}`}`)
}
print('file read and compared', figures.read, 's', null)
print('written to the library', figures.written, 's', null)
print('brought in: both', figures.both, 's', 90)
print('taken out', figures.taken, 's', null)
print('memory of the browser while taken out', figures.grew, 'MB', 64)
print('import undone', figures.undone, 's', 90)
print('memory of the browser while undone', figures.undoGrew, 'MB', null)
process.exitCode = missed > 0 ? 1 : 0
