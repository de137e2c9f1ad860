/** Lines that a game says rather than the story: "[Level up!]", "[Floor 7: The Long Room.]", tables of a status. */
import { mentionsInBox } from '../cast/mentions.ts'
import { baseOf } from './irregular.ts'
import { stem, wordsOf } from './words.ts'

/** What a box is to a telling: a change in somebody's lot, or only a sign of where things stand. */
export type Box = 'change' | 'sign'

/** A box without its numbers. */
export const boxShape = (text: string): string => text.toLowerCase().replace(/[\p{N}.,%+/-]+/gu, '#')

/** Whether a moment of which only the text is known is a box. */
export const looksLikeBox = (text: string): boolean => /^[[【<〈《{|╔┌+=]/.test(text)

/** Where somebody is, and growth of a game's numbers, which comes again and again. */
const STANDING =
  /^\P{L}*(?:floor|zone|area|location|dungeon|stage|status)\b|\b(?:levell?ed|level up|reached|increased|raised|improved|upgraded|updated|refreshed|restored|recovered|remaining|recommended)\b|\+\s?\p{N}/iu
const DISTINCTION = /\btitles?\b/i
const DONE = /^\p{Ll}{2,}ed$/u

/** Marks of a name that say it was met in a box, or only where a sentence begins. */
const UNSURE = /^(?:[BXK]\d*)*$/

/** The words of the names that the story itself uses, given each name's marks as letters. */
export const wordsOfNames = (names: readonly (readonly [name: string, letters: string, ...unknown[]])[]): Set<string> =>
  new Set(names.flatMap(([name, letters]) => (UNSURE.test(letters) ? [] : wordsOf(name))))

/**
 * What a box tells. A change says that something was done, and to whom of those
 * that the story names: a death, a debt paid; or it is a distinction: a title won.
 */
export function boxOf(text: string, named: ReadonlySet<string>): Box {
  const done = !STANDING.test(text) && wordsOf(text).some((word) => DONE.test(word) || baseOf(stem(word)) !== stem(word))
  return done && (DISTINCTION.test(text) || mentionsInBox(text).some(({ name }) => wordsOf(name).some((word) => named.has(word)))) ? 'change' : 'sign'
}
