/** Where a story is at home: its sites, what may be the same story elsewhere, merging and splitting by hand. */
import { useRef, useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { findWorks } from '../../core/find/works.ts'
import type { WorkId } from '../../core/work.ts'
import type { Catalogue } from '../../store/catalogue.ts'
import { homesSuggested } from '../../store/homes.ts'
import type { Library, WorkRow } from '../../store/library.ts'
import { homesMerged, homeSplit, homesUndone, saidApart, type HomesChange } from '../../store/merging.ts'
import type { Home, WorkReport } from '../../store/work-page.ts'
import { useLive } from '../parts/live.ts'
import { whole } from '../parts/number.ts'
import { homeName, titleOf } from '../parts/title.ts'
import type { Deed } from './bulk.tsx'
import { statusName } from './row.tsx'
import { workAddress } from './route.ts'

/** Stories offered to be picked by hand. */
const OFFERED = 8

interface Props {
  readonly library: Library
  readonly catalogue: Catalogue
  readonly report: WorkReport
  /** Something was done that can be undone. */
  readonly done: (deed: Deed) => void
}

export function Homes({ library, catalogue, report: { work, homes }, done }: Props) {
  const [failed, setFailed] = useState(false)
  const [picking, setPicking] = useState(false)
  const head = useRef<HTMLHeadingElement>(null)
  const live = useLive(() => homesSuggested(library, work.id), [work.id, homes.length])
  const suggested = live.state === 'here' ? live.value : []
  const act = (text: string, change: Promise<HomesChange | null>): void => void change.then((made) => {
    setFailed(false)
    setPicking(false)
    // the button that was pressed is gone
    head.current?.focus()
    if (made) done({ text, undo: () => homesUndone(library, made, Date.now()) })
  }, () => setFailed(true))
  const merge = (other: WorkRow): void => act(say('didMerge', titleOf(other), homeName(other)), homesMerged(library, other.id, work.id, Date.now()))
  return (
    <section class="homes" aria-labelledby="homes">
      <h2 class="label" id="homes" ref={head} tabIndex={-1}>{say('homes')}</h2>
      {failed && <p class="trouble" role="alert">{say('changeNotSaved')}</p>}
      <ul>{homes.map((home, index) => (
        <HomeLine key={home.work.id} home={home} leads={index === 0 && homes.length > 1} title={work.title}
          split={index === 0 ? null : () => act(say('didSplit', homeName(home.work)), homeSplit(library, home.work.id, Date.now()))} />
      ))}</ul>
      {suggested.map((other) => (
        <p key={other.id} class="suggested">
          <span>{say('homeSuggested')} <a href={workAddress(other.id)}><bdi>{titleOf(other)}</bdi></a> · <bdi>{homeName(other)}</bdi></span>
          <button onClick={() => merge(other)} aria-label={say('mergeWith', titleOf(other), homeName(other))}>{say('merge')}</button>
          <button onClick={() => act(say('didApart', titleOf(other)), saidApart(library, work.id, other.id, Date.now()))} aria-label={say('mergeNotWith', titleOf(other), homeName(other))}>{say('no')}</button>
        </p>
      ))}
      {picking
        ? <Pick catalogue={catalogue} known={homes.map((home) => home.work.id)} merge={merge} close={() => setPicking(false)} />
        : <button class="plain small" onClick={() => setPicking(true)}>{say('homeElsewhere')}</button>}
    </section>
  )
}

interface LineProps {
  readonly home: Home
  readonly leads: boolean
  /** What the story is called. */
  readonly title: string | null
  readonly split: (() => void) | null
}

function HomeLine({ home: { work, chapters }, leads, title, split }: LineProps) {
  const site = homeName(work)
  const said = split === null ? [] : saidThere(work)
  return (
    <li>
      <span>
        <bdi>{work.url ? <a href={work.url} target="_blank" rel="noopener noreferrer">{site}</a> : site}</bdi>
        <span class="muted small"> · {work.posted === null ? say('homeChapters', whole(chapters.length)) : say('homeChaptersOf', whole(chapters.length), whole(work.posted))}</span>
        {work.title !== title && work.title !== null && <span class="muted small"> · <bdi>{work.title}</bdi></span>}
        {said.length > 0 && <span class="muted small"> · <bdi>{said.join(' · ')}</bdi></span>}
      </span>
      {leads && <span class="muted small">{say('homeLeads')}</span>}
      {split && <button class="plain small" onClick={split} aria-label={say('splitOffThis', site)}>{say('splitOff')}</button>}
    </li>
  )
}

/** What the reader said of another home before the two were one. It stays there, and shows that it does. */
function saidThere({ status, rating, tags, note }: WorkRow): string[] {
  return [...(status ? [statusName(status)] : []), ...(rating === null ? [] : [say('ratedThere', rating)]), ...tags.map((tag) => `#${tag}`), ...(note === '' ? [] : [`“${note}”`])]
}

interface PickProps {
  readonly catalogue: Catalogue
  readonly known: readonly WorkId[]
  readonly merge: (other: WorkRow) => void
  readonly close: () => void
}

/** Another work of the shelf, found by its title. */
function Pick({ catalogue, known, merge, close }: PickProps) {
  const [query, setQuery] = useState('')
  const found = query.trim() === '' ? [] : findWorks(catalogue.findables(), query).filter((id) => !known.includes(id)).slice(0, OFFERED).flatMap((id) => catalogue.works.get(id) ?? [])
  const focused = (field: HTMLInputElement | null): void => { if (query === '') field?.focus() }
  return (
    <div class="pick" onKeyDown={(event) => { if (event.key === 'Escape') close() }}>
      <label>{say('homeSearch')} <input type="search" value={query} ref={focused} onInput={({ currentTarget }) => setQuery(currentTarget.value)} /></label>
      <button class="plain small" onClick={close}>{say('close')}</button>
      <p class="muted small" role="status">{query.trim() !== '' && found.length === 0 ? say('noWorkFits') : ''}</p>
      <ul>{found.map((other) => (
        <li key={other.id}>
          <span><bdi>{titleOf(other)}</bdi> <span class="muted small">· <bdi>{other.author ?? say('unknownAuthor')}</bdi> · <bdi>{homeName(other)}</bdi></span></span>
          <button onClick={() => merge(other)} aria-label={say('mergeWith', titleOf(other), homeName(other))}>{say('merge')}</button>
        </li>
      ))}</ul>
    </div>
  )
}
