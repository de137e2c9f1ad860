/**
 * Snapshots of the library in a database of their own: rolling ones, and one before each import and restore so that it can
 * be undone. Packed with gzip. Each has what the reader wrote; only the newest rolling one also has digests and
 * fingerprints, which reading would make anew.
 */
import Dexie, { type EntityTable, type Table } from 'dexie'
import { decodeArriving } from '../core/formats/decode.ts'
import { rowsArriving, type BackupRow } from '../core/formats/backup.ts'
import type { Refused } from '../core/formats/file.ts'
import type { ChoiceRecord } from '../core/record.ts'
import { backupOf } from './backup.ts'
import { DERIVED, WRITTEN } from './kinds.ts'
import type { Library } from './library.ts'

const DAY = 86_400_000
const KEPT = { days: 3, weeks: 4, months: 6 }
/** How long an import or restore can be undone. */
export const UNDO_DAYS = 30
/** Bytes of one stored part. */
const PART = 512 * 1024

type Why = 'rolling' | 'import' | 'restore'
type Half = 'written' | 'derived'

export interface Snapshot {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly taken: number
  /** `import`, `restore`: taken before one of these. */
  readonly why: Why
  readonly rows: number
  readonly works: number
  readonly passages: number
  /** Packed size in bytes. */
  readonly bytes: number
  /** The library's last stamp then: the same now means nothing was written since. */
  readonly stamp: string
}

interface Part {
  readonly snapshot: string
  readonly half: Half
  readonly index: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

export class Snapshots extends Dexie {
  declare snapshots: EntityTable<Snapshot, 'id'>
  declare parts: Table<Part, [string, Half, number]>

  constructor(name = 'catchword-snapshots') {
    super(name)
    this.version(1).stores({ snapshots: 'id, taken', parts: '[snapshot+half+index], snapshot' })
  }
}

const stampOf = async (library: Library): Promise<string> => (await library.device.get('device'))?.lastStamp ?? ''

/** Packs a file into parts; tells the bytes it came to. */
async function pack(store: Snapshots, id: string, half: Half, file: AsyncGenerator<Uint8Array<ArrayBuffer>>): Promise<number> {
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const next = await file.next()
      if (next.done === true) controller.close()
      // the writer of the file uses its memory again
      else controller.enqueue(next.value.slice())
    },
  })
  const reader = whole.pipeThrough(new CompressionStream('gzip')).getReader()
  let [total, index, waiting] = [0, 0, 0]
  let pieces: Uint8Array[] = []
  const put = async (): Promise<void> => {
    const bytes = new Uint8Array(waiting)
    let at = 0
    for (const piece of pieces) {
      bytes.set(piece, at)
      at += piece.length
    }
    await store.parts.put({ snapshot: id, half, index: index++, bytes })
    total += waiting
    pieces = []
    waiting = 0
  }
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    pieces.push(value)
    waiting += value.length
    if (waiting >= PART) await put()
  }
  await put()
  return total
}

/**
 * Takes a snapshot, a slice at a time; reading and writing go on meanwhile. It counts once its row is there, which is
 * written last: killed before that, nothing but parts is left, and the next one clears them away.
 */
export async function takeSnapshot(library: Library, store: Snapshots, why: Why, now: number, choices: readonly ChoiceRecord[] = []): Promise<Snapshot> {
  await clearUnfinished(store)
  const id = `${why}-${now}`
  const stamp = await stampOf(library)
  let rows = 0
  const written = await pack(store, id, 'written', backupOf(library, now, { kinds: WRITTEN, choices, progress: (count) => void (rows = count) }))
  const derived = why === 'rolling' ? await pack(store, id, 'derived', backupOf(library, now, { kinds: DERIVED })) : 0
  const [works, passages] = await Promise.all([library.works.count(), library.passages.count()])
  const snapshot: Snapshot = { id, taken: now, why, rows, works, passages, bytes: written + derived, stamp }
  await store.snapshots.put(snapshot)
  if (why === 'rolling') await thinDerived(store, id)
  await thin(store, now)
  return snapshot
}

async function clearUnfinished(store: Snapshots): Promise<void> {
  const whole = new Set(await store.snapshots.toCollection().primaryKeys())
  const begun = (await store.parts.orderBy('snapshot').uniqueKeys()) as string[]
  await store.parts.where('snapshot').anyOf(begun.filter((id) => !whole.has(id))).delete()
}

/** Digests and fingerprints are kept with the newest rolling snapshot alone. */
async function thinDerived(store: Snapshots, newest: string): Promise<void> {
  for (const snapshot of await store.snapshots.toArray()) {
    if (snapshot.id === newest) continue
    const parts = store.parts.where('[snapshot+half+index]').between([snapshot.id, 'derived', Dexie.minKey], [snapshot.id, 'derived', Dexie.maxKey])
    let bytes = 0
    await parts.each((part) => void (bytes += part.bytes.length))
    if (bytes === 0) continue
    await store.transaction('rw', store.snapshots, store.parts, () => Promise.all([parts.delete(), store.snapshots.update(snapshot.id, { bytes: snapshot.bytes - bytes })]))
  }
}

/** Which snapshots stay: the newest of each of the last days, weeks and months that have one, and those that can still be undone. */
export function keptOf(snapshots: readonly Snapshot[], now: number): ReadonlySet<string> {
  const rolling = snapshots.filter(({ why }) => why === 'rolling').sort((a, b) => b.taken - a.taken)
  const newestOf = (length: number, most: number): string[] => {
    const periods = new Map<number, string>()
    for (const { taken, id } of rolling) {
      const period = Math.floor(taken / length)
      if (!periods.has(period)) periods.set(period, id)
    }
    return [...periods.values()].slice(0, most)
  }
  const undoable = snapshots.filter(({ why, taken }) => why !== 'rolling' && now - taken < UNDO_DAYS * DAY)
  return new Set([...newestOf(DAY, KEPT.days), ...newestOf(7 * DAY, KEPT.weeks), ...newestOf(30 * DAY, KEPT.months), ...undoable.map(({ id }) => id)])
}

async function thin(store: Snapshots, now: number): Promise<void> {
  const all = await store.snapshots.toArray()
  const kept = keptOf(all, now)
  for (const { id } of all) if (!kept.has(id)) await forget(store, id)
}

/** Lets a snapshot go. */
export const forget = (store: Snapshots, id: string): Promise<void> =>
  store.transaction('rw', store.snapshots, store.parts, () => Promise.all([store.snapshots.delete(id), store.parts.where('snapshot').equals(id).delete()]).then(() => undefined))

/** All whole snapshots, the newest first. */
export const snapshotsOf = async (store: Snapshots): Promise<Snapshot[]> => (await store.snapshots.orderBy('taken').toArray()).reverse()

/** Whether a rolling snapshot is due: a day since the last, and something was written since. */
export async function isDue(library: Library, store: Snapshots, now: number): Promise<boolean> {
  const last = (await snapshotsOf(store)).find(({ why }) => why === 'rolling')
  const stamp = await stampOf(library)
  return stamp !== '' && (!last || ((now - last.taken >= DAY || now < last.taken) && last.stamp !== stamp))
}

async function* partsOf(store: Snapshots, id: string, half: Half): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let index = 0; ; index++) {
    const part = await store.parts.get([id, half, index])
    if (!part) return
    yield part.bytes
  }
}

/** The file a snapshot packs, decompressed as it is read. */
async function* unpacked(parts: AsyncGenerator<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array> {
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const next = await parts.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
  })
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    yield value
  }
}

/** The rows of a snapshot, to be staged (transfer.ts). Throws UnreadableFile where it is damaged. */
export async function* rowsOfSnapshot(store: Snapshots, id: string): AsyncGenerator<BackupRow | Refused> {
  yield* rowsArriving(decodeArriving(unpacked(partsOf(store, id, 'written'))))
  const derived = await store.parts.get([id, 'derived', 0])
  if (derived) yield* rowsArriving(decodeArriving(unpacked(partsOf(store, id, 'derived'))))
}
