/**
 * What the reader says the facts of a work, a chapter or a whole site are. It wins over whatever a page shows, now and
 * later; what pages showed is kept beside it, so that every word of the reader can be taken back alone.
 */
import type { AmendmentRecord, Shown } from './record.ts'
import type { ChapterFacts } from './work.ts'

/** The reader's word that bears on one chapter: on its work, on itself, on its site. */
export interface Amendments {
  readonly work: AmendmentRecord | undefined
  readonly chapter: AmendmentRecord | undefined
  readonly site: AmendmentRecord | undefined
}

/** Facts that a reader may correct, and whether the page's two numbers are used as they stand. */
type Facts = Pick<ChapterFacts, 'workTitle' | 'author' | 'chapterTitle' | 'ordinal' | 'titleNumber'>

/** The facts as the reader has them. The chapter's own number wins over the rule for its site. */
export function amended<F extends Facts>(facts: F, { work, chapter, site }: Amendments): F {
  const byTitle = site?.numberFrom === 'title' ? facts.titleNumber : null
  return {
    ...facts,
    workTitle: work?.workTitle ?? facts.workTitle,
    author: work?.author ?? facts.author,
    chapterTitle: chapter?.chapterTitle ?? facts.chapterTitle,
    ordinal: chapter?.number ?? byTitle ?? facts.ordinal,
  }
}

/** What pages show now, over what they showed before: a page that says less takes nothing back. */
export const shownNow = (before: Shown | null, now: Shown): Shown => ({
  workTitle: now.workTitle ?? before?.workTitle ?? null,
  author: now.author ?? before?.author ?? null,
  chapterTitle: now.chapterTitle ?? before?.chapterTitle ?? null,
  ordinal: now.ordinal ?? before?.ordinal ?? null,
  titleNumber: now.titleNumber ?? before?.titleNumber ?? null,
})
