/** What the reader says of a work: status, tags, rating, note. Each field has its own stamp. */
import type { WorkRecord } from '../core/record.ts'
import type { WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { Library } from './library.ts'

/** What a reader can say of a work; fields left out stay as they are. */
export type Said = Partial<Pick<WorkRecord, 'status' | 'tags' | 'rating' | 'note'>>

const FIELDS = ['status', 'tags', 'rating', 'note'] as const

/**
 * Keeps what the reader said. Returns what the changed fields were before: said again, that is the undo. Undefined when
 * there is no such work; an empty value when nothing differed.
 */
export async function workSaid(library: Library, work: WorkId, said: Said, now: number): Promise<Said | undefined> {
  const [before] = await worksSaid(library, [work], said, now)
  return before?.said
}

/** The same for many works in one change, for bulk actions. Returns what to say of each to undo it. */
export function worksSaid(library: Library, works: readonly WorkId[], said: Said, now: number): Promise<readonly WorkSaid[]> {
  return library.atOnce('rw', [library.works, library.device], async (library) => {
    const rows = (await library.works.bulkGet([...works])).filter((row) => row !== undefined)
    const changes = rows.map((row) => ({ row, fields: FIELDS.filter((field) => said[field] !== undefined && JSON.stringify(said[field]) !== JSON.stringify(row[field])) }))
    if (changes.every(({ fields }) => fields.length === 0)) return rows.map(({ id }) => ({ work: id, said: {} }))
    const stamp = await stampNow(library, now)
    await library.works.bulkPut(changes.filter(({ fields }) => fields.length > 0).map(({ row, fields }) => ({
      ...row,
      ...Object.fromEntries(fields.map((field) => [field, said[field]])),
      stamps: { ...row.stamps, ...Object.fromEntries(fields.map((field) => [field, stamp])) },
    })))
    return changes.map(({ row, fields }) => ({ work: row.id, said: Object.fromEntries(fields.map((field) => [field, row[field]])) }))
  })
}

/** What was said, or is to be said again, of one work. */
export interface WorkSaid {
  readonly work: WorkId
  readonly said: Said
}

/** Says of each work what it was before; what another change has said since then is overwritten, as the reader asks. */
export function saidUndone(library: Library, before: readonly WorkSaid[], now: number): Promise<void> {
  return library.atOnce('rw', [library.works, library.device], async (library) => {
    for (const { work, said } of before) await workSaid(library, work, said, now)
  })
}

/** Adds tags to many works, in one change. Returns what to say of each to undo it. */
export function tagsAdded(library: Library, works: readonly WorkId[], tags: readonly string[], now: number): Promise<readonly WorkSaid[]> {
  return library.atOnce('rw', [library.works, library.device], async (library) => {
    const before: WorkSaid[] = []
    for (const row of await library.works.bulkGet([...works])) {
      if (!row || tags.every((tag) => row.tags.includes(tag))) continue
      before.push({ work: row.id, said: (await workSaid(library, row.id, { tags: [...new Set([...row.tags, ...tags])] }, now)) ?? {} })
    }
    return before
  })
}
