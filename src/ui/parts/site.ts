import type { WorkRow } from '../../store/library.ts'
import { hostOf } from '../../store/wishes.ts'

/** The site as a reader knows it: the host of the work's address. */
export const siteOf = ({ url, site }: Pick<WorkRow, 'url' | 'site'>): string => (url === null ? site : hostOf(url).replace(/^www\./, ''))
