/** Where a passage or a work of a foreign file belongs, as far as the file alone tells. */
import type { Story } from '../formats/marked.ts'
import { chapterId, workId, type ChapterId, type WorkId } from '../work.ts'
import { shortId } from './natural-id.ts'
import { storyKey, workTitleIn } from './titles.ts'

/** The site of works no rule and no page has told us of: they are known by title and author. */
export const IMPORTED = 'imported'

/** What an address says by itself (src/addresses.ts knows). */
export interface KnownAddress {
  /** The address as chapters are kept under. */
  readonly clean: string
  readonly host: string
  readonly named: { readonly site: string; readonly work: WorkId; readonly chapter: ChapterId | null; readonly ordinal: number | null } | null
}
/** Null for what is no web address. */
export type LookUp = (address: string) => KnownAddress | null

export interface Home {
  readonly site: string
  readonly work: WorkId
  readonly chapter: ChapterId
  /** Where the chapter is read; empty when nobody knows. */
  readonly url: string
  readonly ordinal: number | null
  readonly title: string | null
}

/** The work of a title and an author. */
export const importedWork = (title: string, author: string | null): WorkId => workId(IMPORTED, shortId(storyKey(title, author)))

/**
 * The chapter of an address that does not name one. Its passages are taken over by the chapter that is one day opened
 * there (store/adoption.ts), which finds them by this id.
 */
export const chapterAt = (clean: string): ChapterId => `${IMPORTED}:at/${shortId(clean)}` as ChapterId

/** Whether a chapter waits to be opened under its address. */
export const isWaiting = (chapter: ChapterId): boolean => chapter.startsWith(`${IMPORTED}:at/`)

/** The home of a passage; null when its file tells neither an address nor a title. */
export function homeOf(story: Story, lookUp: LookUp): Home | null {
  const known = story.url === null ? null : lookUp(story.url)
  const url = known?.clean ?? ''
  if (story.work !== null && story.chapter !== null) {
    return { site: story.work.split(':')[0] ?? '', work: story.work, chapter: story.chapter, url, ordinal: story.number, title: story.title }
  }
  const title = story.title === null || known === null ? story.title : workTitleIn(story.title)
  if (known?.named) {
    const { site, work, chapter, ordinal } = known.named
    return { site, work, chapter: chapter ?? chapterAt(url), url, ordinal: ordinal ?? story.number, title }
  }
  const name = title ?? known?.host ?? null
  if (name === null) return null
  const work = importedWork(name, story.author)
  return { site: IMPORTED, work, chapter: known ? chapterAt(url) : chapterId(work, 'clippings'), url, ordinal: story.number, title: name }
}
