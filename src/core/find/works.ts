/** Searching among works: titles, authors, tags and the reader's notes, all of them in memory. */
import type { WorkRecord } from '../record.ts'
import type { WorkId } from '../work.ts'
import { fold, wordsOf } from './fold.ts'
import { slipFinder } from './slips.ts'

/** A work as search sees it. */
export interface FindableWork {
  readonly id: WorkId
  readonly title: string
  readonly author: string
  readonly tags: string
  readonly note: string
  /** Title, author and tags in one, for words with slips in them. */
  readonly named: string
}

/** Folds a work for search; done once, and again when the work changes. */
export function findable({ id, title, author, tags, note }: Pick<WorkRecord, 'id' | 'title' | 'author' | 'tags' | 'note'>): FindableWork {
  const [foldedTitle, foldedAuthor, foldedTags] = [fold(title ?? ''), fold(author ?? ''), tags.map(fold).join('\n')]
  return { id, title: foldedTitle, author: foldedAuthor, tags: foldedTags, note: fold(note), named: `${foldedTitle}\n${foldedAuthor}\n${foldedTags}` }
}

/** Fewer finds than this, and words that are only nearly there count too. */
const FEW = 5
const NO = 0

/** How well a word fits a field: at its beginning, at a word's beginning, anywhere. */
function fit(field: string, word: string, worth: number): number {
  const at = field.indexOf(word)
  if (at < 0) return NO
  return worth + (at === 0 ? 3 : /[\s\p{P}]/u.test(field.charAt(at - 1)) ? 2 : 0)
}

const worthOf = (work: FindableWork, word: string): number =>
  Math.max(fit(work.title, word, 40), fit(work.author, word, 30), fit(work.tags, word, 20), fit(work.note, word, 10))

/** Every word must be in the work; null when one is not. */
function score(work: FindableWork, words: readonly string[]): number | null {
  let sum = 0
  for (const word of words) {
    const worth = worthOf(work, word)
    if (worth === NO) return null
    sum += worth
  }
  return sum
}

/**
 * The works a query is about, the best first. Every word must stand in title, author, tags or note; where few works have
 * them all, works that nearly have them come after (slips count in titles, authors and tags, not in notes).
 */
export function findWorks(works: Iterable<FindableWork>, query: string): WorkId[] {
  const words = wordsOf(query)
  if (words.length === 0) return []
  const found: { readonly id: WorkId; readonly worth: number }[] = []
  for (const work of works) {
    const worth = score(work, words)
    if (worth !== null) found.push({ id: work.id, worth })
  }
  const byWorth = (a: { readonly worth: number }, b: { readonly worth: number }): number => b.worth - a.worth
  const exact = found.sort(byWorth).map(({ id }) => id)
  return exact.length >= FEW ? exact : [...exact, ...nearly(works, words, new Set(exact))]
}

function nearly(works: Iterable<FindableWork>, words: readonly string[], known: ReadonlySet<WorkId>): WorkId[] {
  const finders = words.map((word) => slipFinder(word))
  const found: { readonly id: WorkId; readonly slips: number }[] = []
  for (const work of works) {
    if (known.has(work.id)) continue
    let slips = 0
    const all = finders.every((finder, index) => {
      const here = finder(work.named) ?? (work.note.includes(words[index] ?? '') ? 0 : null)
      slips += here ?? 0
      return here !== null
    })
    if (all) found.push({ id: work.id, slips })
  }
  return found.sort((a, b) => a.slips - b.slips).map(({ id }) => id)
}
