/** A work's own page: what the reader says of it, its chapters, recap, cast and passages. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { RecapLevel } from '../../core/recap/recap.ts'
import type { ChapterId, WorkId } from '../../core/work.ts'
import type { Catalogue } from '../../store/catalogue.ts'
import type { ChapterRow, Library } from '../../store/library.ts'
import type { AsOf } from '../../store/standing.ts'
import { readTold } from '../../store/told.ts'
import { readWork, type WorkReport } from '../../store/work-page.ts'
import { Dial } from '../parts/dial.tsx'
import { useLive } from '../parts/live.ts'
import { NotesTab } from '../parts/notes.tsx'
import { People } from '../parts/people.tsx'
import { Recap } from '../parts/recap.tsx'
import { continueReading } from '../parts/shelf.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { chapterLine, homeName } from '../parts/title.ts'
import { travelTo, travelToMoment } from '../parts/travel.ts'
import { LibraryClosed } from '../parts/trouble.tsx'
import { Undo, type Deed } from './bulk.tsx'
import { Chapters } from './chapters.tsx'
import { Homes } from './homes.tsx'
import { WorkHead } from './work-head.tsx'

type Shown = 'chapters' | 'recap' | 'cast' | 'notes'

export function WorkPage({ library, catalogue, work }: { readonly library: Library; readonly catalogue: Catalogue; readonly work: WorkId }) {
  const [shown, choose] = useState<Shown>('chapters')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [deed, setDeed] = useState<Deed | null>(null)
  const live = useLive(() => readWork(library, work), [work])
  if (live.state === 'loading') return <p class="muted" role="status">{say('loading')}</p>
  if (live.state === 'failed') return <LibraryClosed error={live.error} />
  const report = live.value
  if (!report) return <><h1>{say('noSuchWork')}</h1><p><a href="#/">{say('backToShelf')}</a></p></>
  const go = (what: Promise<unknown>): void => void what.catch((error: unknown) => setTrouble(say('travelFailed', String(error))))
  return (
    <>
      <p class="small"><a href="#/">{say('backToShelf')}</a></p>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      {deed && <Undo deed={deed} over={() => setDeed(null)} />}
      <WorkHead library={library} report={report} onward={() => go(continueReading({ work: report.work, chapter: report.here }, null))} recap={() => choose('recap')} done={setDeed} />
      <Homes library={library} catalogue={catalogue} report={report} done={setDeed} />
      <Tabs<Shown> tabs={[['chapters', say('tabChapters')], ['recap', say('tabRecap')], ['cast', say('tabCast')], ['notes', say('tabNotes')]]} chosen={shown} choose={choose}>
        {shown === 'chapters' && <Chapters library={library} report={report} go={go} done={setDeed} />}
        {(shown === 'recap' || shown === 'cast') && <Telling library={library} report={report} shown={shown} go={go} />}
        {shown === 'notes' && (report.work.passages === 0
          ? <p class="muted">{say('ownNotesNone')}</p>
          : <NotesTab library={library} tab={null} work={report.work.id} chapter={'' as ChapterId} onScreen={null} />)}
      </Tabs>
    </>
  )
}

interface TellingProps {
  readonly library: Library
  readonly report: WorkReport
  readonly shown: 'recap' | 'cast'
  readonly go: (what: Promise<unknown>) => void
}

/**
 * Recap and cast, as of where the reader is unless they dial another place. They tell of the home the reader is at, and
 * say so: nobody knows that another home has the same text in the chapter of a number.
 */
function Telling({ library, report: { homes, here }, shown, go }: TellingProps) {
  const { work, chapters } = homes.find((home) => home.work.id === here?.work) ?? homes[0]
  const [level, setLevel] = useState<RecapLevel>('story-so-far')
  const [asOf, setAsOf] = useState<AsOf>('here')
  const live = useLive(() => readTold(library, work, here?.id ?? null, { level, asOf }), [work.id, here?.id, level, asOf])
  const chapter = here ?? chapters[0]
  if (live.state === 'loading') return <p class="muted" role="status">{say('loading')}</p>
  if (live.state === 'failed') return <LibraryClosed error={live.error} />
  const told = live.value
  if (!chapter) return <p class="muted">{say('recapNone')}</p>
  const to = (id: string, travel: (row: ChapterRow) => Promise<void>): void => {
    const row = chapters.find((each) => each.id === id)
    if (row) go(travel(row))
  }
  const goTo = (id: string, paragraph: number, text: string): void => to(id, (row) => travelToMoment(null, row, paragraph, text))
  return (
    <>
      {homes.length > 1 && <p class="muted small">{say('toldAtHome', homeName(work))}</p>}
      {!told.refusal && <Dial told={told} asOf={asOf} setAsOf={setAsOf} />}
      {told.until && <p class="muted small">{say('toldUntil', chapterLine(told.until, null))}</p>}
      {shown === 'recap'
        ? <Recap library={library} work={work.id} chapter={chapter} told={told} setLevel={setLevel} full goTo={goTo} goToPassage={({ chapter: id, selectors: [{ place, quote }] }) => to(id, (row) => travelTo(null, row, place, quote.exact.slice(0, 60)))} />
        : <People library={library} work={work.id} told={told} goTo={goTo} />}
    </>
  )
}
