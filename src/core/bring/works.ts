/** Works that lists of other programs tell of, as rows for the library. */
import type { BackupRow } from '../formats/backup.ts'
import type { BroughtWork } from '../formats/brought.ts'
import type { Refused } from '../formats/file.ts'
import type { ChapterRecord, WorkRecord } from '../record.ts'
import type { ChapterId, WorkId } from '../work.ts'
import { IMPORTED, importedWork, type LookUp } from './homes.ts'
import { freshChapter, freshWork, type Here } from './rows.ts'
import { fileStamp, withSaid } from './said.ts'
import { storyKey } from './titles.ts'

/** A work of a list with the id it has in the library. */
export interface HousedWork {
  readonly work: WorkId
  readonly site: string
  readonly told: BroughtWork
  /** The chapter that was read last, where its address names one. */
  readonly chapter: { readonly id: ChapterId; readonly url: string; readonly number: number } | null
}

/** What became of a list. */
export interface HousedWorks {
  readonly found: readonly HousedWork[]
  readonly refused: readonly Refused[]
  /** Addresses of no story site: not refused, just not ours. */
  readonly passedOver: number
}

/** Ids by {@link storyKey} of the works the library has; two works of one name and author are nobody's. */
export function byStory(works: Iterable<WorkRecord>): Map<string, WorkId | null> {
  const ids = new Map<string, WorkId | null>()
  for (const { id, title, author } of works) {
    if (title === null) continue
    const key = storyKey(title, author)
    ids.set(key, ids.has(key) ? null : id)
  }
  return ids
}

const siteOf = (work: WorkId): string => work.slice(0, work.indexOf(':'))

function placeOf({ furthest }: BroughtWork, lookUp: LookUp): HousedWork['chapter'] {
  const known = furthest?.url ? lookUp(furthest.url) : null
  return furthest && known?.named?.chapter ? { id: known.named.chapter, url: known.clean, number: furthest.number } : null
}

/**
 * Finds an id for each work: by its address, by title and author among the works the library has, else by title and
 * author alone. `storiesOnly`: a list of all kinds of addresses, of which only stories are meant.
 */
export function housedWorks(list: readonly BroughtWork[], lookUp: LookUp, known: ReadonlyMap<string, WorkId | null>, storiesOnly: boolean): HousedWorks {
  const found: HousedWork[] = []
  const refused: Refused[] = []
  let passedOver = 0
  for (const told of list) {
    const named = told.work ?? (told.url === null ? null : (lookUp(told.url)?.named?.work ?? null))
    const chapter = placeOf(told, lookUp)
    if (named !== null) found.push({ work: named, site: siteOf(named), told, chapter })
    else if (storiesOnly) passedOver++
    else if (told.title === null) refused.push({ where: told.where, why: 'neither a title nor the address of a story Catchword knows' })
    else {
      const work = known.get(storyKey(told.title, told.author)) ?? importedWork(told.title, told.author)
      found.push({ work, site: siteOf(work) || IMPORTED, told, chapter })
    }
  }
  return { found, refused, passedOver }
}

/** A field in which the reader's own word stood against a list's. */
export interface Against {
  readonly where: string
  readonly title: string
  readonly field: 'status' | 'rating'
}

/** Facts the library lacks are filled; those it has were read on the site itself and stay. */
function withFacts(work: WorkRecord, { told }: HousedWork): WorkRecord {
  return {
    ...work, title: work.title ?? told.title, author: work.author ?? told.author, url: work.url ?? told.url, posted: work.posted ?? told.posted,
    added: Math.min(work.added, told.added ?? work.added), lastRead: Math.max(work.lastRead, told.lastRead ?? told.added ?? 0),
  }
}

/** The reader got as far as a list says, unless the library knows better. */
function withPlace(work: WorkRecord, { chapter, told }: HousedWork): WorkRecord {
  if (chapter === null || work.current !== null || work.furthest !== null) return work
  const at = told.lastRead ?? work.lastRead
  const stamp = fileStamp(at)
  const mark = { place: { paragraph: 0, offset: 0 }, fraction: 0, words: '', at }
  return { ...work, current: { chapter: chapter.id, mark }, furthest: { chapter: chapter.id, order: chapter.number, finished: told.status === 'finished' }, stamps: { ...work.stamps, current: stamp, furthest: stamp } }
}

/** The rows, and what the reader's own word stood against. Works that a list tells nothing new of come as they are. */
export function workRows(found: readonly HousedWork[], here: Here, now: number): { readonly rows: readonly BackupRow[]; readonly against: readonly Against[] } {
  const works = new Map<WorkId, WorkRecord>()
  const chapters = new Map<ChapterId, ChapterRecord>()
  const against: Against[] = []
  for (const each of found) {
    const { work: id, site, told, chapter } = each
    const before = works.get(id) ?? here.works.get(id) ?? freshWork(id, site, { title: told.title, author: told.author, url: told.url }, told.added ?? told.lastRead ?? now)
    const said = withSaid(withPlace(withFacts(before, each), each), told, now)
    works.set(id, said.work)
    against.push(...said.against.map((field) => ({ where: told.where, title: said.work.title ?? told.where, field })))
    if (chapter && !here.chapters.has(chapter.id)) chapters.set(chapter.id, freshChapter(chapter.id, id, { url: chapter.url, title: null, ordinal: chapter.number }, chapter.number))
  }
  const rows: BackupRow[] = [...works.values()].map((record) => ({ kind: 'work', record }))
  return { rows: [...rows, ...[...chapters.values()].map((record): BackupRow => ({ kind: 'chapter', record }))], against }
}
