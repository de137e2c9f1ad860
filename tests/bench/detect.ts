/** The detection bench's view of the program: the reading of a page in the bench's shape. */
import { readGeneric } from '../../src/sites/generic/index.ts'
import { readPage } from '../../src/sites/index.ts'
import { SURE } from '../../src/sites/site.ts'
import type { Reading } from '../../src/sites/site.ts'
import { chapterNumber } from '../../src/core/work.ts'
import { readStory } from '../../src/sites/story.ts'

interface Detected {
  readonly workTitle: string | null
  readonly author: string | null
  readonly chapterTitle: string | null
  readonly chapterNumber: number | null
  readonly chapterCount: number | null
  readonly prevUrl: string | null
  readonly nextUrl: string | null
  readonly prose: string
}

function detected(reading: Reading): Detected | null {
  if (reading.kind !== 'chapter' || reading.confidence < SURE) return null
  const [first] = reading.chapters
  if (first === undefined) return null
  const { facts } = first
  return {
    workTitle: facts.workTitle,
    author: facts.author,
    chapterTitle: first.heading ?? facts.chapterTitle,
    chapterNumber: chapterNumber(facts),
    chapterCount: typeof facts.planned === 'number' ? facts.planned : facts.posted,
    // A page with the whole work (or several threadmarks) on it turns nowhere as a page
    prevUrl: reading.chapters.length > 1 ? null : facts.prevUrl,
    nextUrl: reading.chapters.length > 1 ? null : facts.nextUrl,
    prose: reading.chapters.map((chapter) => readStory(chapter.area).text.text).join('\n'),
  }
}

Object.assign(globalThis, {
  benchDetect: (document: Document, url: string) => detected(readPage(new URL(url), document)),
  /** The generic detector's whole reading, to look at its reasons. */
  benchReadGeneric: (url: string, document: Document) => readGeneric(new URL(url), document),
  benchDetectGeneric: (document: Document, url: string) => detected(readGeneric(new URL(url), document)),
})
