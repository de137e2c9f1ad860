/** The popup on a chapter page. */
import type { ComponentChild } from 'preact'
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { askPage, type OnScreen } from '../../messages.ts'
import type { RecapLevel } from '../../core/recap/recap.ts'
import type { Library, PassageRow } from '../../store/library.ts'
import { readChapter, type ChapterReport } from '../../store/report.ts'
import { hostOf } from '../../store/wishes.ts'
import { useLive } from '../parts/live.ts'
import { Changes } from '../parts/changes.tsx'
import { Marked } from '../parts/marked.tsx'
import { percent } from '../parts/number.ts'
import { usePainted } from '../parts/painted.ts'
import { Cast, Recap } from '../parts/recap.tsx'
import { ProgressLine } from '../parts/progress.tsx'
import { ReadRecap } from '../parts/read-recap.tsx'
import { chapterLine, chapterLineWithTitle, titleOf } from '../parts/title.ts'
import { openAddress, travelTo, travelToMoment } from '../parts/travel.ts'
import { LibraryClosed } from '../parts/trouble.tsx'
import { WishSwitch } from '../parts/wish.tsx'
import { WorkLines } from './work.tsx'

interface Props {
  readonly library: Library
  readonly tab: number | null
  readonly onScreen: OnScreen
}

export function ChapterView({ library, tab, onScreen }: Props) {
  const { chapter: facts } = onScreen
  const [level, setLevel] = useState<RecapLevel>('previously')
  const live = useLive(() => readChapter(library, facts.work, facts.chapter, { level, asOf: 'here' }), [facts.chapter, level])
  const [trouble, setTrouble] = useState<string | null>(onScreen.trouble)
  usePainted(live.state === 'here')
  if (live.state === 'loading') return <p class="muted" role="status" style={{ padding: '16px' }}>{say('loading')}</p>
  if (live.state === 'failed') return <LibraryClosed error={live.error} />
  const report = live.value
  if (!report) return <p class="trouble" role="alert">{trouble ?? say('troubleOpening')}</p>
  const go = (what: Promise<unknown>): void => void what.catch((error: unknown) => setTrouble(say('travelFailed', String(error))))
  const goToPassage = async (id: string): Promise<void> => {
    if (tab !== null && !(await askPage(tab, 'goTo', { target: { passage: id } }))) setTrouble(say('goneFromPage'))
  }
  const goToParagraph = (chapter: string, paragraph: number, text: string): void => {
    const row = report.chapters.find((each) => each.id === chapter)
    if (row) go(travelToMoment(tab, row, paragraph, text))
  }
  const goToMarked = ({ chapter, selectors: [{ place, quote }] }: PassageRow): void => {
    const row = report.chapters.find((each) => each.id === chapter)
    if (row) go(travelTo(tab, row, place, quote.exact.split('\n', 1)[0]?.slice(0, 60) ?? ''))
  }
  return (
    <>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      <Head report={report} />
      <Changes tab={tab} onScreen={onScreen} />
      <Place report={report} tab={tab} go={go} />
      <WorkLines library={library} report={report} onScreen={onScreen} />
      <Recap library={library} work={facts.work} chapter={report.chapter} told={report.recap} setLevel={setLevel} goTo={goToParagraph} goToPassage={goToMarked} />
      <Cast cast={report.cast} />
      <Marked passages={report.passages} lost={onScreen.lost} goTo={(id) => go(goToPassage(id))} />
      {!report.recap.refusal && <WishSwitch library={library} chapter={report.chapter} />}
    </>
  )
}

function Head({ report: { work, chapter } }: { readonly report: ChapterReport }) {
  return (
    <header>
      <p class="muted small">{hostOf(chapter.url)}</p>
      <h1 dir="auto">{titleOf(work)}</h1>
      {work.author && <p class="muted"><bdi>{say('byAuthor', work.author)}</bdi></p>}
    </header>
  )
}

interface PlaceProps {
  readonly report: ChapterReport
  readonly tab: number | null
  readonly go: (what: Promise<unknown>) => void
}

function Place({ report, tab, go }: PlaceProps) {
  const { work, chapter, progress } = report
  const current = progress?.current.fraction ?? 0
  const furthest = progress?.furthest.fraction ?? 0
  const furthestChapter = report.chapters.find((each) => each.id === work.furthest?.chapter)
  return (
    <section>
      <div class="line">
        <span dir="auto">{chapterLineWithTitle(chapter, work.posted)}</span>
        <span>{percent(current)}</span>
      </div>
      <ProgressLine current={current} furthest={furthest} />
      {furthestChapter && furthestChapter.order > chapter.order
        ? <p class="muted small">{say('furthestChapter', chapterLine(furthestChapter, null))}</p>
        : furthest > current + 0.01 && <p class="muted small">{say('furthestHere', percent(furthest))}</p>}
      <Continue report={report} tab={tab} go={go} />
    </section>
  )
}

/** The one red button: back to the place the reader was at last, in this chapter or another. */
function Continue({ report: { work, chapter, chapters, progress }, tab, go }: PlaceProps) {
  const here = progress && progress.current.fraction > 0 && work.current?.chapter === chapter.id ? progress.current : null
  const recap = <ReadRecap work={work.id} onScreen />
  if (here && here.fraction < 1) {
    return <Action recap={recap} label={say('continueAt', here.words)} run={() => go(travelTo(tab, chapter, here.place, here.words))} />
  }
  if (here && chapter.nextUrl !== null) {
    const { nextUrl } = chapter
    return <Action recap={recap} label={say('continueNext')} run={() => go(openAddress(tab, nextUrl))} />
  }
  const other = chapters.find((each) => each.id === work.current?.chapter)
  if (other && other.id !== chapter.id && work.current && work.current.mark.fraction < 1) {
    const { mark } = work.current
    return <Action recap={recap} label={say('continueIn', chapterLine(other, null), mark.words)} run={() => go(travelTo(tab, other, mark.place, mark.words))} />
  }
  return <p class="muted small" style={{ marginTop: '8px' }}>{here ? say('finishedChapter') : say('beginReading')}</p>
}

const Action = ({ label, run, recap }: { readonly label: string; readonly run: () => void; readonly recap: ComponentChild }) => (
  <div class="actions"><button class="continue" onClick={run}><bdi>{label}</bdi></button>{recap}</div>
)
