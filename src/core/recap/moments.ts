/** Which runs of a paragraph could be shown as moments, and how much each looks like something that happened. */
import type { Language } from './languages.ts'
import type { Unit } from './sentences.ts'
import { mentionsIn } from '../cast/mentions.ts'
import { wordCount } from './words.ts'
import type { StoredMoment } from './digest.ts'

export type Candidate = StoredMoment

export interface ParagraphUnits {
  readonly paragraph: number
  readonly units: readonly Unit[]
  readonly kind: 'prose' | 'box'
  readonly language: Language
  /** The last two sentences of the story before this paragraph. */
  readonly before: readonly string[]
}

/** Longest and shortest moment, in words. */
const LONGEST = 48
const SHORTEST = 4

const PERSONAL = /^["“‘']?(?:He|She|His|Her|Him)\b/
const LEANING = /^["“‘']?(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those|Him|Them|But|And|So|Then|However|Nor|Or|Yet|Because|Which|There)\b/

const DECISIVE =
  /\b(?:died|dead|killed|kissed|married|left|gone|returned|arrived|promised|swore|vowed|gave|refused|told|confessed|admitted|revealed|discovered|found|realised|realized|remembered|escaped|fled|vanished|disappeared|screamed|fell|broke|stole|took|opened|unlocked|freed|chained|tied|agreed|decided|betrayed|lied|lost|won|attacked|shot|stabbed|cut|burned|burnt|woke|awoke|born|reborn|drowned|collapsed|pulled|dragged|walked out|came back|held out|put out|begged|offered|accepted|signed|chose|saved|rescued|destroyed|claimed|missing)\b/gi
const UNREAL = /\b(?:would|could|might|if|should|may|perhaps|maybe|as though|as if|like a|like an|used to|always|every|usually|often)\b/gi

/** How much one unit looks like something that happened; higher is more. */
function valueOf(unit: Unit, last: boolean, alone: boolean): number {
  const words = wordCount(unit.text)
  const decisive = unit.text.match(DECISIVE)?.length ?? 0
  const unreal = unit.text.match(UNREAL)?.length ?? 0
  const names = mentionsIn(unit.text).mentions.length
  let value = 1.2 * Math.min(2, decisive) + 0.5 * Math.min(3, names) - 0.35 * unreal - 1.2 * unit.spoken
  if (/\?["”’]?$/.test(unit.text)) value -= 0.6
  if (words < 6) value -= 0.6
  if (words > 35) value -= 0.4
  if (LEANING.test(unit.text)) value -= 0.8
  if (last) value += 0.2
  if (alone && words < 20) value += 0.4
  return Math.round(value * 100) / 100
}

/** The moments a paragraph offers. */
export function candidatesOf({ paragraph, units, kind, before }: ParagraphUnits): Candidate[] {
  const candidates: Candidate[] = []
  units.forEach((unit, index) => {
    const words = wordCount(unit.text)
    if (!unit.whole || words < SHORTEST || words > LONGEST) return
    const value = valueOf(unit, index === units.length - 1, units.length === 1)
    const lead = PERSONAL.test(unit.text) ? leadOf([...before, ...units.slice(0, index).map(({ text }) => text)].slice(-2)) : null
    candidates.push({
      paragraph,
      sentence: unit.from,
      text: unit.text,
      value,
      kind,
      spoken: Math.round(10 * unit.spoken),
      ...(lead === null ? {} : { lead }),
      ...(LEANING.test(unit.text) ? { leans: true as const } : {}),
    })
  })
  return candidates
}

/** The one name that the last two sentences speak of, if there is exactly one and it does something there. */
function leadOf(before: readonly string[]): string | null {
  const mentions = before.flatMap((sentence) => mentionsIn(sentence).mentions)
  const names = new Set(mentions.map(({ name }) => name))
  const [only] = names
  return names.size === 1 && only !== undefined && mentions.some(({ role }) => role === 'S' || role === 'Q') ? only : null
}
