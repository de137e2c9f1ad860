/**
 * The recap and cast of the program in the shape the measuring scripts expect: `node build.mjs --bench` makes
 * `dist/bench/recap.mjs`. Everything goes through `view`, as in the program.
 */
import { arcOf, planOf } from '../../src/core/recap/arcs.ts'
import { castOf } from '../../src/core/cast/cast.ts'
import { digestChapter } from '../../src/core/recap/digest.ts'
import { recapOf, type Moment } from '../../src/core/recap/recap.ts'
import { view, type ReadChapter, type View } from '../../src/core/recap/view.ts'

interface Budget {
  readonly words?: number
}

const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')

const read = (text: string, order: number, title: string | null): ReadChapter => ({
  chapter: String(order),
  order,
  digest: digestChapter({ paragraphs: paragraphsOf(text), language: 'en', title }),
})

const WHOLE = { order: 1, paragraph: Infinity }
const shown = (moments: readonly Moment[]): { text: string }[] => moments.map(({ text }) => ({ text }))
const people = (seen: View): { names: string[]; mentions: number; first: number; last: number }[] => {
  const cast = castOf(seen)
  if (cast.status !== 'known') return []
  return cast.people.map(({ names, mentions, firstSeen, lastSeen }) => ({ names: [...names], mentions, first: firstSeen.paragraph, last: lastSeen.paragraph }))
}

export const name = 'catchword'

/** One chapter's recap within a budget of words. */
export const recap = (text: string, { words = 200 }: Budget = {}): { text: string }[] => shown(recapOf(view([read(text, 1, null)], WHOLE), { level: 'previously', words }))

/** The cast of one text. */
export const characters = (text: string): ReturnType<typeof people> => people(view([read(text, 1, null)], WHOLE))

/** A serial read chapter by chapter. */
export function readSerial(chapters: readonly { title: string; text: string }[]): {
  recap: (n: number, budget: Budget) => { text: string }[]
  storySoFar: (n: number, budget: Budget) => { text: string }[]
  cast: (n: number) => ReturnType<typeof people>
} {
  const library = chapters.map(({ title, text }, index) => read(text, index + 1, title))
  // as the store makes it (store/arcs.ts): what lies far behind is told by arcs
  const at = (n: number): View => {
    const plan = planOf(library, n)
    const of = (ids: readonly string[]): ReadChapter[] => library.filter(({ chapter }) => ids.includes(chapter))
    return view(of(plan.chapters), { order: n, paragraph: Infinity }, plan.arcs.map((ids) => arcOf(of(ids))))
  }
  return {
    recap: (n, { words = 150 }) => shown(recapOf(at(n), { level: 'previously', words })),
    storySoFar: (n, { words = 250 }) => shown(recapOf(at(n), { level: 'story-so-far', words })),
    cast: (n) => people(at(n)),
  }
}
