/** Rows for the library out of what foreign files told: works, chapters and passages, as a backup would bring them. */
import type { BackupRow } from '../formats/backup.ts'
import type { Refused } from '../formats/file.ts'
import type { MarkedAt, MarkedPassage } from '../formats/marked.ts'
import type { Selector } from '../passage.ts'
import { UNSAID, type ChapterRecord, type PassageRecord, type WorkRecord } from '../record.ts'
import type { ChapterId, WorkId } from '../work.ts'
import { homeOf, type Home, type LookUp } from './homes.ts'
import { uuidFor } from './natural-id.ts'
import { fileStamp, passageAgain } from './said.ts'

/** What the library has of what a file speaks of. */
export interface Here {
  readonly works: ReadonlyMap<WorkId, WorkRecord>
  readonly chapters: ReadonlyMap<ChapterId, ChapterRecord>
  readonly passages: ReadonlyMap<string, PassageRecord>
}

/** A passage with the id it has in the library and the chapter it belongs to. */
export interface Housed {
  readonly id: string
  readonly home: Home
  readonly passage: MarkedPassage
}

const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

/** An id that is the same whenever the same passage is brought in. */
const idFor = ({ id, at: [{ quote, span }] }: MarkedPassage, { chapter }: Home): string => {
  if (id === null) return uuidFor([chapter, quote.exact, quote.prefix, span?.start ?? ''].join('\n'))
  return UUID.test(id) ? id : uuidFor(id)
}

/** Finds a home for each passage; those without are refused, with their place in the list. */
export function housed(passages: readonly MarkedPassage[], lookUp: LookUp): { readonly found: readonly Housed[]; readonly refused: readonly Refused[] } {
  const known = new Map<string, ReturnType<LookUp>>()
  const once: LookUp = (address) => {
    const before = known.get(address)
    if (before !== undefined) return before
    const now = lookUp(address)
    known.set(address, now)
    return now
  }
  const found: Housed[] = []
  const refused: Refused[] = []
  for (const [index, passage] of passages.entries()) {
    const home = homeOf(passage.story, once)
    if (home) found.push({ id: idFor(passage, home), home, passage })
    else refused.push({ where: `passage ${index + 1}`, why: 'neither the address nor the title of its story is in the file' })
  }
  return { found, refused }
}

/** A work nobody has told us of yet. `at` in milliseconds since 1970. */
export const freshWork = (id: WorkId, site: string, facts: Pick<WorkRecord, 'title' | 'author' | 'url'>, at: number): WorkRecord => ({
  id, site, ...facts, language: null, posted: null, planned: null, added: at, lastRead: at, current: null, furthest: null, ...UNSAID, passages: 0, finished: 0, stamps: {},
})

/** A chapter nobody has opened yet; the first visit of it brings its facts. */
export const freshChapter = (id: ChapterId, work: WorkId, facts: { readonly url: string; readonly title: string | null; readonly ordinal: number | null }, order: number): ChapterRecord => ({
  id, work, ...facts, titleNumber: null, order: facts.ordinal ?? order, prevUrl: null, nextUrl: null, paragraphs: 0, characters: 0, opened: 0,
})

const selectorOf = ({ quote, span, place }: MarkedAt): Selector => ({
  quote, start: span?.start ?? 0, end: span?.end ?? span?.start ?? 0, place: place ?? { paragraph: 0, offset: 0 },
})

function rowOf({ id, home, passage }: Housed, here: PassageRecord | undefined, now: number): PassageRecord {
  const { at: [first, ...others], colour, note, tags, made, edits } = passage
  if (here && !edits) return passageAgain(here, { note, tags }, made ?? 0)
  const stamp = fileStamp(made ?? 0)
  return {
    id, work: here?.work ?? home.work, chapter: here?.chapter ?? home.chapter, selectors: [selectorOf(first), ...others.map(selectorOf)],
    colour, note, tags, made: made ?? now, removed: null, stamps: { colour: stamp, note: stamp, tags: stamp, selectors: stamp, removed: stamp }, ...edits,
  }
}

/** Rows for passages, with those of their works and chapters that the library has not. */
export function* passageRows(found: readonly Housed[], here: Here, now: number): Generator<BackupRow> {
  const works = new Map<WorkId, WorkRecord>()
  const chapters = new Map<ChapterId, ChapterRecord>()
  const orders = new Map<WorkId, number>()
  for (const { id, home, passage: { story, made } } of found) {
    if (here.passages.has(id)) continue
    const at = made ?? now
    const work = works.get(home.work)
    if (!here.works.has(home.work)) {
      const fresh = work ?? freshWork(home.work, home.site, { title: home.title, author: story.author, url: story.workUrl ?? (home.url || null) }, at)
      works.set(home.work, { ...fresh, added: Math.min(fresh.added, at), lastRead: Math.max(fresh.lastRead, at) })
    }
    if (here.chapters.has(home.chapter) || chapters.has(home.chapter)) continue
    const order = (orders.get(home.work) ?? 0) + 1
    orders.set(home.work, order)
    chapters.set(home.chapter, freshChapter(home.chapter, home.work, { url: home.url, title: story.chapterTitle, ordinal: home.ordinal }, order))
  }
  for (const record of works.values()) yield { kind: 'work', record }
  for (const record of chapters.values()) yield { kind: 'chapter', record }
  for (const each of found) yield { kind: 'passage', record: rowOf(each, here.passages.get(each.id), now) }
}
