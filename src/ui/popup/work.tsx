/** The popup's lines on the work: its status with why, what is new, how long the rest takes, and what was done by itself. */
import { useState } from 'preact/hooks'
import { percent, say, type MessageKey } from '../../browser.ts'
import { minutesFor, wordsAhead } from '../../core/pace.ts'
import { STATUSES, type SaidStatus } from '../../core/record.ts'
import { standingOf, type Status, type WorkStanding } from '../../core/standing.ts'
import type { OnScreen } from '../../messages.ts'
import { actsOf, actUndone, type ActRow } from '../../store/acts.ts'
import type { Library } from '../../store/library.ts'
import type { ChapterReport } from '../../store/report.ts'
import { workSaid } from '../../store/said.ts'
import { paceFor } from '../../store/sittings.ts'
import { useLive } from '../parts/live.ts'
import { counted, duration } from '../parts/number.ts'
import { chapterLine } from '../parts/title.ts'

interface Props {
  readonly library: Library
  readonly report: ChapterReport
  readonly onScreen: OnScreen
}

/** The name of a status. */
export const statusName = (status: Status): string => say(`status_${status === 'caught-up' ? 'caught_up' : status}`)

/** Why a work stands as it does, in a few words; null when the reader said so. */
export function reasonLine({ reason }: WorkStanding): string | null {
  if (reason.kind === 'all-read') return say('reasonAllRead', reason.read)
  if (reason.kind === 'no-next') return say('reasonNoNext')
  if (reason.kind === 'under-way') return reason.posted === null ? null : say('reasonUnderWay', reason.read, reason.posted)
  if (reason.kind !== 'all-posted') return null
  const { read, posted, planned } = reason
  return planned === null ? say('reasonAllPosted', read, posted) : say('reasonAllPostedPlanned', read, posted, planned === 'open' ? say('plannedOpen') : planned)
}

export function WorkLines({ library, report, onScreen }: Props) {
  return (
    <section class="about-work">
      <StatusLine library={library} report={report} />
      <TimeLeft library={library} report={report} onScreen={onScreen} />
      <LastAct library={library} report={report} />
    </section>
  )
}

function StatusLine({ library, report: { work, chapters } }: Omit<Props, 'onScreen'>) {
  const furthest = chapters.find(({ id }) => id === work.furthest?.chapter)
  const standing = standingOf(work, furthest?.nextUrl === null)
  const say_ = (value: string): void => void workSaid(library, work.id, { status: value === '' ? null : (value as SaidStatus) }, Date.now())
  const byReading = standingOf({ ...work, status: null }, furthest?.nextUrl === null).status
  const reason = reasonLine(standing)
  return (
    <div class="line">
      <label>
        <span class="muted small">{say('statusLabel')} </span>
        <select value={work.status ?? ''} onChange={(event) => say_(event.currentTarget.value)}>
          <option value="">{statusName(byReading)}</option>
          {STATUSES.filter((status) => status !== byReading).map((status) => <option key={status} value={status}>{statusName(status)}</option>)}
          {work.status === byReading && <option value={work.status}>{statusName(work.status)}</option>}
        </select>
      </label>
      <span class="muted small">
        {reason}
        {standing.fresh > 0 && <strong> {counted('freshChapters', standing.fresh)}</strong>}
      </span>
    </div>
  )
}

/** Minutes as milliseconds, and never less than one minute: nothing is left in no time. */
const leastMinute = (minutes: number): number => Math.max(1, minutes) * 60_000

function TimeLeft({ library, report: { work, chapter, chapters }, onScreen: { words } }: Props) {
  const live = useLive(() => paceFor(library, work.id), [work.id])
  if (live.state !== 'here' || !words || words.left === 0) return null
  const { pace } = live.value
  const ahead = work.posted === null ? 0 : work.posted - (chapter.ordinal ?? work.posted)
  const rest = wordsAhead({ words: words.total, characters: chapter.characters, known: chapters.map(({ characters }) => characters) }, ahead)
  return (
    <p class="muted small">
      {say('timeLeftChapter', duration(leastMinute(minutesFor(words.left, pace))))}
      {ahead > 0 && ` · ${say('timeLeftWork', duration(leastMinute(minutesFor(words.left + rest, pace))))}`}
    </p>
  )
}

const TOLD: Readonly<Record<ActRow['kind'], MessageKey>> = { finished: 'actFinished', furthest: 'actFurthest', moved: 'actMoved', reread: 'actReread', status: 'actStatus' }

/** The last thing Catchword did by itself, with its undo. */
function LastAct({ library, report: { work, chapters } }: Omit<Props, 'onScreen'>) {
  const live = useLive(() => actsOf(library, work.id), [work.id])
  const [trouble, setTrouble] = useState<string | null>(null)
  const act = live.state === 'here' ? live.value[0] : undefined
  if (!act) return null
  const row = chapters.find(({ id }) => id === act.chapter)
  const place = act.kind === 'moved' && act.before.current?.chapter === act.chapter ? percent(work.current?.mark.fraction ?? 0) : row ? chapterLine(row, null) : ''
  const undo = (): void => void actUndone(library, act.id, Date.now()).catch((error: unknown) => setTrouble(say('siteFailed', String(error))))
  return (
    <p class="small">
      {trouble && <span role="alert">{trouble} </span>}
      <bdi>{say(TOLD[act.kind], place)}</bdi> <button class="plain" onClick={undo}>{say('actUndo')}</button>
    </p>
  )
}
