/**
 * The one door between what was learned from texts and what a reader is shown (law 1).
 *
 * A view holds nothing later than the position it was made for. It is equal, field by field, to the view of a library in
 * which nothing later was ever read; recap and cast are computed from a view and from nothing else.
 */
import type { Arc } from './arcs.ts'
import { restrict, type Digest } from './digest.ts'
import type { Language } from './languages.ts'

export interface ReadChapter {
  /** The chapter's id. */
  readonly chapter: string
  /** Its place in the work; any ascending numbers. */
  readonly order: number
  readonly digest: Digest
}

export interface ViewPosition {
  readonly order: number
  /** The last paragraph seen, from 0; Infinity for the whole chapter, -1 for nothing of it. */
  readonly paragraph: number
}

export interface View {
  /** Long stretches that lie wholly behind the position, in story order; empty for most stories. */
  readonly arcs: readonly Arc[]
  /** What else was read, in story order, cut at the position. Chapters of which nothing was read are left out. */
  readonly chapters: readonly ReadChapter[]
}

/**
 * What a reader at `position` may know. Chapters may come in any order; of two with one order the later given counts.
 * `arcs` (see arcs.ts) stand for the chapters they cover; one that reaches the position's chapter is not used.
 */
export function view(chapters: readonly ReadChapter[], position: ViewPosition, arcs: readonly Arc[] = []): View {
  const behind = arcs.filter(({ to }) => to < position.order)
  const whole = behind.filter((arc) => !behind.some((other) => other !== arc && other.from <= arc.from && other.to >= arc.to)).sort((a, b) => a.from - b.from)
  const covered = new Set(whole.flatMap(({ covers }) => covers))
  const byOrder = new Map<number, ReadChapter>()
  for (const one of chapters) {
    if (one.order > position.order || covered.has(one.chapter)) continue
    const digest = restrict(one.digest, one.order === position.order ? position.paragraph : Infinity)
    if (digest.paragraphs > 0) byOrder.set(one.order, { chapter: one.chapter, order: one.order, digest })
  }
  return { arcs: whole, chapters: [...byOrder.values()].sort((a, b) => a.order - b.order) }
}

/** The language the story is read in at the view's end. */
export const languageOf = (seen: View): Language => seen.chapters.at(-1)?.digest.languages.at(-1)?.[1] ?? 'und'
