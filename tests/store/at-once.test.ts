/** One transaction, all or nothing, whatever else the page is doing meanwhile. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Library } from '../../src/store/library.ts'

let library: Library
beforeEach(() => {
  library = new Library(`test-${crypto.randomUUID()}`)
})
afterEach(() => library.delete())

/** So many turns of other people's promises that Dexie by itself no longer knows which transaction is running. */
async function manyTurns(): Promise<void> {
  const nothing = (turn: number): Promise<number> => (async () => turn + (await ([turn] as unknown as Promise<number[]>)).length)()
  for (let turn = 0; turn < 200;) turn = await nothing(turn)
}

const verdict = (id: string) => ({ id, work: 'w', verdict: 'good', at: 1, stamp: 's' }) as never

test('what follows many turns still belongs to the transaction: taken back with it', async () => {
  await expect(library.atOnce('rw', [library.verdicts], async (library) => {
    await library.verdicts.put(verdict('before'))
    await manyTurns()
    await library.verdicts.put(verdict('after'))
    throw new RangeError('no')
  })).rejects.toThrow('no')
  expect(await library.verdicts.count()).toBe(0)
})

test('what follows many turns is committed with it', async () => {
  await library.atOnce('rw', [library.verdicts], async (library) => {
    await library.verdicts.put(verdict('before'))
    await manyTurns()
    await library.verdicts.put(verdict('after'))
    await manyTurns()
    expect(await library.table('verdicts').count()).toBe(2)
  })
  expect(await library.verdicts.count()).toBe(2)
})

test('within, another change goes on in the same transaction', async () => {
  const inner = (library: Library) => library.atOnce('rw', [library.verdicts], async (library) => {
    await manyTurns()
    await library.verdicts.put(verdict('inner'))
  })
  await expect(library.atOnce('rw', [library.verdicts], async (library) => {
    await inner(library)
    expect(await library.verdicts.count()).toBe(1)
    throw new RangeError('no')
  })).rejects.toThrow('no')
  expect(await library.verdicts.count()).toBe(0)
})

test('a table the change did not name cannot be asked within it', async () => {
  await expect(library.atOnce('rw', [library.verdicts], async (library) => {
    await manyTurns()
    await library.works.count()
  })).rejects.toThrow('NotFoundError')
})
