// NOTE from the founder (delete these lines; do not commit them): parts 2 (read up to here) and 3 (homes) of your task are being
// done by another helper on branch `settings`. Finish and commit part 1 (settings page), then go on with parts 4 and 5 only;
// leave src/ui/library alone but for the link to the settings page.
/** All known chapters of a work with how far each was read. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { ChapterRow } from '../../store/library.ts'
import type { WorkReport } from '../../store/work-page.ts'
import { counted, percent, whole } from '../parts/number.ts'
import { chapterLineWithTitle } from '../parts/title.ts'
import { openAddress, travelTo } from '../parts/travel.ts'

/** Of a long serial so many chapters are shown around the reader's place, until all are asked for. */
const AROUND = 60

interface Props {
  readonly report: WorkReport
  readonly go: (what: Promise<unknown>) => void
}

export function Chapters({ report, go }: Props) {
  const { chapters, here } = report
  const [all, showAll] = useState(chapters.length <= AROUND * 2)
  const at = Math.max(0, chapters.findIndex(({ id }) => id === here?.id))
  const shown = all ? chapters : chapters.slice(Math.max(0, at - AROUND), at + AROUND)
  if (chapters.length === 0) return <p class="muted">{say('noChapters')}</p>
  return (
    <>
      <ol class="chapters">{shown.map((row) => <ChapterLine key={row.id} row={row} report={report} go={go} />)}</ol>
      {!all && <button onClick={() => showAll(true)}>{say('allChapters', whole(chapters.length))}</button>}
    </>
  )
}

function ChapterLine({ row, report: { work, progress, passages, here }, go }: Props & { readonly row: ChapterRow }) {
  const read = progress.get(row.id)
  const marks = passages.get(row.id) ?? 0
  const state = read?.finished ? say('chapterRead') : read && read.furthest.fraction > 0 ? percent(read.furthest.fraction) : work.furthest && row.order < work.furthest.order ? say('chapterPassed') : say('chapterUnread')
  const open = (): void => go(read && !read.finished ? travelTo(null, row, read.current.place, read.current.words) : openAddress(null, row.url))
  return (
    <li class={read?.finished ? 'read' : ''} aria-current={row.id === here?.id ? 'location' : undefined}>
      {row.url === '' ? <bdi>{chapterLineWithTitle(row, null)}</bdi> : <button class="plain" onClick={open}><bdi>{chapterLineWithTitle(row, null)}</bdi></button>}
      <span class="muted small">{marks > 0 && `${counted('passagesCount', marks)} · `}{row.id === here?.id ? say('youAreHere', state) : state}</span>
    </li>
  )
}
