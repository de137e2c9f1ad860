/** All known chapters of a story, home by home, with how far each was read. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { ChapterRow, Library } from '../../store/library.ts'
import { readUpTo, readUpToUndone } from '../../store/read-up-to.ts'
import type { Home, WorkReport } from '../../store/work-page.ts'
import { counted, percent, whole } from '../parts/number.ts'
import { chapterLine, chapterLineWithTitle, homeName } from '../parts/title.ts'
import { openAddress, travelTo } from '../parts/travel.ts'
import type { Deed } from './bulk.tsx'

/** Of a long serial so many chapters are shown around the reader's place, until all are asked for. */
const AROUND = 60

interface Props {
  readonly library: Library
  readonly report: WorkReport
  readonly go: (what: Promise<unknown>) => void
  /** Something was done that can be undone. */
  readonly done: (deed: Deed) => void
}

/** The chapters of each home; its name stands above them where there are several. */
export function Chapters(props: Props) {
  const { homes } = props.report
  if (homes.length === 1) return <ChaptersAt {...props} home={homes[0]} />
  return <>{homes.map((home) => <section key={home.work.id} aria-label={homeName(home.work)}><h3 class="label">{homeName(home.work)}</h3><ChaptersAt {...props} home={home} /></section>)}</>
}

function ChaptersAt({ library, report, home: { chapters }, go, done }: Props & { readonly home: Home }) {
  const { progress, here } = report
  const [failed, setFailed] = useState(false)
  const [all, showAll] = useState(chapters.length <= AROUND * 2)
  const at = Math.max(0, chapters.findIndex(({ id }) => id === here?.id))
  const shown = all ? chapters : chapters.slice(Math.max(0, at - AROUND), at + AROUND)
  // up to a chapter before this one there is nothing left to count
  const open = chapters.find(({ id }) => progress.get(id)?.finished == null)
  const readTo = (row: ChapterRow): void => void readUpTo(library, row.id, Date.now()).then((undo) => {
    setFailed(false)
    done({ text: say('didReadUpTo', chapterLine(row, null)), undo: () => readUpToUndone(library, undo, Date.now()) })
  }, () => setFailed(true))
  if (chapters.length === 0) return <p class="muted">{say('noChapters')}</p>
  return (
    <>
      {failed && <p class="trouble" role="alert">{say('changeNotSaved')}</p>}
      <ol class="chapters">{shown.map((row) => <ChapterLine key={row.id} row={row} report={report} go={go} readTo={open && row.order >= open.order ? readTo : null} />)}</ol>
      {!all && <button onClick={() => showAll(true)}>{say('allChapters', whole(chapters.length))}</button>}
    </>
  )
}

interface LineProps extends Pick<Props, 'report' | 'go'> {
  readonly row: ChapterRow
  /** Counts this chapter and all before it as read; null where they are. */
  readonly readTo: ((row: ChapterRow) => void) | null
}

function ChapterLine({ row, report: { work, progress, passages, here }, go, readTo }: LineProps) {
  const read = progress.get(row.id)
  const marks = passages.get(row.id) ?? 0
  const state = read?.finished ? say('chapterRead') : read && read.furthest.fraction > 0 ? percent(read.furthest.fraction) : work.furthest && row.order < work.furthest.order ? say('chapterPassed') : say('chapterUnread')
  const open = (): void => go(read && !read.finished ? travelTo(null, row, read.current.place, read.current.words) : openAddress(null, row.url))
  return (
    <li class={read?.finished ? 'read' : ''} aria-current={row.id === here?.id ? 'location' : undefined}>
      {row.url === '' ? <bdi>{chapterLineWithTitle(row, null)}</bdi> : <button class="plain" onClick={open}><bdi>{chapterLineWithTitle(row, null)}</bdi></button>}
      <span class="muted small">{marks > 0 && `${counted('passagesCount', marks)} · `}{row.id === here?.id ? say('youAreHere', state) : state}{readTo && <>{' '}<button class="plain small" aria-label={say('readUpToThis', chapterLine(row, null))} onClick={() => readTo(row)}>{say('readUpToHere')}</button></>}</span>
    </li>
  )
}
