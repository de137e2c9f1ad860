/** Choosing moments under a budget of words: what is worth telling, what has not been told yet, and from every scene. */
import type { StoredMoment } from './moments.ts'
import { unpack } from './packed.ts'
import { rarityOf } from './rarity.ts'
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
  /** Distinct content stems with how much telling each is worth. */
  readonly stems: readonly (readonly [stem: string, worth: number])[]
  /** Scene of the chapter, from 0. */
  readonly scene: number
}

export const TUNING = { alpha: 0.45, few: 0.1, content: 0.1, tfx: 1, rx: 1, fresh: 0.3, crowd: 0.6, leans: 0.5, bias: -2.3, centre: 0.015, nearEnd: 0.4, covered: 0.3 }

/** The choices a chapter offers. */
export function choicesOf({ chapter, order, digest }: ReadChapter): Choice[] {
  const often = new Map<string, number>()
  for (const [stem, packed] of digest.concepts) often.set(stem, unpack(packed).length)
  const worth = (stem: string): number => Math.pow(Math.log(often.get(stem) ?? 1), TUNING.tfx) * Math.pow(rarityOf(stem), TUNING.rx) * Math.pow(5, 1 - TUNING.rx)
  return digest.moments.map((moment) => {
    const [paragraph, sentence, , , text, lead] = moment
    const stems = [...new Set(contentStems(text))].map((stem) => [stem, worth(stem)] as const)
    return {
      chapter,
      order,
      paragraph,
      sentence,
      text,
      lead,
      words: wordCount(text),
      chance: chanceOf(moment, digest.paragraphs, stems.reduce((sum, [, of]) => sum + of, 0)),
      stems,
      scene: digest.breaks.filter((at) => at < paragraph).length,
    }
  })
}

function chanceOf([paragraph, , value, traits]: StoredMoment, paragraphs: number, central: number): number {
  let logit = TUNING.bias + value / 100 + TUNING.centre * central
  if (paragraph >= 0.9 * paragraphs) logit += TUNING.nearEnd
  const chance = 1 / (1 + Math.exp(-logit))
  return traits.includes('l') ? TUNING.leans * chance : chance
}

/** Takes the best choice for its length again and again; what is told already and a scene heard already count less. */
export function choose(choices: readonly Choice[], words: number, group: (choice: Choice) => string, most = Infinity): Choice[] {
  // with a number of moments to spend, and not only words, a moment's length costs little
  const alpha = most === Infinity ? TUNING.alpha : TUNING.few
  const taken = new Set<Choice>()
  const told = new Set<string>()
  const crowd = new Map<string, number>()
  let left = words
  for (;;) {
    let best: Choice | null = null
    let highest = 0
    for (const choice of choices) {
      if (choice.words > left || taken.has(choice)) continue
      const gain = gainOf(choice, told, alpha) / (1 + TUNING.crowd * (crowd.get(group(choice)) ?? 0))
      if (gain > highest && !overlaps(choice, taken)) {
        highest = gain
        best = choice
      }
    }
    if (!best || taken.size === most) return [...taken]
    taken.add(best)
    left -= best.words
    crowd.set(group(best), (crowd.get(group(best)) ?? 0) + 1)
    for (const [stem] of best.stems) told.add(stem)
  }
}

function gainOf(choice: Choice, told: ReadonlySet<string>, alpha: number): number {
  let fresh = 0
  let content = 0
  for (const [stem, worth] of choice.stems) {
    const known = told.has(stem)
    if (!known) fresh++
    content += known ? TUNING.covered * worth : worth
  }
  const novelty = 1 - TUNING.fresh + TUNING.fresh * (fresh / Math.max(1, choice.stems.length))
  return (choice.chance * novelty + TUNING.content * 0.1 * content) / Math.pow(choice.words, alpha)
}

/** Two moments of one paragraph may share a sentence, when one of them took the sentence before it along. */
function overlaps(choice: Choice, taken: ReadonlySet<Choice>): boolean {
  for (const other of taken)
    if (other.order === choice.order && other.paragraph === choice.paragraph && (other.text.includes(choice.text) || choice.text.includes(other.text))) return true
  return false
}
