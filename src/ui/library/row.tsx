/** One work on the shelf. */
import { say } from '../../browser.ts'
import { chaptersRead, standingOf, type Status } from '../../core/standing.ts'
import type { ChapterRow, WorkRow } from '../../store/library.ts'
import { ago, counted, duration } from '../parts/number.ts'
import { ProgressLine } from '../parts/progress.tsx'
import { siteOf } from '../parts/site.ts'
import { chapterLine, titleOf } from '../parts/title.ts'
import { Cover } from './cover.tsx'
import { workAddress } from './route.ts'

export const statusName = (status: Status): string => say(`status_${status === 'caught-up' ? 'caughtUp' : status}`)

interface Props {
  readonly work: WorkRow
  /** The chapters the reader is in and got furthest into, where they are known. */
  readonly here: ChapterRow | null
  readonly furthest: ChapterRow | null
  readonly index: number
  readonly active: boolean
  readonly picked: boolean
  readonly activate: () => void
  readonly pick: (range: boolean) => void
  readonly onward: () => void
}

/** Only the active row's controls are stops of the Tab key; j, k and the arrows walk the rows. */
export function WorkLine({ work, here, furthest, index, active, picked, activate, pick, onward }: Props) {
  const title = titleOf(work)
  const stop = active ? 0 : -1
  return (
    <div role="row" class="work" data-work={work.id} aria-rowindex={index + 2} tabIndex={stop} aria-selected={picked} onFocusCapture={activate}>
      <span role="cell" class="tick"><input type="checkbox" tabIndex={stop} checked={picked} aria-label={say('select', title)} onClick={(event) => pick(event.shiftKey)} /></span>
      <span role="cell" class="name">
        <Cover id={work.id} title={title} />
        <span>
          <a class="title" href={workAddress(work.id)} tabIndex={stop} dir="auto">{title}</a>
          <span class="muted small by"><bdi>{work.author ?? say('unknownAuthor')}</bdi> · <bdi>{siteOf(work)}</bdi>{work.tags.slice(0, 3).map((tag) => <bdi key={tag}> #{tag}</bdi>)}</span>
        </span>
      </span>
      <span role="cell" class="place"><Place work={work} here={here} furthest={furthest} /></span>
      <span role="cell" class="figures muted small">
        <span>{ago(work.lastRead, Date.now())}</span>
        <span>{[work.readMs >= 60_000 ? duration(work.readMs) : '', work.passages > 0 ? counted('passagesCount', work.passages) : ''].filter((part) => part !== '').join(' · ')}</span>
      </span>
      <span role="cell" class="go">{(work.current ?? work.url) && <button tabIndex={stop} onClick={onward} aria-label={`${say('continue')}: ${title}`}>{say('continue')}</button>}</span>
    </div>
  )
}

function Place({ work, here, furthest }: Pick<Props, 'work' | 'here' | 'furthest'>) {
  const { status, fresh } = standingOf(work)
  const line = here ? chapterLine(here, work.posted) : work.current ? say('loading') : say('notStarted')
  const further = furthest && here && furthest.order > here.order ? say('furthestChapter', chapterLine(furthest, null)) : null
  const share = (chapters: number): number => Math.min(1, work.posted ? chapters / work.posted : 0)
  const read = here ? Math.max(0, here.order - 1) + (work.current?.mark.fraction ?? 0) : 0
  return (
    <>
      <span class="line"><span><b class={`status ${status}`}>{statusName(status)}</b> <bdi>{line}</bdi></span>{fresh > 0 && <b class="fresh">{say('newChapters', fresh)}</b>}</span>
      {work.posted !== null && work.posted > 0
        ? <ProgressLine current={share(read)} furthest={share(Math.max(read, chaptersRead(work)))} label={say('progressInWork')} />
        : work.current && <ProgressLine current={work.current.mark.fraction} furthest={work.current.mark.fraction} />}
      {further && <span class="muted small"><bdi>{further}</bdi></span>}
    </>
  )
}
