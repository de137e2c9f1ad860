import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BETWEEN, mergeChapter, mergeChoice, mergeCorrection, mergeDigest, mergeFingerprint, mergeHome, mergePassage, mergeProgressRecords, mergeAmendment, mergeSitting, mergeVerdict, mergeWish, mergeWork, withNote } from '../../src/core/merge.ts'
import type { PassageRecord } from '../../src/core/record.ts'
import { nextStamp, type Stamp } from '../../src/core/stamp.ts'
import { amendments, chapters, choices, corrections, digests, fingerprints, homes, passage, progresses, sittings, verdicts, wishes, works } from './records.ts'

/** The three laws of a merge, for any three copies. */
function laws<T>(copies: fc.Arbitrary<T>, merge: (a: T, b: T) => T): void {
  fc.assert(fc.property(copies, copies, copies, (a, b, c) => {
    expect(merge(a, a)).toEqual(a)
    expect(merge(a, b)).toEqual(merge(b, a))
    expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)))
    expect(merge(merge(a, b), b)).toEqual(merge(a, b))
  }), { numRuns: 500 })
}
const FEW = { ids: ['w:1'], clock: 3 }

test('works: any order of meeting gives the same', () => laws(works(FEW), mergeWork))
test('chapters: any order of meeting gives the same', () => laws(chapters(FEW), mergeChapter))
test('progress: any order of meeting gives the same', () => laws(progresses(FEW), mergeProgressRecords))
test('digests: any order of meeting gives the same', () => laws(digests(FEW), mergeDigest))

test('verdicts: any order of meeting gives the same', () => laws(verdicts(FEW), mergeVerdict))
test('corrections: any order of meeting gives the same', () => laws(corrections(FEW), mergeCorrection))
test('wishes: any order of meeting gives the same', () => laws(wishes(FEW), mergeWish))
test('amendments: any order of meeting gives the same', () => laws(amendments({ ...FEW, ids: ['w:1'] }).filter(({ id }) => id === 'w:1'), mergeAmendment))
test('sittings: any order of meeting gives the same', () => laws(sittings(FEW), mergeSitting))
test('fingerprints: any order of meeting gives the same', () => laws(fingerprints(FEW), mergeFingerprint))
test('homes: any order of meeting gives the same', () => laws(homes(FEW), mergeHome))
test('choices: any order of meeting gives the same', () => laws(choices(FEW).map((each) => ({ ...each, key: 'settings' })), mergeChoice))

type Step = readonly ['edit' | 'meet' | 'colour' | 'remove', number, number]
const steps = fc.array(fc.tuple(fc.constantFrom('edit' as const, 'meet' as const, 'colour' as const, 'remove' as const), fc.nat(2), fc.nat(2)), { maxLength: 14 })

/** Three devices that edit one passage and meet now and then; each has a clock of its own. */
function devices(history: readonly Step[]): PassageRecord[] {
  const stamp = nextStamp(null, 1, 'd0')
  const made = passage({ stamps: { colour: stamp, note: stamp, tags: stamp, selectors: stamp, removed: stamp } })
  const copies = [made, made, made]
  let last: Stamp | null = null
  for (const [step, one, other] of history) {
    const here = copies[one]!
    if (step === 'meet') {
      copies[one] = mergePassage(here, copies[other]!)
      continue
    }
    last = nextStamp(last, 10, `d${one}`)
    copies[one] = step === 'edit' ? withNote(here, `note ${last}`, last)
      : step === 'colour' ? { ...here, colour: 'sky', stamps: { ...here.stamps, colour: last } }
      : { ...here, removed: here.removed === null ? 5 : null, stamps: { ...here.stamps, removed: last } }
  }
  return copies
}

test('passages: any order of meeting gives the same, whatever three devices did', () => {
  fc.assert(fc.property(steps, (history) => {
    const [a, b, c] = devices(history) as [PassageRecord, PassageRecord, PassageRecord]
    expect(mergePassage(a, a)).toEqual(a)
    expect(mergePassage(a, b)).toEqual(mergePassage(b, a))
    expect(mergePassage(mergePassage(a, b), c)).toEqual(mergePassage(a, mergePassage(b, c)))
    expect(mergePassage(mergePassage(a, b), b)).toEqual(mergePassage(a, b))
  }), { numRuns: 2000 })
})

test('the last wording of every device is in the merged note, unless another device wrote over it', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(2), { minLength: 1 }), (writers) => {
    const copies = devices(writers.map((who) => ['edit', who, 0] as const))
    const merged = copies.reduce(mergePassage)
    for (const who of writers) expect(merged.note).toContain(copies[who]!.note)
  }))
})

test('two notes written apart are both kept, newest first; writing anew settles it everywhere', () => {
  const [a, b] = devices([['edit', 0, 0], ['edit', 1, 0]]) as [PassageRecord, PassageRecord]
  const met = mergePassage(a, b)
  expect(met.note).toBe(b.note + BETWEEN + a.note)
  expect(met.notesApart).toHaveLength(2)
  const settled = withNote(met, 'both', nextStamp(met.stamps.note!, 50, 'd0'))
  expect(settled.notesApart).toBeUndefined()
  for (const copy of [a, b, met]) expect(mergePassage(copy, settled)).toEqual(settled)
})

test('a note written in knowledge of the other replaces it', () => {
  const [a, b] = devices([['edit', 0, 0], ['meet', 1, 0], ['edit', 1, 0]]) as [PassageRecord, PassageRecord]
  expect(mergePassage(a, b).note).toBe(b.note)
})

test('a colour changed here and a note written there both stay, and a removal is not undone by either', () => {
  const [a, b, c] = devices([['edit', 1, 0], ['colour', 0, 0], ['remove', 2, 0]]) as [PassageRecord, PassageRecord, PassageRecord]
  expect(mergePassage(mergePassage(a, b), c)).toMatchObject({ colour: 'sky', note: b.note, removed: 5 })
})
