/**
 * Small things one place leaves for another in the browser's own storage areas, outside the library, so that they are
 * there even when the library cannot be opened.
 */
import { browser } from './browser.ts'
import type { Place } from './core/text.ts'
import type { ChapterId } from './core/work.ts'
import { isFull } from './store/shut.ts'

const CONTINUE = 'continue'
const FAILURE = 'failure'
/** A reader who chose Continue sees the page within this time, or has changed their mind. */
const CONTINUE_MS = 60_000

/** Where to take a reader who chose Continue for a chapter that is not open yet. */
export interface Destination {
  readonly place: Place
  /** The first words at the place, to find it again should the chapter have been edited. */
  readonly words: string
}

/** Leaves word that the chapter, once opened, should be shown at its place. `now` in milliseconds since 1970. */
export const leaveContinue = (chapter: ChapterId, destination: Destination, now: number): Promise<void> =>
  browser.storage.session.set({ [CONTINUE]: { chapter, destination, now } })

/** Takes that word, once; null when none was left for this chapter lately. */
export async function takeContinue(chapter: ChapterId, now: number): Promise<Destination | null> {
  const { [CONTINUE]: left } = (await browser.storage.session.get(CONTINUE)) as { [CONTINUE]?: { chapter: ChapterId; destination: Destination; now: number } }
  if (left?.chapter !== chapter) return null
  await browser.storage.session.remove(CONTINUE)
  return now - left.now < CONTINUE_MS ? left.destination : null
}

/** The last write that failed. */
export interface Failure {
  /** Name of the error, e.g. `QuotaExceededError`. */
  readonly name: string
  readonly at: number
}

/** Remembers that a write failed, until one succeeds again. */
export async function reportFailure(error: unknown): Promise<void> {
  const failure: Failure = { name: isFull(error) ? 'QuotaExceededError' : error instanceof Error ? error.name : 'Error', at: Date.now() }
  await browser.storage.local.set({ [FAILURE]: failure })
  await noteIncident('failed', failure.name)
}

/** Something that went wrong: a write that failed or a message that was refused. Its name alone, no text of a story or note. */
export interface Incident {
  readonly what: 'failed' | 'refused'
  readonly name: string
  readonly at: number
}
const INCIDENTS = 'incidents'
/** How many are remembered, and how much of a name. */
const MOST = 50
const NAME = 80

/** One after the other: two that read the list at once would each write it without the other's. Only the background writes. */
let noting: Promise<void> = Promise.resolve()

/** Remembers what went wrong, the last few of it. */
export function noteIncident(what: Incident['what'], name: string): Promise<void> {
  const incident: Incident = { what, name: name.slice(0, NAME), at: Date.now() }
  const noted = noting.then(async () => browser.storage.local.set({ [INCIDENTS]: [...(await incidents()), incident].slice(-MOST) }))
  noting = noted.catch(() => undefined)
  return noted
}

/** What went wrong lately, the oldest first. */
export async function incidents(): Promise<readonly Incident[]> {
  const { [INCIDENTS]: known } = (await browser.storage.local.get(INCIDENTS)) as { [INCIDENTS]?: readonly Incident[] }
  return known ?? []
}

/** A write succeeded: whatever stood in the way is gone. */
export async function reportSuccess(): Promise<void> {
  if (await findFailure()) await browser.storage.local.remove(FAILURE)
}

/** The last write that failed, unless one succeeded since. */
export async function findFailure(): Promise<Failure | null> {
  const { [FAILURE]: failure } = (await browser.storage.local.get(FAILURE)) as { [FAILURE]?: Failure }
  return failure ?? null
}
