/** The shelf: every work, searched, filtered, sorted; what can be done with many of them at once. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { ChapterId, WorkId } from '../../core/work.ts'
import { chaptersNamed } from '../../store/catalogue.ts'
import type { ChapterRow, Library, WorkRow } from '../../store/library.ts'
import { removedLetGo, removedWorks, worksBroughtBack } from '../../store/removed.ts'
import { useLive } from '../parts/live.ts'
import { ago, counted, whole } from '../parts/number.ts'
import { usePainted } from '../parts/painted.ts'
import { continueReading } from '../parts/shelf.tsx'
import { Bulk, Undo, type Deed } from './bulk.tsx'
import { Filters, SearchField } from './filters.tsx'
import { FoundPassages, useFound } from './found.tsx'
import { KeySheet, useKeys } from './keys.tsx'
import type { PageProps } from './pages.tsx'
import { workAddress } from './route.ts'
import { Rows } from './rows.tsx'
import { WorkLine } from './row.tsx'
import { ALL, facetsOf, sifted, type Wish } from './sieve.ts'

/** Rows drawn at once; what is found is drawn anew at every key, so of it no more than is in sight and a little around. */
const AT_FIRST = 50

/** Kept while the page lives, so that coming back from a work finds the shelf as it was left. */
let lastWish: Wish = ALL

/** Which rows are active and picked. */
function usePicks(rows: readonly WorkRow[]) {
  const [active, setActive] = useState(0)
  const [picked, setPicked] = useState<ReadonlySet<WorkId>>(new Set())
  const last = useRef(0)
  const pick = (index: number, range: boolean): void => {
    const work = rows[index]
    if (!work) return
    const next = new Set(picked)
    const on = !picked.has(work.id)
    for (const row of range ? rows.slice(Math.min(last.current, index), Math.max(last.current, index) + 1) : [work]) {
      if (on) next.add(row.id)
      else next.delete(row.id)
    }
    last.current = index
    setPicked(next)
  }
  return { active: Math.min(active, Math.max(0, rows.length - 1)), setActive, picked, setPicked, pick }
}

/** The chapters that rows on screen name; read for those and no others. */
function useChapters(library: Library, rows: readonly WorkRow[]): (id: ChapterId | undefined) => ChapterRow | null {
  const [known, setKnown] = useState<ReadonlyMap<ChapterId, ChapterRow>>(new Map())
  const wanted = rows.flatMap(({ current, furthest }) => [current?.chapter, furthest?.chapter].flatMap((id) => (id !== undefined && !known.has(id) ? [id] : [])))
  useEffect(() => {
    if (wanted.length === 0) return
    void chaptersNamed(library, [...new Set(wanted)]).then((chapters) => {
      if (chapters.length > 0) setKnown((before) => new Map([...before, ...chapters.map((row) => [row.id, row] as const)]))
    })
  }, [wanted.join(' ')])
  return (id) => (id === undefined ? null : (known.get(id) ?? null))
}

export function Shelf({ library, catalogue, version }: PageProps) {
  const [wish, setWish] = useState(lastWish)
  const [searching, setSearching] = useState(wish.query !== '')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [deed, setDeed] = useState<Deed | null>(null)
  const [sheet, setSheet] = useState(false)
  const rows = useMemo(() => sifted(catalogue, wish), [version, wish])
  const facets = useMemo(() => facetsOf(catalogue.works.values()), [version])
  const { active, setActive, picked, setPicked, pick } = usePicks(rows)
  const { found, loading } = useFound(library, wish.query, searching, version)
  usePainted(rows.length > 0)
  const want = (next: Wish): void => {
    lastWish = next
    setWish(next)
    setActive(0)
  }
  const onward = (work: WorkRow | undefined): void => {
    if (!work) return
    const go = async (): Promise<void> => continueReading({ work, chapter: work.current ? ((await library.chapters.get(work.current.chapter)) ?? null) : null }, null)
    go().catch((error: unknown) => setTrouble(say('travelFailed', String(error))))
  }
  const move = (by: number): true => {
    const next = Math.max(0, Math.min(rows.length - 1, active + by))
    setActive(next)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`.work[aria-rowindex="${next + 2}"]`)?.focus({ preventScroll: true }))
    return true
  }
  const onRow = (event: KeyboardEvent): boolean => event.target instanceof HTMLElement && (event.target === document.body || event.target.matches('.work'))
  useKeys({
    '/': () => document.getElementById('search')?.focus(),
    '?': () => setSheet(true),
    j: () => move(1), k: () => move(-1),
    ArrowDown: (event) => (onRow(event) ? move(1) : false), ArrowUp: (event) => (onRow(event) ? move(-1) : false),
    Enter: (event) => {
      if (!onRow(event)) return false
      onward(rows[active])
      return true
    },
    o: () => { if (rows[active]) location.hash = workAddress(rows[active].id) },
    x: () => pick(active, false),
    Escape: () => {
      if (wish.query !== '') want({ ...wish, query: '' })
      else setPicked(new Set());
      (document.activeElement as HTMLElement | null)?.blur()
    },
  })
  if (catalogue.whole && catalogue.works.size === 0) return <><h1>{say('shelf')}</h1><p class="muted">{say('shelfEmpty')}</p><Removed library={library} /></>
  return (
    <>
      <h1 class="hidden">{say('shelf')}</h1>
      <SearchField wish={wish} want={want} focused={() => setSearching(true)} />
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      <Filters facets={facets} wish={wish} want={want} />
      <div class="above">
        <p class="muted small" role="status">{catalogue.whole ? counted('worksCount', rows.length) : say('loadingRest')}{loading ? ` · ${say('searchLoading')}` : ''}{facets.fresh.chapters > 0 ? ` · ${say('waiting', whole(facets.fresh.chapters), whole(facets.fresh.works))}` : ''}</p>
        <button class="plain small" onClick={() => setPicked(picked.size >= rows.length ? new Set() : new Set(rows.map(({ id }) => id)))}>{say('selectAll')}</button>
        <button class="plain small" onClick={() => setSheet(true)}>{say('keysTitle')}</button>
      </div>
      {picked.size > 0 && <Bulk library={library} picked={[...picked]} done={setDeed} clear={() => setPicked(new Set())} />}
      {deed && <Undo deed={deed} over={() => setDeed(null)} />}
      {rows.length === 0 && catalogue.whole && <p class="muted">{say('noWorkFits')}</p>}
      <div data-for={wish.query}>
        <Rows count={rows.length} label={say('shelf')} active={active} least={wish.query === '' ? AT_FIRST : 0} columns={[say('select', ''), say('columnWork'), say('columnPlace'), say('columnFigures'), say('continue')]}
          draw={(start, end) => <Drawn library={library} rows={rows} start={start} end={end} active={active} picked={picked} activate={setActive} pick={pick} onward={onward} />} />
      </div>
      <div data-found={found.query}><FoundPassages library={library} found={found} storyOf={(id) => catalogue.storyOf(id)} /></div>
      <Removed library={library} />
      <KeySheet open={sheet} close={() => setSheet(false)} />
    </>
  )
}

interface DrawnProps {
  readonly library: Library
  readonly rows: readonly WorkRow[]
  readonly start: number
  readonly end: number
  readonly active: number
  readonly picked: ReadonlySet<WorkId>
  readonly activate: (index: number) => void
  readonly pick: (index: number, range: boolean) => void
  readonly onward: (work: WorkRow) => void
}

function Drawn({ library, rows, start, end, active, picked, activate, pick, onward }: DrawnProps) {
  const here = rows.slice(start, end)
  const chapter = useChapters(library, here)
  return (
    <>
      {here.map((work, at) => {
        const index = start + at
        return (
          <WorkLine key={work.id} work={work} index={index} here={chapter(work.current?.chapter)} furthest={chapter(work.furthest?.chapter)} active={index === active}
            picked={picked.has(work.id)} activate={() => activate(index)} pick={(range) => pick(index, range)} onward={() => onward(work)} />
        )
      })}
    </>
  )
}

/** Works taken off the shelf, which can still be had back. */
function Removed({ library }: { readonly library: Library }) {
  useEffect(() => void removedLetGo(library, Date.now()), [])
  const live = useLive(() => removedWorks(library, Date.now()), [])
  if (live.state !== 'here' || live.value.length === 0) return null
  return (
    <details class="removed">
      <summary>{say('removedWorks', whole(live.value.length))}</summary>
      <p class="muted small">{say('removedKept')}</p>
      <ul>{live.value.map(({ work, title, at }) => <li key={work}><bdi>{title ?? say('untitledWork')}</bdi> <span class="muted small">{ago(at, Date.now())}</span> <button class="small" onClick={() => void worksBroughtBack(library, [work as WorkId])}>{say('bringBack')}</button></li>)}</ul>
    </details>
  )
}
