import { describe, expect, it } from 'vitest'
import { readHeading } from '../../src/sites/numbering.ts'
import { kanjiNumber, romanNumber } from '../../src/sites/numerals.ts'

/** Heading, number, name. */
const SAID: readonly (readonly [string, number | null, string | null])[] = [
  ['Chapter 12: Foo', 12, 'Foo'], ['Part 31', 31, null], ['3/27', 3, null], ['Episode 05', 5, null],
  ['ONE HUNDRED TWO: What kind of door?', 102, 'What kind of door?'], ['Chapter Twenty-One', 21, null], ['CHAPTER ONE', 1, null],
  ['第137話', 137, null], ['百三十六話　転生', 136, '転生'], ['第一卷 第三章 灯', 3, '灯'], ['제 12 화 이름', 12, '이름'], ['12화', 12, null],
  ['Глава 5', 5, null], ['Глава первая. Имя', 1, 'Имя'], ['Capítulo 3', 3, null], ['Chapitre 1 – Ombre', 1, 'Ombre'], ['Première partie', 1, null],
  ['Erstes Kapitel', 1, null], ['12. fejezet', 12, null], ['4. Bölüm: Ad', 4, 'Ad'], ['Chương 12: A', 12, 'A'], ['ตอนที่ 12 ชื่อ', 12, 'ชื่อ'],
  ['XI', 11, null], ['I', 1, null], ['9.08 E', 9.08, 'E'], ['Gestation 1.1', 1.1, 'Gestation 1.1'], ['Book 2 - 14', 14, null], ['Volume 3, Chapter 12: x', 12, 'x'],
  ['1. Greetings of a Lamp', 1, 'Greetings of a Lamp'], ['Chapter 1A', 1, null], ['CH. 02 The Reporter', 2, 'The Reporter'], ['My Story - Chapter 12: A thing', 12, 'A thing'],
  ['Interlude 4 (Ward)', 4, 'Interlude 4 (Ward)'], ['Prologue', null, 'Prologue'], ['Interlude', null, 'Interlude'], ['Эпилог', null, 'Эпилог'], ['プロローグ', null, 'プロローグ'],
]
/** Titles that hold numbers without being numbered. */
const NOT_NUMBERED = ['10 Ways to cross a river', 'One Last Time', 'I am the Tide', 'Area 51', 'Mix it up', 'A day in the life', 'Testimony + Anke Interlude', '???', '']

describe('a heading', () => {
  it.each(SAID)('«%s» is %s, «%s»', (heading, number, name) => {
    expect(readHeading(heading)).toMatchObject({ number, name })
    expect(readHeading(heading).sign).not.toBe('none')
  })

  it.each(NOT_NUMBERED)('«%s» has no number', (heading) => {
    expect(readHeading(heading)).toMatchObject({ number: null, sign: 'none' })
  })

  it('keeps the part apart from the number', () => {
    expect(readHeading('1 (2)')).toMatchObject({ number: 1, part: 2 })
    expect(readHeading('Chapter 405. Return of the Lamp (4)')).toMatchObject({ number: 405, part: 4 })
  })

  it('keeps the total apart from the number', () => {
    expect(readHeading('3/27')).toMatchObject({ number: 3, total: 27 })
  })

  it('says where the number begins', () => {
    expect(readHeading('The Patient Water Chapter 5: Bread').start).toBe('The Patient Water '.length)
  })

  it('reads any text in no time', () => {
    const started = performance.now()
    for (const text of ['Chapter '.repeat(60), '第'.repeat(300), '('.repeat(300), 'one hundred '.repeat(30), `${'a '.repeat(150)}1`, 'chapter chapter chapter 1.1.1.1.1']) readHeading(text)
    expect(performance.now() - started).toBeLessThan(100)
  })
})

describe('numerals', () => {
  it('reads well-formed roman numerals only', () => {
    expect(['I', 'IV', 'IX', 'XLII', 'MCMXC'].map(romanNumber)).toEqual([1, 4, 9, 42, 1990])
    expect(['IIII', 'VX', 'ABC', ''].map(romanNumber)).toEqual([null, null, null, null])
  })

  it('reads kanji by value and by place', () => {
    expect(['十', '百三十六', '二〇三', '廿一', '一万二千'].map(kanjiNumber)).toEqual([10, 136, 203, 21, 12000])
    expect(kanjiNumber('話')).toBeNull()
  })
})
