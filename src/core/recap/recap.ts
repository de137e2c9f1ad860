/** Recaps: a few moments of what was read, in story order, in the author's own words. */
import { choicesOfArc } from './arcs.ts'
import { boxesOf, choicesOf, choose, type Choice } from './choose.ts'
import type { View } from './view.ts'

/** `last-lines`: where exactly the reader stopped; `previously`: the last chapter; `story-so-far`: everything read. */
export type RecapLevel = 'last-lines' | 'previously' | 'story-so-far'

export interface RecapWish {
  readonly level: RecapLevel
  /** The most words all moments together may have. */
  readonly words: number
  /** The most moments, where a few whole ones read better than many short ones; for `previously`. */
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

const LAST_LINES = 3
/** Chapters before the last that make the current arc of the story. */
const RECENT = 10

/** The moments of a recap in story order; empty where there is nothing to recap. */
export function recapOf(seen: View, wish: RecapWish): Moment[] {
  const last = seen.chapters.at(-1)
  if (!last || wish.words <= 0) return []
  const earlier = seen.chapters.slice(0, -1)
  const ofLast = choicesOf(last, boxesOf(earlier))
  if (wish.level === 'last-lines') return shown(lastLines(ofLast, wish.words))
  if (wish.level === 'previously' || (earlier.length === 0 && seen.arcs.length === 0)) return shown(choose(ofLast, wish.words, byScene, { most: wish.level === 'previously' ? wish.most : undefined }))
  const half = choose(ofLast, wish.words / 2, byScene)
  const recent = earlier.slice(-RECENT).flatMap((one) => choicesOf(one))
  const old = [...seen.arcs.flatMap(choicesOfArc), ...earlier.slice(0, -RECENT).flatMap((one) => choicesOf(one))]
  const quarter = old.length === 0 ? [] : choose(old, wish.words / 4, byChapter, { beside: half })
  const rest = choose(recent, wish.words - count([...half, ...quarter]), byChapter, { beside: [...half, ...quarter] })
  return shown([...quarter, ...rest, ...half])
}

const count = (choices: readonly Choice[]): number => choices.reduce((sum, { words }) => sum + words, 0)
const byScene = ({ order, scene }: Choice): string => `${order}/${scene}`
const byChapter = ({ order }: Choice): string => String(order)

function lastLines(choices: readonly Choice[], words: number): Choice[] {
  const taken: Choice[] = []
  for (const choice of [...choices].reverse()) {
    if (taken.length === LAST_LINES || count(taken) + choice.words > words) break
    taken.push(choice)
  }
  return taken
}

const shown = (choices: readonly Choice[]): Moment[] =>
  [...choices]
    .sort((a, b) => a.order - b.order || a.paragraph - b.paragraph || a.sentence - b.sentence)
    .map((choice) => ({
      chapter: choice.chapter,
      order: choice.order,
      paragraph: choice.paragraph,
      text: choice.text,
      ...(choice.lead === undefined ? {} : { lead: choice.lead }),
    }))
