/** The head of a work's page: what it is, where the reader stands, and what they say of it. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { tagsFrom } from '../../core/passage.ts'
import { STATUSES } from '../../core/record.ts'
import { standingOf, type StandingReason } from '../../core/standing.ts'
import type { Library, WorkRow } from '../../store/library.ts'
import { workSaid, type Said } from '../../store/said.ts'
import type { WorkReport } from '../../store/work-page.ts'
import { ago, counted, duration, whole } from '../parts/number.ts'
import { siteOf } from '../parts/site.ts'
import { chapterLine, titleOf } from '../parts/title.ts'
import type { Deed } from './bulk.tsx'
import { Cover } from './cover.tsx'
import { statusName } from './row.tsx'

const HALVES = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]
/** A note is saved when the reader has paused for so long, and when they leave the field or the page. */
const PAUSE_MS = 500

function reasonText(reason: StandingReason): string {
  switch (reason.kind) {
    case 'said': return say('reasonSaid')
    case 'not-begun': return say('reasonNotBegun')
    case 'all-read': return say('reasonAllRead', whole(reason.planned))
    case 'all-posted': return say('reasonAllPosted', whole(reason.read), whole(reason.posted), typeof reason.planned === 'number' ? whole(reason.planned) : '?')
    case 'no-next': return say('reasonNoNext')
    case 'under-way': return reason.posted === null ? say('reasonUnderWayOpen', whole(reason.read)) : say('reasonUnderWay', whole(reason.read), whole(reason.posted))
  }
}

interface Props {
  readonly library: Library
  readonly report: WorkReport
  readonly onward: () => void
  readonly recap: () => void
  /** Something was done that can be undone. */
  readonly done: (deed: Deed) => void
}

export function WorkHead({ library, report: { work, here }, onward, recap, done }: Props) {
  const [failed, setFailed] = useState(false)
  const tell = (said: Said, text: string): void => void workSaid(library, work.id, said, Date.now()).then((before) => {
    setFailed(false)
    if (before && Object.keys(before).length > 0) done({ text, undo: async () => { await workSaid(library, work.id, before, Date.now()) } })
  }, () => setFailed(true))
  const place = here ? chapterLine(here, work.posted) : say('notStarted')
  return (
    <header class="work-head">
      <Cover id={work.id} title={titleOf(work)} />
      <div>
        <h1 dir="auto">{titleOf(work)}</h1>
        <p class="muted"><bdi>{work.author ?? say('unknownAuthor')}</bdi> · {work.url ? <a href={work.url} target="_blank" rel="noopener noreferrer">{siteOf(work)}</a> : siteOf(work)}</p>
        <p><bdi>{place}</bdi> <span class="muted">· {ago(work.lastRead, Date.now())}{work.readMs >= 60_000 && ` · ${duration(work.readMs)}`}{work.passages > 0 && ` · ${counted('passagesCount', work.passages)}`}</span></p>
        <p class="actions">
          {(work.current ?? work.url) && <button class="continue" onClick={onward}>{say('continue')}</button>}
          <button onClick={recap}>{say('readRecap')}</button>
        </p>
      </div>
      {failed && <p class="trouble" role="alert">{say('changeNotSaved')}</p>}
      <Fields work={work} tell={tell} />
      <PrivateNote key={work.id} library={library} work={work} />
    </header>
  )
}

function Fields({ work, tell }: { readonly work: WorkRow; readonly tell: (said: Said, text: string) => void }) {
  const { status, reason } = standingOf({ ...work, status: null })
  const shown = standingOf(work)
  return (
    <div class="fields">
      <label>{say('columnStatus')} <select value={work.status ?? ''} onChange={({ currentTarget: { value } }) => tell({ status: STATUSES.find((each) => each === value) ?? null }, say('didStatusHere'))}>
        <option value="">{say('statusWorkedOut', statusName(status))}</option>
        {STATUSES.map((each) => <option key={each} value={each}>{statusName(each)}</option>)}
      </select></label>
      <label>{say('rating')} <select value={work.rating ?? ''} onChange={({ currentTarget: { value } }) => tell({ rating: value === '' ? null : Number(value) }, say('didRating'))}>
        <option value="">{say('notRated')}</option>
        {HALVES.map((value) => <option key={value} value={value}>{`${'★'.repeat(Math.floor(value))}${value % 1 ? '½' : ''}`}</option>)}
      </select></label>
      <label>{say('tags')} <input type="text" key={work.tags.join()} defaultValue={work.tags.join(', ')} placeholder={say('tagsPlaceholder')} onChange={({ currentTarget }) => tell({ tags: tagsFrom(currentTarget.value) }, say('didTags'))} /></label>
      <p class="muted small">{statusName(shown.status)}: {reasonText(work.status === null ? reason : shown.reason)}{shown.fresh > 0 && <> · <b class="fresh">{say('newChapters', shown.fresh)}</b></>}</p>
    </div>
  )
}

/** Saved as it is typed; the way back leads to what it was when the page was opened. */
function PrivateNote({ library, work }: { readonly library: Library; readonly work: WorkRow }) {
  const [first] = useState(work.note)
  const [note, setNote] = useState(work.note)
  const [state, setState] = useState<'still' | 'typing' | 'saved' | 'failed'>('still')
  const latest = useRef({ note, saved: work.note })
  latest.current.note = note
  const save = async (): Promise<void> => {
    const { note: wanted, saved } = latest.current
    if (wanted === saved) return
    try {
      await workSaid(library, work.id, { note: wanted }, Date.now())
      latest.current.saved = wanted
      if (latest.current.note === wanted) setState('saved')
    } catch {
      setState('failed')
    }
  }
  useEffect(() => {
    if (state !== 'typing') return undefined
    const timer = setTimeout(() => void save(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [note, state])
  useEffect(() => {
    const leave = (): void => void save()
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [])
  const write = (text: string): void => {
    setNote(text)
    setState('typing')
  }
  return (
    <div class="private">
      <label>{say('privateNote')}<textarea rows={3} value={note} dir="auto" placeholder={say('privateNotePlaceholder')} onInput={({ currentTarget }) => write(currentTarget.value)} onBlur={() => void save()} /></label>
      <p class="small muted"><span role="status">{state === 'saved' ? say('noteSaved') : ''}</span>{state === 'failed' && <span role="alert">{say('noteNotSaved')}</span>} {note !== first && <button class="plain small" onClick={() => write(first)}>{say('undo')}</button>}</p>
    </div>
  )
}
