/** Digests of read chapters, from which recaps and casts are made. */
import type { Digest } from '../core/recap/digest.ts'
import type { ChapterId } from '../core/work.ts'
import type { Library } from './library.ts'
import { UnknownChapter } from './positions.ts'
import { refusalOf } from './wishes.ts'

/**
 * Keeps a chapter's digest. One that covers less of the chapter than the one already kept is dropped, and so is every
 * digest of a work that its author or the reader wishes to be left alone.
 */
export function digestMade(library: Library, id: ChapterId, digest: Digest, now: number): Promise<void> {
  return library.atOnce('rw', [library.digests, library.chapters, library.wishes], async (library) => {
    const chapter = await library.chapters.get(id)
    if (!chapter) throw new UnknownChapter(id)
    if (await refusalOf(library, chapter)) return
    const known = await library.digests.get(id)
    if (known && known.digest.paragraphs > digest.paragraphs) return
    await library.digests.put({ chapter: id, work: chapter.work, made: now, digest })
  })
}
