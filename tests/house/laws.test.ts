/** The laws of ARCHITECTURE.md that can be read off the source. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SITES } from '../../src/sites/index.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
const all = sources.map((path) => read(join('src', path))).join('\n')

interface Manifest {
  readonly host_permissions: readonly string[]
  readonly content_scripts: readonly { readonly matches: readonly string[] }[]
}
const manifest = JSON.parse(read('manifest.json')) as Manifest
const messages = JSON.parse(read('src/_locales/en/messages.json')) as Record<string, { message: string }>

test('the manifest’s hosts are the sites’ hosts (law 8)', () => {
  const hosts = [...new Set(SITES.flatMap((site) => site.hosts))].sort()
  expect([...manifest.host_permissions].sort()).toEqual(hosts)
  expect([...(manifest.content_scripts[0]?.matches ?? [])].sort()).toEqual(hosts)
})

test('no code of ours asks the network for anything (law 5)', () => {
  expect(all).not.toMatch(/\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)\s*\(/)
})

test('every text is used, and every text used is there', () => {
  const asked = new Set([...all.matchAll(/\bsay\(\s*(['"`])(.+?)\1/g)].map((match) => match[2]!))
  const isUsed = (key: string): boolean =>
    asked.has(key) || key.startsWith('extension') || read('manifest.json').includes(`__MSG_${key}__`) || [...asked].some((each) => each.includes('${') && new RegExp(`^${each.replace(/\$\{[^}]*\}/g, '.+')}$`).test(key)) ||
    new RegExp(`['"]${key}['"]`).test(all)
  expect(Object.keys(messages).filter((key) => !isUsed(key))).toEqual([])
  expect([...asked].filter((key) => !key.includes('${') && !(key in messages))).toEqual([])
})

test('no text is there twice: the second would hide the first, and a merge can bring both', () => {
  const keys = [...read('src/_locales/en/messages.json').matchAll(/^  "(\w+)":/gm)].map((match) => match[1]!)
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

test('a placeholder in a text is one the browser fills: $1 to $9', () => {
  for (const [key, { message }] of Object.entries(messages)) expect(message, key).not.toMatch(/\$(?![1-9])/)
})

test('every message between places is asked by somebody', () => {
  const calls = [...read('src/messages.ts').split('const toBackground')[1]!.matchAll(/^  (\w+): record\(/gm)].map((match) => match[1]!)
  expect(calls.length).toBeGreaterThan(4)
  const others = sources.filter((path) => path !== 'messages.ts').map((path) => read(join('src', path))).join('\n')
  expect(calls.filter((call) => !new RegExp(`\\b(ask|askPage|askScript|askBackground)\\((tab, )?'${call}'`).test(others))).toEqual([])
})

test('a change of the library is begun by atOnce, which binds it to its transaction, and passes nothing by (law 2)', () => {
  const store = sources.filter((path) => !/store.(library|raw|snapshots)\.ts$/.test(path)).map((path) => [path, read(join('src', path))] as const)
  expect(store.filter(([, text]) => /\.transaction\(['"]/.test(text)).map(([path]) => path)).toEqual([])
  const scopes = store.flatMap(([path, text]) => [...text.matchAll(/\.atOnce\(.*?, async \(([^)]*)\) =>/g)].map((match) => [path, match[1]]))
  expect(scopes.length).toBeGreaterThan(30)
  expect(scopes.filter(([, within]) => within !== 'library')).toEqual([])
})

test('a file past 350 lines asks to be two', () => {
  expect(sources.filter((path) => read(join('src', path)).split('\n').length > 350)).toEqual([])
})
