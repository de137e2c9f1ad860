/** Works on the listings of their site: how the reader stands to them, and what the listing says of them. */
import type { KnownWork, ListedWork } from '../core/listed.ts'
import { standingOf } from '../core/standing.ts'
import { chapterNumber, type WorkId } from '../core/work.ts'
import { headOf } from './homes.ts'
import type { Library } from './library.ts'

/** Whether the reader has any work of a site; cheap, asked at every listing. */
export async function hasWorksOf(library: Library, site: string | null): Promise<boolean> {
  return site !== null && (await library.works.where(':id').startsWith(`${site}:`).limit(1).count()) > 0
}

/** Those of some works the reader knows. */
export function knownWorks(library: Library, works: readonly WorkId[]): Promise<KnownWork[]> {
  return library.atOnce('r', [library.works, library.chapters, library.homes], async (library) => {
    const here = (await library.works.bulkGet([...works])).filter((row) => row !== undefined)
    // read elsewhere is read
    const rows = await Promise.all(here.map(async (row) => {
      const head = await headOf(library, row)
      return head ? { ...row, status: head.status, furthest: head.furthest, finished: Math.max(row.finished, head.finished) } : row
    }))
    const ids = rows.flatMap(({ furthest }) => furthest?.chapter ?? [])
    const chapters = new Map((await library.chapters.bulkGet(ids)).flatMap((row) => (row ? [[row.id, row] as const] : [])))
    return rows.map((row): KnownWork => {
      const chapter = row.furthest ? chapters.get(row.furthest.chapter) : undefined
      const { status, fresh } = standingOf(row, chapter?.nextUrl === null)
      return { work: row.id, status, at: chapter ? chapterNumber(chapter) : null, posted: row.posted, fresh }
    })
  })
}

/** Remembers what listings say of works the reader knows. A total that shrank is believed too: chapters are taken down. */
export function postedSeen(library: Library, seen: readonly ListedWork[]): Promise<void> {
  return library.atOnce('rw', [library.works], async (library) => {
    const rows = new Map((await library.works.bulkGet(seen.map(({ work }) => work))).flatMap((row) => (row ? [[row.id, row] as const] : [])))
    for (const { work, posted, planned } of seen) {
      const row = rows.get(work)
      if (!row || (row.posted === posted && (planned === null || row.planned === planned))) continue
      await library.works.update(work, { posted, ...(planned !== null && { planned }) })
    }
  })
}
