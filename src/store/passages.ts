/** Highlights and notes. */
import { withNote } from '../core/merge.ts'
import { newestOf, type Colour, type Passage, type Selector } from '../core/passage.ts'
import type { ChapterId, WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { Library, PassageRow } from './library.ts'
import { UnknownChapter } from './positions.ts'

/** What a page proposes to remember. */
export interface NewPassage {
  readonly id: string
  readonly chapter: ChapterId
  readonly selector: Selector
  readonly colour: Colour
  readonly note: string
  readonly tags: readonly string[]
}

/** A page spoke of a passage that is not one of its own chapter: nothing was changed. */
export class NotThisChapter extends Error {
  override readonly name = 'NotThisChapter'
  constructor() {
    super('that passage belongs to another chapter')
  }
}

/** Whose wish a change is: a page's, for the passages of its own chapter, or the reader's in a page of ours (null). */
type Within = ChapterId | null

const mustBeWithin = (row: PassageRow, within: Within): void => {
  if (within !== null && row.chapter !== within) throw new NotThisChapter()
}

/** What a reader can change of a passage. */
export type PassageEdit = Partial<Pick<Passage, 'colour' | 'note' | 'tags'>>

/** Stores a passage. The same id again changes nothing, so a repeated message is harmless. */
export function passageMade(library: Library, made: NewPassage, now: number): Promise<PassageRow> {
  return library.atOnce('rw', [library.passages, library.works, library.chapters, library.device], async (library) => {
    const known = await library.passages.get(made.id)
    if (known) return known
    const chapter = await library.chapters.get(made.chapter)
    const work = chapter && (await library.works.get(chapter.work))
    if (!work) throw new UnknownChapter(made.chapter)
    const stamp = await stampNow(library, now)
    const row: PassageRow = {
      id: made.id,
      work: work.id,
      chapter: made.chapter,
      selectors: [made.selector],
      colour: made.colour,
      note: made.note,
      tags: made.tags,
      made: now,
      removed: null,
      stamps: { colour: stamp, note: stamp, tags: stamp, selectors: stamp, removed: stamp },
    }
    await library.passages.add(row)
    await library.works.update(work.id, { passages: work.passages + 1 })
    return row
  })
}

/** Changes colour, note or tags; only what differs is stamped. Undefined when there is no such passage. */
export function passageChanged(library: Library, id: string, edit: PassageEdit, now: number, within: Within = null): Promise<PassageRow | undefined> {
  return library.atOnce('rw', [library.passages, library.device], async (library) => {
    const row = await library.passages.get(id)
    if (!row) return undefined
    mustBeWithin(row, within)
    const fields = (['colour', 'note', 'tags'] as const).filter((field) => edit[field] !== undefined && String(edit[field]) !== String(row[field]))
    if (fields.length === 0) return row
    const stamp = await stampNow(library, now)
    const stamps = Object.fromEntries(fields.map((field) => [field, stamp]))
    const noted = edit.note === undefined ? row : withNote(row, edit.note, stamp)
    const changed = { ...noted, ...edit, stamps: { ...row.stamps, ...stamps } }
    await library.passages.put(changed)
    return changed
  })
}

/** Removes a passage, or brings it back. */
export function passageRemoved(library: Library, id: string, removed: boolean, now: number, within: Within = null): Promise<void> {
  return library.atOnce('rw', [library.passages, library.works, library.device], async (library) => {
    const row = await library.passages.get(id)
    if (!row) return
    mustBeWithin(row, within)
    if ((row.removed !== null) === removed) return
    const stamp = await stampNow(library, now)
    await library.passages.put({ ...row, removed: removed ? now : null, stamps: { ...row.stamps, removed: stamp } })
    const work = await library.works.get(row.work)
    if (work) await library.works.update(work.id, { passages: work.passages + (removed ? -1 : 1) })
  })
}

/** Where passages of one chapter stand in its text of today. */
export interface Found {
  readonly id: string
  readonly selector: Selector
}

/**
 * Keeps where passages were found in an edited chapter, or where the reader moved them to: beside the first selector,
 * which is what the reader selected and is never overwritten, in the place of an earlier find. Ids that are unknown,
 * removed or of another chapter change nothing; a find that is already stored is not stamped again.
 */
export function passagesFound(library: Library, chapter: ChapterId, found: readonly Found[], now: number): Promise<void> {
  return library.atOnce('rw', [library.passages, library.device], async (library) => {
    const rows = await library.passages.bulkGet(found.map(({ id }) => id))
    const changed: PassageRow[] = []
    let stamp: PassageRow['stamps']['selectors']
    for (const [index, { selector }] of found.entries()) {
      const row = rows[index]
      if (row?.chapter !== chapter || row.removed !== null || isSame(newestOf(row), selector)) continue
      stamp ??= await stampNow(library, now)
      changed.push({ ...row, selectors: [row.selectors[0], selector], stamps: { ...row.stamps, selectors: stamp } })
    }
    await library.passages.bulkPut(changed)
  })
}

const isSame = (a: Selector, b: Selector): boolean =>
  a.start === b.start && a.end === b.end && a.quote.exact === b.quote.exact && a.quote.prefix === b.quote.prefix && a.quote.suffix === b.quote.suffix

/** The passages of a work, or of all homes of a story, that were not removed, in story order of their chapters and in them. */
export function passagesOf(library: Library, ...homes: readonly WorkId[]): Promise<PassageRow[]> {
  return library.atOnce('r', [library.passages, library.chapters], async (library) => {
    const rows = await library.passages.where('work').anyOf(homes).toArray()
    const chapters = await library.chapters.where('work').anyOf(homes).toArray()
    const order = new Map(chapters.map((chapter) => [chapter.id, chapter.order]))
    const orderOf = (row: PassageRow): number => order.get(row.chapter) ?? Infinity
    return rows
      .filter((row) => row.removed === null)
      .sort((a, b) => (orderOf(a) === orderOf(b) ? startOf(a) - startOf(b) || a.made - b.made : orderOf(a) - orderOf(b)))
  })
}

/** The passages of a chapter that were not removed, in story order. */
export async function passagesIn(library: Library, chapter: ChapterId): Promise<PassageRow[]> {
  const rows = await library.passages.where('chapter').equals(chapter).toArray()
  return rows.filter((row) => row.removed === null).sort((a, b) => startOf(a) - startOf(b) || a.made - b.made)
}

/** Where a passage stood when it was last found. */
const startOf = (passage: Passage): number => newestOf(passage).start
