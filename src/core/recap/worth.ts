/**
 * How much a run of text looks like something worth telling, judged by itself.
 *
 * The weights were set by hand and rounded, after comparing units that human summaries of SQuALITY (dev split, CC BY
 * 4.0) draw on with those they do not, and tried on serials written for this project: people named together and by full
 * name, relations between things, endings of paragraphs, lines set apart and messages of a game tell; glances,
 * gestures, musings, questions and what merely could be do not. LitBank's event layer (CC BY 4.0) was tried as a list of
 * verbs that report events; it added nothing to these signs.
 */
import type { Mention } from '../cast/mentions.ts'
import { SPEECH } from '../cast/titles.ts'
import { IRREGULAR_VERBS } from './irregular.ts'
import { rarityOf } from './rarity.ts'
import { tellingOf, tellingOfAll } from './telling.ts'
import type { Unit } from './sentences.ts'
import { contentStems, isContent, stem, wordCount, wordsOf } from './words.ts'

const UNREAL = /\b(?:would|could|might|may|should|if)\b/i
const LOOKING = /\b(?:look|smil|nod|sigh|shrug|laugh|stare|grin|glanc|gaz|frown|blink)\w*/i
const GESTURE =
  /\b(?:eyes?|hands?|face|head|mouth|lips|arms?|shoulders?|knees?|feet|foot|neck|fingers?|hair|eyebrows?|wrist|turned|leaned|leant|stood|sat|stepped|voice|breath)\b/i
const THINKING = /\b(?:thought|wondered|felt|knew|supposed|seemed|think|guess|wonder)\b/i
const TALKING = /\b(?:I|you|You|we|We)\b/
const RELATION = /\b(?:the|of|to|his|her|their|and|in|with|from|for|by|on|at|who|he|she|they)\b/gi
const LAST_MARK = /([.!?…。！？؟])["”»’'」』)\]]*$/u

const LONG = 30
/** What the words of telling weigh against those of looking. */
const TELLING = 0.5
/** Words that make a sentence one, besides "-ed" and irregular forms. */
const VERBS = /(?:\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|shall|should|may|might|must|put|set|cut|let|shut|hit|hurt|cost|quit|split|spread|burst|upset|read)\b|\p{L}(?:ed|n['’]t|['’](?:s|re|ve|ll|d|m))\b)/u
/** A description without a verb tells nothing that happened. */
const VERBLESS = 0.6
/** A tagged line of speech below this length says little more than who speaks. */
const SHORT_SPEECH = 7

export interface Standing {
  readonly kind: 'prose' | 'box'
  /** Last of several units of its paragraph. */
  readonly last: boolean
  /** The only unit of its paragraph. */
  readonly alone: boolean
  /** The signs that are English words can be looked for. */
  readonly english: boolean
}

/** The worth of a unit, with its count of words and the names in it, as a logit; higher is more. Depends on it alone. */
export function worthOf(unit: Unit, words: number, mentions: readonly Mention[], standing: Standing): number {
  const people = new Set(mentions.flatMap(({ name, role }) => (role === 'Q' && unit.spoken > 0 ? [] : [name]))).size
  // other languages are credited what the small words of an English sentence bring on average
  const relations = standing.english ? (3 * (unit.text.match(RELATION)?.length ?? 0)) / words : 1
  let worth = 0.35 * Math.log(words) + 0.25 * Math.min(3, people) + relations
  if (words > LONG) worth -= 0.2
  if (words < SHORT_SPEECH && unit.spoken > 0) worth -= 0.4
  if (standing.kind === 'box') worth += 0.9
  if (standing.last || standing.alone) worth += 0.4
  if (mentions.some(({ name }) => name.includes(' '))) worth += 0.5
  if (unit.spoken > 0.3 && TALKING.test(unit.text)) worth += 0.5
  const stems = new Set(contentStems(unit.text))
  for (const stem of stems) worth += 0.005 * rarityOf(stem)
  if (!standing.english) return worth + discounts(unit)
  worth += TELLING * tellingOfAll(stems)
  if (standing.kind === 'prose' && unit.spoken === 0 && !hasVerb(unit.text)) worth -= VERBLESS
  return worth + discounts(unit)
}

function discounts(unit: Unit): number {
  let discount = 0
  const mark = LAST_MARK.exec(unit.text)?.[1]
  if (mark === '?' || mark === '？' || mark === '؟') discount -= 0.7
  if (mark === '!' || mark === '！') discount -= 0.3
  if (UNREAL.test(unit.text)) discount -= 0.3
  if (LOOKING.test(unit.text)) discount -= 0.3
  if (GESTURE.test(unit.text)) discount -= 0.15
  if (THINKING.test(unit.text)) discount -= 0.45
  // a speech of several sentences cannot be quoted in part without breaking its marks
  if (unit.to > unit.from) discount -= 5
  return discount
}

const hasVerb = (text: string): boolean => VERBS.test(text) || (text.match(/\p{L}+/gu) ?? []).some((word) => IRREGULAR_VERBS.has(word))

/** Words of gesture and looks, and how many words of nothing else may stand in a line by itself. */
const LOOKS = -1
const SHORT_LINE = 8

/** "Nell," he said: names, a verb of speech and nothing to tell. "Milo rubbed his nose": a gesture and nothing else. */
export function saysLittle(unit: Unit, mentions: readonly Mention[], kind: Standing['kind']): boolean {
  if (kind === 'box' || !/[a-z]/.test(unit.text)) return false
  const names = new Set(mentions.flatMap(({ name }) => wordsOf(name)))
  const content = wordsOf(unit.text).filter((word) => isContent(word) && !names.has(word) && !SPEECH.has(word))
  return content.length < 2 || (unit.spoken === 0 && wordCount(unit.text) <= SHORT_LINE && content.every((word) => tellingOf(stem(word)) <= LOOKS))
}
