/**
 * Fingerprints of the paragraphs a reader has read, so that "this chapter changed since you read it" needs none of its
 * text. A paragraph is known by a hash of its letters and digits, and likened to another by four minima of hashes of its
 * five-letter pieces (MinHash, Broder 1997): an edited paragraph keeps most of them, another paragraph none.
 */
import { paragraphsOf, type StoryText } from '../text.ts'
import { skeletonOf } from './skeleton.ts'

/** One entry a paragraph: eight hexadecimal digits of its hash, eight of its likeness. Survives JSON; holds no text. */
export type Fingerprint = readonly string[]

/** What became of a chapter since its fingerprint was taken. Paragraphs are counted from 0. */
export interface ChapterChanges {
  /** Paragraphs that are the same, whatever became of their quotation marks and white space. */
  readonly same: number
  readonly edited: readonly { readonly was: number; readonly is: number }[]
  /** Paragraphs of today that were not there. */
  readonly added: readonly number[]
  /** Paragraphs that are gone, and the paragraph of today before which they stood. */
  readonly removed: readonly { readonly was: number; readonly before: number }[]
}

const SEED = 0x811c9dc5
const PRIME = 0x01000193
const PIECE = 5
const MINIMA = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f]
const HASH = 8

const hex = (value: number, digits: number): string => (value >>> 0).toString(16).padStart(digits, '0')

/** Fowler, Noll and Vo's 1a hash over code units. */
function hashOf(letters: Uint16Array, from: number, to: number): number {
  let hash = SEED
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (letters[at] as number), PRIME)
  return hash
}

function fingerprintOf(paragraph: string): string {
  const { letters, length } = skeletonOf(paragraph)
  if (length === 0) return hex(hashOf(Uint16Array.from(paragraph, (character) => character.charCodeAt(0)), 0, paragraph.length), HASH) + '00000000'
  const minima = MINIMA.map(() => 0xffffffff)
  for (let at = 0; at === 0 || at + PIECE <= length; at++) {
    const piece = hashOf(letters, at, Math.min(at + PIECE, length))
    MINIMA.forEach((factor, index) => {
      const value = (Math.imul(piece ^ (piece >>> 15), factor) ^ (piece >>> 13)) >>> 0
      if (value < (minima[index] as number)) minima[index] = value
    })
  }
  return hex(hashOf(letters, 0, length), HASH) + minima.map((value) => hex((value ^ (value >>> 8)) & 0xff, 2)).join('')
}

/** The fingerprint of a chapter as it is read now. */
export const fingerprint = (story: StoryText): Fingerprint => paragraphsOf(story).map(fingerprintOf)

/** How alike two paragraphs are, 0 to 1, by their fingerprints; 1 only when they are the same. */
function likeness(a: string, b: string): number {
  if (a.slice(0, HASH) === b.slice(0, HASH)) return 1
  let alike = 0
  for (let at = HASH; at < HASH + 8; at += 2) if (a.slice(at, at + 2) === b.slice(at, at + 2)) alike++
  return (alike / 4) * 0.9
}

interface Range {
  readonly from: number
  readonly to: number
}

/** Pairs of paragraphs more than this are not weighed against each other but paired in order. */
const MOST_PAIRS = 250_000

/**
 * Compares what was read of a chapter with its beginning of now: what stands after the last paragraph the reader knows
 * is not told as added. `known` is how many paragraphs of now the fingerprint of then speaks of.
 */
export function compareRead(then: Fingerprint, now: Fingerprint): ChapterChanges & { readonly known: number } {
  const changes = compareFingerprints(then, now)
  const added = [...changes.added]
  let known = now.length
  while (added.length > 0 && added.at(-1) === known - 1) {
    added.pop()
    known--
  }
  return { ...changes, added, known }
}

/** Compares a chapter's fingerprint of then with that of now. */
export function compareFingerprints(then: Fingerprint, now: Fingerprint): ChapterChanges {
  const changes = { same: 0, edited: [] as { was: number; is: number }[], added: [] as number[], removed: [] as { was: number; before: number }[] }
  let was = 0
  let is = 0
  for (const pair of [...samePairs(then, now), { was: then.length, is: now.length }]) {
    for (const step of pairGap(then, now, { from: was, to: pair.was }, { from: is, to: pair.is })) {
      if (step.was === null) changes.added.push(step.is)
      else if (!step.isThere) changes.removed.push({ was: step.was, before: step.is })
      else if (likeness(then[step.was] as string, now[step.is] as string) === 1) changes.same++
      else changes.edited.push({ was: step.was, is: step.is })
    }
    if (pair.was < then.length) changes.same++
    was = pair.was + 1
    is = pair.is + 1
  }
  return changes
}

/** Paragraphs that are surely the same: unique ones, and equal ones beside them, in order. */
function samePairs(then: Fingerprint, now: Fingerprint): { was: number; is: number }[] {
  const keys = now.map((entry) => entry.slice(0, HASH))
  const wasKeys = then.map((entry) => entry.slice(0, HASH))
  const once = placesOf(keys)
  const wasOnce = placesOf(wasKeys)
  const unique = wasKeys.flatMap((key, was) => (wasOnce.get(key) === was && (once.get(key) ?? -1) >= 0 ? [{ was, is: once.get(key) as number }] : []))
  const pairs: { was: number; is: number }[] = []
  const end = { was: then.length, is: now.length }
  let last = { was: -1, is: -1 }
  for (const pair of [...longestAscending(unique), end]) {
    let { was, is } = last
    while (was + 1 < pair.was && is + 1 < pair.is && wasKeys[was + 1] === keys[is + 1]) pairs.push({ was: ++was, is: ++is })
    const tail: { was: number; is: number }[] = []
    let back = 1
    while (pair.was - back > was && pair.is - back > is && wasKeys[pair.was - back] === keys[pair.is - back]) tail.push({ was: pair.was - back, is: pair.is - back++ })
    pairs.push(...tail.reverse())
    if (pair !== end) pairs.push(pair)
    last = pair
  }
  return pairs
}

/** Where each key stands; -1 for keys that stand twice. */
function placesOf(keys: readonly string[]): Map<string, number> {
  const places = new Map<string, number>()
  keys.forEach((key, at) => places.set(key, places.has(key) ? -1 : at))
  return places
}

/** The longest run of pairs that ascends on both sides (patience sorting); pairs come in the order of `was`. */
function longestAscending(pairs: readonly { was: number; is: number }[]): { was: number; is: number }[] {
  const tops: number[] = []
  const previous: number[] = []
  pairs.forEach((pair, index) => {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[tops[middle] as number]?.is ?? 0) < pair.is) low = middle + 1
      else high = middle
    }
    previous[index] = tops[low - 1] ?? -1
    tops[low] = index
  })
  const chain: { was: number; is: number }[] = []
  for (let index = tops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) chain.push(pairs[index] as { was: number; is: number })
  return chain.reverse()
}

type Step = { readonly was: number; readonly is: number; readonly isThere: boolean } | { readonly was: null; readonly is: number }

/** What happened between two paragraphs that stayed: as many as possible are edits, the likest of them first. */
function pairGap(then: Fingerprint, now: Fingerprint, old: Range, fresh: Range): Step[] {
  const steps: Step[] = []
  let was = old.from
  let is = fresh.from
  for (const pair of [...likestPairs(then, now, old, fresh), { was: old.to, is: fresh.to }]) {
    while (was < pair.was && is < pair.is) steps.push({ was: was++, is: is++, isThere: true })
    while (was < pair.was) steps.push({ was: was++, is, isThere: false })
    while (is < pair.is) steps.push({ was: null, is: is++ })
    if (pair.was < old.to) steps.push({ was: was++, is: is++, isThere: true })
  }
  return steps
}

/** The alignment of two runs of paragraphs with the most likeness (Needleman and Wunsch 1970). */
function likestPairs(then: Fingerprint, now: Fingerprint, old: Range, fresh: Range): { was: number; is: number }[] {
  const rows = old.to - old.from
  const columns = fresh.to - fresh.from
  if (rows === 0 || columns === 0 || rows * columns > MOST_PAIRS) return []
  const width = columns + 1
  const best = new Float64Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const paired = likeness(then[old.from + row] as string, now[fresh.from + column] as string) + (best[(row + 1) * width + column + 1] as number)
      best[row * width + column] = Math.max(paired, best[(row + 1) * width + column] as number, best[row * width + column + 1] as number)
    }
  }
  const pairs: { was: number; is: number }[] = []
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    const here = best[row * width + column] as number
    if (here === best[(row + 1) * width + column]) row++
    else if (here === best[row * width + column + 1]) column++
    else pairs.push({ was: old.from + row++, is: fresh.from + column++ })
  }
  return pairs
}
