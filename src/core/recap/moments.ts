/**
 * Which runs of a paragraph could be shown as moments.
 *
 * Everything here looks at the story up to the run and no further: what follows is weighed in the view (choose.ts).
 */
import { isSubject, mentionsIn } from '../cast/mentions.ts'
import type { Unit } from './sentences.ts'
import { wordCount } from './words.ts'
import { saysLittle, worthOf, type Standing } from './worth.ts'

/**
 * A run of the author's text that may be shown, as it is stored: its paragraph, the index of its first sentence there,
 * its worth in hundredths, traits (`b` from a box, `l` opens with a pronoun or connective, `s` mostly spoken), the text,
 * and the name an opening pronoun stands for where only one can be meant.
 */
export type StoredMoment = readonly [paragraph: number, sentence: number, worth: number, traits: string, text: string, lead?: string]

export interface ParagraphUnits {
  readonly paragraph: number
  readonly units: readonly Unit[]
  readonly kind: Standing['kind']
  /** The last two sentences of the story before this paragraph. */
  readonly before: readonly string[]
  /** What stands between two sentences: a space, or nothing. */
  readonly joint: string
  readonly english: boolean
}

/** Longest and shortest moment, in words. */
const LONGEST = 60
const SHORTEST = 3
/** A leaning sentence takes the one before it along up to this length. */
const LONGEST_PAIR = 40

const PERSONAL = /^["“‘'«]?(?:He|She|His|Her|Him)\b/
const LEANING =
  /^["“‘'«]?(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those|Him|Them|But|And|So|Then|However|Nor|Or|Yet|Because|Which)\b/

/** The moments a paragraph offers, in order. */
export function candidatesOf({ paragraph, units, kind, before, joint, english }: ParagraphUnits): StoredMoment[] {
  return units.flatMap((unit, index): StoredMoment[] => {
    const words = wordCount(unit.text)
    if (!unit.whole || words < SHORTEST || words > LONGEST) return []
    const { mentions } = mentionsIn(unit.text)
    if (saysLittle(unit, mentions, kind)) return []
    const worth = Math.round(100 * worthOf(unit, words, mentions, { kind, english, last: index > 0 && index === units.length - 1, alone: units.length === 1 }))
    const leans = LEANING.test(unit.text)
    const traits = `${kind === 'box' ? 'b' : ''}${leans ? 'l' : ''}${unit.spoken > 0.5 ? 's' : ''}`
    if (!leans) return [[paragraph, unit.from, worth, traits, unit.text]]
    const lead = PERSONAL.test(unit.text) ? leadOf([...before, ...units.slice(0, index).map(({ text }) => text)].slice(-2)) : null
    if (lead !== null) return [[paragraph, unit.from, worth, traits, unit.text, lead]]
    const previous = units[index - 1]
    if (previous?.whole && !LEANING.test(previous.text) && wordCount(previous.text) + words <= LONGEST_PAIR)
      return [[paragraph, previous.from, worth, traits, previous.text + joint + unit.text]]
    return [[paragraph, unit.from, worth, traits, unit.text]]
  })
}

/** The one name that the last two sentences speak of, if there is exactly one and it does something there. */
function leadOf(before: readonly string[]): string | null {
  const mentions = before.flatMap((sentence) => mentionsIn(sentence).mentions)
  const names = new Set(mentions.map(({ name }) => name))
  const [only] = names
  return names.size === 1 && only !== undefined && mentions.some(({ role }) => isSubject(role)) ? only : null
}

/** How sure a moment must be to count; the same scale in digest and view. */
const USUAL = 2.3
/** A moment that opens with "She" or "But" leaves its reader asking. */
const LEANING_SHARE = 0.5

/** The chance, 0 to 1 in the model's own scale, that a moment of this worth tells something of weight. */
export const chanceOf = (worth: number, traits: string): number => (traits.includes('l') ? LEANING_SHARE : 1) / (1 + Math.exp(USUAL - worth))
