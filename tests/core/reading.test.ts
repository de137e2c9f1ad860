import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attend, beginReading, isBegun, isFinished, readTo, rereading, wordsRead, type Happened, type InWindow, type Reading } from '../../src/core/reading.ts'
import { DEFAULTS } from '../../src/core/settings.ts'
import { storyText } from '../../src/core/text.ts'
import { stretching, wordsIn, type Stretch } from '../../src/core/words.ts'

const stretchesOf = (story: ReturnType<typeof storyText>): Stretch[] => {
  const steps = stretching(story)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
/** Fifty words, 299 characters. */
const PARAGRAPH = Array.from({ length: 50 }, () => 'words').join(' ')
const chapter = (paragraphs: number): Stretch[] => stretchesOf(storyText(Array.from({ length: paragraphs }, () => PARAGRAPH)))
const LONG = PARAGRAPH.length + 1

/** A reader at a window of six paragraphs. Times in seconds. */
class Sitting {
  at = 0
  reading: Reading
  constructor(readonly stretches: readonly Stretch[], readonly high = 6, place: number | null = null, before = 0) {
    this.reading = beginReading(stretches, place, before, 0)
    this.happens({ kind: 'seen', at: 0, window: this.window(0) })
  }
  get length(): number {
    return this.stretches.at(-1)!.end
  }
  window(top: number): InWindow {
    const from = Math.max(0, Math.min(top * LONG, this.length))
    const to = Math.max(from, Math.min((top + this.high) * LONG, this.length), 0)
    return { from, to, line: to >= this.length ? this.length : from }
  }
  happens(happened: Happened): this {
    this.reading = attend(this.reading, happened, DEFAULTS)
    return this
  }
  stay(seconds: number): this {
    this.at += seconds * 1000
    return this.happens({ kind: 'waited', at: this.at })
  }
  scrollTo(top: number, seconds = 0.5): this {
    this.happens({ kind: 'moved', at: this.at })
    this.at += seconds * 1000
    return this.happens({ kind: 'seen', at: this.at, window: this.window(top) })
  }
  get isFinished(): boolean {
    return isFinished(this.reading, DEFAULTS)
  }
  /** Reads on paragraph by paragraph at a pace in words a minute. */
  readUntil(top: number, pace = 250, from = 0): this {
    for (let each = from; each < top; each++) this.stay((50 * 60) / pace - 0.5).scrollTo(each + 1)
    return this
  }
}

test('what passes in one slow movement that ends in the comments is read, as if it had ended a line earlier', () => {
  expect(new Sitting(chapter(20)).scrollTo(21, 80).isFinished).toBe(true)
  expect(new Sitting(chapter(20)).scrollTo(-7, 0).scrollTo(21, 80).isFinished).toBe(true)
  expect(new Sitting(chapter(20)).scrollTo(21, 2).isFinished).toBe(false)
})

test('a chapter read at a human pace is finished at its end and not before', () => {
  const sitting = new Sitting(chapter(40)).readUntil(33)
  expect(sitting.isFinished).toBe(false)
  sitting.readUntil(34, 250, 33).stay(30)
  expect(sitting.isFinished).toBe(true)
  expect(readTo(sitting.reading)).toBe(sitting.length)
})

test('flying over a chapter at 5,000 words a minute is not reading it', () => {
  const sitting = new Sitting(chapter(40)).readUntil(34, 5000).stay(3)
  expect(sitting.isFinished).toBe(false)
  expect(readTo(sitting.reading)).toBeLessThan(sitting.length / 2)
})

test('End, a look of half a minute, and back: nothing was read there, and the reader has not moved', () => {
  const sitting = new Sitting(chapter(40)).readUntil(4)
  const before = readTo(sitting.reading)
  sitting.scrollTo(34).stay(6).scrollTo(4)
  expect(sitting.isFinished).toBe(false)
  expect(readTo(sitting.reading)).toBe(before)
  expect(sitting.reading.place).toBe(4 * LONG)
  expect(new Sitting(chapter(40)).scrollTo(34).stay(25).isFinished).toBe(false)
})

test('who reads three quarters and jumps to the comments has not finished', () => {
  const sitting = new Sitting(chapter(40)).readUntil(26).scrollTo(60).stay(300)
  expect(sitting.isFinished).toBe(false)
})

test('time at the comments is no reading time', () => {
  const sitting = new Sitting(chapter(10)).scrollTo(60)
  const { readMs } = sitting.reading
  sitting.stay(60)
  expect(sitting.reading.readMs).toBe(readMs)
})

test('a chapter that fits in the window is read without a scroll, and not at once', () => {
  const sitting = new Sitting(chapter(3)).stay(1)
  expect(sitting.isFinished).toBe(false)
  expect(sitting.stay(20).isFinished).toBe(true)
})

test('a very tall window: all of the chapter in it, and reading it takes its time', () => {
  const sitting = new Sitting(chapter(60), 100)
  for (let minute = 0; minute < 3; minute++) sitting.stay(60).happens({ kind: 'stirred', at: sitting.at })
  expect(sitting.isFinished).toBe(false)
  sitting.stay(60)
  expect(sitting.isFinished).toBe(true)
})

test('paging by keys: a window at a time, each as long as its words take', () => {
  const sitting = new Sitting(chapter(42))
  for (let top = 6; top <= 36; top += 6) sitting.stay(60).scrollTo(top, 0.2)
  expect(sitting.stay(40).isFinished).toBe(true)
})

test('a page that scrolls by itself is read as it passes, at its own speed', () => {
  const scrolled = (secondsEach: number): Sitting => {
    const sitting = new Sitting(chapter(30))
    for (let top = 0; top <= 24; top += 0.5) sitting.scrollTo(top, secondsEach / 2)
    return sitting
  }
  expect(scrolled(12).stay(20).isFinished).toBe(true)
  expect(scrolled(0.5).isFinished).toBe(false)
})

test('idle, hidden and elsewhere is no time; a sign of the reader goes on from there', () => {
  const idle = new Sitting(chapter(40)).stay(3600)
  expect(idle.reading.readMs).toBe(DEFAULTS.idleMs)
  idle.happens({ kind: 'stirred', at: idle.at }).stay(10)
  expect(idle.reading.readMs).toBe(DEFAULTS.idleMs + 10_000)
  const away = new Sitting(chapter(40)).stay(5).happens({ kind: 'left', at: 5000 }).stay(50)
  expect(away.reading.readMs).toBe(5000)
  expect(away.happens({ kind: 'back', at: away.at }).stay(5).reading.readMs).toBe(10_000)
})

test('a page opened and never moved leaves the place where it was', () => {
  expect(new Sitting(chapter(40), 6, 20 * LONG).stay(60).reading.place).toBe(20 * LONG)
})

test('a jump counts as being there once the reader has stayed', () => {
  const sitting = new Sitting(chapter(40), 6, 20 * LONG).scrollTo(2)
  expect(sitting.reading.place).toBe(20 * LONG)
  expect(sitting.stay(9).reading.place).toBe(2 * LONG)
})

test('the last window’s scroll counts at once, so that a tab closed right after loses nothing', () => {
  const sitting = new Sitting(chapter(40)).readUntil(10).scrollTo(11, 0.05)
  expect(sitting.reading.place).toBe(11 * LONG)
})

test('what was read on earlier visits counts: the second half finishes the chapter', () => {
  const sitting = new Sitting(chapter(40), 6, 20 * LONG, 20 * LONG).scrollTo(20).readUntil(34, 250, 20).stay(60)
  expect(sitting.isFinished).toBe(true)
})

test('a look into a chapter is no beginning', () => {
  expect(isBegun(new Sitting(chapter(40)).stay(5).reading)).toBe(false)
  expect(isBegun(new Sitting(chapter(40)).stay(20).reading)).toBe(true)
})

test('text that comes late loses nothing of what was read before it', () => {
  const sitting = new Sitting(chapter(10)).stay(20)
  const words = wordsRead(sitting.reading)
  expect(words).toBeGreaterThan(200)
  expect(wordsRead(rereading(sitting.reading, chapter(40)))).toBe(words)
})

test('words are counted where no spaces stand between them', () => {
  expect(wordsIn('One sentence, of six words — here.')).toBe(6)
  const japanese = wordsIn('吾輩は猫である。名前はまだ無い。')
  expect(japanese).toBeGreaterThan(7)
  expect(japanese).toBeLessThan(14)
  expect(wordsIn('* * *')).toBe(0)
})

const event = fc.oneof(
  fc.tuple(fc.constantFrom('stirred', 'moved', 'left', 'back', 'waited'), fc.nat(100_000)),
  fc.tuple(fc.constant('seen'), fc.nat(100_000), fc.nat(50)),
)
test('whatever happens: nothing read is ever taken back, no more is read than there is, and no time is made up', () => {
  fc.assert(fc.property(fc.array(event, { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (events, size) => {
    const stretches = chapter(size)
    const sitting = new Sitting(stretches)
    let at = 0
    let most = 0
    for (const [kind, later, top] of events) {
      // a clock that stands or runs back is the page's trouble, and must not be the reader's
      at += later - 20_000
      sitting.happens(kind === 'seen' ? { kind, at, window: sitting.window(top) } : { kind, at })
      most = Math.max(most, at)
      const now = readTo(sitting.reading)
      expect(now).toBeLessThanOrEqual(sitting.length)
      expect(sitting.reading.readMs).toBeLessThanOrEqual(most)
      for (const [index, words] of sitting.reading.read.entries()) expect(words).toBeLessThanOrEqual(stretches[index]!.words + 0.01)
    }
  }))
})

test('furthest never falls while reading goes on', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(60)), { maxLength: 25 }), (visits) => {
    const sitting = new Sitting(chapter(40))
    let furthest = 0
    for (const [top, seconds] of visits) {
      sitting.scrollTo(top).stay(seconds)
      const now = readTo(sitting.reading)
      expect(now).toBeGreaterThanOrEqual(furthest)
      furthest = now
    }
  }))
})
