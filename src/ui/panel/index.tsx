/** The panel beside the page: recap, cast and notes of the story on screen. */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { RecapLevel } from '../../core/recap/recap.ts'
import type { OnScreen } from '../../messages.ts'
import { openLibrary } from '../../keeping.ts'
import { readChapter, type ChapterReport } from '../../store/report.ts'
import type { AsOf } from '../../store/standing.ts'
import { useLive } from '../parts/live.ts'
import { NotesTab } from '../parts/notes.tsx'
import { People } from '../parts/people.tsx'
import { Recap } from '../parts/recap.tsx'
import { chapterLine, chapterLineWithTitle, titleOf } from '../parts/title.ts'
import { travelTo, travelToMoment } from '../parts/travel.ts'
import { speakReadersLanguage } from '../parts/page.ts'
import { LibraryClosed, TroubleOfWrites } from '../parts/trouble.tsx'
import { WishSwitch } from '../parts/wish.tsx'
import { useFront } from './front.ts'
import { Tabs } from './tabs.tsx'
import './panel.css'

const library = openLibrary()
type Shown = 'recap' | 'cast' | 'notes'

function Panel() {
  const front = useFront()
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
        {shown !== 'notes' && !told.refusal && <Dial report={report} asOf={asOf} setAsOf={setAsOf} />}
        {shown === 'recap' && <Recap library={library} work={work} chapter={report.chapter} told={told} setLevel={setLevel} full goTo={goTo}
          goToPassage={({ chapter: id, selectors: [{ place, quote }] }) => go(id, (row) => travelTo(tab, row, place, quote.exact.slice(0, 60)))} />}
        {shown === 'recap' && !told.refusal && <WishSwitch library={library} chapter={report.chapter} />}
        {shown === 'cast' && <People library={library} work={work} told={told} goTo={goTo} />}
        {shown === 'notes' && <NotesTab library={library} tab={tab} work={work} chapter={chapter} onScreen={onScreen} />}
      </Tabs>
    </>
  )
}

interface DialProps {
  readonly report: ChapterReport
  readonly asOf: AsOf
  readonly setAsOf: (asOf: AsOf) => void
}

/** "As of chapter N": never beyond the furthest the reader got. */
function Dial({ report: { recap: told }, asOf, setAsOf }: DialProps) {
  if (told.dial.length === 0) return null
  const value = asOf === 'here' ? 'here' : String(asOf === 'furthest' ? told.until?.order : asOf.order)
  return (
    <div class="dial">
      <label>{say('asOf')} <select value={value} onChange={({ currentTarget }) => setAsOf(currentTarget.value === 'here' ? 'here' : { order: Number(currentTarget.value) })}>
        <option value="here">{say('asOfHere')}</option>
        {told.dial.map((row) => <option key={row.id} value={String(row.order)}>{chapterLine(row, null)}</option>)}
      </select></label>
      <label><input type="checkbox" checked={asOf === 'furthest'} onChange={({ currentTarget }) => setAsOf(currentTarget.checked ? 'furthest' : 'here')} /> {say('asOfFurthest')}</label>
    </div>
  )
}

speakReadersLanguage()
render(<Panel />, document.getElementById('panel') as HTMLElement)
