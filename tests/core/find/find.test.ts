import { expect, test } from 'vitest'
import fc from 'fast-check'
import { findInBlocks, packed, passageText, unpacked } from '../../../src/core/find/blocks.ts'
import { fold, wordsOf } from '../../../src/core/find/fold.ts'
import { slipFinder } from '../../../src/core/find/slips.ts'
import { findable, findWorks } from '../../../src/core/find/works.ts'
import { workId } from '../../../src/core/work.ts'

const work = (key: string, title: string, more: { author?: string; tags?: string[]; note?: string } = {}) =>
  findable({ id: workId('t', key), title, author: null, tags: [], note: '', ...more })
const SHELF = [
  work('1', 'The Tide Clerk', { author: 'Ilse Brandt', tags: ['slow burn', 'harbour'] }),
  work('2', 'Clerks of the Lower Sea', { author: 'P. Ođlin', note: 'lent by the tide table man' }),
  work('3', '百三十六の夜', { author: '深山', tags: ['長編'] }),
  work('4', 'Ночной Смотритель', { author: 'Анна Рожкова' }),
  work('5', 'Électricité noire'),
  work('6', 'レストランの夜'),
]
const found = (query: string): string[] => findWorks(SHELF, query).map((id) => id.slice(2))

test('what differs in case, accents, width or marks is the same', () => {
  expect(fold('“ÉLECTRICITÉ”  noire')).toBe('"electricite" noire')
  expect(fold('Ｔｉｄｅ')).toBe('tide')
  expect(fold('レストラン')).toBe(fold('れすとらん'))
  expect(fold('हिन्दी')).toContain('\u093f') // vowel signs are no accents
  expect(wordsOf('  ')).toEqual([])
})

test('titles come before authors, tags and notes; every word must be there', () => {
  expect(found('clerk')).toEqual(['2', '1'])
  expect(found('tide')).toEqual(['1', '2'])
  expect(found('tide brandt')).toEqual(['1'])
  expect(found('slow bu')).toEqual(['1'])
  expect(found('')).toEqual([])
})

test.each([['tide clrek', '1'], ['brnadt', '1'], ['harbuor', '1'], ['смотритил', '4'], ['electrcite', '5'], ['百三十五の夜', '3'], ['れすとらん', '6']])('a slip in "%s" still finds it', (query, id) => {
  expect(found(query)[0]).toBe(id)
})

test('short words and far-off words are not guessed at', () => {
  expect(found('xq')).toEqual([])
  expect(found('lighthouse keeper')).toEqual([])
})

/** Restricted Damerau distance to the nearest piece of a text, by the book: what the bits must agree with. */
function nearest(word: string, text: string): number {
  let older: number[] = []
  let column = Array.from({ length: word.length + 1 }, (_, row) => row)
  let best = word.length
  for (let at = 1; at <= text.length; at++) {
    const next = [0]
    for (let row = 1; row <= word.length; row++) {
      const same = word[row - 1] === text[at - 1]
      let cost = Math.min(column[row - 1]! + (same ? 0 : 1), column[row]! + 1, next[row - 1]! + 1)
      if (row > 1 && at > 1 && word[row - 1] === text[at - 2] && word[row - 2] === text[at - 1]) cost = Math.min(cost, older[row - 2]! + 1)
      next.push(cost)
    }
    older = column
    column = next
    best = Math.min(best, column[word.length]!)
  }
  return best
}

test('slips are counted as by the book', () => {
  const letters = (least: number, most: number) => fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: least, maxLength: most })
  fc.assert(fc.property(letters(1, 31), letters(0, 60), (word, text) => {
    expect(slipFinder(word, word.length)(text) ?? word.length).toBe(nearest(word, text))
  }), { numRuns: 400 })
})

test('blocks: every text with all the words, in order, and no other', () => {
  const words = fc.array(fc.constantFrom('salt', 'eel', 'eels', 'reeve', '夜', 'a"b'), { maxLength: 6 })
  fc.assert(fc.property(fc.array(words, { maxLength: 40 }), fc.constantFrom('eel', 'salt eel', '夜', 'reeve 夜 salt'), fc.integer({ min: 1, max: 9 }), (texts, query, size) => {
    const entries = texts.map((text, index) => [`p${index}`, passageText({ quote: text.join(' '), note: '', tags: [] })] as const)
    const blocks = Array.from({ length: Math.ceil(entries.length / size) }, (_, index) => packed(entries.slice(index * size, (index + 1) * size)))
    expect(blocks.flatMap(unpacked)).toEqual(entries)
    const wanted = entries.filter(([, text]) => wordsOf(query).every((word) => text.includes(word))).map(([id]) => id)
    expect(findInBlocks(blocks, query, 1000)).toEqual(wanted)
    expect(findInBlocks(blocks, query, 3)).toEqual(wanted.slice(0, 3))
  }))
})
