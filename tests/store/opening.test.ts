import 'fake-indexeddb/auto'
import Dexie from 'dexie'
import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { UNSAID } from '../../src/core/record.ts'
import { again } from '../../src/store/again.ts'
import { Library, step } from '../../src/store/library.ts'
import { isFull, shutOf, type LibraryShut } from '../../src/store/shut.ts'
import { fileOf, furnish, WORK } from './kept.ts'

const fresh = (): string => `test-${crypto.randomUUID()}`

/** Every shape the library ever had, and the tables it had then. */
const V1 = { works: 'id, lastRead', chapters: 'id, work, [work+order]', progress: 'chapter, work', passages: 'id, chapter, work', digests: 'chapter, work', device: 'key' }
const V2 = { ...V1, staged: '[kind+id], kind' }
const V3 = { ...V2, verdicts: 'id, work', corrections: 'id, work', wishes: 'id' }
const V4 = { ...V3, sittings: 'id, began, work', fingerprints: 'chapter, work', homes: 'work, into' }
const V5 = { ...V4, progress: 'chapter, work, finished', blocks: '++block', days: 'day', unfiled: '[kind+id]', removedWorks: 'work, at' }
const V7 = { ...V5, amendments: 'id, work' }
const V8 = { ...V7, acts: 'id, work, chapter', works: 'id, lastRead, title' }
const PAST: readonly (readonly [number, Record<string, string>])[] = [[1, V1], [2, V2], [3, V3], [4, V4], [5, V5], [6, V5], [7, V7], [8, V8]]
/** What the program makes for itself out of the rest. */
const BOOKS = ['staged', 'blocks', 'days', 'unfiled']

const hash = async (rows: readonly unknown[]): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(rows)))).toString('hex')

test.each(PAST)('a library of version %i opens in the newest: every row of every table, to the byte', async (version, tables) => {
  const source = new Library(fresh())
  await furnish(source)
  const name = fresh()
  const old = new Dexie(name)
  old.version(version).stores(tables)
  const expected: Record<string, [number, string]> = {}
  for (const table of Object.keys(tables).filter((each) => !BOOKS.includes(each))) {
    const rows = await source.table<Record<string, unknown>>(table).toArray()
    const isBefore = table === 'works' && version < 4
    await old.table(table).bulkAdd(isBefore ? rows.map((row) => Object.fromEntries(Object.entries(row).filter(([field]) => !(field in UNSAID)))) : rows)
    const wanted = isBefore ? rows.map((row) => ({ ...UNSAID, ...Object.fromEntries(Object.entries(row).filter(([field]) => !(field in UNSAID))) })) : rows
    expected[table] = [rows.length, await hash(wanted)]
  }
  if (version > 1) await old.table('staged').add({ kind: 'passage', id: 'left over', record: [] })
  old.close()
  const opened = new Library(name)
  for (const [table, [count, sum]] of Object.entries(expected)) {
    const rows = await opened.table<unknown>(table).toArray()
    expect([table, rows.length, await hash(rows)]).toEqual([table, count, sum])
  }
  // what was staged one row at a time cannot be read any more; packs stay
  expect(await opened.staged.count()).toBe(version >= 6 ? 1 : 0)
  await Promise.all([opened.delete(), source.delete()])
})

test('a later Catchword wrote it: every question and change is refused, said why, and nothing in it changes', async () => {
  const name = fresh()
  const later = new Dexie(name)
  const today = Object.fromEntries(new Library('today').tables.map((table) => [table.name, [table.schema.primKey, ...table.schema.indexes].map(({ src }) => src).join(',')]))
  later.version(99).stores({ ...today, dreams: 'id' })
  await later.table('works').add({ id: WORK, lastRead: 1 })
  later.close()
  const library = new Library(name)
  const heard: (LibraryShut | null)[] = []
  library.onShut((shut) => heard.push(shut))
  await expect(library.works.toArray()).rejects.toThrow('version 99')
  await expect(library.works.clear()).rejects.toThrow()
  expect(heard).toMatchObject([{ kind: 'newer' }])
  const raw = await new Dexie(name).open()
  expect([raw.verno, await raw.table('works').count()]).toEqual([99, 1])
  raw.close()
})

test('a step of the upgrade fails: it is named, nothing of it is kept, and the old version still opens', async () => {
  const name = fresh()
  const old = new Dexie(name)
  old.version(3).stores(V3)
  await old.table('works').add({ id: WORK, lastRead: 1, title: 'kept' })
  old.close()
  const library = new Library(name)
  const broken = class extends Library {
    constructor() {
      super(name)
      this.version(90).stores({ moods: 'id' }).upgrade(step(90, () => Promise.reject(new RangeError('no'))))
    }
  }
  const upgraded = new broken()
  const error = await upgraded.open().then(() => null, (thrown: unknown) => shutOf(thrown))
  expect(error).toMatchObject({ kind: 'upgrade', detail: 'version 90: RangeError' })
  upgraded.close()
  expect(await library.works.get(WORK)).toMatchObject({ title: 'kept', note: '' })
  await library.delete()
})

test('the browser cannot read the files: after its own tries the library is shut, and opens when it can', async () => {
  const factory = new IDBFactory()
  let failing = true
  let asked = 0
  const flaky = new Proxy(factory, {
    get: (target, key) => {
      if (key !== 'open') return Reflect.get(target, key) as unknown
      return (name: string, version?: number) => {
        asked++
        if (!failing) return factory.open(name, version)
        const request = { error: new DOMException('backing store', 'UnknownError') } as unknown as IDBOpenDBRequest
        queueMicrotask(() => void request.onerror?.({ target: request, preventDefault: () => undefined, stopPropagation: () => undefined } as unknown as Event))
        return request
      }
    },
  })
  const library = new Library(fresh())
  Object.assign(library, { _deps: { ...(library as unknown as { _deps: object })._deps, indexedDB: flaky } })
  await expect(library.works.count()).rejects.toThrow()
  expect(library.shut).toMatchObject({ kind: 'unreadable', detail: 'UnknownError' })
  expect(asked).toBeGreaterThan(1)
  const before = asked
  await expect(library.works.count()).rejects.toThrow()
  expect(asked).toBe(before)
  failing = false
  await library.open()
  expect([library.shut, await library.works.count()]).toEqual([null, 0])
})

test('the connection is closed in the middle: opened again, and done once', async () => {
  const library = new Library(fresh())
  await furnish(library)
  let tries = 0
  const count = await again(library, async () => {
    if (tries++ === 0) {
      library.close()
      throw new Dexie.DatabaseClosedError()
    }
    return library.passages.count()
  })
  expect([count, tries]).toEqual([3, 2])
  await expect(again(library, () => Promise.reject(new Dexie.DatabaseClosedError()))).rejects.toThrow(Dexie.DatabaseClosedError)
  await expect(again(library, () => Promise.reject(new RangeError('ours')))).rejects.toThrow(RangeError)
  await library.delete()
})

test('another page upgrades: this one lets go, and finds itself too old afterwards', async () => {
  const name = fresh()
  const old = new Library(name)
  await furnish(old)
  const later = new Dexie(name)
  later.version(99).stores({ dreams: 'id' })
  await later.open()
  await expect(old.works.toArray()).rejects.toThrow('version 99')
  later.close()
})

test('no room is told from other trouble, however deep it lies', () => {
  expect(isFull(new DOMException('full', 'QuotaExceededError'))).toBe(true)
  expect(isFull({ name: 'AbortError', inner: new DOMException('full', 'QuotaExceededError') })).toBe(true)
  expect(isFull(new RangeError())).toBe(false)
  expect(shutOf(new DOMException('', 'SecurityError')).kind).toBe('forbidden')
})

test('an export of a library is the same whatever version it came from', async () => {
  const library = new Library(fresh())
  await furnish(library)
  const file = await fileOf(library)
  library.close()
  expect(await fileOf(new Library(library.name))).toBe(file)
})
