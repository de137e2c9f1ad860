/**
 * Arcs: ten chapters, or ten arcs, as one. With them the story so far at chapter 500 reads 24 records instead of 500.
 *
 * An arc is a pure function of what it covers, all of it read to the end, so it may be kept and made again at will. It
 * is used only where all of it lies behind the reader's position.
 */
import { factsOfParts, type CountedName } from '../cast/counts.ts'
import type { Link } from '../cast/links.ts'
import { boxOf, looksLikeBox, wordsOfNames } from './boxes.ts'
import { choicesOf, choose, roomOf, type Choice } from './choose.ts'
import type { Moment } from './recap.ts'
import type { ReadChapter } from './view.ts'
import { contentStems } from './words.ts'

/** A moment of an arc: where it stands, its chance in thousandths, its text, and who an opening pronoun is. */
export type ArcMoment = readonly [chapter: string, order: number, paragraph: number, sentence: number, chance: number, text: string, lead?: string]

/** Plain data that survives JSON. */
export interface Arc {
  readonly version: 1
  /** Order of its first and its last chapter. */
  readonly from: number
  readonly to: number
  /** Ids of its chapters. */
  readonly covers: readonly string[]
  readonly moments: readonly ArcMoment[]
  readonly names: readonly CountedName[]
  readonly links: readonly Link[]
}

/** Words of moments kept for an arc. */
const ARC_WORDS = 260
/** How often a telling should use a word of which only a kept moment is known. */
const TOLD_ONCE = 0.3
/** Signs of one kind between two names that are kept. */
const LINKS_KEPT = 6
/** How many chapters, or arcs, make an arc. */
export const BRANCHES = 10

/** How many chapters an arc may stand for, the longest first. */
export const SPANS: readonly number[] = [BRANCHES ** 3, BRANCHES ** 2, BRANCHES]

/** What the arc of some chapters is made of: of ten the chapters themselves (then none is given), of more the arcs of a tenth each. */
export function branchesOf(chapters: readonly string[]): string[][] {
  const size = chapters.length / BRANCHES
  return size <= 1 ? [] : Array.from({ length: BRANCHES }, (_, at) => chapters.slice(at * size, (at + 1) * size))
}

/** The moments an arc kept, as moments of the chapters they are from. */
export const momentsOfArc = ({ moments }: Arc): Moment[] =>
  moments.map(([chapter, order, paragraph, , , text, lead]) => ({ chapter, order, paragraph, text, ...(lead === undefined ? {} : { lead }) }))

/** One arc of some chapters and arcs that follow each other; all chapters must have been read to the end. */
export function arcOf(chapters: readonly ReadChapter[], arcs: readonly Arc[] = []): Arc {
  const orders = [...chapters.map(({ order }) => order), ...arcs.flatMap(({ from, to }) => [from, to])]
  const choices = [...arcs.flatMap(choicesOfArc), ...chapters.flatMap((one) => choicesOf(one))]
  const kept = choose(choices, ARC_WORDS, ({ order }) => String(order)).sort((a, b) => a.order - b.order || a.paragraph - b.paragraph || a.sentence - b.sentence)
  const names = factsOfParts(chapters, arcs).filter(isKnown)
  return {
    version: 1,
    from: Math.min(...orders),
    to: Math.max(...orders),
    covers: [...arcs.flatMap(({ covers }) => covers), ...chapters.map(({ chapter }) => chapter)],
    moments: kept.map(storedOf),
    names,
    links: fewOfEach(new Set(names.map(([name]) => name)), [...arcs.flatMap(({ links }) => links), ...chapters.flatMap(({ digest }) => digest.links)]),
  }
}

function storedOf({ chapter, order, paragraph, sentence, chance, text, lead }: Choice): ArcMoment {
  const stored = [chapter, order, paragraph, sentence, Math.round(1000 * chance), text] as const
  return lead === undefined ? stored : [...stored, lead]
}

/** The choices an arc offers. */
export function choicesOfArc(arc: Arc): Choice[] {
  const named = wordsOfNames(arc.names)
  return arc.moments.map(([chapter, order, paragraph, sentence, chance, text, lead]) => ({ chapter, order, paragraph, sentence, text, lead, chance: chance / 1000, ...measured(text), scene: 0, box: looksLikeBox(text) ? boxOf(text, named) : null }))
}

const measured = (text: string): Pick<Choice, 'words' | 'stems'> => ({ words: roomOf(text), stems: [...new Set(contentStems(text))].map((stem) => [stem, 0, TOLD_ONCE] as const) })

/** Of a name met once in a whole arc nothing is remembered but a title or a full name. */
const isKnown = ([name, marks]: CountedName): boolean => name.includes(' ') ? !/^[BXK]1$/.test(marks) : /[QSRV]/.test(marks) && !/^[A-Z]1$/.test(marks)

function fewOfEach(known: ReadonlySet<string>, links: readonly Link[]): Link[] {
  const met = new Map<string, number>()
  return links.filter(([, sign, one, other]) => {
    const key = `${sign}/${one}/${other}`
    const times = (met.get(key) ?? 0) + 1
    met.set(key, times)
    return times <= (sign === 'apart' || sign === 'is' ? 1 : LINKS_KEPT) && known.has(one) && known.has(other)
  })
}

/** What to read for a view: arcs (each the ids of the chapters it covers, in story order) and single chapters. */
export interface Plan {
  readonly arcs: readonly (readonly string[])[]
  readonly chapters: readonly string[]
}

/**
 * Which arcs and chapters make the view of a position, given all chapters that were read. The chapter before the
 * position is always single, so that "Previously" has its moments. At most 9 for each digit but the last, and 11.
 */
export function planOf(read: readonly { readonly chapter: string; readonly order: number }[], order: number): Plan {
  const before = read.filter((one) => one.order < order).sort((a, b) => a.order - b.order)
  const arcs: string[][] = []
  let at = 0
  for (const size of SPANS)
    for (; before.length - at > size; at += size) arcs.push(before.slice(at, at + size).map(({ chapter }) => chapter))
  return { arcs, chapters: [...before.slice(at), ...read.filter((one) => one.order === order)].map(({ chapter }) => chapter) }
}
