/** The popup on any other page: the works read last, each with Continue. */
import { say } from '../../browser.ts'
import { shelf } from '../../store/works.ts'
import type { Library } from '../../store/library.ts'
import { useLive } from '../parts/live.ts'
import { usePainted } from '../parts/painted.ts'
import { ShelfList } from '../parts/shelf.tsx'
import { LibraryClosed } from '../parts/trouble.tsx'
import { ROWS, shelfAtFirst } from './ahead.ts'

export function ShelfView({ library, tab }: { readonly library: Library; readonly tab: number | null }) {
  const live = useLive(() => shelf(library, ROWS), [])
  const entries = live.state === 'here' ? live.value : live.state === 'loading' ? shelfAtFirst.entries : null
  usePainted(entries !== null)
  return (
    <section>
      <h1 class="label">{say('shelf')}</h1>
      {live.state === 'loading' && entries === null && <p class="muted" role="status">{say('loading')}</p>}
      {live.state === 'failed' && <LibraryClosed error={live.error} />}
      {entries && (entries.length === 0 ? <p class="muted">{say('shelfEmpty')}</p> : <ShelfList entries={entries} tab={tab} />)}
    </section>
  )
}
