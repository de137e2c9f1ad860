/** The library: everything Catchword remembers, in IndexedDB of the extension's own origin. */
import Dexie, { type EntityTable, type Table, type Transaction } from 'dexie'
import type {
  AmendmentRecord, ChapterRecord, CorrectionRecord, DigestRecord, FingerprintRecord, HomeRecord, PassageRecord, ProgressRecord, SittingRecord, VerdictRecord, WishRecord, WorkRecord,
} from '../core/record.ts'
import type { Mark } from '../core/position.ts'
import type { Kind } from '../core/formats/backup.ts'
import { UNSAID } from '../core/record.ts'
import type { Block } from '../core/find/blocks.ts'
import type { DayRecord } from '../core/reading-days/day-record.ts'
import type { Stamp } from '../core/stamp.ts'
import type { ActKind } from '../core/step.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { LibraryShut, shutOf } from './shut.ts'
import { dropArcs, type ArcRow } from './arcs.ts'
import { ALL_DAYS, keepBooks, type Unfiled } from './books.ts'

export type {
  AmendmentRecord as AmendmentRow, ChapterRecord as ChapterRow, HomeRecord as HomeRow, SittingRecord as SittingRow, CorrectionRecord as CorrectionRow, DigestRecord as DigestRow, PassageRecord as PassageRow,
  ProgressRecord as ProgressRow, VerdictRecord as VerdictRow, WishRecord as WishRow, WorkRecord as WorkRow,
} from '../core/record.ts'

/** This device: its id and its last stamp. One row. */
interface DeviceRow {
  readonly key: 'device'
  readonly id: string
  readonly lastStamp: Stamp | null
}

/**
 * Something Catchword did by itself with a work, with what was there before, so that the reader can undo it. Kept on this
 * device only, the last few of each work.
 */
export interface ActRow {
  /** The work and a stamp: sorts by time. */
  readonly id: string
  readonly work: WorkId
  readonly chapter: ChapterId
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: ActKind
  /** The work's fields as they were; for `moved` within a chapter the chapter's place too. */
  readonly before: Partial<Pick<WorkRecord, 'current' | 'furthest' | 'pass' | 'status'>>
  readonly place: Mark | null
  /** When the reader undid it; null while it holds. What was undone is not done again by the same visit. */
  readonly undone: number | null
}

/** Some rows of a file that is being imported, choices that wait to be taken over or given back (keeping.ts), or what an import wrote over (undoing.ts). */
export interface StagedRow {
  readonly kind: Kind | 'chosen' | 'given-back' | 'undo'
  /** Counts the packs of a file. */
  readonly id: string
  readonly record: readonly unknown[]
}

/** How long another page may keep an older version open before the reader is told. */
const PATIENCE_MS = 3000

/** A step of an upgrade that says which it was when it fails. */
export const step = (version: number, work: (upgrade: Transaction) => PromiseLike<unknown>) => async (upgrade: Transaction): Promise<void> => {
  try {
    await work(upgrade)
  } catch (error) {
    throw new LibraryShut('upgrade', `version ${version}: ${error instanceof Error ? error.name : 'Error'}`)
  }
}

/** Passages as search sees them, a few hundred a row. */
export interface BlockRow extends Block {
  /** Counted up; block 1 was filed first. */
  readonly block?: number | undefined
}

/** A work the reader took off the shelf with all that belongs to it, kept for a while so that it can come back. */
export interface RemovedRow {
  readonly work: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly title: string | null
  /** Of a story with several homes: the others, removed with the one that leads; and of each of those the one that leads. */
  readonly homes?: readonly WorkId[]
  readonly into?: WorkId
  /** Table name → its rows of this work. */
  readonly rows: Readonly<Record<string, readonly unknown[]>>
}

/** A version of the database: what its tables were from then on, and what is to be done with the rows of the one before. */
interface Version {
  readonly stores: Readonly<Record<string, string>>
  readonly upgrade?: (upgrade: Transaction) => PromiseLike<unknown>
}

/** Append only: a version that was ever released is never edited (tests/store has a database of each past shape). */
const VERSIONS: readonly Version[] = [
  {
    stores: {
      works: 'id, lastRead',
      chapters: 'id, work, [work+order]',
      progress: 'chapter, work',
      passages: 'id, chapter, work',
      digests: 'chapter, work',
      device: 'key',
    },
  },
  // what an import has read and the reader has not confirmed yet (transfer.ts)
  { stores: { staged: '[kind+id], kind' } },
  // What the reader says of recaps and casts. New tables only: nothing to upgrade.
  {
    stores: {
      verdicts: 'id, work',
      corrections: 'id, work',
      wishes: 'id',
    },
  },
  // What the reader says of works, their sittings, what read chapters were like, stories with several homes.
  {
    stores: {
      sittings: 'id, began, work',
      fingerprints: 'chapter, work',
      homes: 'work, into',
    },
    upgrade: (upgrade) => upgrade.table('works').toCollection().modify((row: WorkRecord, ref: { value: WorkRecord }) => {
      ref.value = { ...UNSAID, ...row }
    }),
  },
  // What search and statistics are made from (books.ts), and works taken off the shelf (removed.ts). `finished`: null is in no index.
  {
    stores: {
      progress: 'chapter, work, finished',
      blocks: '++block',
      days: 'day',
      unfiled: '[kind+id]',
      removedWorks: 'work, at',
    },
    upgrade: async (upgrade) => {
      const ids = await upgrade.table('passages').toCollection().primaryKeys()
      await upgrade.table('unfiled').bulkPut(ids.map((id) => ({ kind: 'passage', id: String(id) })))
      await upgrade.table('unfiled').put(ALL_DAYS)
    },
  },
  // Staged rows come in packs: what was staged row by row and never confirmed is let go.
  { stores: { staged: '[kind+id], kind' }, upgrade: (upgrade) => upgrade.table('staged').clear() },
  // What the reader says the facts of works, chapters and sites are. A new table only: nothing to upgrade.
  { stores: { amendments: 'id, work' } },
  // What Catchword did by itself; the same story at another home is found by its title; whether the furthest chapter was read.
  {
    stores: { acts: 'id, work, chapter', works: 'id, lastRead, title' },
    upgrade: async (upgrade) => {
      const ended = new Set(await upgrade.table<ProgressRecord>('progress').where('finished').above(-1).primaryKeys())
      await upgrade.table('works').toCollection().modify((row: WorkRecord, ref: { value: WorkRecord }) => {
        ref.value = { ...UNSAID, ...row, furthest: row.furthest && { ...row.furthest, finished: ended.has(row.furthest.chapter) } }
      })
    },
  },
  // What recaps of long serials are made from (arcs.ts), itself made from digests. A new table only: nothing to upgrade.
  { stores: { arcs: '[work+key], work' } },
]

/** The version of a database in this browser, as we count them (IndexedDB counts Dexie's by tens); 0 where there is none, null where the browser does not say. */
async function installedVersion(name: string): Promise<number | null> {
  try {
    return Math.floor(((await indexedDB.databases()).find((each) => each.name === name)?.version ?? 0) / 10)
  } catch {
    return null
  }
}

/**
 * A library of any version, to be upgraded. Not what is opened every day: for each version Dexie goes through all tables of
 * all versions, which takes longer than opening does, while a reader waits for the popup.
 */
function pastLibrary(name: string): Dexie {
  const past = new Dexie(name)
  for (const [index, { stores, upgrade }] of VERSIONS.entries()) {
    const version = past.version(index + 1).stores(stores)
    if (upgrade) version.upgrade(step(index + 1, upgrade))
  }
  keepBooks(past)
  return past
}

/**
 * Opened at the first question. Where that fails every question and change is refused until somebody opens it anew: never
 * an empty library in the place of one that is there. `onShut` hears why (see shut.ts).
 */
export class Library extends Dexie {
  declare works: EntityTable<WorkRecord, 'id'>
  declare chapters: EntityTable<ChapterRecord, 'id'>
  declare progress: EntityTable<ProgressRecord, 'chapter'>
  declare passages: EntityTable<PassageRecord, 'id'>
  declare digests: EntityTable<DigestRecord, 'chapter'>
  declare device: Table<DeviceRow, 'device'>
  declare staged: Table<StagedRow, [string, string]>
  declare verdicts: EntityTable<VerdictRecord, 'id'>
  declare corrections: EntityTable<CorrectionRecord, 'id'>
  declare wishes: EntityTable<WishRecord, 'id'>
  declare sittings: EntityTable<SittingRecord, 'id'>
  declare fingerprints: EntityTable<FingerprintRecord, 'chapter'>
  declare homes: EntityTable<HomeRecord, 'work'>
  declare acts: EntityTable<ActRow, 'id'>
  declare amendments: EntityTable<AmendmentRecord, 'id'>
  declare blocks: EntityTable<BlockRow, 'block'>
  declare days: EntityTable<DayRecord, 'day'>
  declare unfiled: Table<Unfiled, [string, string]>
  declare removedWorks: EntityTable<RemovedRow, 'work'>
  declare arcs: Table<ArcRow, [WorkId, string]>

  /** Why the library is shut; null while it is open, or was not opened yet. */
  shut: LibraryShut | null = null
  /** True when there was no database and an empty one was made. */
  isNew = false
  private isClosed = false
  private readonly hearers: ((shut: LibraryShut | null) => void)[] = []

  constructor(name = 'catchword') {
    super(name)
    this.guard()
    this.version(VERSIONS.length).stores(Object.assign({}, ...VERSIONS.map(({ stores }) => stores)) as Record<string, string>)
    keepBooks(this)
    dropArcs(this)
  }

  /**
   * One transaction, all or nothing. The scope is given the library as it is within, and takes its name so that nothing
   * passes it by: what is asked and changed through it belongs to this transaction whatever else the page is doing. To
   * know the transaction by what is running, as Dexie does by itself, loses the thread now and then on a busy page, and
   * what came after was written outside it. Within, `atOnce` goes on in the same transaction.
   */
  atOnce<T>(mode: 'r' | 'rw', tables: readonly Table[], scope: (within: Library) => PromiseLike<T>): Promise<T> {
    return this.transaction(mode, tables, (transaction) => scope(this.within(transaction)))
  }

  private within(transaction: Transaction): Library {
    const names = this.tables.map(({ name }) => name)
    const bound = (name: string): Table => transaction.table(name)
    const within = Object.create(this, {
      ...Object.fromEntries(names.map((name) => [name, { get: () => bound(name) }])),
      tables: { get: () => names.map(bound) },
      table: { value: bound },
      atOnce: { value: (...[, , scope]: Parameters<Library['atOnce']>) => scope(within) },
    }) as Library
    return within
  }

  /** Hears when the library is shut, and with null when it opened after all. */
  onShut(heard: (shut: LibraryShut | null) => void): void {
    this.hearers.push(heard)
  }

  override open(): ReturnType<Dexie['open']> {
    this.isClosed = false
    const opening = Dexie.Promise.resolve(this.upgradePast()).then(() => {
      // closed again meanwhile: it must not open behind the back of whoever did that
      if (this.isClosed) throw new Dexie.DatabaseClosedError()
      return super.open()
    })
    opening.then(() => this.tell(null), (error: unknown) => this.tell(shutOf(error)))
    return opening
  }

  /** Brings an older library to the newest version, before it is opened as one. */
  private async upgradePast(): Promise<void> {
    const installed = await installedVersion(this.name)
    if (installed !== null && (installed === 0 || installed >= VERSIONS.length)) return
    const past = pastLibrary(this.name)
    past.on('populate', () => {
      this.isNew = true
    })
    past.on('blocked', () => this.tellBlocked(past))
    try {
      await past.open()
    } finally {
      past.close()
    }
  }

  override close(options?: { disableAutoOpen: boolean }): void {
    this.isClosed = true
    super.close(options)
  }

  private tell(shut: LibraryShut | null): void {
    if (shut === null && this.shut === null) return
    this.shut = shut
    for (const heard of this.hearers) heard(shut)
  }

  private guard(): void {
    // IndexedDB counts Dexie's versions by tens; Dexie itself would go on with what a later Catchword made
    this.on('ready', (opened) => {
      const installed = Math.floor(opened.backendDB().version / 10)
      if (installed > this.verno) throw new LibraryShut('newer', `version ${installed}, and this Catchword knows up to ${this.verno}`)
    }, true)
    // a later Catchword upgrades the library: Dexie lets go of it, and whoever shows it says so
    this.on('versionchange', ({ newVersion }) => {
      if (newVersion !== null) this.tell(new LibraryShut('newer', `version ${newVersion / 10}`))
    })
    this.on('populate', () => {
      this.isNew = true
    })
    this.on('blocked', () => this.tellBlocked(this))
  }

  private tellBlocked(opening: Dexie): void {
    setTimeout(() => {
      if (!opening.isOpen() && !this.isOpen()) this.tell(new LibraryShut('blocked', 'another page of Catchword'))
    }, PATIENCE_MS)
  }
}
