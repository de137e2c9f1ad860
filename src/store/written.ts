/** Hears what was written to the library, once it is committed: rows of the kinds that reading cannot make anew. */
import type { DBCore, DBCoreMutateRequest, DBCoreTransaction, Dexie } from 'dexie'
import { KIND_OF_TABLE, WRITTEN, type TableKind } from './kinds.ts'

export interface Written {
  readonly kind: TableKind
  readonly record: unknown
}

/** The store of an import under way: what it switches in is in its file and in the snapshot before it. */
const STAGING = 'staged'

export function hearWritten(library: Dexie, heard: (rows: readonly Written[]) => void): void {
  const pending = new WeakMap<DBCoreTransaction, Written[]>()
  const note = (trans: DBCoreTransaction, rows: readonly Written[]): void => {
    const known = pending.get(trans)
    if (known) known.push(...rows)
    else {
      const list = [...rows]
      pending.set(trans, list)
      ;(trans as unknown as IDBTransaction).addEventListener('complete', () => heard(list))
    }
  }
  const listening = (core: DBCore, name: string, kind: TableKind) => ({
    ...core.table(name),
    mutate: async (request: DBCoreMutateRequest) => {
      const response = await core.table(name).mutate(request)
      const isImport = (request.trans as unknown as IDBTransaction).objectStoreNames.contains(STAGING)
      if ((request.type === 'put' || request.type === 'add') && !isImport) {
        const good = request.values.filter((_, at) => response.failures[at] === undefined)
        note(request.trans, good.map((record): Written => ({ kind, record })))
      }
      return response
    },
  })
  library.use({
    stack: 'dbcore',
    name: 'written',
    create: (core) => ({
      ...core,
      table: (name) => {
        const kind = KIND_OF_TABLE.get(name)
        return kind !== undefined && WRITTEN.includes(kind) ? listening(core, name, kind) : core.table(name)
      },
    }),
  })
}
