/** Reading a chapter once, paragraph by paragraph, and keeping what a recap and a cast may need. */
import { LinkSense, type Link } from '../cast/links.ts'
import { mentionsIn, mentionsInBox, type Mark as NameMark, type Mention } from '../cast/mentions.ts'
import type { ChapterText, Digest } from './digest.ts'
import { boxShape } from './boxes.ts'
import { kindOf } from './kinds.ts'
import { jointOf, LanguageSense, type Language } from './languages.ts'
import { candidatesOf, chanceOf, type StoredMoment } from './moments.ts'
import { pack, type Mark } from './packed.ts'
import { rarityOf } from './rarity.ts'
import { sentencesOf, unitsOf } from './sentences.ts'
import { contentStems, wordCount } from './words.ts'

/** So many moments are kept for so many words, at any place of the chapter; weak ones only where there is nothing else. */
const BLOCK_WORDS = 130
const KEPT_IN_BLOCK = 2
/** The first words are cut finer, so that a short chapter has something to choose from. */
const FIRST_WORDS = 160
const FIRST_BLOCK = 40
const WORTH_KEEPING = 0.16
/** How much shorter moments are preferred when they are kept. */
const BREVITY = 0.25
/** Weight of the words that the chapter has come back to so far, and how often is often. */
const CENTRE = 0.01
const OFTEN = 20
/** A twin's count matters only while it is small. */
const TWINS_KEPT = 8

/** Which block the next word belongs to. */
const blockAt = (words: number): number => Math.floor(Math.min(words, FIRST_WORDS) / FIRST_BLOCK) + Math.floor(Math.max(0, words - FIRST_WORDS) / BLOCK_WORDS)

/** How much a moment is worth for the room it takes. */
const yieldOf = ([, , worth, traits, text]: StoredMoment): number => chanceOf(worth / 100, traits) / Math.pow(wordCount(text), BREVITY)

const push = <Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** What has been read of one chapter. Everything kept depends on the paragraphs up to its own place only. */
export class Reading {
  readonly breaks: number[] = []
  readonly moments: StoredMoment[] = []
  readonly languages: [number, Language][] = []
  readonly names = new Map<string, Mark<NameMark>[]>()
  readonly lower = new Map<string, Mark[]>()
  readonly concepts = new Map<string, Mark[]>()
  readonly links: Link[] = []
  private readonly linkSense = new LinkSense()
  private words = 0
  private block = -1
  /** The worth of what was kept of the block, of the story and of boxes apart: these must not drive that out. */
  private best: { prose: number[]; box: number[] } = { prose: [], box: [] }
  private before: string[] = []
  private readonly boxes = new Set<string>()
  private readonly sense: LanguageSense

  constructor(private readonly chapter: ChapterText) {
    this.sense = new LanguageSense(chapter.language)
  }

  read(text: string, paragraph: number): void {
    const kind = kindOf(text, this.chapter.title ?? null)
    const language = this.sense.read(text)
    if (this.languages.at(-1)?.[1] !== language) this.languages.push([paragraph, language])
    if (kind === 'break') this.breaks.push(paragraph)
    if (kind === 'prose' || kind === 'box') this.readStory(text, paragraph, language, kind)
  }

  private readStory(text: string, paragraph: number, language: Language, kind: 'prose' | 'box'): void {
    const sentences = kind === 'box' ? [text] : sentencesOf(text, language === 'und' ? 'en' : language)
    const mentions = sentences.map((sentence) => this.readNames(sentence, paragraph, kind))
    if (kind === 'prose') this.links.push(...this.linkSense.read(paragraph, text, mentions))
    for (const sentence of sentences) {
      for (const stem of contentStems(sentence)) push(this.concepts, stem, { paragraph, letter: 'A' })
    }
    const joint = jointOf(language)
    if (kind !== 'box' || this.isNewBox(text))
      for (const candidate of candidatesOf({ paragraph, units: unitsOf(sentences, joint), kind, before: this.before, joint, english: language === 'en' || language === 'und' })) this.keep(candidate)
    this.before = [...this.before, ...sentences].slice(-2)
    this.words += wordCount(text)
  }

  /** A status table that comes again with other numbers tells nothing new. */
  private isNewBox(text: string): boolean {
    const shape = boxShape(text)
    if (this.boxes.has(shape)) return false
    this.boxes.add(shape)
    return true
  }

  private readNames(sentence: string, paragraph: number, kind: 'prose' | 'box'): readonly Mention[] {
    const { mentions, lower } = kind === 'box' ? { mentions: mentionsInBox(sentence), lower: [] } : mentionsIn(sentence)
    for (const { name, role, pronoun } of mentions) {
      push(this.names, name, { paragraph, letter: role })
      if (pronoun !== null) push(this.names, name, { paragraph, letter: pronoun })
    }
    for (const word of lower) {
      const list = this.lower.get(word)
      if (!list) this.lower.set(word, [{ paragraph, letter: 'A' }])
      else if (list.length < TWINS_KEPT) list.push({ paragraph, letter: 'A' })
    }
    return mentions
  }

  /**
   * Keeps a candidate that is among the best of its block when it is read. Later and better ones join it but never
   * drive it out: otherwise a reader who stopped in between would see something else than one who read on.
   */
  private keep(candidate: StoredMoment): void {
    const worth = yieldOf(candidate) + this.centreOf(candidate)
    const block = blockAt(this.words)
    if (block !== this.block) this.best = { prose: [], box: [] }
    this.block = block
    const best = candidate[3].includes('b') ? this.best.box : this.best.prose
    if (worth < WORTH_KEEPING && best.length > 0) return
    if (best.filter((other) => other >= worth).length >= KEPT_IN_BLOCK) return
    best.push(worth)
    this.moments.push(candidate)
  }

  /** How much a candidate is about what the chapter has come back to so far. */
  private centreOf([, , , , text]: StoredMoment): number {
    let sum = 0
    for (const one of new Set(contentStems(text))) sum += Math.log(Math.min(OFTEN, this.concepts.get(one)?.length ?? 1)) * rarityOf(one)
    return (CENTRE * sum) / Math.sqrt(wordCount(text))
  }

  /** Everything, unpruned: see `digestChapter`. */
  all(): Digest {
    return {
      version: 1,
      paragraphs: this.chapter.paragraphs.length,
      languages: this.languages,
      breaks: this.breaks,
      moments: this.moments,
      names: [...this.names].map(([name, marks]) => [name, pack(marks)]),
      links: this.links,
      lower: [...this.lower].map(([word, marks]) => [word, pack(marks)]),
      concepts: [...this.concepts].map(([stem, marks]) => [stem, pack(marks)]),
    }
  }
}

