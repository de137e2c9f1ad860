/** Highlights and notes. */
import { withNote } from '../core/merge.ts'
import type { Colour, Passage, Selector } from '../core/passage.ts'
import type { ChapterId } from '../core/work.ts'
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
}

/** What a reader can change of a passage. */
export type PassageEdit = Partial<Pick<Passage, 'colour' | 'note' | 'tags'>>

/** Stores a passage. The same id again changes nothing, so a repeated message is harmless. */
export function passageMade(library: Library, made: NewPassage, now: number): Promise<PassageRow> {
  return library.transaction('rw', library.passages, library.works, library.chapters, library.device, async () => {
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
      tags: [],
      made: now,
      removed: null,
      stamps: { colour: stamp, note: stamp, tags: stamp, selectors: stamp, removed: stamp },
    }
    await library.passages.add(row)
    await library.works.update(work.id, { passages: work.passages + 1 })
    return row
  })
}

/** Changes colour, note or tags. Undefined when there is no such passage. */
export function passageChanged(library: Library, id: string, edit: PassageEdit, now: number): Promise<PassageRow | undefined> {
  return library.transaction('rw', library.passages, library.device, async () => {
    const row = await library.passages.get(id)
    if (!row) return undefined
    const stamp = await stampNow(library, now)
    const stamps = Object.fromEntries(Object.keys(edit).map((field) => [field, stamp]))
    const noted = edit.note === undefined ? row : withNote(row, edit.note, stamp)
    const changed = { ...noted, ...edit, stamps: { ...row.stamps, ...stamps } }
    await library.passages.put(changed)
    return changed
  })
}

/** Removes a passage, or brings it back. */
export function passageRemoved(library: Library, id: string, removed: boolean, now: number): Promise<void> {
  return library.transaction('rw', library.passages, library.works, library.device, async () => {
    const row = await library.passages.get(id)
    if (!row || (row.removed !== null) === removed) return
    const stamp = await stampNow(library, now)
    await library.passages.put({ ...row, removed: removed ? now : null, stamps: { ...row.stamps, removed: stamp } })
    const work = await library.works.get(row.work)
    if (work) await library.works.update(work.id, { passages: work.passages + (removed ? -1 : 1) })
  })
}

/** The passages of a chapter that were not removed, in story order. */
export async function passagesIn(library: Library, chapter: ChapterId): Promise<PassageRow[]> {
  const rows = await library.passages.where('chapter').equals(chapter).toArray()
  return rows.filter((row) => row.removed === null).sort((a, b) => startOf(a) - startOf(b) || a.made - b.made)
}

/** Where a passage stood when it was last found. */
const startOf = (passage: Passage): number => (passage.selectors.at(-1) ?? passage.selectors[0]).start
