/**
 * Works and chapters as the program knows them, whatever site they were read on.
 * Everything here is plain data that survives JSON.
 */

/** Natural id of a work: `<site>:<the site's own id>`, e.g. `ao3:11808918`. The same on every host and device. */
export type WorkId = string & { readonly brand: 'WorkId' }

/** Natural id of a chapter: `<WorkId>/<the site's own chapter id>`, e.g. `ao3:11808918/26621265`. */
export type ChapterId = string & { readonly brand: 'ChapterId' }

/** Makes a work's id from a site's id and the site's own, stable key for the work (never a title slug). */
export const workId = (site: string, key: string): WorkId => `${site}:${key}` as WorkId

/** Makes a chapter's id from its work's and the site's own, stable key for the chapter. */
export const chapterId = (work: WorkId, key: string): ChapterId => `${work}/${key}` as ChapterId

/** How many chapters the author plans: a number, `open` when the site says "?", or null when it says nothing. */
export type Planned = number | 'open' | null

/** What one place on a page told us, in the reader's words, so that "Why?" can show it. */
export interface Reason {
  /** Short stable name of the evidence, e.g. `heading`, `next-link`, `prose`. */
  readonly sign: string
  /** How much it speaks for (positive) or against (negative) a chapter, in the detector's own units. */
  readonly weight: number
  /** What was seen, e.g. the heading's text. Never more than 120 characters. */
  readonly detail?: string
}

/** The facts of one chapter as a page shows them. Absent facts are null, never guessed. */
export interface ChapterFacts {
  /** Id of the rule that read them (`ao3`, `xenforo`, `generic` …). */
  readonly site: string
  readonly work: WorkId
  readonly chapter: ChapterId
  readonly workTitle: string | null
  readonly author: string | null
  /** The chapter's own name without its number: "Greetings of a Cryptid", not "Chapter 1: Greetings…". */
  readonly chapterTitle: string | null
  /** The chapter's place in the work as the site counts it, from 1. */
  readonly ordinal: number | null
  /** The number in the title, which may be another ("Part 31", 9.08). */
  readonly titleNumber: number | null
  /** Chapters posted so far, where the page says so. */
  readonly posted: number | null
  readonly planned: Planned
  /** Addresses are absolute, without tracking parameters and fragments. */
  readonly url: string
  readonly workUrl: string | null
  readonly prevUrl: string | null
  readonly nextUrl: string | null
  /** BCP 47 language of the story's text where it is known. */
  readonly language: string | null
}

/** The number to show and sort by: the site's ordinal where there is one, else the title's. */
export const chapterNumber = (facts: Pick<ChapterFacts, 'ordinal' | 'titleNumber'>): number | null =>
  facts.ordinal ?? facts.titleNumber
