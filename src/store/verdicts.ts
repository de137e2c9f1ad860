/** What the reader said of moments: "pin this", "never this one". */
import { momentKey, type Verdict } from '../core/recap/heed.ts'
import type { Moment } from '../core/recap/recap.ts'
import type { WorkId } from '../core/work.ts'
import { stampNow } from './device.ts'
import type { Library } from './library.ts'

/** Remembers a verdict, or takes it back with null. */
export function verdictGiven(library: Library, work: WorkId, { chapter, paragraph, text }: Pick<Moment, 'chapter' | 'paragraph' | 'text'>, verdict: Verdict | null, now: number): Promise<void> {
  return library.atOnce('rw', [library.verdicts, library.device], async (library) => {
    await library.verdicts.put({ id: momentKey(chapter, paragraph, text), work, verdict, stamp: await stampNow(library, now) })
  })
}

/** Takes back every "never this one" of a work. */
export function neversTakenBack(library: Library, work: WorkId, now: number): Promise<void> {
  return library.atOnce('rw', [library.verdicts, library.device], async (library) => {
    const stamp = await stampNow(library, now)
    await library.verdicts.where('work').equals(work).and(({ verdict }) => verdict === 'never').modify({ verdict: null, stamp })
  })
}

/** The chapter of a moment, by its `momentKey`. */
export const chapterOfVerdict = (key: string): string => key.split(' ').slice(0, -2).join(' ')

/** The verdicts of a work that hold, by `momentKey`. */
export async function verdictsOf(library: Library, work: WorkId): Promise<ReadonlyMap<string, Verdict>> {
  const rows = await library.verdicts.where('work').equals(work).toArray()
  return new Map(rows.flatMap(({ id, verdict }) => (verdict ? [[id, verdict] as const] : [])))
}
