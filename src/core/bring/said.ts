/**
 * What a file says meets what the library has. A file never takes back what the reader said here: where both speak and
 * differ, the reader's word stays and the file's is told as a conflict. What an earlier file said, a later one may change.
 */
import { BETWEEN } from '../merge.ts'
import type { PassageRecord, WorkRecord } from '../record.ts'
import { nextStamp, type Stamp } from '../stamp.ts'

/** Files write as a device of their own, which sorts before every other at the same moment. */
const FILE = '-file'

/** The stamp of what a file says; after `before`, where the file's word is to hold against it. */
export const fileStamp = (at: number, before: Stamp | null = null): Stamp => nextStamp(before, at, FILE)

/** Whether the reader said it here, rather than a file. */
export const isReaders = (stamp: Stamp | undefined): boolean => stamp !== undefined && !stamp.endsWith(`.${FILE}`)

/** What a list says of a work, beyond its facts. */
export type SaidOfWork = Pick<WorkRecord, 'status' | 'rating' | 'tags' | 'note'>

/** A work with what a list says of it, and the fields in which the reader's own word stood against it. */
export function withSaid(work: WorkRecord, said: SaidOfWork, now: number): { readonly work: WorkRecord; readonly against: readonly ('status' | 'rating')[] } {
  const against: ('status' | 'rating')[] = []
  const changed: { -readonly [Field in keyof SaidOfWork]?: SaidOfWork[Field] } = {}
  const heard = (field: 'status' | 'rating'): boolean => {
    if (said[field] === null || said[field] === work[field]) return false
    if (isReaders(work.stamps[field])) against.push(field)
    return !isReaders(work.stamps[field])
  }
  if (heard('status')) changed.status = said.status
  if (heard('rating')) changed.rating = said.rating
  const tags = [...new Set([...work.tags, ...said.tags])].slice(0, 100)
  if (tags.length > work.tags.length) changed.tags = tags
  if (said.note !== '' && !work.note.includes(said.note)) changed.note = work.note === '' ? said.note : work.note + BETWEEN + said.note
  const stamps = Object.fromEntries(Object.keys(changed).map((field) => [field, fileStamp(now, work.stamps[field as keyof SaidOfWork] ?? null)]))
  return { work: { ...work, ...changed, stamps: { ...work.stamps, ...stamps } }, against }
}

/** What a file tells of a passage that the library has already: its note and tags; all else is the library's. */
export function passageAgain(here: PassageRecord, told: Pick<PassageRecord, 'note' | 'tags'>, at: number): PassageRecord {
  const knownNote = told.note === '' || told.note === here.note || (here.notesApart ?? []).some(({ note }) => note === told.note)
  const tags = [...new Set([...here.tags, ...told.tags])].slice(0, 100)
  const ours = isReaders(here.stamps.note) ? null : (here.stamps.note ?? null)
  return {
    ...here,
    ...(!knownNote && { note: told.note }),
    ...(tags.length > here.tags.length && { tags }),
    stamps: {
      ...here.stamps,
      ...(!knownNote && { note: fileStamp(at, ours) }),
      ...(tags.length > here.tags.length && { tags: fileStamp(at, here.stamps.tags ?? null) }),
    },
  }
}
