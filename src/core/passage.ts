/** Passages: what a reader marked in a story, and how it is described so that it can be found again. */
import type { ChapterId, WorkId } from './work.ts'
import type { Place } from './text.ts'

/** W3C TextQuoteSelector: the marked text with what stood around it in the story's text (see core/text.ts). */
export interface Quote {
  readonly exact: string
  /** Up to 200 characters before and after; shorter at the story's ends. */
  readonly prefix: string
  readonly suffix: string
}

/** One description of where a passage stands, made against one state of the chapter. */
export interface Selector {
  readonly quote: Quote
  /** W3C TextPositionSelector in the story's text at that time. */
  readonly start: number
  readonly end: number
  /** The same start as paragraph and offset. */
  readonly place: Place
}

export const COLOURS = ['amber', 'rose', 'moss', 'sky', 'violet'] as const
export type Colour = (typeof COLOURS)[number]

/** What a reader marked: a highlight, with or without a note. */
export interface Passage {
  /** UUID. */
  readonly id: string
  readonly work: WorkId
  readonly chapter: ChapterId
  /** The first is what the reader selected and is never overwritten; re-anchoring adds one beside it. */
  readonly selectors: readonly [Selector, ...Selector[]]
  readonly colour: Colour
  readonly note: string
  readonly tags: readonly string[]
  /** Milliseconds since 1970. */
  readonly made: number
}

/** The newest description of where a passage stands; the first one while it was never found anywhere else. */
export const newestOf = ({ selectors }: Pick<Passage, 'selectors'>): Selector => selectors.at(-1) ?? selectors[0]

/** Where a stored passage stands in today's text. */
export type Placement =
  | { readonly kind: 'exact' | 'moved'; readonly start: number; readonly end: number; /** 0 to 1 */ readonly confidence: number }
  | {
      readonly kind: 'lost'
      /** Offset between the neighbours that survived, where it once stood; null when nothing around it survived. */
      readonly between: number | null
      /** A weak candidate to suggest, never to draw. */
      readonly candidate: { readonly start: number; readonly end: number } | null
    }

/** Tags as a reader writes them, separated by commas: trimmed, without a leading #, each once. */
export const tagsFrom = (written: string): string[] =>
  [...new Set(written.split(/[,\n]/).map((tag) => tag.trim().replace(/^#+/, '').slice(0, 60).trim()).filter((tag) => tag !== ''))].slice(0, 30)
