/** Who wishes that no digest be made, of which work or site. A wish and the deletion of what it forbids are one change. */
import type { WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { ChapterRow, Library, WishRow } from './library.ts'

/** Why there is no recap: whose wish, how far it reaches, and the author's words. */
export type Refusal = Pick<WishRow, 'by' | 'scope' | 'name' | 'words'>

/** The host a chapter was read on: what "this site" means to a reader. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : url)

const idOf = (by: WishRow['by'], scope: WishRow['scope'], name: string): string => `${by} ${scope} ${name}`

/** The wish that forbids a digest of this chapter, the author's before the reader's; null when nobody minds. */
export async function refusalOf(library: Library, { work, url }: Pick<ChapterRow, 'work' | 'url'>): Promise<Refusal | null> {
  const wishes = await library.wishes.bulkGet([idOf('author', 'work', work), idOf('reader', 'work', work), idOf('reader', 'site', hostOf(url))])
  return wishes.find((wish) => wish?.refused) ?? null
}

/** The author's notes refuse (`words`: how). Said once, it stays; a note that says nothing takes nothing back. */
export function authorRefused(library: Library, work: WorkId, words: string, now: number): Promise<void> {
  return wish(library, { by: 'author', scope: 'work', name: work, refused: true, words }, now)
}

/** The reader wants, or no longer wants, that a work or a whole site is left alone. */
export function readerWished(library: Library, scope: WishRow['scope'], name: string, refused: boolean, now: number): Promise<void> {
  return wish(library, { by: 'reader', scope, name, refused, words: null }, now)
}

function wish(library: Library, wished: Omit<WishRow, 'id' | 'stamp'>, now: number): Promise<void> {
  return library.atOnce('rw', [library.wishes, library.digests, library.chapters, library.device], async (library) => {
    const id = idOf(wished.by, wished.scope, wished.name)
    const known = await library.wishes.get(id)
    if (known?.refused === wished.refused) return
    await library.wishes.put({ ...wished, id, stamp: await stampNow(library, now) })
    if (!wished.refused) return
    if (wished.scope === 'work') await library.digests.where('work').equals(wished.name).delete()
    else await library.digests.bulkDelete(await digestedOn(library, wished.name))
  })
}

/** Chapters with a digest that were read on a host. */
async function digestedOn(library: Library, host: string): Promise<ChapterRow['id'][]> {
  const chapters = await library.chapters.bulkGet(await library.digests.toCollection().primaryKeys())
  return chapters.flatMap((chapter) => (chapter && hostOf(chapter.url) === host ? [chapter.id] : []))
}
