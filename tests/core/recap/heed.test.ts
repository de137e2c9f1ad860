/** The reader's word over a recap: pins, "never this one", marks. */
import { expect, test } from 'vitest'
import { digestChapter } from '../../../src/core/recap/digest.ts'
import { momentKey, recapHeeding, type Heeded, type MarkedWords, type Verdict } from '../../../src/core/recap/heed.ts'
import { recapOf, type Moment } from '../../../src/core/recap/recap.ts'
import { view, type View } from '../../../src/core/recap/view.ts'
import { wordCount } from '../../../src/core/recap/words.ts'
import { CHAPTERS } from '../../stage/serial.mjs'

const read = CHAPTERS.slice(0, 3).map(({ number, paragraphs }) => ({ chapter: `c${number}`, order: number, digest: digestChapter({ paragraphs, language: 'en' }) }))
const seen: View = view(read, { order: 3, paragraph: Infinity })
const wish = { level: 'previously', words: 150 } as const
const heeding = (verdicts: readonly (readonly [Moment, Verdict])[], marked: readonly MarkedWords[] = []): Heeded => ({
  verdicts: new Map(verdicts.map(([{ chapter, paragraph, text }, verdict]) => [momentKey(chapter, paragraph, text), verdict])),
  marked,
})
const texts = (moments: readonly Moment[]): string[] => moments.map(({ text }) => text)
/** A moment that no recap of this length chooses by itself. */
const unchosen = (): Moment => {
  const chosen = new Set(texts(recapOf(seen, wish)))
  const { chapter, order, digest } = seen.chapters.at(-1)!
  const found = digest.moments.find(([, , , , text]) => ![...chosen].some((each) => each.includes(text) || text.includes(each)) && wordCount(text) < 40)!
  return { chapter, order, paragraph: found[0], text: found[4] }
}

test('with nothing said, it is the recap as core makes it', () => {
  for (const level of ['last-lines', 'previously', 'story-so-far'] as const)
    expect(texts(recapHeeding(seen, { level, words: 150 }, heeding([])))).toEqual(texts(recapOf(seen, { level, words: 150 })))
})

test('a pinned moment stands in the recap, in its place, within the same room', () => {
  const pin = unchosen()
  const told = recapHeeding(seen, wish, heeding([[pin, 'pin']]))
  expect(told.filter(({ pinned }) => pinned).map(({ text }) => text)).toEqual([pin.text])
  expect(told.map(({ paragraph }) => paragraph)).toEqual(told.map(({ paragraph }) => paragraph).sort((a, b) => a - b))
  expect(told.reduce((sum, { text }) => sum + wordCount(text), 0)).toBeLessThanOrEqual(150)
})

test('"never this one" leaves it out of every level, and nothing that holds it comes instead', () => {
  const [never] = recapOf(seen, wish)
  for (const level of ['last-lines', 'previously', 'story-so-far'] as const) {
    const told = recapHeeding(seen, { level, words: 250 }, heeding([[never!, 'never']]))
    expect(told.some(({ paragraph, order, text }) => order === never!.order && paragraph === never!.paragraph && (text.includes(never!.text) || never!.text.includes(text)))).toBe(false)
  }
})

test('what the reader marked raises its moment, and takes no more than half of the room', () => {
  const raised = unchosen()
  expect(texts(recapHeeding(seen, wish, heeding([], [{ ...raised, exact: raised.text.slice(0, 30) }])))).toContain(raised.text)
  const last = seen.chapters.at(-1)!
  const everything = last.digest.moments.map(([paragraph, , , , text]) => ({ chapter: last.chapter, paragraph, exact: text }))
  expect(recapHeeding(seen, wish, heeding([], everything)).reduce((sum, { text }) => sum + wordCount(text), 0)).toBeLessThanOrEqual(150)
})

test('a pin from beyond the position stays beyond it (law 1)', () => {
  const pin = unchosen()
  const early = view(read, { order: 2, paragraph: Infinity })
  expect(texts(recapHeeding(early, { level: 'story-so-far', words: 250 }, heeding([[pin, 'pin']])))).not.toContain(pin.text)
})

test('a key holds no text', () => {
  const { text } = unchosen()
  expect(momentKey('c1', 3, text)).toMatch(/^c1 3 [0-9a-z]{5,11}$/)
  expect(momentKey('c1', 3, text)).not.toBe(momentKey('c1', 3, `${text}!`))
})
