/**
 * Which works the links of a page lead to, by their addresses alone: for listings and indexes, where no story is read.
 */
import { workId, type WorkId } from '../core/work.ts'
import { hostOf, unwrapArchive } from './address.ts'
import { doorOf } from './doors.ts'

/** The work whose own page stands at an address; null for every other address. */
export function workAt(url: URL): WorkId | null {
  const real = unwrapArchive(url)
  const works = doorOf(real.hostname)?.works
  const key = works?.page.exec(real.pathname + real.search)?.[1]
  return works === undefined || key === undefined ? null : workId(works.site, works.byHost ? `${hostOf(real)}/${key}` : key)
}

/** The id of the site at an address, as its works' ids begin with it. */
export const siteAt = (address: string): string | null => (URL.canParse(address) ? doorOf(unwrapArchive(new URL(address)).hostname)?.works?.site ?? null : null)
