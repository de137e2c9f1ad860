/** What to call a work and a chapter where a site left something out. */
import { say } from '../../browser.ts'
import { IMPORTED } from '../../core/bring/homes.ts'
import { chapterNumber } from '../../core/work.ts'
import type { ChapterRow, WorkRow } from '../../store/library.ts'
import { siteOf } from './site.ts'

export const titleOf = (work: Pick<WorkRow, 'title'>): string => work.title ?? say('untitledWork')

/** "Chapter 14 of 31", "Chapter 14", or the chapter's own title when it has no number. */
export function chapterLine(chapter: Pick<ChapterRow, 'ordinal' | 'titleNumber' | 'title'>, posted: number | null): string {
  const number = chapterNumber(chapter)
  if (number === null) return chapter.title ?? say('chapterUnnumbered')
  return posted !== null && posted >= number ? say('chapterOf', number, posted) : say('chapterNumber', number)
}

/** Like {@link chapterLine}, followed by the chapter's own title. */
export function chapterLineWithTitle(chapter: Pick<ChapterRow, 'ordinal' | 'titleNumber' | 'title'>, posted: number | null): string {
  const line = chapterLine(chapter, posted)
  return chapter.title !== null && chapterNumber(chapter) !== null ? say('chapterTitled', line, chapter.title) : line
}

/** A home of a story by its site; of works a list told of nobody knows where they stand. */
export const homeName = (work: Pick<WorkRow, 'url' | 'site'>): string => (work.url === null && work.site === IMPORTED ? say('homeInList') : siteOf(work))
