/**
 * The raw export: what is in the database, read by plain IndexedDB, without this program's idea of its versions. It works
 * when a later Catchword wrote the database, when an upgrade fails, and when single rows cannot be read. The file is a
 * backup like any other; rows that are broken are counted and kept apart in it.
 */
import { BackupWriter } from '../core/formats/backup.ts'
import { KIND_OF_TABLE } from './kinds.ts'

const BATCH = 200
/** Not the reader's: this device's clock, rows of an import that was not confirmed, what can be undone on this device, and what is made anew. */
const OURS = ['device', 'staged', 'acts', 'unfiled', 'blocks', 'days', 'arcs']

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the browser gave no reason'))
  })

/** Opens a database as it is, whatever its version; null when there is none. Never makes or changes one. */
export async function openAsItIs(factory: IDBFactory, name: string): Promise<IDBDatabase | null> {
  const request = factory.open(name)
  const made = { yes: false }
  request.onupgradeneeded = () => {
    made.yes = true
    request.transaction?.abort()
  }
  try {
    const database = await done(request)
    database.onversionchange = () => database.close()
    return database
  } catch (error) {
    if (made.yes) return null
    throw error
  }
}

/** What is there, by table; tables that cannot be counted have null. */
export async function rawCounts(factory: IDBFactory, name: string): Promise<{ readonly version: number; readonly rows: Readonly<Record<string, number | null>> } | null> {
  const database = await openAsItIs(factory, name)
  if (!database) return null
  const rows: Record<string, number | null> = {}
  for (const table of database.objectStoreNames) {
    rows[table] = await done(database.transaction(table).objectStore(table).count()).catch(() => null)
  }
  database.close()
  return { version: database.version / 10, rows }
}

/** The next rows of a table after a key; one by one where the batch cannot be read. A row that cannot is an error. */
async function* rawRows(database: IDBDatabase, table: string): AsyncGenerator<{ readonly key: IDBValidKey; readonly row: unknown } | { readonly key: IDBValidKey; readonly error: unknown }> {
  const store = (): IDBObjectStore => database.transaction(table).objectStore(table)
  for (let after: IDBKeyRange | null = null; ;) {
    const keys: IDBValidKey[] = await done(store().getAllKeys(after, BATCH))
    if (keys.length === 0) return
    const last = keys.at(-1) as IDBValidKey
    const rows: unknown[] | null = await done(store().getAll(IDBKeyRange.bound(keys[0], last))).catch(() => null)
    for (const [at, key] of keys.entries()) {
      if (rows?.length === keys.length) yield { key, row: rows[at] }
      else yield await done<unknown>(store().get(key)).then((row) => ({ key, row }), (error: unknown) => ({ key, error }))
    }
    after = IDBKeyRange.lowerBound(last, true)
  }
}

/** What a raw export came to. */
export interface RawCounts {
  readonly good: number
  readonly broken: number
  /** Tables of which not even the keys could be read. */
  readonly lost: readonly string[]
}

/** The raw export, in pieces. `told` hears in the end what it came to. Throws what opening throws, and where there is no database. */
export async function* rawBackup(factory: IDBFactory, name: string, now: number, told: (counts: RawCounts) => void): AsyncGenerator<string> {
  const database = await openAsItIs(factory, name)
  if (!database) throw new Error('there is no library to export')
  const writer = new BackupWriter()
  const lost: string[] = []
  yield writer.start(now)
  // the order of a backup; what we do not know comes last
  const tables = [...KIND_OF_TABLE.keys(), ...database.objectStoreNames].filter((table, at, all) => database.objectStoreNames.contains(table) && !OURS.includes(table) && all.indexOf(table) === at)
  for (const table of tables) {
    const kind = KIND_OF_TABLE.get(table)
    try {
      for await (const each of rawRows(database, table)) {
        if ('error' in each) yield writer.apart(table, each.error instanceof Error ? each.error.name : 'it cannot be read', each.key)
        else yield kind ? writer.row(kind, each.row) : writer.apart(table, 'a table this version does not know', each.row)
      }
    } catch (error) {
      lost.push(table)
      yield writer.apart(table, `the table cannot be read: ${error instanceof Error ? error.name : 'Error'}`, null)
    }
  }
  yield writer.end()
  database.close()
  const { broken = 0, ...good } = writer.written
  told({ good: Object.values(good).reduce((sum, count) => sum + count, 0), broken, lost })
}
