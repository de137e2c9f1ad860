/** Recaps: a few moments of what was read, in story order, in the author's own words. */
import { choicesOfArc } from './arcs.ts'
import { boxesOf, choicesOf, choose, type Choice } from './choose.ts'
import type { View } from './view.ts'

/** `last-lines`: where exactly the reader stopped; `previously`: the last chapter; `story-so-far`: everything read. */
export type RecapLevel = 'last-lines' | 'previously' | 'story-so-far'

/** Names one moment: its chapter's id, paragraph and first sentence. Stable while the chapter's text stays. */
export type MomentKey = string & { readonly brand: 'MomentKey' }

export interface RecapWish {
  readonly level: RecapLevel
  /** The most words all moments together may have. */
  readonly words: number
  /** The most moments, where a few whole ones read better than many short ones; for `previously`. */
  readonly most?: number
  /** The reader's "pin this": told first, as far as the words reach. */
  readonly pinned?: readonly MomentKey[]
  /** The reader's "never this one". */
  readonly never?: readonly MomentKey[]
  /** Paragraphs the reader highlighted or wrote a note at: their moments are raised. */
  readonly marked?: readonly { readonly chapter: string; readonly paragraph: number }[]
}

/** A short run of the author's own text that stands by itself. */
export interface Moment {
  readonly key: MomentKey
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
/** How much what the reader marked is raised. */
const MARKED = 1.8

/** The moments of a recap in story order; empty where there is nothing to recap. */
export function recapOf(seen: View, wish: RecapWish): Moment[] {
  const last = seen.chapters.at(-1)
  if (!last || wish.words <= 0) return []
  const earlier = seen.chapters.slice(0, -1)
  const ofLast = wished(choicesOf(last, boxesOf(earlier)), wish)
  if (wish.level === 'last-lines') return shown(lastLines(ofLast, wish.words))
  if (wish.level === 'previously' || (earlier.length === 0 && seen.arcs.length === 0)) return shown(told(ofLast, wish.words, byScene, wish))
  const half = told(ofLast, wish.words / 2, byScene, wish)
  const recent = wished(earlier.slice(-RECENT).flatMap((one) => choicesOf(one)), wish)
  const old = wished([...seen.arcs.flatMap(choicesOfArc), ...earlier.slice(0, -RECENT).flatMap((one) => choicesOf(one))], wish)
  const quarter = old.length === 0 ? [] : told(old, wish.words / 4, byChapter, wish)
  const rest = told(recent, wish.words - count([...half, ...quarter]), byChapter, wish)
  return shown([...quarter, ...rest, ...half])
}

const keyOf = ({ chapter, paragraph, sentence }: Choice): MomentKey => `${chapter}#${paragraph}.${sentence}` as MomentKey
const count = (choices: readonly Choice[]): number => choices.reduce((sum, { words }) => sum + words, 0)
const byScene = ({ order, scene }: Choice): string => `${order}/${scene}`
const byChapter = ({ order }: Choice): string => String(order)

function wished(choices: readonly Choice[], { never = [], marked = [] }: RecapWish): Choice[] {
  const unwanted = new Set(never)
  const raised = new Set(marked.map(({ chapter, paragraph }) => `${chapter}#${paragraph}`))
  return choices
    .filter((choice) => !unwanted.has(keyOf(choice)))
    .map((choice) => (raised.has(`${choice.chapter}#${choice.paragraph}`) ? { ...choice, chance: MARKED * choice.chance } : choice))
}

function told(choices: readonly Choice[], words: number, group: (choice: Choice) => string, { pinned = [], level, most }: RecapWish): Choice[] {
  const kept = new Set(pinned)
  const first: Choice[] = []
  for (const choice of choices) if (kept.has(keyOf(choice)) && count(first) + choice.words <= words) first.push(choice)
  return choose(choices, words, group, first, level === 'previously' ? most : undefined)
}

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
      key: keyOf(choice),
      chapter: choice.chapter,
      order: choice.order,
      paragraph: choice.paragraph,
      text: choice.text,
      ...(choice.lead === undefined ? {} : { lead: choice.lead }),
    }))
