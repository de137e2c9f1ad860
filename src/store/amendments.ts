/**
 * The reader's word on a page's facts: title and author of a work, title and number of a chapter, and which number a site
 * means. A word and what it changes in works and chapters are one transaction; taking it back is too.
 */
import { amended, shownNow, type Amendments } from '../core/amend.ts'
import type { Amendable, Shown } from '../core/record.ts'
import { chapterNumber, type ChapterFacts, type WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { AmendmentRow, ChapterRow, Library } from './library.ts'
import { hostOf } from './wishes.ts'

/** A field with what the reader says of it; null takes the word back. */
export type Word = { readonly [F in Amendable]: { readonly field: F; readonly value: AmendmentRow[F] } }[Amendable]

const siteId = (url: string): string => `site ${hostOf(url)}`
const idFor = (field: Amendable, { work, chapter, url }: Pick<ChapterFacts, 'work' | 'chapter' | 'url'>): string =>
  field === 'workTitle' || field === 'author' ? work : field === 'numberFrom' ? siteId(url) : chapter

const unsaid = (id: string, work: WorkId | null, shown: Shown | null): AmendmentRow =>
  ({ id, work, workTitle: null, author: null, chapterTitle: null, number: null, numberFrom: null, shown, stamps: {} })

const shownIn = ({ workTitle, author, chapterTitle, ordinal, titleNumber }: Shown): Shown => ({ workTitle, author, chapterTitle, ordinal, titleNumber })

/** What the reader says of a chapter's facts. */
export async function amendmentsFor(library: Library, { work, chapter, url }: Pick<ChapterFacts, 'work' | 'chapter' | 'url'>): Promise<Amendments> {
  const [ofWork, ofChapter, ofSite] = await library.amendments.bulkGet([work, chapter, siteId(url)])
  return { work: ofWork, chapter: ofChapter, site: ofSite }
}

/** The facts of a page that was just opened as the reader has them. Must run in a transaction with `amendments`. */
export async function amendedFacts(library: Library, facts: ChapterFacts): Promise<ChapterFacts> {
  const said = await amendmentsFor(library, facts)
  const known = [said.work, said.chapter].filter((row) => row !== undefined)
  // what a page shows now is what a reader gets back who takes their word back
  await library.amendments.bulkPut(known.map((row) => ({ ...row, shown: shownNow(row.shown, shownIn(facts)) })))
  if (said.site?.numberFrom === 'title' && said.chapter === undefined) await library.amendments.put(unsaid(facts.chapter, facts.work, shownIn(facts)))
  return amended(facts, said)
}

/** Says what a fact is, or takes that back with null. `facts` are the page's own, of a chapter that was opened. */
export function amend(library: Library, facts: ChapterFacts, { field, value }: Word, now: number): Promise<void> {
  return library.atOnce('rw', [library.amendments, library.works, library.chapters, library.progress, library.device], async (library) => {
    const id = idFor(field, facts)
    const row = (await library.amendments.get(id)) ?? unsaid(id, field === 'numberFrom' ? null : facts.work, field === 'numberFrom' ? null : await shownOf(library, facts))
    if (row[field] === value) return
    await library.amendments.put({ ...row, [field]: value, stamps: { ...row.stamps, [field]: await stampNow(library, now) } })
    if (id === facts.work) await workStands(library, facts.work)
    else if (id === facts.chapter) await chaptersStand(library, await library.chapters.where('id').equals(facts.chapter).toArray())
    else await chaptersStand(library, await library.chapters.filter(({ url }) => siteId(url) === id).toArray())
  })
}

/** What the page shows, and where it shows nothing what an earlier visit showed. */
async function shownOf(library: Library, facts: ChapterFacts): Promise<Shown> {
  const [work, chapter] = await Promise.all([library.works.get(facts.work), library.chapters.get(facts.chapter)])
  const before: Shown = { workTitle: work?.title ?? null, author: work?.author ?? null, chapterTitle: chapter?.title ?? null, ordinal: chapter?.ordinal ?? null, titleNumber: chapter?.titleNumber ?? null }
  return shownNow(before, shownIn(facts))
}

/** Makes the work's row say what the reader says, or what pages showed where the reader says nothing. */
async function workStands(library: Library, id: WorkId): Promise<void> {
  const said = await library.amendments.get(id)
  if (said?.shown) await library.works.update(id, { title: said.workTitle ?? said.shown.workTitle, author: said.author ?? said.shown.author })
}

/** The same of chapters, whose place in their work goes with their number. */
async function chaptersStand(library: Library, rows: readonly ChapterRow[]): Promise<void> {
  for (const row of rows) {
    const { site, chapter } = await amendmentsFor(library, { work: row.work, chapter: row.id, url: row.url })
    const shown = chapter?.shown ?? { workTitle: null, author: null, chapterTitle: row.title, ordinal: row.ordinal, titleNumber: row.titleNumber }
    // remembered before it is written over
    if (!chapter?.shown) await library.amendments.put({ ...(chapter ?? unsaid(row.id, row.work, null)), shown })
    const facts = amended(shown, { work: undefined, chapter, site })
    await library.chapters.update(row.id, { title: facts.chapterTitle, ordinal: facts.ordinal, order: chapterNumber(facts) ?? row.order })
  }
  for (const work of new Set(rows.map((row) => row.work))) await furthestStands(library, work)
}

/** The furthest chapter is the one with the highest place among those the reader got into; numbers have changed. */
async function furthestStands(library: Library, id: WorkId): Promise<void> {
  const work = await library.works.get(id)
  if (!work) return
  const read = new Map((await library.progress.where('work').equals(id).toArray()).map((row) => [row.chapter, row]))
  const rows = (await library.chapters.bulkGet([...read.keys()])).filter((row) => row !== undefined)
  const last = rows.reduce<ChapterRow | null>((most, row) => (most === null || row.order > most.order ? row : most), null)
  const ofPass = rows.find((row) => row.id === work.pass?.furthest?.chapter)
  await library.works.update(id, {
    ...(last && { furthest: { chapter: last.id, order: last.order, finished: read.get(last.id)?.finished != null } }),
    ...(work.pass?.furthest && ofPass && { pass: { ...work.pass, furthest: { ...work.pass.furthest, order: ofPass.order } } }),
  })
}

/** One word of the reader that holds, and what pages show instead. */
export type Standing = Word & { readonly shown: string | number | null }

/** Every word of the reader that bears on a chapter. */
export async function wordsOn(library: Library, chapter: Pick<ChapterFacts, 'work' | 'chapter' | 'url'>): Promise<readonly Standing[]> {
  const said = await amendmentsFor(library, chapter)
  const of = (row: AmendmentRow | undefined, field: Amendable, shown: string | number | null): Standing[] =>
    (row === undefined || row[field] === null ? [] : [{ field, value: row[field], shown } as Standing])
  const { shown = null } = said.chapter ?? {}
  return [
    ...of(said.work, 'workTitle', said.work?.shown?.workTitle ?? null),
    ...of(said.work, 'author', said.work?.shown?.author ?? null),
    ...of(said.chapter, 'chapterTitle', shown?.chapterTitle ?? null),
    ...of(said.chapter, 'number', shown?.ordinal ?? shown?.titleNumber ?? null),
    ...of(said.site, 'numberFrom', null),
  ]
}

/** The number a chapter would have by its site's count, for the question which of two numbers is meant. */
export const isTwoNumbers = ({ ordinal, titleNumber }: Pick<ChapterFacts, 'ordinal' | 'titleNumber'>): boolean =>
  ordinal !== null && titleNumber !== null && ordinal !== titleNumber
