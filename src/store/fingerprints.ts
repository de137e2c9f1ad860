/** What chapters were like when the reader read them, to tell what has changed since. */
import type { Fingerprint } from '../core/anchor/fingerprint.ts'
import type { ChapterId } from '../core/work.ts'
import type { Library } from './library.ts'
import { UnknownChapter } from './positions.ts'

/** Keeps the fingerprint of what was read of a chapter, in the place of an earlier one. */
export function fingerprintTaken(library: Library, id: ChapterId, fingerprint: Fingerprint, now: number): Promise<void> {
  return library.atOnce('rw', [library.fingerprints, library.chapters], async (library) => {
    const chapter = await library.chapters.get(id)
    if (!chapter) throw new UnknownChapter(id)
    await library.fingerprints.put({ chapter: id, work: chapter.work, taken: now, fingerprint })
  })
}

/** The fingerprint of what was read of a chapter; null when none was taken. */
export const fingerprintIn = async (library: Library, id: ChapterId): Promise<Fingerprint | null> =>
  (await library.fingerprints.get(id))?.fingerprint ?? null
