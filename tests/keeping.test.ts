/** What lies outside the library: whether its loss is noticed, and the reader's choices through an import and its undo. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rowsOf } from '../src/core/formats/backup.ts'
import type { Library } from '../src/store/library.ts'
import { stagedNow } from '../src/store/staged.ts'
import { cancelImport, stageImport } from '../src/store/transfer.ts'
import { confirmUndoably, undoImport } from '../src/store/undoing.ts'

const local = vi.hoisted(() => new Map<string, unknown>())
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: (keys: string | null) => Promise.resolve(Object.fromEntries([...local].filter(([key]) => keys === null || key === keys))),
        set: (items: Record<string, unknown>) => {
          for (const [key, value] of Object.entries(items)) local.set(key, value)
          return Promise.resolve()
        },
        remove: (key: string) => Promise.resolve(local.delete(key)),
      },
    },
  },
}))

const { choicesNow, lookForLoss, lossDealtWith, markLibrary, openLibrary, takeBack, takeChoices } = await import('../src/keeping.ts')
const { fileOf, furnish } = await import('./store/kept.ts')

let library: Library
beforeEach(() => {
  local.clear()
  library = openLibrary()
})
afterEach(() => library.delete())
const settled = (): Promise<void> => new Promise((later) => setTimeout(later, 50))

test('a library that is there is no loss, marked or not', async () => {
  await furnish(library)
  await settled()
  expect(await lookForLoss(library)).toBeNull()
  await markLibrary(library, 5000)
  expect(await lookForLoss(library)).toBeNull()
})

test('a new library with nothing in it is no loss', async () => {
  expect(await lookForLoss(library)).toBeNull()
})

test('emptied after it was marked it is a loss, until the reader has said what to do', async () => {
  await furnish(library)
  await markLibrary(library, 5000)
  for (const table of library.tables) await table.clear()
  expect(await lookForLoss(library)).toMatchObject({ works: 1, passages: 3 })
  await lossDealtWith(library, 6000)
  expect(await lookForLoss(library)).toBeNull()
})

test('emptied before anybody marked it, the journal says so', async () => {
  await furnish(library)
  await settled()
  for (const table of library.tables) await table.clear()
  expect(await lookForLoss(library)).toMatchObject({ works: 1, passages: 3 })
  await lossDealtWith(library, 6000)
  expect(await lookForLoss(library)).toBeNull()
})

test('set back to an earlier state it is a loss', async () => {
  await furnish(library)
  const earlier = (await library.device.get('device'))!
  await markLibrary(library, 5000)
  await library.device.put({ ...earlier, lastStamp: '000000001.0000.dev' as typeof earlier.lastStamp })
  expect(await lookForLoss(library)).toMatchObject({ works: 1 })
})

test('an import is taken back with the choices it brought: those written over as they were, new ones gone, one changed since stays', async () => {
  local.set('site:mine.example', { chapters: 'no', story: null, badges: null, painting: null, at: 5 })
  local.set('settings', { pillAfterMs: 1000, at: 9 })
  const before = structuredClone([...local])
  const choices = [
    { key: 'site:mine.example', value: '{"painting":null,"badges":null,"story":null,"chapters":"yes"}', at: 7 }, { key: 'site:new.example', value: '{"chapters":"yes"}', at: 7 },
    { key: 'settings', value: '{"pillAfterMs":2000}', at: 7 }, { key: 'site:later.example', value: '{"chapters":"yes"}', at: 7 },
  ]
  const bring = async (): Promise<void> => {
    await stageImport(library, rowsOf(await fileOf(library, { choices })), { choices: await choicesNow() })
    await confirmUndoably(library, await stagedNow(library), 6000, { choices: await choicesNow() })
  }
  await bring()
  await takeChoices(library)
  expect(local.get('site:mine.example')).toMatchObject({ chapters: 'yes', at: 7 })
  expect(local.get('site:new.example')).toMatchObject({ chapters: 'yes', at: 7 })
  expect(local.get('settings')).toEqual({ pillAfterMs: 1000, at: 9 })
  expect(await takeBack(library)).toBe(0)
  expect([...local].sort()).toEqual(before.sort())
  expect(await library.staged.count()).toBe(0)

  await bring()
  await takeChoices(library)
  local.set('site:later.example', { chapters: 'no', at: 8000 })
  expect(await takeBack(library)).toBe(1)
  expect([...local].sort()).toEqual([...before, ['site:later.example', { chapters: 'no', at: 8000 }]].sort())
})

test('ended before the choices of an import arrived, or before those of an undone one were put back, the rest is done later', async () => {
  local.set('site:mine.example', { chapters: 'no', at: 5 })
  const choices = [{ key: 'site:mine.example', value: '{"chapters":"yes"}', at: 7 }, { key: 'site:new.example', value: '{"chapters":"yes"}', at: 7 }]
  await stageImport(library, rowsOf(await fileOf(library, { choices })), { choices: await choicesNow() })
  await confirmUndoably(library, await stagedNow(library), 6000, { choices: await choicesNow() })
  const whole = await fileOf(library)
  expect(await takeBack(library)).toBe(0)
  expect(local.get('site:mine.example')).toEqual({ chapters: 'no', at: 5 })
  expect(local.has('site:new.example')).toBe(false)

  await stageImport(library, rowsOf(await fileOf(library, { choices })), { choices: await choicesNow() })
  await confirmUndoably(library, await stagedNow(library), 6000, { choices: await choicesNow() })
  await takeChoices(library)
  await undoImport(library)
  expect(local.get('site:mine.example')).toMatchObject({ chapters: 'yes' })
  // another file is read meanwhile: it takes none of that away
  await stageImport(library, rowsOf(whole))
  await cancelImport(library)
  expect(await takeChoices(library)).toBe(0)
  expect(local.get('site:mine.example')).toEqual({ chapters: 'no', at: 5 })
  expect(local.has('site:new.example')).toBe(false)
  expect(await library.staged.count()).toBe(0)
})
