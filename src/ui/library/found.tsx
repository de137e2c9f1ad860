/** Passages that a search of the shelf finds. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { WorkId } from '../../core/work.ts'
import type { Library, PassageRow, WorkRow } from '../../store/library.ts'
import { PassageSearch } from '../../store/search.ts'
import { PassageList } from '../parts/marked.tsx'
import { titleOf } from '../parts/title.ts'
import { travelTo } from '../parts/travel.ts'
import { workAddress } from './route.ts'

/** Passages shown. */
const MOST = 30

interface Found {
  readonly query: string
  readonly rows: readonly PassageRow[]
}

/** Loads the search when `wanted` for the first time; finds again at every change of the query and as blocks come in. */
export function useFound(library: Library, query: string, wanted: boolean, version: number): { readonly found: Found; readonly loading: boolean; readonly failed: boolean } {
  const [found, setFound] = useState<Found>({ query: '', rows: [] })
  const [state, setState] = useState<'idle' | 'loading' | 'whole' | 'failed'>('idle')
  const [step, setStep] = useState(0)
  const search = useRef<PassageSearch | null>(null)
  useEffect(() => {
    if (!wanted) return undefined
    const end = new AbortController()
    const progress = (): void => setStep((before) => before + 1)
    const first = search.current === null
    const here = (search.current ??= new PassageSearch(library))
    if (first) setState('loading')
    const work = first ? here.load(end.signal, progress) : here.file(end.signal, progress)
    work.then(() => setState('whole'), () => setState('failed'))
    return first ? undefined : () => end.abort()
  }, [wanted, version])
  useEffect(() => {
    if (!search.current || query.trim() === '') {
      setFound({ query, rows: [] })
      return undefined
    }
    let latest = true
    search.current.passages(query, MOST).then((rows) => { if (latest) setFound({ query, rows }) }, () => setState('failed'))
    return () => { latest = false }
  }, [query, step, state])
  return { found, loading: state === 'loading', failed: state === 'failed' }
}

interface Props {
  readonly library: Library
  readonly found: Found
  readonly storyOf: (work: WorkId) => WorkRow | undefined
}

/** The passages found, by their works. */
export function FoundPassages({ library, found: { rows }, storyOf }: Props) {
  const [trouble, setTrouble] = useState<string | null>(null)
  if (rows.length === 0) return null
  const groups = new Map<WorkId, PassageRow[]>()
  for (const row of rows) {
    const story = storyOf(row.work)?.id ?? row.work
    groups.set(story, [...(groups.get(story) ?? []), row])
  }
  const go = async ({ chapter, selectors }: PassageRow): Promise<void> => {
    const row = await library.chapters.get(chapter)
    const { place, quote } = selectors.at(-1) ?? selectors[0]
    if (row) await travelTo(null, row, place, quote.exact.split('\n', 1)[0]?.slice(0, 60) ?? '')
  }
  return (
    <section class="found" aria-labelledby="found">
      <h2 class="label" id="found">{say('foundPassages')}</h2>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      {[...groups].map(([work, passages]) => {
        const row = storyOf(work)
        return (
          <div key={work}>
            {row && <h3><a href={workAddress(row.id)} dir="auto">{titleOf(row)}</a></h3>}
            <PassageList passages={passages} lost={[]} goTo={(passage) => void go(passage).catch((error: unknown) => setTrouble(say('travelFailed', String(error))))} />
          </div>
        )
      })}
    </section>
  )
}
