import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { castOf } from '../../../src/core/cast/cast.ts'
import { arcOf, planOf, type Arc } from '../../../src/core/recap/arcs.ts'
import { digestChapter } from '../../../src/core/recap/digest.ts'
import { recapOf, type RecapLevel } from '../../../src/core/recap/recap.ts'
import { view, type ReadChapter, type View, type ViewPosition } from '../../../src/core/recap/view.ts'

/** Pieces that touch every part of a digest: names, aliases, twins, speech, breaks, notes, boxes, other languages. */
const PIECES = [
  'Mara opened the gate and let Tobias in.',
  '"You promised, Toby," said Mara. "You promised me the key."',
  'Tobias Wren gave her the key.',
  'He left without a word, and she did not call him back.',
  'Captain Wren died at the harbour that night.',
  'Will went home. She said she will go, and will not stay.',
  '***',
  'A/N: thanks for reading, please review!',
  '[Level 4. Skill gained: Quiet Hand.]',
  '"Where is Marabel?" asked Mara.',
  'Marabel smiled at Mara from the stairs of Hollow House.',
  'Le soir, elle est venue dans la maison avec les clefs, et il ne les a pas prises.',
  'Было темно, и Анна вышла из дома.',
  'The lamp went out. The lamp was cold. She lit the lamp again.',
  '“Not yet,” she said. “Not',
  'MARA RAN INTO THE HOUSE AND SHUT THE DOOR.',
  'x',
  '彼女は「待って」と言った。花子は笑った。',
]
const LEVELS: readonly RecapLevel[] = ['last-lines', 'previously', 'story-so-far']
const paragraphs = fc.array(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')), { minLength: 0, maxLength: 25 })
const chapter = fc.record({ paragraphs, language: fc.constantFrom(null, 'en', 'fr'), title: fc.constantFrom(null, 'x') })

const read = (chapters: readonly { paragraphs: string[]; language: string | null; title: string | null }[]): ReadChapter[] =>
  chapters.map((one, index) => ({ chapter: `c${index}`, order: index, digest: digestChapter(one) }))

describe('law 1: nothing later than the position is seen', () => {
  it('shows the same as a library in which nothing later was ever read', () => {
    fc.assert(
      fc.property(fc.array(chapter, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(30), (chapters, pick, paragraph) => {
        const order = pick % chapters.length
        const position = { order, paragraph: paragraph - 1 }
        const whole = view(read(chapters), position)
        const prefix = chapters.slice(0, order + 1).map((one, index) => (index === order ? { ...one, paragraphs: one.paragraphs.slice(0, paragraph) } : one))
        const alone = view(read(prefix), { order, paragraph: Infinity })
        expect(whole).toEqual(alone)
        expect(JSON.stringify(whole)).toBe(JSON.stringify(alone))
        expect(castOf(whole)).toEqual(castOf(alone))
        for (const level of LEVELS) expect(recapOf(whole, { level, words: 120 })).toEqual(recapOf(alone, { level, words: 120 }))
      }),
      { numRuns: 150 },
    )
  }, 120_000)

  it('shows the same of a long story, told by arcs, and uses no arc that reaches the position', () => {
    const short = fc.record({ paragraphs: fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }), language: fc.constant('en'), title: fc.constant(null) })
    fc.assert(
      fc.property(fc.array(short, { minLength: 11, maxLength: 34 }), fc.nat(), fc.nat(3), (chapters, pick, paragraph) => {
        const order = pick % chapters.length
        const position = { order, paragraph: paragraph - 1 }
        // as the library keeps them: every arc it ever made is still there when the reader dials back
        const kept = arcsOf(read(chapters), chapters.length)
        const whole = told(read(chapters), position, kept)
        const prefix = chapters.slice(0, order + 1).map((one, index) => (index === order ? { ...one, paragraphs: one.paragraphs.slice(0, paragraph) } : one))
        const alone = told(read(prefix), { order, paragraph: Infinity }, [])
        expect(JSON.stringify(whole)).toBe(JSON.stringify(alone))
        expect(whole.arcs.every(({ to }) => to < order)).toBe(true)
        expect(castOf(whole)).toEqual(castOf(alone))
        for (const level of LEVELS) expect(recapOf(whole, { level, words: 120 })).toEqual(recapOf(alone, { level, words: 120 }))
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})

/** The arcs of a plan, as the library makes them. */
function arcsOf(chapters: readonly ReadChapter[], order: number): Arc[] {
  const known = new Map(chapters.map((one) => [one.chapter, one]))
  return planOf(chapters, order).arcs.map((ids) => arcOf(ids.flatMap((id) => known.get(id) ?? [])))
}

/** A view by its plan, with the arcs of the plan and whatever others are kept. */
function told(chapters: readonly ReadChapter[], position: ViewPosition, kept: readonly Arc[]): View {
  const known = new Map(chapters.map((one) => [one.chapter, one]))
  const later = kept.filter(({ to }) => to >= position.order)
  return view(planOf(chapters, position.order).chapters.flatMap((id) => known.get(id) ?? []), position, [...later, ...arcsOf(chapters, position.order)])
}
