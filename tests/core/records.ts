/** Records of a library, made up by fast-check or by hand. */
import fc from 'fast-check'
import { COLOURS, type Selector } from '../../src/core/passage.ts'
import { STATUSES, WORK_FIELDS, type AmendmentRecord, type ChapterRecord, type ChoiceRecord, type CorrectionRecord, type DigestRecord, type FingerprintRecord, type HomeRecord, type PassageRecord, type ProgressRecord, type SittingRecord, type VerdictRecord, type WishRecord, type WorkRecord } from '../../src/core/record.ts'
import { nextStamp } from '../../src/core/stamp.ts'
import type { ChapterId, WorkId } from '../../src/core/work.ts'

/** How alike the records are: few ids and short clocks make them meet. */
export interface Likeness {
  readonly ids: readonly string[]
  readonly clock: number
}

export const words = fc.oneof(fc.string({ maxLength: 30, unit: 'binary' }), fc.constantFrom('', '=1+1', '"a", b\r\nc', '—\n> #', '<script>alert(1)</script>', 'ﷺ \u202e'))
const text = words.map((each) => each.replaceAll('\0', ''))
const maybe = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(each, { nil: null })
const url = fc.nat(9).map((n) => `https://story.example/${n}`)
const clock = ({ clock: max }: Likeness): fc.Arbitrary<number> => fc.nat(max)
const id = <T extends string>({ ids }: Likeness): fc.Arbitrary<T> => fc.constantFrom(...ids) as unknown as fc.Arbitrary<T>
/** Only one device is at a time and count in a life: the id tells who. */
const stamp = (like: Likeness) => fc.tuple(clock(like), fc.constantFrom('a', 'b', 'c')).map(([now, device]) => nextStamp(null, now, device))
const mark = (like: Likeness) => fc.record({ place: fc.record({ paragraph: fc.nat(2), offset: fc.nat(2) }), fraction: fc.constantFrom(0, 0.5, 1), words: fc.constantFrom('a', 'b'), at: clock(like) })

export const works = (like: Likeness): fc.Arbitrary<WorkRecord> => fc.record({
  id: id<WorkId>(like), site: fc.constantFrom('w', 'x'), title: maybe(text), author: maybe(text), url: maybe(url), language: maybe(fc.constant('en')),
  posted: maybe(fc.nat(9)), planned: fc.constantFrom('open' as const, null, 3), postedThen: maybe(fc.nat(9)), added: clock(like), lastRead: clock(like),
  current: maybe(fc.record({ chapter: fc.constantFrom('w:1/1', 'w:1/2') as unknown as fc.Arbitrary<ChapterId>, mark: mark(like) })),
  furthest: maybe(fc.record({ chapter: fc.constantFrom('w:1/1', 'w:1/2') as unknown as fc.Arbitrary<ChapterId>, order: fc.nat(3), finished: fc.boolean() })),
  pass: maybe(fc.record({ number: fc.integer({ min: 1, max: 3 }), began: clock(like), furthest: maybe(fc.record({ chapter: fc.constantFrom('w:1/1', 'w:1/2') as unknown as fc.Arbitrary<ChapterId>, order: fc.nat(3), finished: fc.boolean() })) })),
  status: fc.constantFrom(...STATUSES, null), tags: fc.array(text.filter((each) => each !== ''), { maxLength: 2 }), rating: maybe(fc.constantFrom(0.5, 3, 5)), note: text,
  passages: fc.nat(3), finished: fc.nat(3), readMs: fc.nat(99), stamps: fc.record(Object.fromEntries(WORK_FIELDS.map((field) => [field, stamp(like)])), { requiredKeys: [] }),
})

export const chapters = (like: Likeness): fc.Arbitrary<ChapterRecord> => fc.record({
  id: id<ChapterId>(like), work: id<WorkId>(like), url, title: maybe(text), ordinal: maybe(fc.nat(3)), titleNumber: maybe(fc.double({ min: 0, max: 99, noNaN: true })),
  order: fc.nat(3), prevUrl: maybe(url), nextUrl: maybe(url), paragraphs: fc.nat(3), characters: fc.nat(3), opened: clock(like),
})

export const progresses = (like: Likeness): fc.Arbitrary<ProgressRecord> => fc.record({
  chapter: id<ChapterId>(like), work: id<WorkId>(like), current: mark(like), furthest: mark(like), finished: maybe(clock(like)), stamp: stamp(like),
})

export const digests = (like: Likeness): fc.Arbitrary<DigestRecord> => fc.record({
  chapter: id<ChapterId>(like), work: id<WorkId>(like), made: clock(like),
  digest: fc.record({
    version: fc.constant(1 as const), paragraphs: fc.nat(3), languages: fc.constant([[0, 'en']] as const), breaks: fc.constant([1]),
    moments: fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.constant('l'), text), { maxLength: 2 }),
    names: fc.constant([['Ilse', '0S']] as const), lower: fc.constant([]), links: fc.constant([[0, 'is', 'a', 'b']] as const), concepts: fc.constant([]),
  }),
})

export const selectors: fc.Arbitrary<Selector> = fc.record({
  quote: fc.record({ exact: text.filter((each) => each.trim() !== ''), prefix: text, suffix: text }), start: fc.nat(9), end: fc.nat(99), place: fc.record({ paragraph: fc.nat(9), offset: fc.nat(9) }),
})

export const passages = (like: Likeness, ids = fc.uuid()): fc.Arbitrary<PassageRecord> => fc.record({
  id: ids, work: id<WorkId>(like), chapter: fc.constantFrom('w:1/1', 'w:1/2') as unknown as fc.Arbitrary<ChapterId>,
  selectors: fc.tuple(selectors, fc.array(selectors, { maxLength: 1 })).map(([first, more]): PassageRecord['selectors'] => [first, ...more]),
  colour: fc.constantFrom(...COLOURS), note: text, tags: fc.array(text.filter((each) => each !== ''), { maxLength: 2 }), made: clock(like), removed: maybe(clock(like)),
  stamps: fc.record({ colour: stamp(like), note: stamp(like), tags: stamp(like), selectors: stamp(like), removed: stamp(like) }),
})

const said = fc.constantFrom('one', 'two')
export const verdicts = (like: Likeness): fc.Arbitrary<VerdictRecord> => fc.record({ id: said, work: id<WorkId>(like), verdict: fc.constantFrom('pin' as const, 'never' as const, null), stamp: stamp(like) })
export const corrections = (like: Likeness): fc.Arbitrary<CorrectionRecord> => fc.record({
  id: said, work: id<WorkId>(like), kind: fc.constantFrom('merge' as const, 'split' as const, 'rename' as const, 'hide' as const, 'note' as const), name: text, other: text, removed: maybe(clock(like)), stamp: stamp(like),
})
export const wishes = (like: Likeness): fc.Arbitrary<WishRecord> => fc.record({
  id: said, by: fc.constantFrom('author' as const, 'reader' as const), scope: fc.constantFrom('work' as const, 'site' as const), name: fc.constantFrom('w:1', 'story.example'), refused: fc.boolean(), words: maybe(text), stamp: stamp(like),
})
export const amendments = (like: Likeness): fc.Arbitrary<AmendmentRecord> => fc.constantFrom<readonly [string, WorkId | null]>(['w:1', 'w:1' as WorkId], ['w:1/1', 'w:1' as WorkId], ['site s.example', null]).chain(([own, work]) => fc.record({
  id: fc.constant(own), work: fc.constant(work), workTitle: maybe(text), author: maybe(text), chapterTitle: maybe(text), number: maybe(fc.nat(3)), numberFrom: fc.constantFrom('title' as const, null),
  shown: maybe(fc.record({ workTitle: maybe(text), author: maybe(text), chapterTitle: maybe(text), ordinal: maybe(fc.nat(3)), titleNumber: maybe(fc.nat(3)) })),
  stamps: fc.record({ workTitle: stamp(like), author: stamp(like), chapterTitle: stamp(like), number: stamp(like), numberFrom: stamp(like) }, { requiredKeys: [] }),
}))

export const sittings = (like: Likeness): fc.Arbitrary<SittingRecord> => fc.record({
  id: said, work: id<WorkId>(like), chapter: id<ChapterId>(like), began: clock(like), ended: clock(like), zone: fc.integer({ min: -720, max: 840 }), readMs: fc.nat(9), words: fc.nat(9),
})
export const fingerprints = (like: Likeness): fc.Arbitrary<FingerprintRecord> => fc.record({ chapter: id<ChapterId>(like), work: id<WorkId>(like), taken: clock(like), fingerprint: fc.array(fc.constantFrom('0123456789abcdef', 'fedcba9876543210'), { maxLength: 3 }) })
export const homes = (like: Likeness): fc.Arbitrary<HomeRecord> => fc.record({
  work: id<WorkId>(like), into: id<WorkId>(like), removed: maybe(clock(like)), stamp: stamp(like),
  own: works(like).map(({ current, furthest, pass, lastRead }) => ({ current, furthest, pass, lastRead })),
  apart: fc.uniqueArray(id<WorkId>(like), { minLength: 1, maxLength: 2 }).map((ids) => ids.sort()),
}, { requiredKeys: ['work', 'into', 'removed', 'stamp'] })
export const choices = (like: Likeness): fc.Arbitrary<ChoiceRecord> => fc.record({ key: fc.constantFrom('site:story.example', 'settings'), value: fc.constantFrom('{"chapters":"yes"}', '{"chapters":"no"}'), at: clock(like) })

export const SELECTOR: Selector = { quote: { exact: 'salt', prefix: 'the ', suffix: ' road' }, start: 4, end: 8, place: { paragraph: 0, offset: 4 } }
/** A passage with the given fields, plain in all others. */
export const passage = (fields: Partial<PassageRecord> = {}): PassageRecord => ({
  id: '7b0b4d0e-0000-4000-8000-000000000001', work: 'w:1' as WorkId, chapter: 'w:1/1' as ChapterId, selectors: [SELECTOR], colour: 'amber', note: '',
  tags: [], made: 1000, removed: null, stamps: {}, ...fields,
})
