/** Whether a lost library is noticed, from what lies outside it. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Library } from '../src/store/library.ts'

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

const { lookForLoss, lossDealtWith, markLibrary, openLibrary } = await import('../src/keeping.ts')
const { furnish } = await import('./store/kept.ts')

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
