/** Mentions added up: of one chapter, of many, or of arcs that were added up before. */
import type { Arc } from '../recap/arcs.ts'
import { unpack } from '../recap/packed.ts'
import type { ReadChapter } from '../recap/view.ts'
import type { Mark } from './mentions.ts'

/** A place in the story: chapter order and paragraph. */
export interface StoryPlace {
  readonly order: number
  readonly paragraph: number
}

/**
 * One name with how often each mark was met ("Q3S12"), its first and last place as order and paragraph, and how often
 * its lower-case twin was met.
 */
export type CountedName = readonly [name: string, marks: string, first: readonly [number, number], last: readonly [number, number], lower: number]

/** One name's mentions while they are added up. */
export interface Tally {
  readonly marks: Map<Mark, number>
  /** Every place of the chapters; first and last place of an arc. */
  readonly places: StoryPlace[]
  lower: number
}

const isPronoun = (mark: Mark): boolean => mark === 'H' || mark === 'W'

/** Adds up chapters and arcs, in story order; names in order of first mention. */
export function tallies(chapters: readonly ReadChapter[], arcs: readonly Arc[]): Map<string, Tally> {
  const found = new Map<string, Tally>()
  const of = (name: string): Tally => {
    const known = found.get(name)
    if (known) return known
    const made: Tally = { marks: new Map(), places: [], lower: 0 }
    found.set(name, made)
    return made
  }
  for (const { names } of arcs)
    for (const [name, marks, [firstOrder, first], [lastOrder, last], lower] of names) {
      const tally = of(name)
      for (const [, mark = '', times = ''] of marks.matchAll(/([A-Z])(\d+)/g)) tally.marks.set(mark as Mark, (tally.marks.get(mark as Mark) ?? 0) + Number(times))
      tally.places.push({ order: firstOrder, paragraph: first }, { order: lastOrder, paragraph: last })
      tally.lower += lower
    }
  for (const { order, digest } of chapters) {
    const twins = new Map(digest.lower.map(([word, packed]) => [word, unpack(packed).length]))
    for (const [name, packed] of digest.names) {
      const tally = of(name)
      if (!name.includes(' ')) tally.lower += twins.get(name.toLowerCase()) ?? 0
      for (const { paragraph, letter } of unpack<Mark>(packed)) {
        tally.marks.set(letter, (tally.marks.get(letter) ?? 0) + 1)
        if (!isPronoun(letter)) tally.places.push({ order, paragraph })
      }
    }
  }
  return found
}

/** The names of an arc. */
export function factsOfParts(chapters: readonly ReadChapter[], arcs: readonly Arc[]): CountedName[] {
  return [...tallies(chapters, arcs)].flatMap(([name, { marks, places, lower }]): CountedName[] => {
    const first = places[0]
    const last = places.at(-1)
    if (!first || !last) return []
    return [[name, [...marks].map(([mark, times]) => `${mark}${times}`).join(''), [first.order, first.paragraph], [last.order, last.paragraph], lower]]
  })
}
