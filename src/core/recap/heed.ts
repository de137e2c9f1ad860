/** A recap that heeds the reader: what they pinned stands in it, what they never want is left out, marks raise moments. */
import { momentsOfArc } from './arcs.ts'
import { recapOf, type Moment, type RecapWish } from './recap.ts'
import type { ReadChapter, View } from './view.ts'
import { wordCount } from './words.ts'

/** What a reader said of one moment. */
export type Verdict = 'pin' | 'never'

/** Something the reader marked: where, and the marked words. */
export interface MarkedWords {
  readonly chapter: string
  readonly paragraph: number
  readonly exact: string
}

/** A moment of a recap, and whether the reader pinned it. */
export interface ToldMoment extends Moment {
  readonly pinned: boolean
}

/** What the reader said and marked, for one work. */
export interface Heeded {
  /** By {@link momentKey}. */
  readonly verdicts: ReadonlyMap<string, Verdict>
  readonly marked: readonly MarkedWords[]
  /** Chapters behind an arc of the view in which the reader said or marked something: an arc keeps but a few moments of them. */
  readonly behind?: readonly ReadChapter[]
}

/** 53 bits of a text (cyrb53 by bryc, public domain), in base 36: enough to know a moment again, and no text of it. */
export function momentHash(text: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}

/** What a verdict is remembered by: chapter, paragraph and a hash of the moment's text. */
export const momentKey = (chapter: string, paragraph: number, text: string): string => `${chapter} ${paragraph} ${momentHash(text)}`

/** Two moments of one paragraph of which one holds the other: as good as the same. */
const isSame = (a: Moment, b: Moment): boolean =>
  a.chapter === b.chapter && a.paragraph === b.paragraph && (a.text.includes(b.text) || b.text.includes(a.text))

const keptIn = ({ chapter, order, digest }: ReadChapter): Moment[] =>
  digest.moments.map(([paragraph, , , , text, lead]) => ({ chapter, order, paragraph, text, ...(lead ? { lead } : {}) }))

/** Every moment there is to tell of a view. */
function allOf(seen: View, { behind = [] }: Heeded): Moment[] {
  const covered = new Set(seen.arcs.flatMap(({ covers }) => covers))
  const known = new Set<string>()
  return [...seen.chapters, ...behind.filter(({ chapter }) => covered.has(chapter))].flatMap(keptIn).concat(seen.arcs.flatMap(momentsOfArc)).filter(({ chapter, paragraph, text }) => {
    const key = `${chapter} ${paragraph} ${text}`
    return !known.has(key) && known.add(key)
  })
}

/** The same view without some moments and all that are as good as the same. */
function without(seen: View, dropped: readonly Moment[]): View {
  if (dropped.length === 0) return seen
  return {
    arcs: seen.arcs.map((arc) => {
      const kept = momentsOfArc(arc)
      return { ...arc, moments: arc.moments.filter((_, index) => !dropped.some((each) => isSame(each, kept[index] as Moment))) }
    }),
    chapters: seen.chapters.map((read) => {
      const out = dropped.filter(({ chapter }) => chapter === read.chapter)
      if (out.length === 0) return read
      const kept = keptIn(read)
      const moments = read.digest.moments.filter((_, index) => !out.some((each) => isSame(each, kept[index] as Moment)))
      return { ...read, digest: { ...read.digest, moments } }
    }),
  }
}

/** Every moment of the view that got the given verdict. */
const judged = (seen: View, heeded: Heeded, verdict: Verdict): Moment[] =>
  heeded.verdicts.size === 0 ? [] : allOf(seen, heeded).filter(({ chapter, paragraph, text }) => heeded.verdicts.get(momentKey(chapter, paragraph, text)) === verdict)

/** The view without what the reader never wants to be told again: for recaps, and for the cast's last moments. */
export const heededView = (seen: View, heeded: Heeded): View => without(seen, judged(seen, heeded, 'never'))

/**
 * The recap of a view as `recapOf` makes it, after what the reader said: every pinned moment of the span stands in it,
 * then up to half of the words go to moments the reader marked, and the rest is chosen as always.
 */
export function recapHeeding(seen: View, wish: RecapWish, heeded: Heeded): ToldMoment[] {
  const told = heededView(seen, heeded)
  if (wish.level === 'last-lines') return recapOf(told, wish).map((moment) => ({ ...moment, pinned: false }))
  const span: View = wish.level === 'previously' ? { chapters: told.chapters.slice(-1), arcs: [] } : told
  const pinned = judged(span, heeded, 'pin')
  const first = [...pinned]
  let left = wish.words - pinned.reduce((sum, { text }) => sum + wordCount(text), 0)
  for (const moment of raisedBy(span, heeded)) {
    const words = wordCount(moment.text)
    if (left - words < wish.words / 2 || first.some((other) => isSame(other, moment))) continue
    first.push(moment)
    left -= words
  }
  const rest = wish.most !== undefined && first.length >= wish.most ? [] : recapOf(without(told, first), { ...wish, words: left, ...(wish.most !== undefined && { most: wish.most - first.length }) })
  return [...first.map((moment) => ({ ...moment, pinned: pinned.includes(moment) })), ...rest.map((moment) => ({ ...moment, pinned: false }))]
    .sort((a, b) => a.order - b.order || a.paragraph - b.paragraph)
}

/** The shortest moment around each thing the reader marked. */
function raisedBy(span: View, heeded: Heeded): Moment[] {
  if (heeded.marked.length === 0) return []
  const all = allOf(span, heeded)
  return heeded.marked.flatMap(({ chapter, paragraph, exact }) => {
    const around = all.filter((moment) => moment.chapter === chapter && moment.paragraph === paragraph && (moment.text.includes(exact) || exact.includes(moment.text)))
    return around.sort((a, b) => a.text.length - b.text.length).slice(0, 1)
  })
}
