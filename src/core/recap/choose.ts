/** Choosing moments under a budget of words: what is worth telling, what has not been told yet, and from every scene. */
import { boxOf, boxShape, wordsOfNames, type Box } from './boxes.ts'
import { chanceOf } from './moments.ts'
import { unpack } from './packed.ts'
import { rarityOf } from './rarity.ts'
import { ratesOf, shareNew } from './rates.ts'
import type { ReadChapter } from './view.ts'
import { contentStems, wordCount } from './words.ts'

/** A moment that may be chosen, with everything weighed that depends on the view. */
export interface Choice {
  readonly chapter: string
  readonly order: number
  readonly paragraph: number
  readonly sentence: number
  readonly text: string
  readonly lead: string | undefined
  readonly words: number
  /** Chance that it tells something of weight, 0 to 1, in the model's own scale. */
  readonly chance: number
  /** Distinct content stems, with how much the chapter makes of each and how often a recap should use it. */
  readonly stems: readonly (readonly [stem: string, worth: number, rate: number])[]
  /** Scene of the chapter, from 0. */
  readonly scene: number
  /** What it is as a line of a game, or null where the story itself speaks. */
  readonly box: Box | null
}

/** Weight of the words a chapter keeps coming back to: in the chance of a moment, and in what it adds to a recap. */
const CENTRE = 0.015
const CONTENT = 0.01
/** Weight of the words that a telling of the chapter would most likely use. */
const COVER = 0.1
/** A word told already is worth this share of a new one. */
const TOLD = 0.3
/** How much a moment loses when all its words are told, and when its scene has been heard already. */
const STALE = 0.3
const CROWD = 0.4
/** How much shorter moments are preferred. */
const BREVITY = 0.45
/** The same where a few moments are wanted, whatever their length. */
const BREVITY_OF_FEW = 0.1
/** What stands in the last tenth of what was read is nearer to where the reader stopped, and the last paragraph is there. */
const ENDING = 0.4
const ENDING_FROM = 0.9
const LAST = 0.6

/** A line of a game that tells no change counts so much, and one of them is enough for a telling. */
const SIGN = 0.8

/** Where somebody was or stood sets a scene and tells no change (English). */
const SETTING =
  /^[^"“]*\b(?:was|were) (?:still |already |now )?(?:in|on|at|out|up|under|beneath|beside|behind|by|outside|inside|there|standing|sitting|waiting|lying|leaning)\b/
const SETTING_SHARE = 0.7

/** The room a text takes: its words, and dashes that stand alone, by which a quotation at the end might else be cut off. */
export const roomOf = (text: string): number => Math.max(wordCount(text), text.split(/\s+/).length)

/** The choices a chapter offers; boxes of a game that earlier chapters showed are left out. */
export function choicesOf({ chapter, order, digest }: ReadChapter, boxes: ReadonlySet<string> = new Set()): Choice[] {
  const often = new Map<string, number>()
  for (const [stem, packed] of digest.concepts) often.set(stem, unpack(packed).length)
  const names = new Set(digest.names.flatMap(([name]) => contentStems(name)))
  const rateOf = ratesOf(digest, names)
  const named = wordsOfNames(digest.names.map(([name, marks]) => [name, unpack(marks).map(({ letter }) => letter).join('')]))
  return digest.moments.flatMap(([paragraph, sentence, worth, traits, text, lead]) => {
    if (traits.includes('b') && boxes.has(boxShape(text))) return []
    const stems = [...new Set(contentStems(text))].map((stem) => [stem, Math.log(often.get(stem) ?? 1) * rarityOf(stem), rateOf(stem)] as const)
    // a name that is everywhere tells nothing: only what the chapter is about counts here
    const central = stems.reduce((sum, [one, of]) => sum + (names.has(one) ? 0 : of), 0)
    const ending = (paragraph >= ENDING_FROM * digest.paragraphs ? ENDING : 0) + (paragraph === digest.paragraphs - 1 ? LAST : 0)
    return {
      chapter,
      order,
      paragraph,
      sentence,
      text,
      lead,
      words: roomOf(text),
      chance: chanceOf(worth / 100 + CENTRE * central + ending, traits) * (SETTING.test(text) ? SETTING_SHARE : 1),
      stems,
      scene: digest.breaks.filter((at) => at < paragraph).length,
      box: traits.includes('b') ? boxOf(text, named) : null,
    }
  })
}

/** The shapes of all boxes among the moments of some chapters. */
export const boxesOf = (chapters: readonly ReadChapter[]): Set<string> =>
  new Set(chapters.flatMap(({ digest }) => digest.moments.flatMap(([, , , traits, text]) => (traits.includes('b') ? [boxShape(text)] : []))))

const isSign = ({ box }: Choice): boolean => box === 'sign'

/** How to choose: so many moments at most, beside those that the same telling has chosen before. */
export interface Bounds {
  readonly most?: number | undefined
  readonly beside?: readonly Choice[]
}

/** Takes the best choice for its length again and again; what is told already and a scene heard already count less. */
export function choose(choices: readonly Choice[], words: number, group: (choice: Choice) => string, { most = Infinity, beside = [] }: Bounds = {}): Choice[] {
  // with a number of moments to spend, and not only words, a moment's length costs little
  const brevity = most === Infinity ? BREVITY : BREVITY_OF_FEW
  const taken = new Set<Choice>()
  const told = new Map<string, number>()
  let signs = beside.some(isSign)
  const crowd = new Map<string, number>()
  let left = words
  for (;;) {
    let best: Choice | null = null
    let highest = 0
    for (const choice of choices) {
      if (choice.words > left || taken.has(choice) || (signs && isSign(choice))) continue
      const gain = (gainOf(choice, told, brevity) * (isSign(choice) ? SIGN : 1)) / (1 + CROWD * (crowd.get(group(choice)) ?? 0))
      if (gain > highest && !overlaps(choice, taken)) {
        highest = gain
        best = choice
      }
    }
    if (!best || taken.size >= most) return [...taken]
    taken.add(best)
    left -= best.words
    crowd.set(group(best), (crowd.get(group(best)) ?? 0) + 1)
    signs ||= isSign(best)
    for (const [stem] of best.stems) told.set(stem, (told.get(stem) ?? 0) + 1)
  }
}

function gainOf(choice: Choice, told: ReadonlyMap<string, number>, brevity: number): number {
  let fresh = 0
  let content = 0
  let cover = 0
  for (const [stem, worth, rate] of choice.stems) {
    const times = told.get(stem) ?? 0
    cover += shareNew(rate, times)
    const known = times > 0
    if (!known) fresh++
    content += known ? TOLD * worth : worth
  }
  const novelty = 1 - STALE + STALE * (fresh / Math.max(1, choice.stems.length))
  return (choice.chance * novelty + CONTENT * content + COVER * cover) / Math.pow(choice.words, brevity)
}

/** Two moments of one paragraph may share a sentence, when one of them took the sentence before it along. */
function overlaps(choice: Choice, taken: ReadonlySet<Choice>): boolean {
  for (const other of taken)
    if (other.order === choice.order && other.paragraph === choice.paragraph && (other.text.includes(choice.text) || choice.text.includes(other.text))) return true
  return false
}
