/** What a reader can be told of a work at a place in it: recap, cast and their own marks, read in one go. */
import type { Table } from 'dexie'
import { castOf, type Cast } from '../core/cast/cast.ts'
import type { Clock } from '../core/record.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { heededView, recapHeeding, type Heeded, type ToldMoment } from '../core/recap/heed.ts'
import type { RecapLevel } from '../core/recap/recap.ts'
import { view, type View, type ViewPosition } from '../core/recap/view.ts'
import { chaptersAndDigested, partsFor, type Parts } from './arcs.ts'
import { asCorrections, correctionsOf } from './corrections.ts'
import type { ChapterRow, CorrectionRow, Library, PassageRow, ProgressRow, WorkRow } from './library.ts'
import { placeFor, type AsOf, type Standing } from './standing.ts'
import { chapterOfVerdict, verdictsOf } from './verdicts.ts'
import { refusalOf, type Refusal } from './wishes.ts'

/** "Previously" is a few whole moments, whatever their length. */
const PREVIOUSLY_MOMENTS = 6

/** The most words of each kind of recap. */
export const WORDS: Readonly<Record<RecapLevel, number>> = { 'last-lines': 90, previously: 150, 'story-so-far': 280 }

export interface Wanted {
  readonly level: RecapLevel
  readonly asOf: AsOf
}

export interface Told {
  readonly level: RecapLevel
  /** Whether the recap is of what was read before the reader's chapter, or of what was read in it. */
  readonly of: 'before' | 'here'
  readonly moments: readonly ToldMoment[]
  /** What the reader marked in the chapters recapped, in story order. */
  readonly passages: readonly PassageRow[]
  /** False when nothing of the story was read yet. */
  readonly anythingRead: boolean
  /** Why there is neither recap nor cast; null when nobody minds. */
  readonly refusal: Refusal | null
  readonly cast: Cast
  /** The reader's word on the cast, the latest first. */
  readonly corrections: readonly CorrectionRow[]
  /** How many moments the reader never wants to see again. */
  readonly nevers: number
  /** All known chapters of the work, in story order. */
  readonly chapters: readonly ChapterRow[]
  /** Those the reader can be told of: none beyond the furthest. */
  readonly dial: readonly ChapterRow[]
  /** The last chapter of which anything is told. */
  readonly until: ChapterRow | null
}

const NOBODY: Cast = { status: 'known', people: [], others: [] }
const NOTHING: Parts = { chapters: [], arcs: [], behind: [] }

const isAnything = ({ arcs, chapters }: View): boolean => arcs.length + chapters.length > 0

/** Marks in chapters behind an arc that raise their moments: a recap has no room for more. */
const MARKED_BEHIND = 8

/** The tables that {@link readTold} asks, for whoever asks more in the same transaction. */
export const toldTables = (library: Library): Table[] =>
  [library.chapters, library.digests, library.arcs, library.verdicts, library.corrections, library.homes, library.progress, library.passages, library.wishes]

/** What can be asked before the work itself is known. */
async function gather(library: Library, work: WorkId, chapter: ChapterId | null) {
  const [[chapters, digested], verdicts, corrections, home, marks, progress] = await Promise.all([
    chaptersAndDigested(library, work), verdictsOf(library, work), correctionsOf(library, work), library.homes.get(work),
    library.passages.where('work').equals(work).and(({ removed }) => removed === null).toArray(), chapter === null ? undefined : library.progress.get(chapter),
  ])
  return { chapters, digested, verdicts, corrections, home, marks, chapter: chapters.find(({ id }) => id === chapter) ?? null, progress }
}

/** Everything to tell of a work to a reader who is in `chapter` (null: in none of it yet), from what was read at that home of the story. */
export function readTold(library: Library, work: WorkRow, chapter: ChapterId | null, wanted: Wanted): Promise<Told> {
  return library.atOnce('r', toldTables(library), async (library) => tell(library, work, await gather(library, work.id, chapter), wanted))
}

/** The same for a chapter of a work, with the rows of both; undefined when either was never opened. Runs in a transaction of `works` and {@link toldTables}. */
export async function readToldIn(library: Library, id: WorkId, chapterId: ChapterId, wanted: Wanted) {
  const [work, gathered] = await Promise.all([library.works.get(id), gather(library, id, chapterId)])
  const { chapter, progress } = gathered
  return work && chapter ? { work, chapter, progress: progress ?? null, told: await tell(library, work, gathered, wanted) } : undefined
}

async function tell(library: Library, work: WorkRow, { chapters, digested, verdicts, corrections, home, marks, chapter, progress }: Awaited<ReturnType<typeof gather>>, wanted: Wanted): Promise<Told> {
  const standing = await standingIn(library, home?.own ?? work, chapter, progress)
  const anywhere = chapter ?? chapters[0]
  const most = placeFor(standing, 'furthest')
  const asked = placeFor(standing, wanted.asOf)
  // what the reader marked just below the furthest line they read, they have seen
  const markedUntil = (place: ViewPosition): PassageRow[] =>
    marksUntil(marks, chapters, place.order === most.order && place.paragraph === most.paragraph ? { ...most, paragraph: Infinity } : place)
  const also = new Set<string>([...[...verdicts.keys()].map(chapterOfVerdict), ...[...new Set(markedUntil(asked).map((mark) => mark.chapter))].slice(0, MARKED_BEHIND)])
  const [refusal, found] = await Promise.all([anywhere ? refusalOf(library, anywhere) : null, partsFor(library, work.id, digested, asked.order, also)])
  const parts = refusal ? NOTHING : found
  const seenAt = (place: ViewPosition): View => view(parts.chapters, place, parts.arcs)
  const place = toldPlace(seenAt, standing, wanted.asOf)
  const seen = seenAt(place)
  const marked = markedUntil(place)
  const heeded: Heeded = {
    verdicts, behind: parts.behind,
    marked: marked.map(({ chapter: id, selectors }) => ({ chapter: id, paragraph: selectors[0].place.paragraph, exact: selectors[0].quote.exact })),
  }
  const { of, span } = spanOf(seen, seenAt, wanted, standing)
  const recapped = new Set(wanted.level === 'story-so-far' ? [...span.arcs.flatMap(({ covers }) => covers), ...span.chapters.map((read) => read.chapter)] : span.chapters.slice(-1).map((read) => read.chapter))
  return {
    level: wanted.level,
    of,
    moments: recapHeeding(span, { level: wanted.level, words: WORDS[wanted.level], ...(wanted.level === 'previously' && { most: PREVIOUSLY_MOMENTS }) }, heeded),
    passages: refusal ? marked : marked.filter((passage) => recapped.has(passage.chapter)),
    anythingRead: isAnything(seen),
    refusal,
    cast: refusal ? NOBODY : castOf(heededView(seen, heeded), asCorrections(corrections)),
    corrections,
    nevers: [...verdicts.values()].filter((verdict) => verdict === 'never').length,
    chapters,
    dial: digested.filter(({ order }) => order <= most.order),
    until: chapters.find(({ id }) => id === seen.chapters.at(-1)?.chapter) ?? null,
  }
}

/** A first chapter opened again has nothing before it: then it is told itself, as it was read. */
function toldPlace(seenAt: (place: ViewPosition) => View, standing: Standing, asOf: AsOf): ViewPosition {
  const place = placeFor(standing, asOf)
  const { here } = standing
  const again = asOf === 'here' && here?.progress?.finished != null && here.progress.current.fraction >= 1
  return again && !isAnything(seenAt(place)) ? placeFor(standing, { order: here.order }) : place
}

/** `clock`: of this home alone. Another may count its chapters otherwise: what was read there says nothing of places here. */
async function standingIn(library: Library, { furthest }: Clock, chapter: ChapterRow | null, progress: ProgressRow | undefined): Promise<Standing> {
  const most = furthest && furthest.chapter !== chapter?.id ? await library.progress.get(furthest.chapter) : progress
  return {
    here: chapter && { order: chapter.order, progress: progress ?? null },
    furthest: furthest && { order: furthest.order, progress: most ?? null },
  }
}

/** "Previously" is of the chapters before the one being read, where there are any; all else of everything read. */
function spanOf(seen: View, seenAt: (place: ViewPosition) => View, { level, asOf }: Wanted, standing: Standing): { readonly of: Told['of']; readonly span: View } {
  const { here } = standing
  const inHere = asOf === 'here' && here !== null && seen.chapters.at(-1)?.order === here.order
  if (!inHere || placeFor(standing, 'here').paragraph === Infinity) return { of: 'before', span: seen }
  if (level !== 'previously') return { of: 'here', span: seen }
  const before = seenAt({ order: here.order, paragraph: -1 })
  return isAnything(before) ? { of: 'before', span: before } : { of: 'here', span: seen }
}

/** The reader's own passages as far as a place: they too would tell what comes later. */
function marksUntil(marks: readonly PassageRow[], chapters: readonly ChapterRow[], place: ViewPosition): PassageRow[] {
  const orders = new Map(chapters.map(({ id, order }) => [id, order]))
  const at = ({ chapter, selectors }: PassageRow): readonly [number, number] => [orders.get(chapter) ?? Infinity, selectors[0].place.paragraph]
  return marks
    .filter((mark) => at(mark)[0] < place.order || (at(mark)[0] === place.order && at(mark)[1] <= place.paragraph))
    .sort((a, b) => at(a)[0] - at(b)[0] || a.selectors[0].start - b.selectors[0].start)
}
