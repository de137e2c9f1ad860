/** The reader's passages and notes: of the chapter on screen, of the whole work, and those that are lost. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { ChapterId, WorkId } from '../../core/work.ts'
import { askPage, type OnScreen } from '../../messages.ts'
import { homeRows } from '../../store/homes.ts'
import type { ChapterRow, Library, PassageRow } from '../../store/library.ts'
import { passageRemoved, passagesOf } from '../../store/passages.ts'
import { chaptersAt } from '../../store/works.ts'
import { Changes } from './changes.tsx'
import { useLive } from './live.ts'
import { EVERYTHING, fits, Sieve, type Wanted } from './notes-sieve.tsx'
import { NoteRow } from './notes-row.tsx'
import { chapterLine, homeName } from './title.ts'
import { travelTo } from './travel.ts'
import { LibraryClosed } from './trouble.tsx'

export interface NotesProps {
  readonly library: Library
  /** The tab with the chapter; null when none is open. */
  readonly tab: number | null
  readonly work: WorkId
  readonly chapter: ChapterId
  /** What the tab shows; null when no page of Catchword answers there. */
  readonly onScreen: OnScreen | null
}

/** What a reader can do with a passage from here. */
export interface NoteActions {
  readonly goTo: (row: PassageRow) => void
  readonly remove: (row: PassageRow) => void
  /** Puts a lost passage at the suggested candidate, or at what is selected on the page. */
  readonly place: (row: PassageRow, at: 'candidate' | 'selection') => void
}

/** This chapter's passages, the rest of the work's, and lost ones with what to do about them. */
export function NotesTab(props: NotesProps) {
  const { library, work, chapter } = props
  const live = useLive(() => readNotes(library, work), [work])
  const [wanted, want] = useState<Wanted>(EVERYTHING)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [removed, setRemoved] = useState<PassageRow | null>(null)
  const { lost, suggestions, placed } = useLost(props)
  if (live.state === 'loading') return <p class="muted" role="status">{say('loading')}</p>
  if (live.state === 'failed') return <LibraryClosed error={live.error} />
  const { passages: all, chapters, homes } = live.value
  const placeOf = (each: ChapterRow): string => (homes.size > 1 ? say('chapterAtHome', chapterLine(each, null), homes.get(each.work) ?? '') : chapterLine(each, null))
  const rows = all.filter((row) => fits(row, wanted))
  const actions = actionsFor(props, chapters, setTrouble, setRemoved, placed)
  const isLost = (row: PassageRow): boolean => row.chapter === chapter && lost.has(row.id)
  const group = (label: string, members: readonly PassageRow[], others?: 'lost') => members.length > 0 && (
    <section class="notes" aria-label={label}>
      <h3 class="label">{label}</h3>
      {others && <p class="muted small">{say('lostWhy')}</p>}
      <ul>{members.map((row) => <NoteRow key={row.id} row={row} actions={actions} lost={others === 'lost'} suggestion={suggestions.get(row.id) ?? null} />)}</ul>
    </section>
  )
  return (
    <>
      {props.onScreen && <Changes tab={props.tab} onScreen={props.onScreen} />}
      {trouble !== null && <p class="trouble" role="alert">{trouble}</p>}
      {removed && <Removed row={removed} library={library} tab={props.tab} done={() => setRemoved(null)} />}
      {all.length === 0 ? <p class="muted">{say('markedNone')}</p> : <Sieve rows={all} wanted={wanted} want={want} />}
      {all.length > 0 && rows.length === 0 && <p class="muted" role="status">{say('nothingFits')}</p>}
      {group(say('markedHere'), rows.filter((row) => row.chapter === chapter && !isLost(row)))}
      {group(say('lostPassages'), rows.filter(isLost), 'lost')}
      {chapters.filter(({ id }) => id !== chapter).map((each) => group(placeOf(each), rows.filter((row) => row.chapter === each.id)))}
    </>
  )
}

/** What could not be found on the page; less what the reader has put in its place since. */
function useLost({ onScreen }: NotesProps) {
  const [settled, setSettled] = useState<readonly string[]>([])
  return {
    lost: new Set(onScreen?.lost.filter((id) => !settled.includes(id))),
    suggestions: new Map(onScreen?.suggestions.map(({ passage, words }) => [passage, words])),
    placed: (id: string) => setSettled([...settled, id]),
  }
}

/** The passages and chapters of a story's homes, those of the work asked for first, and the homes by name. */
function readNotes(library: Library, work: WorkId) {
  return library.atOnce('r', [library.works, library.homes, library.passages, library.chapters], async (library) => {
    const rows = (await homeRows(library, work)).sort((a, b) => Number(b.id === work) - Number(a.id === work))
    const homes = new Map(rows.map((row) => [row.id, homeName(row)]))
    return { passages: await passagesOf(library, ...homes.keys()), chapters: await chaptersAt(library, [...homes.keys()]), homes }
  })
}

type Chapters = readonly ChapterRow[]

function actionsFor({ library, tab, chapter }: NotesProps, chapters: Chapters, complain: (trouble: string | null) => void, removed: (row: PassageRow) => void, placed: (id: string) => void): NoteActions {
  const attempt = (what: Promise<unknown>): void => {
    complain(null)
    what.catch((error: unknown) => complain(say('failureOther', error instanceof Error ? error.name : 'Error')))
  }
  return {
    goTo: (row) => attempt(goTo(row, tab, chapter, chapters).then((shown) => { if (!shown) complain(say('goneFromPage')) })),
    remove: (row) => attempt(passageRemoved(library, row.id, true, Date.now()).then(() => {
      removed(row)
      return tell(tab)
    })),
    place: (row, at) => attempt((tab === null ? Promise.resolve(false) : askPage(tab, 'placePassage', { passage: row.id, at })).then((done) => {
      if (done) placed(row.id)
      else complain(say(at === 'selection' ? 'selectFirst' : 'goneFromPage'))
    })),
  }
}

/** The page on screen paints what the library has now. */
const tell = async (tab: number | null): Promise<void> => {
  if (tab !== null) await askPage(tab, 'passagesEdited', {})
}

async function goTo(row: PassageRow, tab: number | null, chapter: ChapterId, chapters: Chapters): Promise<boolean> {
  if (row.chapter === chapter && tab !== null) return (await askPage(tab, 'goTo', { target: { passage: row.id } })) ?? false
  const target = chapters.find(({ id }) => id === row.chapter)
  const { place, quote } = row.selectors.at(-1) ?? row.selectors[0]
  if (target) await travelTo(tab, target, place, quote.exact.split('\n', 1)[0]?.slice(0, 60) ?? '')
  return target !== undefined
}

interface RemovedProps {
  readonly row: PassageRow
  readonly library: Library
  readonly tab: number | null
  readonly done: () => void
}

/** What was deleted can be had back. */
function Removed({ row, library, tab, done }: RemovedProps) {
  const [failed, setFailed] = useState(false)
  const undo = async (): Promise<void> => {
    await passageRemoved(library, row.id, false, Date.now())
    await tell(tab)
    done()
  }
  return (
    <div class="undo">
      <span role="status">{say('removed')}</span>
      <button onClick={() => void undo().catch(() => setFailed(true))}>{say('undo')}</button>
      {failed && <span role="alert">{say('changeNotSaved')}</span>}
    </div>
  )
}
