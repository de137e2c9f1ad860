import fc from 'fast-check'
import { describe as suite, expect, it } from 'vitest'
import { describe, partsCharacter } from '../../../src/core/anchor/describe.ts'
import { placeAll } from '../../../src/core/anchor/place.ts'
import type { Placement } from '../../../src/core/passage.ts'
import { storyText, type StoryText } from '../../../src/core/text.ts'

const WORDS = 'the a and of rain hill stone door night said went never again lantern orchard whisper thirteen river marrow candle winter sister bridge hollow ember кошка собака дождь القمر 雨 月光 déjà Ærø 😀 “so” — … don’t'.split(' ')
const word = fc.constantFrom(...WORDS)
const sentence = fc.array(word, { minLength: 3, maxLength: 14 }).map((words) => `${words.join(' ')}.`)
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((sentences) => sentences.join(' '))
const paragraphs = fc.array(paragraph, { minLength: 1, maxLength: 12 })
const anyText = fc.array(fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replaceAll(/\s+/g, ' ').trim()), { maxLength: 6 }).map(storyText)

const share = fc.double({ min: 0, max: 1, noNaN: true })
const rangesIn = fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 8 })
const rangeOf = (story: StoryText, [a, b]: readonly [number, number]): [number, number] => {
  const [from, to] = [Math.floor(Math.min(a, b) * story.text.length), Math.ceil(Math.max(a, b) * story.text.length)]
  return [from, to]
}

/** Words replaced, dropped and added here and there. */
const edits = fc.array(fc.tuple(share, fc.constantFrom('replace', 'drop', 'add'), word), { maxLength: 6 })
const edited = (texts: readonly string[], changes: readonly (readonly [number, string, string])[]): StoryText => {
  const lists = texts.map((text) => text.split(' '))
  for (const [where, what, other] of changes) {
    const list = lists[Math.floor(where * lists.length * 0.999)] ?? []
    const at = Math.floor(((where * 7919) % 1) * list.length)
    list.splice(at, what === 'add' ? 0 : 1, ...(what === 'drop' ? [] : [other]))
  }
  return storyText(lists.map((list) => list.join(' ')).filter((text) => text !== ''))
}
const isPlaced = (placement: Placement | undefined): placement is Placement & { kind: 'exact' | 'moved' } => placement !== undefined && placement.kind !== 'lost'

suite('anchoring, whatever the text', () => {
  it('finds what it described', () => {
    fc.assert(
      fc.property(fc.oneof(paragraphs.map(storyText), anyText), rangesIn, (story, ranges) => {
        const selectors = ranges.map((range) => describe(story, ...rangeOf(story, range)))
        const placements = placeAll(selectors.map((selector) => [selector]), story)
        selectors.forEach((selector, index) => {
          if (selector.quote.exact === '') expect(placements[index]?.kind).toBe('lost')
          else expect(placements[index]).toEqual({ kind: 'exact', start: selector.start, end: selector.end, confidence: 1 })
        })
      }),
    )
  })

  it('gives the same twice, stays inside the text and parts no character', () => {
    fc.assert(
      fc.property(paragraphs, rangesIn, edits, (texts, ranges, changes) => {
        const old = storyText(texts)
        const fresh = edited(texts, changes)
        const passages = ranges.map((range) => [describe(old, ...rangeOf(old, range))])
        const frozen = JSON.stringify(passages)
        const placements = placeAll(passages, fresh)
        expect(placeAll(passages, fresh)).toEqual(placements)
        expect(JSON.stringify(passages)).toBe(frozen)
        for (const placement of placements) {
          const place = placement.kind === 'lost' ? placement.candidate : placement
          const places = place ? [place] : []
          for (const { start, end } of places) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(fresh.text.length)
            expect(partsCharacter(fresh.text, start) || partsCharacter(fresh.text, end)).toBe(false)
          }
        }
      }),
    )
  })

  it('describing what was found and looking again finds it again', () => {
    fc.assert(
      fc.property(paragraphs, rangesIn, edits, (texts, ranges, changes) => {
        const old = storyText(texts)
        const fresh = edited(texts, changes)
        for (const placement of placeAll(ranges.map((range) => [describe(old, ...rangeOf(old, range))]), fresh)) {
          if (!isPlaced(placement)) continue
          expect(placeAll([[describe(fresh, placement.start, placement.end)]], fresh)).toEqual([{ kind: 'exact', start: placement.start, end: placement.end, confidence: 1 }])
        }
      }),
    )
  })
})

/** Chapters whose sentences do not repeat, so that every passage is certain by itself. */
const chapter = fc.tuple(paragraphs, fc.integer({ min: 1, max: 1_000_000 })).map(([texts, seed]) => {
  let state = seed
  const next = (): string => Math.abs(Math.imul((state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff), 0x9e3779b1)).toString(36).replaceAll(/\d/g, (digit) => 'aeioubcdfg'[Number(digit)] ?? 'x')
  return texts.map((text) => text.split(' ').map((part) => `${part} ${next()}`).join(' '))
})

suite('anchoring in a chapter where nothing repeats', () => {
  it('keeps the order of passages, unless one moved', () => {
    fc.assert(
      fc.property(chapter, rangesIn, edits, (texts, ranges, changes) => {
        const old = storyText(texts)
        const passages = ranges.map((range) => describe(old, ...rangeOf(old, range))).sort((a, b) => a.start - b.start || a.end - b.end)
        const placements = placeAll(passages.map((selector) => [selector]), edited(texts, changes)).filter(isPlaced)
        for (let index = 1; index < placements.length; index++) {
          expect(placements[index]?.start).toBeGreaterThanOrEqual(placements[index - 1]?.start ?? 0)
        }
      }),
    )
  })

  it('another passage changes nobody’s place', () => {
    fc.assert(
      fc.property(chapter, rangesIn, fc.tuple(share, share), edits, (texts, ranges, more, changes) => {
        const old = storyText(texts)
        const fresh = edited(texts, changes)
        const passages = ranges.map((range) => [describe(old, ...rangeOf(old, range))])
        const alone = placeAll(passages, fresh)
        const together = placeAll([...passages, [describe(old, ...rangeOf(old, more))]], fresh)
        alone.forEach((placement, index) => {
          const other = together[index]
          if (isPlaced(placement) && placement.confidence > 0.9 && isPlaced(other)) expect([other.start, other.end]).toEqual([placement.start, placement.end])
          if (placement.kind === 'exact') expect(other?.kind).toBe('exact')
        })
      }),
    )
  })
})
