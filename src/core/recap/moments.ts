/**
 * Which runs of a paragraph could be shown as moments, and how much each looks like something worth telling.
 *
 * Everything here looks at the story up to the run and no further: what follows is weighed in the view (choose.ts).
 */
import { mentionsIn, type Mention } from '../cast/mentions.ts'
import type { Language } from './languages.ts'
import { rarityOf } from './rarity.ts'
import type { Unit } from './sentences.ts'
import { contentStems, wordCount } from './words.ts'

/**
 * A run of the author's text that may be shown, as it is stored: its paragraph, the index of its first sentence there,
 * its value in hundredths, traits (`b` from a box, `l` opens with a pronoun or connective, `s` mostly spoken), the text,
 * and the name an opening pronoun stands for where only one can be meant.
 */
export type StoredMoment = readonly [paragraph: number, sentence: number, value: number, traits: string, text: string, lead?: string]

export interface ParagraphUnits {
  readonly paragraph: number
  readonly units: readonly Unit[]
  readonly kind: 'prose' | 'box'
  readonly language: Language
  /** The last two sentences of the story before this paragraph. */
  readonly before: readonly string[]
}

/** Longest and shortest moment, in words. */
const LONGEST = 60
const SHORTEST = 3
/** A leaning sentence takes the one before it along up to this length. */
const LONGEST_PAIR = 40

const PERSONAL = /^["“‘'«]?(?:He|She|His|Her|Him)\b/
const LEANING =
  /^["“‘'«]?(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those|Him|Them|But|And|So|Then|However|Nor|Or|Yet|Because|Which)\b/
const UNREAL = /\b(?:would|could|might|may|should|if)\b/i
const LOOKING = /\b(?:look|smil|nod|sigh|shrug|laugh|stare|grin|glanc|gaz|frown|blink)\w*/i
const THINKING = /\b(?:thought|wondered|felt|knew|supposed|seemed|think|guess|wonder)\b/i
const PERSONS_TALKING = /\b(?:I|you|You|we|We)\b/
const LAST_MARK = /([.!?…。！？])["”»’'」』)\]]*$/u

/**
 * Weights of what makes a unit worth telling, added to a logit. Set by hand, rounded, after comparing units that human
 * summaries of SQuALITY (dev split, CC BY 4.0) draw on with those they do not: people named together and by full name,
 * length, endings of paragraphs and lines set apart tell; glances, musings, questions and what merely could be do not.
 */
const FW = /\b(?:the|of|to|his|her|their|and|in|with|from|for|by|on|at|who|he|she|they)\b/gi
export const W = { fw: 3, fwn: 0, logw: 0.35, logc: 0, shorttag: -0.4, people: 0.25, long: -0.2, box: 0.9, last: 0.4, full: 0.5, talk: 0.5, q: -0.7, ex: -0.3, unreal: -0.3, look: -0.3, think: -0.45, rare: 0.005, multi: -5, spoken: 0, anyq:0 }
function valueOf(unit: Unit, place: { readonly last: boolean; readonly alone: boolean; readonly box: boolean }): number {
  const words = wordCount(unit.text)
  const mentions = mentionsIn(unit.text).mentions
  const people = new Set(mentions.flatMap(({ name, role }) => (role === 'Q' && unit.spoken > 0 ? [] : [name]))).size
  const mark = LAST_MARK.exec(unit.text)?.[1]
  let value = W.logw * Math.log(words) + W.logc * Math.log(1 + new Set(contentStems(unit.text)).size) + (words < 7 && unit.spoken > 0 ? W.shorttag : 0) + W.people * Math.min(3, people)
  if (words > 30) value += W.long
  if (place.box) value += W.box
  if (place.last || place.alone) value += W.last
  if (mentions.some(isFullName)) value += W.full
  if (unit.spoken > 0.3 && PERSONS_TALKING.test(unit.text)) value += W.talk
  if (mark === '?' || mark === '？') value += W.q
  if (mark === '!' || mark === '！') value += W.ex
  if (UNREAL.test(unit.text)) value += W.unreal
  if (LOOKING.test(unit.text)) value += W.look
  if (THINKING.test(unit.text)) value += W.think
  for (const stem of new Set(contentStems(unit.text))) value += W.rare * rarityOf(stem)
  value += W.fw * (unit.text.match(FW)?.length ?? 0) / words + W.fwn * Math.min(4, unit.text.match(FW)?.length ?? 0)
  if (unit.to > unit.from) value += W.multi
  value += W.spoken * unit.spoken + (unit.spoken > 0 ? W.anyq : 0)
  return value
}

const isFullName = ({ name }: Mention): boolean => name.includes(' ')

/** The moments a paragraph offers, in order. */
export function candidatesOf({ paragraph, units, kind, before }: ParagraphUnits): StoredMoment[] {
  return units.flatMap((unit, index): StoredMoment[] => {
    const words = wordCount(unit.text)
    if (!unit.whole || words < SHORTEST || words > LONGEST) return []
    const place = { last: index === units.length - 1, alone: units.length === 1, box: kind === 'box' }
    const value = Math.round(100 * valueOf(unit, place))
    const leans = LEANING.test(unit.text)
    const traits = `${kind === 'box' ? 'b' : ''}${leans ? 'l' : ''}${unit.spoken > 0.5 ? 's' : ''}`
    if (!leans) return [[paragraph, unit.from, value, traits, unit.text]]
    const previous = units[index - 1]
    const lead = PERSONAL.test(unit.text) ? leadOf([...before, ...units.slice(0, index).map(({ text }) => text)].slice(-2)) : null
    if (lead !== null) return [[paragraph, unit.from, value, traits, unit.text, lead]]
    if (previous?.whole && !LEANING.test(previous.text) && wordCount(previous.text) + words <= LONGEST_PAIR)
      return [[paragraph, previous.from, value, traits, `${previous.text} ${unit.text}`]]
    return [[paragraph, unit.from, value, traits, unit.text]]
  })
}

/** The one name that the last two sentences speak of, if there is exactly one and it does something there. */
function leadOf(before: readonly string[]): string | null {
  const mentions = before.flatMap((sentence) => mentionsIn(sentence).mentions)
  const names = new Set(mentions.map(({ name }) => name))
  const [only] = names
  return names.size === 1 && only !== undefined && mentions.some(({ role }) => role === 'S' || role === 'Q') ? only : null
}
