/**
 * The model test: any sequence of what a reader and fate can do, against a plain Map that says what must be there. Runs on
 * fake-indexeddb (tests/store/model.test.ts) and in real browsers (tests/faults/model-page.ts).
 */
import fc from 'fast-check'
import { rowsOf } from '../../src/core/formats/backup.ts'
import { chapterId, workId, type ChapterId } from '../../src/core/work.ts'
import { merged, undone, type Change } from '../../src/store/corrections.ts'
import { isSound, lookThrough } from '../../src/store/health.ts'
import { Library } from '../../src/store/library.ts'
import { passageChanged, passageMade, passageRemoved } from '../../src/store/passages.ts'
import { progressMade } from '../../src/store/positions.ts'
import { rowsOfSnapshot, Snapshots, takeSnapshot } from '../../src/store/snapshots.ts'
import { confirmImport, confirmRestore } from '../../src/store/switching.ts'
import { cancelImport, stageImport } from '../../src/store/transfer.ts'
import { chapterOpened } from '../../src/store/works.ts'
import { fileOf } from './kept.ts'

const SELECTOR = { quote: { exact: 'salt', prefix: 'the ', suffix: ' road' }, start: 4, end: 8, place: { paragraph: 0, offset: 4 } }
const WORKS = ['1', '2'].map((key) => workId('test', key))
const chapterOf = (work: number, chapter: number): ChapterId => chapterId(WORKS[work]!, String(chapter + 1))

interface Note {
  readonly note: string
  readonly colour: 'amber' | 'sky'
  readonly removed: boolean
}
/** What must be there. */
interface Oracle {
  readonly chapters: Set<ChapterId>
  readonly furthest: Map<ChapterId, number>
  readonly passages: Map<string, Note>
  readonly corrections: Map<string, boolean>
}
const copyOf = ({ chapters, furthest, passages, corrections }: Oracle): Oracle => ({ chapters: new Set(chapters), furthest: new Map(furthest), passages: new Map(passages), corrections: new Map(corrections) })
const EMPTY = (): Oracle => ({ chapters: new Set(), furthest: new Map(), passages: new Map(), corrections: new Map() })

export type Step =
  | readonly ['open', number, number]
  | readonly ['read', number, number, number]
  | readonly ['mark' | 'double-mark', number, number, number]
  | readonly ['edit', number, string]
  | readonly ['delete' | 'undelete', number]
  | readonly ['merge', number]
  | readonly ['undo' | 'snapshot' | 'restore' | 'export' | 'import' | 'import-cancelled' | 'kill' | 'kill-in-import' | 'kill-in-write' | 'upgrade' | 'two-tabs' | 'clock-back']

const small = fc.nat(1)
const passage = fc.nat(5)
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.oneof<fc.MaybeWeightedArbitrary<Step>[]>(
  { weight: 4, arbitrary: fc.tuple(fc.constant('open' as const), small, small) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('read' as const), small, small, fc.nat(9)) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom('mark' as const, 'double-mark' as const), small, small, passage) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('edit' as const), passage, fc.string({ maxLength: 8 })) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('delete' as const, 'undelete' as const), passage) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('merge' as const), small) },
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom('undo' as const, 'snapshot' as const, 'restore' as const, 'export' as const, 'import' as const, 'import-cancelled' as const, 'kill' as const, 'kill-in-import' as const, 'kill-in-write' as const, 'upgrade' as const, 'two-tabs' as const, 'clock-back' as const)) },
), { maxLength: 14 })

/** A reader's library and what must be in it; every step is followed by `check`. */
export class Run {
  private oracle = EMPTY()
  private library: Library
  private now = 1e12
  private file: { readonly text: string; readonly had: Oracle } | null = null
  private snapshot: { readonly id: string; readonly had: Oracle } | null = null
  private lastChange: Change | null = null

  constructor(
    private readonly name: string,
    private readonly store: Snapshots,
  ) {
    this.library = new Library(name)
  }

  async take(step: Step): Promise<void> {
    this.now += 10
    const [what] = step
    switch (what) {
      case 'open': return this.open(chapterOf(step[1], step[2]), step[1], step[2])
      case 'read': return this.read(chapterOf(step[1], step[2]), step[3])
      case 'mark': case 'double-mark': return this.mark(chapterOf(step[1], step[2]), step[3], what === 'mark' ? 1 : 2)
      case 'edit': return this.edit(step[1], step[2])
      case 'delete': case 'undelete': return this.remove(step[1], what === 'delete')
      case 'merge': return this.merge(step[1])
      case 'clock-back': this.now -= 5; return
      default: return this.fate(what)
    }
  }

  private async open(id: ChapterId, work: number, chapter: number): Promise<void> {
    await chapterOpened(this.library, {
      site: 'test', work: WORKS[work]!, chapter: id, workTitle: 'A work', author: null, chapterTitle: null, ordinal: chapter + 1, titleNumber: null, posted: null,
      planned: null, url: `https://story.example/${work}/${chapter}`, workUrl: null, prevUrl: null, nextUrl: null, language: 'en',
    }, { paragraphs: 10, characters: 100 }, this.now)
    this.oracle.chapters.add(id)
  }

  private async read(id: ChapterId, paragraph: number): Promise<void> {
    const done = progressMade(this.library, id, { place: { paragraph, offset: 0 }, fraction: paragraph / 10, words: '', at: this.now }, paragraph === 9, this.now)
    if (!this.oracle.chapters.has(id)) return expectFailure(done)
    await done
    this.oracle.furthest.set(id, Math.max(paragraph, this.oracle.furthest.get(id) ?? 0))
  }

  private async mark(chapter: ChapterId, passage: number, times: number): Promise<void> {
    const id = `p${passage}`
    const make = (): Promise<unknown> => passageMade(this.library, { id, chapter, selector: SELECTOR, colour: 'amber', note: '', tags: [] }, this.now)
    if (!this.oracle.chapters.has(chapter) && !this.oracle.passages.has(id)) return expectFailure(make())
    await Promise.all(Array.from({ length: times }, make))
    if (!this.oracle.passages.has(id)) this.oracle.passages.set(id, { note: '', colour: 'amber', removed: false })
  }

  private async edit(passage: number, note: string): Promise<void> {
    const id = `p${passage}`
    await passageChanged(this.library, id, { note, colour: 'sky' }, this.now)
    const known = this.oracle.passages.get(id)
    if (known) this.oracle.passages.set(id, { ...known, note, colour: 'sky' })
  }

  private async remove(passage: number, removed: boolean): Promise<void> {
    const id = `p${passage}`
    await passageRemoved(this.library, id, removed, this.now)
    const known = this.oracle.passages.get(id)
    if (known) this.oracle.passages.set(id, { ...known, removed })
  }

  private async merge(work: number): Promise<void> {
    if (![...this.oracle.chapters].some((id) => id.startsWith(WORKS[work]!))) return
    const change = await merged(this.library, WORKS[work]!, ['Ilse'], ['The clerk'], this.now)
    this.lastChange = change
    for (const id of change.made) this.oracle.corrections.set(id, true)
  }

  private async fate(what: Extract<Step, readonly [string]>[0]): Promise<void> {
    switch (what) {
      case 'undo': return this.undo()
      case 'snapshot': {
        const { id } = await takeSnapshot(this.library, this.store, 'import', this.now)
        this.snapshot = { id, had: copyOf(this.oracle) }
        return
      }
      case 'restore': return this.restore()
      case 'export': {
        this.file = { text: await fileOf(this.library), had: copyOf(this.oracle) }
        return
      }
      case 'import': case 'import-cancelled': return this.import(what === 'import')
      case 'kill': return this.reopen()
      case 'kill-in-import': {
        if (!this.file) return
        await stageImport(this.library, rowsOf(this.file.text))
        const switching = confirmImport(this.library, this.now).then(() => true, () => false)
        this.library.close()
        const switched = await switching
        this.library = new Library(this.name)
        if (switched) this.meet(this.file.had)
        return
      }
      case 'kill-in-write': {
        const [id] = this.oracle.passages.keys()
        if (id === undefined) return
        const written = passageChanged(this.library, id, { note: 'killed' }, this.now).then(() => true, () => false)
        this.library.close()
        if (await written) this.oracle.passages.set(id, { ...this.oracle.passages.get(id)!, note: 'killed' })
        this.library = new Library(this.name)
        return
      }
      case 'upgrade': return this.reopen()
      case 'two-tabs': {
        const [id] = this.oracle.passages.keys()
        if (id === undefined) return
        const other = new Library(this.name)
        await Promise.all([passageChanged(this.library, id, { note: 'both' }, this.now), passageChanged(other, id, { colour: 'sky' }, this.now)])
        other.close()
        this.oracle.passages.set(id, { ...this.oracle.passages.get(id)!, note: 'both', colour: 'sky' })
        return
      }
      case 'clock-back': return
    }
  }

  private async undo(): Promise<void> {
    if (!this.lastChange) return
    await undone(this.library, this.lastChange, this.now)
    for (const id of this.lastChange.made) if (this.oracle.corrections.has(id)) this.oracle.corrections.set(id, false)
  }

  private async restore(): Promise<void> {
    if (!this.snapshot) return
    await stageImport(this.library, rowsOfSnapshot(this.store, this.snapshot.id))
    await confirmRestore(this.library, this.now)
    this.oracle = copyOf(this.snapshot.had)
  }

  private async import(confirmed: boolean): Promise<void> {
    if (!this.file) return
    await stageImport(this.library, rowsOf(this.file.text))
    if (!confirmed) return cancelImport(this.library)
    await confirmImport(this.library, this.now)
    this.meet(this.file.had)
  }

  /** An older file meets the library: what is here is later and stays, except what a restore has taken away since. */
  private meet(had: Oracle): void {
    for (const id of had.chapters) this.oracle.chapters.add(id)
    for (const [id, paragraph] of had.furthest) this.oracle.furthest.set(id, Math.max(paragraph, this.oracle.furthest.get(id) ?? 0))
    for (const [id, note] of had.passages) if (!this.oracle.passages.has(id)) this.oracle.passages.set(id, note)
    for (const [id, held] of had.corrections) if (!this.oracle.corrections.has(id)) this.oracle.corrections.set(id, held)
  }

  private async reopen(): Promise<void> {
    this.library.close()
    this.library = new Library(this.name)
    await this.library.open()
  }


  /** Everything that must be there is, nothing else is, and the counters are right. Throws where not. */
  async check(): Promise<void> {
    const [chapters, progress, passages, corrections] = await Promise.all([
      this.library.chapters.toArray(), this.library.progress.toArray(), this.library.passages.toArray(), this.library.corrections.toArray(),
    ])
    const found = {
      chapters: chapters.map(({ id }) => id).sort(),
      furthest: progress.map(({ chapter, furthest }) => `${chapter} ${furthest.place.paragraph}`).sort(),
      passages: passages.map(({ id, note, colour, removed }) => JSON.stringify([id, note, colour, removed !== null])).sort(),
      corrections: corrections.map(({ id, removed }) => JSON.stringify([id, removed === null])).sort(),
    }
    const wanted = {
      chapters: [...this.oracle.chapters].sort(),
      furthest: [...this.oracle.furthest].map(([id, paragraph]) => `${id} ${paragraph}`).sort(),
      passages: [...this.oracle.passages].map(([id, { note, colour, removed }]) => JSON.stringify([id, note, colour, removed])).sort(),
      corrections: [...this.oracle.corrections].map(([id, held]) => JSON.stringify([id, held])).sort(),
    }
    if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`the library has ${JSON.stringify(found)} and should have ${JSON.stringify(wanted)}`)
    const findings = await lookThrough(this.library)
    if (!isSound(findings)) throw new Error(`not sound: ${JSON.stringify(findings)}`)
    if ((await this.library.staged.count()) > 0) await cancelImport(this.library)
  }

  async end(): Promise<void> {
    await this.library.delete()
  }
}

async function expectFailure(done: Promise<unknown>): Promise<void> {
  const failed = await done.then(() => false, () => true)
  if (!failed) throw new Error('something was stored that belongs to nothing')
}

/** An import of an older file after a restore may rightly bring back what is later in the file: such runs leave one of both out. */
export const plainly = (all: readonly Step[]): readonly Step[] => {
  const restores = all.some(([what]) => what === 'restore')
  return restores ? all.filter(([what]) => !['import', 'kill-in-import'].includes(what)) : all
}

/** Runs one sequence; checks after every step. */
export async function runSteps(all: readonly Step[], id: string): Promise<void> {
  const store = new Snapshots(`snapshots-${id}`)
  const run = new Run(`library-${id}`, store)
  try {
    for (const step of plainly(all)) {
      await run.take(step)
      await run.check()
    }
  } finally {
    await run.end()
    await store.delete()
  }
}
