/** One story at several sites: where it is read, what may be the same story, and the way to merge and to split. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { homesByTitle, homesDeclined, homesMerged, homeSplit, homesSuggested, homesUndone, type HomesBefore } from '../../store/homes.ts'
import type { Library, WorkRow } from '../../store/library.ts'
import type { HomeReport, WorkReport } from '../../store/work-page.ts'
import { useLive } from '../parts/live.ts'
import { counted } from '../parts/number.ts'
import { titleOf } from '../parts/title.ts'
import type { Deed } from './bulk.tsx'
import { siteOf } from './sieve.ts'

/** Works offered while a title is typed. */
const OFFERED = 8

interface Props {
  readonly library: Library
  readonly report: WorkReport
  /** Something was done that can be undone. */
  readonly done: (deed: Deed) => void
}

export function Homes({ library, report, done }: Props) {
  const { work, others } = report
  const [failed, setFailed] = useState(false)
  const suggested = useLive(() => homesSuggested(library, work.id), [work.id])
  const act = (text: string, what: Promise<HomesBefore | null>): void => void what.then((before) => {
    setFailed(false)
    if (before) done({ text, undo: () => homesUndone(library, before, Date.now()) })
  }, () => setFailed(true))
  const merge = (other: WorkRow): void => act(say('didMerge', siteOf(other)), homesMerged(library, other.id, work.id, Date.now()))
  return (
    <section class="homes" aria-label={say('homes')}>
      {failed && <p class="trouble" role="alert">{say('changeNotSaved')}</p>}
      {others.length > 0 && (
        <>
          <h2 class="label">{say('homes')}</h2>
          <ul>{[report, ...others].map((home) => (
            <HomeLine key={home.work.id} home={home} split={home.work.id === work.id ? null : () => act(say('didSplit', siteOf(home.work)), homeSplit(library, home.work.id, Date.now()))} />
          ))}</ul>
        </>
      )}
      {suggested.state === 'here' && suggested.value.map((other) => (
        <p key={other.id} class="row">
          <span>{say('homeSuggested', titleOf(other), siteOf(other))}</span>
          <button onClick={() => merge(other)}>{say('merge')}</button>
          <button class="plain" aria-label={say('notTheSame', siteOf(other))} onClick={() => void homesDeclined(library, other.id, work.id, Date.now()).catch(() => setFailed(true))}>{say('no')}</button>
        </p>
      ))}
      <ByHand library={library} work={work} merge={merge} />
    </section>
  )
}

function HomeLine({ home: { work, chapters, progress }, split }: { readonly home: HomeReport; readonly split: (() => void) | null }) {
  const read = [...progress.values()].filter(({ finished }) => finished !== null).length
  const site = siteOf(work)
  return (
    <li class="row">
      <span>{work.url === null ? site : <a href={work.url} target="_blank" rel="noopener noreferrer">{site}</a>} <span class="muted small">{counted('chaptersThere', chapters.length)}{read > 0 && ` · ${say('homeRead', read)}`}</span></span>
      {split && <button class="plain small" aria-label={say('splitOffThis', site)} onClick={split}>{say('splitOff')}</button>}
    </li>
  )
}

/** The reader knows what no title tells: the other home is looked up by the beginning of its title there. */
function ByHand({ library, work, merge }: { readonly library: Library; readonly work: WorkRow; readonly merge: (other: WorkRow) => void }) {
  const [title, setTitle] = useState('')
  const live = useLive(() => homesByTitle(library, work.id, title, OFFERED), [work.id, title])
  const offered = live.state === 'here' ? live.value : []
  return (
    <details>
      <summary class="small">{say('mergeByHand')}</summary>
      <p><label>{say('mergeTitle')} <input type="search" value={title} dir="auto" onInput={({ currentTarget }) => setTitle(currentTarget.value)} /></label></p>
      {title.trim() !== '' && live.state === 'here' && offered.length === 0 && <p class="muted small" role="status">{say('mergeNone')}</p>}
      <ul>{offered.map((other) => (
        <li key={other.id} class="row">
          <span><bdi>{titleOf(other)}</bdi> <span class="muted small">{siteOf(other)}</span></span>
          <button class="small" aria-label={say('mergeThis', titleOf(other), siteOf(other))} onClick={() => { setTitle(''); merge(other) }}>{say('merge')}</button>
        </li>
      ))}</ul>
    </details>
  )
}
