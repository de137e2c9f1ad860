/** Recaps: a few moments of what was read, in story order, in the author's own words. */
import type { View } from './view.ts'
import type { StoredMoment } from './digest.ts'
import { contentStems, wordCount } from './words.ts'

/** `last-lines`: where exactly the reader stopped; `previously`: the last chapter; `story-so-far`: everything read. */
export type RecapLevel = 'last-lines' | 'previously' | 'story-so-far'

export interface RecapWish {
  readonly level: RecapLevel
  /** The most words all moments together may have. */
  readonly words: number
}

/** A short run of the author's own text that stands by itself. */
export interface Moment {
  readonly chapter: string
  readonly order: number
  readonly paragraph: number
  readonly text: string
  /** Who an opening pronoun is, where that is certain: to be shown in brackets after it. */
  readonly lead?: string
}

interface Choice {
  readonly chapter: string
  readonly order: number
  readonly moment: StoredMoment
  readonly words: number
  readonly stems: ReadonlySet<string>
  readonly scene: number
  readonly base: number
}

/** The moments of a recap in story order; empty where there is nothing to recap. */
export function recapOf(seen: View, wish: RecapWish): Moment[] {
  const chapters = seen.chapters
  const last = chapters.at(-1)
  if (!last || wish.words <= 0) return []
  if (wish.level === 'last-lines') return lastLines(seen, wish.words)
  if (wish.level === 'previously') return shown(choose(choicesOf({ chapters: [last] }), wish.words))
  if (chapters.length === 1) return shown(choose(choicesOf(seen), wish.words))
  const half = choose(choicesOf({ chapters: [last] }), wish.words / 2)
  const rest = choose(choicesOf({ chapters: chapters.slice(0, -1) }), wish.words - half.reduce((sum, { words }) => sum + words, 0), true)
  return shown([...rest, ...half])
}

function lastLines(seen: View, words: number): Moment[] {
  const taken: Choice[] = []
  let left = words
  for (const choice of choicesOf(seen).reverse()) {
    if (choice.words > left || taken.length === 3) break
    taken.push(choice)
    left -= choice.words
  }
  return shown(taken)
}

function choicesOf(seen: View): Choice[] {
  return seen.chapters.flatMap(({ chapter, order, digest }) =>
    digest.moments.map((moment) => {
      const breaks = digest.breaks.filter((at) => at < moment.paragraph)
      return {
        chapter,
        order,
        moment,
        words: wordCount(moment.text),
        stems: new Set(contentStems(moment.text)),
        scene: breaks.length,
        base: moment.value + (digest.breaks.includes(moment.paragraph + 1) || digest.paragraphs === moment.paragraph + 1 ? 0.5 : 0),
      }
    }),
  )
}

/** Takes the best choice again and again: first one of every scene (or chapter), then seconds. */
function choose(choices: readonly Choice[], words: number, byChapter = false): Choice[] {
  const taken: Choice[] = []
  const told = new Map<string, number>()
  const groups = new Map<string, number>()
  let left = words
  for (;;) {
    let best: Choice | null = null
    let most = -Infinity
    for (const choice of choices) {
      if (choice.words > left || taken.includes(choice)) continue
      const group = byChapter ? `${choice.order}` : `${choice.order}/${choice.scene}`
      let fresh = 0
      for (const stem of choice.stems) fresh += (told.get(stem) ?? 0) === 0 ? 1 : 0
      const gain = (3 + choice.base) * (0.5 + 0.5 * (fresh / Math.max(1, choice.stems.size))) / Math.pow(choice.words, 0.3) / (1 + 0.6 * (groups.get(group) ?? 0))
      if (gain > most) {
        most = gain
        best = choice
      }
    }
    if (!best) return taken
    taken.push(best)
    left -= best.words
    const group = byChapter ? `${best.order}` : `${best.order}/${best.scene}`
    groups.set(group, (groups.get(group) ?? 0) + 1)
    for (const stem of best.stems) told.set(stem, (told.get(stem) ?? 0) + 1)
  }
}

const shown = (choices: readonly Choice[]): Moment[] =>
  [...choices]
    .sort((a, b) => a.order - b.order || a.moment.paragraph - b.moment.paragraph || a.moment.sentence - b.moment.sentence)
    .map(({ chapter, order, moment }) => ({
      chapter,
      order,
      paragraph: moment.paragraph,
      text: moment.text,
      ...(moment.lead === undefined ? {} : { lead: moment.lead }),
    }))
