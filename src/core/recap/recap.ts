/** Recaps: a few moments of what was read, in story order, in the author's own words. */
import type { View } from './view.ts'
import { choicesOf, choose, type Choice } from './choose.ts'

/** `last-lines`: where exactly the reader stopped; `previously`: the last chapter; `story-so-far`: everything read. */
export type RecapLevel = 'last-lines' | 'previously' | 'story-so-far'

export interface RecapWish {
  readonly level: RecapLevel
  /** The most words all moments together may have. */
  readonly words: number
  /** The most moments, where a few whole ones read better than many short ones. */
  readonly most?: number
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

/** The moments of a recap in story order; empty where there is nothing to recap. */
export function recapOf(seen: View, wish: RecapWish): Moment[] {
  const chapters = seen.chapters
  const last = chapters.at(-1)
  if (!last || wish.words <= 0) return []
  if (wish.level === 'last-lines') return lastLines(seen, wish.words)
  if (wish.level === 'previously') return shown(choose(choicesOf(last), wish.words, byScene, wish.most))
  if (chapters.length === 1) return shown(choose(choicesOf(last), wish.words, byScene))
  const half = choose(choicesOf(last), wish.words / 2, byScene)
  const rest = choose(chapters.slice(0, -1).flatMap(choicesOf), wish.words - half.reduce((sum, { words }) => sum + words, 0), byChapter)
  return shown([...rest, ...half])
}

function lastLines(seen: View, words: number): Moment[] {
  const taken: Choice[] = []
  let left = words
  for (const choice of seen.chapters.slice(-1).flatMap(choicesOf).reverse()) {
    if (choice.words > left || taken.length === 3) break
    taken.push(choice)
    left -= choice.words
  }
  return shown(taken)
}

const byScene = ({ order, scene }: Choice): string => `${order}/${scene}`
const byChapter = ({ order }: Choice): string => String(order)

const shown = (choices: readonly Choice[]): Moment[] =>
  [...choices]
    .sort((a, b) => a.order - b.order || a.paragraph - b.paragraph || a.sentence - b.sentence)
    .map(({ chapter, order, paragraph, text, lead }) => ({ chapter, order, paragraph, text, ...(lead === undefined ? {} : { lead }) }))
