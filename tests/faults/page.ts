/** Runs in a page of the extension under fire: what the driver (scripts/faults.mjs) starts, kills and looks at afterwards. */
import Dexie from 'dexie'
import fc from 'fast-check'
import { parseBackup, type BackupRow } from '../../src/core/formats/backup.ts'
import { chapterId, workId, type WorkId } from '../../src/core/work.ts'
import { UNSAID } from '../../src/core/record.ts'
import type { Stamp } from '../../src/core/stamp.ts'
import { backupOf } from '../../src/store/backup.ts'
import { isSound, lookThrough } from '../../src/store/health.ts'
import { Library } from '../../src/store/library.ts'
import { passageChanged, passageMade } from '../../src/store/passages.ts'
import { progressMade } from '../../src/store/positions.ts'
import { rowsOfSnapshot, Snapshots, takeSnapshot } from '../../src/store/snapshots.ts'
import { confirmImport, confirmRestore } from '../../src/store/switching.ts'
import { cancelImport, stageImport } from '../../src/store/transfer.ts'
import { chapterOpened } from '../../src/store/works.ts'
import { runSteps, steps } from '../store/model.ts'

export type Kind = 'import' | 'restore' | 'migration' | 'write'

const ROWS = 200
const OLD_WORKS = 1500
const NOW = 1_700_000_000_000
const STAMP = '00000000a.0000.dev' as Stamp
const SELECTOR = { quote: { exact: 'salt', prefix: 'the ', suffix: ' road' }, start: 4, end: 8, place: { paragraph: 0, offset: 4 } }
const V3 = { works: 'id, lastRead', chapters: 'id, work, [work+order]', progress: 'chapter, work', passages: 'id, chapter, work', digests: 'chapter, work', device: 'key', staged: '[kind+id], kind', verdicts: 'id, work', corrections: 'id, work', wishes: 'id' }

const library = (): Library => new Library('faults')
const workOf = (batch: string): WorkId => workId('faults', batch)
const plainWork = (id: WorkId) => ({ id, site: 'test', title: `Work ${id}`, author: null, url: null, language: null, posted: null, planned: null, added: 1, lastRead: 1, current: null, furthest: null, passages: 0, finished: 0, stamps: {} })

function* rowsOfBatch(batch: string): Generator<BackupRow> {
  const work = workOf(batch)
  const chapter = chapterId(work, '1')
  yield { kind: 'work', record: { ...UNSAID, ...plainWork(work) } }
  yield { kind: 'chapter', record: { id: chapter, work, url: 'https://story.example/1', title: null, ordinal: 1, titleNumber: null, order: 1, prevUrl: null, nextUrl: null, paragraphs: 1, characters: 1, opened: 1 } }
  for (let each = 0; each < ROWS; each++) {
    yield { kind: 'passage', record: { id: `${batch}-${each}`, work, chapter, selectors: [SELECTOR], colour: 'amber', note: `note ${each}`, tags: [], made: 1, removed: null, stamps: { note: STAMP } } }
  }
}

async function importBatch(batch: string): Promise<void> {
  await stageImport(library(), rowsOfBatch(batch))
  await confirmImport(library(), NOW)
}

/** Two states, each with its snapshot; a restore goes from one to the other. */
async function prepare(): Promise<void> {
  const store = new Snapshots('faults-snapshots')
  const snapshots = ['one', 'two'].map((id) => `restore-${id}`)
  if ((await store.snapshots.count()) >= 2) return
  const states = new Library('faults-states')
  for (const [at, id] of snapshots.entries()) {
    await stageImport(states, rowsOfBatch(`state${at}`))
    await confirmRestore(states, NOW)
    const taken = await takeSnapshot(states, store, 'restore', Date.now() + at)
    console.log(`prepared ${id} ${taken.id}`)
  }
  const own = library()
  await chapterOpened(own, { site: 'test', work: workOf('w'), chapter: chapterId(workOf('w'), '1'), workTitle: 'w', author: null, chapterTitle: null, ordinal: 1, titleNumber: null, posted: null, planned: null, url: 'https://story.example/1', workUrl: null, prevUrl: null, nextUrl: null, language: 'en' }, { paragraphs: 9, characters: 9 }, NOW)
  await passageMade(own, { id: 'written', chapter: chapterId(workOf('w'), '1'), selector: SELECTOR, colour: 'amber', note: '0', tags: [] }, NOW)
}

async function restore(batch: string): Promise<void> {
  const store = new Snapshots('faults-snapshots')
  const ids = (await store.snapshots.orderBy('taken').primaryKeys())
  const states = new Library('faults-states')
  await stageImport(states, rowsOfSnapshot(store, ids[Number(batch) % 2]!))
  await confirmRestore(states, NOW)
}

async function makeOld(batch: string): Promise<void> {
  const old = new Dexie(`faults-old-${batch}`)
  old.version(3).stores(V3)
  await old.table('works').bulkPut(Array.from({ length: OLD_WORKS }, (_, at) => plainWork(workOf(`${batch}-${at}`))))
  old.close()
}

async function write(first: number): Promise<void> {
  const own = library()
  const chapter = chapterId(workOf('w'), '1')
  for (let count = first; count < first + 400; count++) {
    await passageChanged(own, 'written', { note: String(count) }, NOW + count)
    console.log(`committed ${count}`)
    // where the driver does not hear the console of such a page
    localStorage.setItem('committed', String(count))
    await progressMade(own, chapter, { place: { paragraph: count, offset: 0 }, fraction: 0.5, words: '', at: NOW + count }, false, NOW + count)
  }
}

/** Makes ready what must not be killed. */
const ready = (kind: Kind, batch: string): Promise<void> => (kind === 'migration' ? makeOld(batch) : Promise.resolve())

function begin(kind: Kind, batch: string): Promise<unknown> {
  switch (kind) {
    case 'import': return importBatch(batch)
    case 'restore': return restore(batch)
    case 'migration': return new Library(`faults-old-${batch}`).open()
    case 'write': return write(Number(batch))
  }
}

/** What became of a killed batch: `before`, `after`, or what is wrong. `heard`: the last write that was acknowledged, as far as the driver heard. */
async function look(kind: Kind, batch: string, heard: number): Promise<string> {
  const committed = Math.max(heard, Number(localStorage.getItem('committed')))
  switch (kind) {
    case 'import': return lookAtImport(batch)
    case 'restore': return lookAtStates(batch)
    case 'migration': return lookAtOld(batch)
    case 'write': {
      const note = Number((await library().passages.get('written'))?.note)
      const findings = await lookThrough(library())
      return !(note >= committed) ? `lost: ${committed} was committed, ${note} is there` : !isSound(findings) ? 'not sound' : note > committed ? 'after' : 'before'
    }
  }
}

async function lookAtImport(batch: string): Promise<string> {
  const own = library()
  await cancelImport(own)
  const work = await own.works.get(workOf(batch))
  const there = await own.passages.where('work').equals(workOf(batch)).count()
  if (!work && there === 0) return 'before'
  return work?.passages === ROWS && there === ROWS ? 'after' : `half: ${there} rows, counted ${work?.passages}`
}

async function lookAtStates(batch: string): Promise<string> {
  const states = new Library('faults-states')
  await cancelImport(states)
  const [works, passages] = await Promise.all([states.works.toArray(), states.passages.count()])
  return works.length === 1 && passages === ROWS && works[0]?.passages === ROWS ? (works[0].id === workOf(`state${Number(batch) % 2}`) ? 'after' : 'before') : `half: ${works.length} works, ${passages} rows`
}

async function lookAtOld(batch: string): Promise<string> {
  const opened = new Library(`faults-old-${batch}`)
  const works = await opened.works.toArray()
  const isWhole = works.length === OLD_WORKS && works.every(({ title, note, readMs }) => title?.startsWith('Work ') && note === '' && readMs === 0)
  await opened.delete()
  return isWhole ? 'after' : `half: ${works.length} rows`
}

/** Bad files: how many were tried, and how many changed anything or were not refused. */
async function badFiles(): Promise<{ tried: number; wrong: string[] }> {
  const own = new Library('faults-files')
  const good = `{"catchword":"backup","version":2,"made":"","rows":[\n${[...rowsOfBatch('f')].slice(0, 20).map(({ kind, record }) => JSON.stringify([kind, record])).join(',\n')},\n["end",{}]]}\n`
  const bad = ['', ' ', '\ufeff', '[]', 'null', '{"catchword":"backup"}', '<html>', good.replace('"version":2', '"version":99'), good.replace('["end"', '["und"'),
    good.replace('"tags":[]', `"tags":${'['.repeat(100_000)}${']'.repeat(100_000)}`), good.replace('"tags":[]', `"tags":["${'x'.repeat(1_000_001)}"]`)]
  for (let end = 1; end < good.trimEnd().length; end += 97) bad.push(good.slice(0, end))
  const wrong: string[] = []
  for (const file of bad) {
    const refused = await stageImport(own, (function* () { yield* parseBackup(file).found })()).then(() => false, () => true)
    if (!refused) wrong.push(file.slice(0, 60))
  }
  if ((await own.works.count()) + (await own.staged.count()) > 0) wrong.push('something was changed')
  await own.delete()
  return { tried: bad.length, wrong }
}

const model = (runs: number, seed: number): Promise<void> =>
  fc.assert(fc.asyncProperty(steps, (all) => runSteps(all, crypto.randomUUID())), { numRuns: runs, seed })

/** A library of many rows: imported, exported, wiped, imported, exported. Times in milliseconds. */
async function big(works: number, chapters: number, passages: number): Promise<Record<string, number | boolean>> {
  const own = new Library('faults-big')
  function* rows(): Generator<BackupRow> {
    for (let each = 0; each < works; each++) yield { kind: 'work', record: { ...UNSAID, ...plainWork(workOf(`b${each}`)) } }
    for (let each = 0; each < chapters; each++) {
      const work = workOf(`b${each % works}`)
      yield { kind: 'chapter', record: { id: chapterId(work, String(each)), work, url: `https://story.example/${each}`, title: `Chapter ${each}`, ordinal: each, titleNumber: null, order: each, prevUrl: null, nextUrl: null, paragraphs: 90, characters: 9000, opened: 1 } }
    }
    for (let each = 0; each < passages; each++) {
      const at = each % chapters
      const work = workOf(`b${at % works}`)
      yield { kind: 'passage', record: { id: `p${each}`, work, chapter: chapterId(work, String(at)), selectors: [SELECTOR], colour: 'amber', note: `A note of some length, as readers write them, number ${each}.`, tags: ['a'], made: 1, removed: null, stamps: { note: STAMP } } }
    }
  }
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now()
    await work()
    return Math.round(performance.now() - start)
  }
  const memory = (): number => (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0
  const staged = await timed(() => stageImport(own, rows()))
  const switched = await timed(() => confirmImport(own, NOW))
  const before = memory()
  let [most, bytes] = [0, 0]
  const exported = await timed(async () => {
    for await (const piece of backupOf(own, NOW)) {
      bytes += piece.length
      most = Math.max(most, memory())
    }
  })
  await own.delete()
  return { rows: works + chapters + passages, staged, switched, exported, megabytes: Math.round(bytes / 1e6), heapGrowthMB: Math.round((most - before) / 1e6) }
}

Object.assign(globalThis, { faults: { prepare, ready, begin, look, badFiles, model, big } })
