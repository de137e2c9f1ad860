import { describe as suite, expect, it } from 'vitest'
import { describe } from '../../../src/core/anchor/describe.ts'
import { placeAll } from '../../../src/core/anchor/place.ts'
import type { Selector } from '../../../src/core/passage.ts'
import { storyText, type StoryText } from '../../../src/core/text.ts'

const LEAD = 'A paragraph at the front that was not there when the passages were marked.'
const inFront = (story: StoryText, ...more: string[]): StoryText => storyText([LEAD, ...more, ...story.text.split('\n')])
const placed = (story: StoryText, start: number, end: number, today = inFront(story)): string | null => {
  const placement = placeAll([[describe(story, start, end)]], today)[0]
  return placement && placement.kind !== 'lost' ? today.text.slice(placement.start, placement.end) : null
}
const around = (marks: string): [StoryText, number, number] => {
  const before = 'There was a long silence between the two of them after all that had been said'
  const story = storyText([before, marks, 'Then the door opened and somebody whom neither of them knew came in from the rain.'])
  return [story, before.length + 1, before.length + 1 + marks.length]
}

suite('passages without a letter', () => {
  it.each(['* * *', '?!', '“…”', '—', '***'])('finds %s between its neighbours', (marks) => {
    expect(placed(...around(marks))).toBe(marks)
  })

  it('finds an emoji, with its modifier', () => {
    expect(placed(...around('👍🏽'))).toBe('👍🏽')
  })

  it('finds a passage of one space', () => {
    const story = storyText(['The words on both sides of it are quite ordinary words, and there are enough of them.'])
    const space = story.text.indexOf(' ordinary')
    const today = inFront(story)
    const placement = placeAll([[describe(story, space, space + 1)]], today)[0]
    expect(placement).toMatchObject({ kind: 'exact', start: today.text.indexOf(' ordinary'), end: today.text.indexOf(' ordinary') + 1 })
  })

  it('is lost when the marks are gone', () => {
    const [story, start, end] = around('* * *')
    expect(placed(story, start, end, storyText([LEAD, ...story.text.split('\n').filter((text) => text !== '* * *')]))).toBeNull()
  })
})

suite('strange characters', () => {
  const SURE = 'and these are words enough to know the place again, whatever stands beside them'
  it.each([
    ['a lone surrogate at each edge', '\ud800lost halves\udc00'],
    ['a right-to-left override', '\u202egnirts desrever\u202c'],
    ['a combining mark at the edge', '\u0301accent without a letter'],
    ['a stack of combining marks', `z${'\u0335\u0336\u0337'.repeat(60)}algo`],
    ['Hebrew', 'בראשית ברא אלהים את השמים ואת הארץ'],
    ['Arabic', 'كان يا ما كان في قديم الزمان'],
    ['Cyrillic', 'Все счастливые семьи похожи друг на друга'],
    ['Chinese', '話說天下大勢分久必合合久必分'],
    ['Korean', '옛날 옛적에 호랑이 담배 피우던 시절'],
    ['Thai', 'กาลครั้งหนึ่งนานมาแล้ว'],
  ])('keeps %s whole', (_name, words) => {
    const story = storyText([`${SURE} ${words} ${SURE}`])
    const start = story.text.indexOf(words)
    expect(placed(story, start, start + words.length)).toContain(words.replace(/^\u0301/, ''))
  })

  it.each([
    ['Korean', '옛날 옛적에 호랑이 담배 피우던 시절'],
    ['French', 'Les élèves déjà âgés gênèrent le garçon'],
    ['Vietnamese', 'Trăm năm trong cõi người ta'],
  ])('does not mind whether %s is composed or not', (_name, words) => {
    const story = storyText([`${SURE} ${words} ${SURE}`.normalize('NFC')])
    const start = story.text.indexOf(words.normalize('NFC'))
    const today = storyText([LEAD, story.text.normalize('NFD')])
    expect(placed(story, start, start + words.normalize('NFC').length, today)).toBe(words.normalize('NFD'))
  })

  it('finds a Chinese sentence in which a character was changed', () => {
    const text = '第一回宴桃園豪傑三結義斬黃巾英雄首立功。話說天下大勢，分久必合，合久必分。周末七國分爭，并入於秦。及秦滅之後，楚漢分爭，又并入於漢。'
    const story = storyText([text])
    const start = text.indexOf('周末')
    expect(placed(story, start, start + 10, storyText([LEAD, text.replace('七國分爭', '七雄分爭')]))).toBe('周末七雄分爭，并入於')
  })
})

suite('many, long and broken passages', () => {
  const chapter = storyText(Array.from({ length: 300 }, (_, index) => `Paragraph ${index} speaks of ${(index * 7919).toString(36)} and of ${(index * 104729).toString(36)}, and then it ends.`))

  it('finds a passage of the whole chapter', () => {
    const today = inFront(chapter)
    expect(placeAll([[describe(chapter, 0, chapter.text.length)]], today)[0]).toMatchObject({ start: LEAD.length + 1, end: today.text.length })
  })

  it('places ten thousand passages', () => {
    const passages = Array.from({ length: 10_000 }, (_, index) => [describe(chapter, index, index + 40 + (index % 300))])
    const today = inFront(chapter)
    const placements = placeAll(passages, today)
    expect(placements.filter((placement) => placement.kind === 'exact').length).toBeGreaterThan(9_990)
    const elsewhere = storyText(Array.from({ length: 300 }, (_, index) => `Nothing in number ${index} is like it was, ${(index * 15485863).toString(36)} least of all.`))
    expect(placeAll(passages, elsewhere).every((placement) => placement.kind === 'lost')).toBe(true)
  })

  it('is lost, and harms nobody, when a selector is nonsense', () => {
    const good = describe(chapter, 100, 160)
    const nonsense: Selector[] = [
      { quote: { exact: '', prefix: '', suffix: '' }, start: 0, end: 0, place: { paragraph: 0, offset: 0 } },
      { quote: { exact: 'never written', prefix: 'x'.repeat(200), suffix: 'y'.repeat(200) }, start: -50, end: -10, place: { paragraph: -1, offset: 0 } },
      { quote: { exact: 'never written', prefix: '', suffix: '' }, start: Number.NaN, end: Infinity, place: { paragraph: 9e9, offset: 9e9 } },
      { quote: { exact: 'beyond the end', prefix: '', suffix: '' }, start: 1e15, end: 1e15 + 14, place: { paragraph: 0, offset: 0 } },
    ]
    const placements = placeAll([[good], ...nonsense.map((selector) => [selector])], inFront(chapter))
    expect(placements.map(({ kind }) => kind)).toEqual(['exact', 'lost', 'lost', 'lost', 'lost'])
  })
})
