/** The panel beside the page: recap, cast and notes of the story on screen. */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { RecapLevel } from '../../core/recap/recap.ts'
import type { OnScreen } from '../../messages.ts'
import { openLibrary } from '../../keeping.ts'
import { readChapter, type ChapterReport } from '../../store/report.ts'
import type { AsOf } from '../../store/standing.ts'
import { Dial } from '../parts/dial.tsx'
import { useLive } from '../parts/live.ts'
import { NotesTab } from '../parts/notes.tsx'
import { People } from '../parts/people.tsx'
import { Recap } from '../parts/recap.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { chapterLineWithTitle, titleOf } from '../parts/title.ts'
import { travelTo, travelToMoment } from '../parts/travel.ts'
import { speakReadersLanguage } from '../parts/page.ts'
import { LibraryClosed, TroubleOfWrites } from '../parts/trouble.tsx'
import type { LibraryShut } from '../../store/shut.ts'
import { WishSwitch } from '../parts/wish.tsx'
import { useFront } from './front.ts'
import './panel.css'

const library = openLibrary()
type Shown = 'recap' | 'cast' | 'notes'

function Panel() {
  const front = useFront()
  const [shut, setShut] = useState<LibraryShut | null>(null)
  useEffect(() => library.onShut(setShut), [])
  if (shut) return <LibraryClosed error={shut} />
  if (!front) return <p class="muted empty" role="status">{say('loading')}</p>
  if (!front.onScreen) return <div class="empty"><h1 class="label">{say('extensionName')}</h1><p class="muted">{say('panelEmpty')}</p></div>
  return <><TroubleOfWrites /><Story tab={front.tab} onScreen={front.onScreen} /></>
}

function Story({ tab, onScreen }: { readonly tab: number | null; readonly onScreen: OnScreen }) {
  const { work, chapter } = onScreen.chapter
  const [shown, setShown] = useState<Shown>('recap')
  const [level, setLevel] = useState<RecapLevel>('previously')
  const [asOf, setAsOf] = useState<AsOf>('here')
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => setAsOf('here'), [chapter])
  const live = useLive(() => readChapter(library, work, chapter, { level, asOf }), [chapter, level, asOf])
  if (live.state === 'loading') return <p class="muted empty" role="status">{say('loading')}</p>
  if (live.state === 'failed') return <LibraryClosed error={live.error} />
  const report = live.value
  if (!report) return <p class="trouble" role="alert">{say('troubleOpening')}</p>
  const { recap: told } = report
  const go = (id: string, travel: (row: ChapterReport['chapter']) => Promise<void>): void => {
    const row = report.chapters.find((each) => each.id === id)
    if (row) travel(row).catch((error: unknown) => setTrouble(say('travelFailed', String(error))))
  }
  const goTo = (id: string, paragraph: number, text: string): void => go(id, (row) => travelToMoment(tab, row, paragraph, text))
  return (
    <>
      <header><h1 dir="auto">{titleOf(report.work)}</h1><p class="muted small" dir="auto">{chapterLineWithTitle(report.chapter, report.work.posted)}</p></header>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      <Tabs<Shown> tabs={[['recap', say('tabRecap')], ['cast', say('tabCast')], ['notes', say('tabNotes')]]} chosen={shown} choose={setShown}>
        {shown !== 'notes' && !told.refusal && <Dial told={told} asOf={asOf} setAsOf={setAsOf} />}
        {shown === 'recap' && <Recap library={library} work={work} chapter={report.chapter} told={told} setLevel={setLevel} full goTo={goTo}
          goToPassage={({ chapter: id, selectors: [{ place, quote }] }) => go(id, (row) => travelTo(tab, row, place, quote.exact.slice(0, 60)))} />}
        {shown === 'recap' && !told.refusal && <WishSwitch library={library} chapter={report.chapter} />}
        {shown === 'cast' && <People library={library} work={work} told={told} goTo={goTo} />}
        {shown === 'notes' && <NotesTab library={library} tab={tab} work={work} chapter={chapter} onScreen={onScreen} />}
      </Tabs>
    </>
  )
}

speakReadersLanguage()
render(<Panel />, document.getElementById('panel') as HTMLElement)
