/** Reads a chapter's heading: its number, its part, its own name. */
import { CJK_CHAPTER, CJK_VOLUME, ORDINALS, chapterWord, namedChapter, volumeWord } from './chapter-words.ts'
import { englishNumber, kanjiNumber, plainDigits, romanNumber } from './numerals.ts'
import { pattern } from './pattern.ts'
import type { Pattern } from './pattern.ts'

/** A heading taken apart. */
export interface Heading {
  /** The number in the title: 12 of "Chapter 12: Foo", 9.08 of "9.08 E"; null where there is none. */
  readonly number: number | null
  /** The part of a split chapter: 2 of "1 (2)". */
  readonly part: number | null
  /** How many there are, where the heading says so: 27 of "3/27". */
  readonly total: number | null
  /** What is left without the number; "Prologue" and its kin stay. Null where nothing is left. */
  readonly name: string | null
  /** Where the number's word begins in the heading: 9 of "My Story Chapter 5"; 0 where nothing stands in front. */
  readonly start: number
  /** `said`: a word says that it is a chapter; `bare`: only a number does; `none`: nothing does. */
  readonly sign: 'said' | 'bare' | 'none'
}

interface Found {
  readonly value: number
  readonly start?: number
  /** Where the number and its word end in the text. */
  readonly end: number
  readonly total?: number
}

const NO_SIGN = '(?:\\s*(?:no|nr|n[°º]|№|#|number|numéro|n[úu]mero)[.:]?)?'
const DIGITS = '(\\d{1,5}(?:\\.\\d{1,3})?)'
const NUMBER_AFTER = `[\\s.:_-]*${NO_SIGN}\\s*`
const BOUNDARY = '(?![\\p{L}\\p{N}])'
const TILL_NAME = /^(?:[\s:：.。,、\-–—―~～|/·・•)\]】》>』」!]|&nbsp;)+/u

const wordsAt = (words: () => string): Pattern => pattern(() => `(?:^|[^\\p{L}])(?:${words()})${BOUNDARY}${NUMBER_AFTER}`, 'iu')
const CHAPTER_AT = wordsAt(chapterWord)
const VOLUME_AT = wordsAt(volumeWord)
const GLUED = pattern(() => `(?:^|[^\\p{L}])(?:${chapterWord()})[.\\-_]?(?=\\d)`, 'iu')
const BEHIND = pattern(() => `^${DIGITS}(?:st|nd|rd|th|\\.|-?[яаюйея]{1,2})?\\s+(?:${chapterWord()})${BOUNDARY}`, 'iu')
const NTH = pattern(() => `^(?:${ORDINALS.slice(1).map((words) => `(${words})`).join('|')})\\s+(?:${chapterWord()}|${volumeWord()})${BOUNDARY}`, 'iu')
const NTH_AFTER = pattern(() => `^(?:${ORDINALS.slice(1).map((words) => `(${words})`).join('|')})${BOUNDARY}`, 'iu')
const ENGLISH_NTH = pattern(() => `^\\s*(?:${chapterWord()})${BOUNDARY}`, 'iu')
const NAMED = pattern(() => `^(?:the\\s+)?(?:${namedChapter()})${BOUNDARY}`, 'iu')
const CJK_NUMBER = '([0-9]{1,5}(?:\\.[0-9])?|[〇零一壱壹二弐贰貳两兩三参叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万廿卅]+)'
const CJK_AT = pattern(() => `(?:第|제|其の|その|#)\\s*${CJK_NUMBER}\\s*(?:${CJK_CHAPTER})?|(?:^|[\\s\\p{P}])${CJK_NUMBER}\\s*(?:${CJK_CHAPTER})(?!\\p{Script=Hangul})`, 'u')
const CJK_VOLUME_AT = pattern(() => `(?:第|제)?\\s*${CJK_NUMBER}\\s*(?:${CJK_VOLUME})`, 'u')
const OF = /^\s*\(?(\d{1,5})\s*(?:\/|of|из|von|de|sur)\s*(\d{1,5})\)?(?![\p{L}\p{N}])/iu
const PART_AT_END = /[\s([（【]\s*(?:part|pt|часть|partie|parte|teil)?\.?\s*(\d{1,3})\s*(?:\/\s*\d{1,3}\s*)?[)\]）】]\s*$/iu

/** Which of the ordinals' groups took part; a group that did not is undefined, whatever the types say. */
const whichNth = (found: RegExpExecArray): number => found.slice(1).findIndex((words: string | undefined) => words !== undefined) + 1

/** The number at the beginning of a text: digits (with or without a letter behind), roman, kanji or English words. */
function numberAtStart(text: string): Found | null {
  const digits = /^(\d{1,5}(?:\.\d{1,3})?)(?!\d)(?:[a-z](?![\p{L}\p{N}]))?/iu.exec(text)
  if (digits) return { value: Number(digits[1]), end: digits[0].length }
  const roman = /^([ivxlcdm]+|[Ⅰ-Ⅻ])(?![\p{L}\p{N}'’])/iu.exec(text)
  const romanValue = roman ? romanNumber(roman[1] ?? '') : null
  if (roman && romanValue !== null) return { value: romanValue, end: roman[0].length }
  const english = englishNumber(text.replace(/^the\s+/i, (the) => ' '.repeat(the.length)).trimStart())
  if (english) return { value: english.value, end: text.length - text.replace(/^the\s+/i, '').length + english.length }
  const nth = NTH_AFTER.exec(text)
  if (nth) return { value: whichNth(nth), end: nth[0].length }
  const kanji = /^[〇零一二三四五六七八九十百千两]+/u.exec(text)
  const kanjiValue = kanji ? kanjiNumber(kanji[0]) : null
  return kanji && kanjiValue !== null ? { value: kanjiValue, end: kanji[0].length } : null
}

/** A word for a chapter (or a larger thing) with a number behind it, anywhere in the text. */
function wordThenNumber(text: string, words: Pattern, from = 0): Found | null {
  const rest = text.slice(from)
  const word = words.exec(rest) ?? (words === CHAPTER_AT ? GLUED.exec(rest) : null)
  if (word === null) return null
  const after = word.index + word[0].length
  const number = numberAtStart(rest.slice(after))
  if (number) return { value: number.value, start: from + word.index + (/^[\p{L}]/u.test(word[0]) ? 0 : 1), end: from + after + number.end }
  // "A chapter in her life" says nothing, but "Book of chapters, Chapter 3" may say it later
  return wordThenNumber(text, words, from + after)
}

const cjk = (text: string): Found | null => {
  const found = CJK_AT.exec(text)
  if (found === null) return null
  const digits = found[1] ?? found[2] ?? ''
  const value = /^\d/.test(digits) ? Number(digits) : kanjiNumber(digits)
  return value === null ? null : { value, start: found.index, end: found.index + found[0].length }
}

const numberThenWord = (text: string): Found | null => {
  const behind = BEHIND.exec(text)
  if (behind) return { value: Number(behind[1]), end: behind[0].length }
  const nth = NTH.exec(text)
  if (nth) return { value: whichNth(nth), end: nth[0].length }
  const english = englishNumber(text)
  const word = english ? ENGLISH_NTH.exec(text.slice(english.length)) : null
  return english && word ? { value: english.value, end: english.length + word[0].length } : null
}

/** A number that a word, a counter or "3/27" makes a chapter's. */
function saidNumber(text: string): Found | null {
  const of = OF.exec(text)
  if (of) return { value: Number(of[1]), end: of[0].length, total: Number(of[2]) }
  const volume = CJK_VOLUME_AT.exec(text)
  const inVolume = volume ? cjk(text.slice(volume.index + volume[0].length)) : null
  if (volume && inVolume) return { value: inVolume.value, end: volume.index + volume[0].length + inVolume.end }
  const chapter = wordThenNumber(text, CHAPTER_AT) ?? cjk(text) ?? numberThenWord(text)
  if (chapter) return chapter
  const larger = wordThenNumber(text, VOLUME_AT)
  if (larger === null) return null
  // "Book 2 - 14": the book is not the chapter
  const behind = text.slice(larger.end).replace(TILL_NAME, '')
  const inner = bareNumber(behind)
  return inner === null ? larger : { value: inner.value, end: text.length - behind.length + inner.end }
}

/** A number that stands alone at the beginning, or a decimal at the end ("Gestation 1.1"). */
function bareNumber(text: string): Found | null {
  const digits = /^#?\s*(\d{1,5}(?:\.\d{1,3})?)[a-z]?(?=\s*$|\s*[.:：)、\-–—―|/·•]|\s+[(（[「『“"—–]|\s+\p{Lu}\s*$)/u.exec(text)
  if (digits) return { value: Number(digits[1]), end: digits[0].length }
  const kanji = /^([〇一二三四五六七八九十百千]+)(?=\s*$|[\s　、.．：:]|「|『)/u.exec(text)
  const kanjiValue = kanji ? kanjiNumber(kanji[1] ?? '') : null
  if (kanji && kanjiValue !== null) return { value: kanjiValue, end: kanji[0].length }
  const roman = /^([IVXLCDM]+|[Ⅰ-Ⅻ])(?=\s*$|\s*[.:：)–—-])/u.exec(text)
  const romanValue = roman ? romanNumber(roman[1] ?? '') : null
  if (roman && romanValue !== null) return { value: romanValue, end: roman[0].length }
  const english = englishNumber(text)
  if (english && /^\s*(?:$|[.:：–—|-]\s*)/.test(text.slice(english.length))) return { value: english.value, end: english.length }
  const last = /(?:^|\s)(\d{1,3}\.\d{1,3})[a-z]?\s*$/i.exec(text)
  return last ? { value: Number(last[1]), end: 0 } : null
}

const nameFrom = (original: string, end: number): string | null => {
  const name = original.slice(end).replace(TILL_NAME, '').replace(/\s*[-–—|:：]\s*$/u, '').trim()
  return /[\p{L}\p{N}?!…]/u.test(name) && !/^[(（[]\d+[)）\]]$/.test(name) ? name : null
}

/** Takes a heading apart. Never throws; a heading without any sign comes back as a name alone. */
export function readHeading(heading: string | null): Heading {
  const shown = (heading ?? '').slice(0, 300)
  const inner = shown.replace(/^[\s<《【[(（「『"“*#~]+(?=\S)/u, '')
  const dropped = shown.length - inner.length
  const original = inner.replace(/[\s>》】*~]+$/u, '')
  const text = plainDigits(original)
  const part = PART_AT_END.exec(text)
  const partOf = (end: number): number | null => (part && part.index >= end ? Number(part[1]) : null)
  const named = NAMED.exec(text)
  if (named) {
    const number = numberAtStart(text.slice(named[0].length).replace(/^[\s#.:]*/u, '').slice(0, 12))
    return { number: number?.value ?? null, part: null, total: null, name: original === '' ? null : original, start: 0, sign: 'said' }
  }
  const said = saidNumber(text)
  if (said) return { number: said.value, part: partOf(said.end), total: said.total ?? null, name: nameFrom(original, said.end), start: (said.start ?? 0) + dropped, sign: 'said' }
  const bare = bareNumber(text)
  if (bare) return { number: bare.value, part: partOf(bare.end), total: null, name: nameFrom(original, bare.end), start: 0, sign: 'bare' }
  return { number: null, part: null, total: null, name: original === '' ? null : original, start: 0, sign: 'none' }
}
