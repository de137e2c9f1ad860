/**
 * The contract of a site: (URL, Document) in, facts out. A site never changes the page, never fetches, never throws on
 * any document; what it cannot read is null.
 */
import type { ChapterFacts, ChapterId, Reason, WorkId } from '../core/work.ts'

/** Where the story's text is on the page. */
export interface StoryArea {
  /** The elements that hold the story, in reading order; usually one. */
  readonly roots: readonly Element[]
  /**
   * Elements (or single text nodes) inside the roots that are not the story (landmarks, notes, share bars, navigation, advertisements), to be
   * left out with all they contain. Hidden elements need not be listed: `readStory` leaves them out by computed style.
   */
  readonly leftOut: ReadonlySet<Node>
}

/** One chapter found on a page. */
export interface ChapterOnPage {
  readonly facts: ChapterFacts
  /** The chapter's heading as the page shows it, number and all ("Chapter 1: Greetings…"), or null without one. */
  readonly heading: string | null
  readonly area: StoryArea
  /** Notes of the author or translator that stand with the chapter, kept apart from the story. */
  readonly notes: readonly Element[]
}

/** What an index, listing or profile says about one work, for works the reader knows. */
export interface ListedWork {
  readonly work: WorkId
  readonly title: string | null
  readonly posted: number | null
  /** The element to put a badge beside. */
  readonly element: Element
}

/** Confidence from which a page is a chapter without asking; below it the reader is asked. */
export const SURE = 0.7

/** The answer of a site to "what is this page?". */
export type Reading =
  | {
      readonly kind: 'chapter'
      /** One or, where a page holds several (entire work, threadmarks), all of them in reading order. */
      readonly chapters: readonly ChapterOnPage[]
      /** 0 to 1. Rules for a known site say 1; the generic detector weighs. */
      readonly confidence: number
      readonly reasons: readonly Reason[]
    }
  | { readonly kind: 'listing'; readonly works: readonly ListedWork[] }
  | { readonly kind: 'none'; readonly reasons: readonly Reason[] }

/** What an address says without its page. */
export interface Named {
  readonly site: string
  readonly work: WorkId
  /** Null where the address is the work's, or leaves open which of its chapters it shows. */
  readonly chapter: ChapterId | null
  /** The chapter's place in the work, where the address counts. */
  readonly ordinal: number | null
}

/** A rule for one site or for one software that runs many sites. */
export interface Site {
  /** Short, stable, lower case; part of every WorkId the site makes. */
  readonly id: string
  /** The name readers know. */
  readonly name: string
  /** Match patterns of the WebExtension manifest, e.g. `*://archiveofourown.org/*`. */
  readonly hosts: readonly string[]
  /** Whether this rule is for that address, by the address alone. Cheap: it runs on every page of granted sites. */
  readonly serves: (url: URL) => boolean
  /**
   * Whether a page on a host nobody listed is made by this rule's software; only engines have it. Asked where no rule
   * serves the address, so that a small archive on known software is read exactly.
   */
  readonly runs?: (url: URL, document: Document) => boolean
  /**
   * The work and the chapter an address names by itself, for lists of addresses whose pages nobody opens. Absent, or
   * null, where only the page can say. Called only when `serves` said yes.
   */
  readonly names?: (url: URL) => Named | null
  /** Reads the page. Called only when `serves` said yes. */
  readonly read: (url: URL, document: Document) => Reading
}
