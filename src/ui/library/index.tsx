/** The library page: every work on the shelf, in a tab of its own. */
import { render } from 'preact'
import { say } from '../../browser.ts'
import { openLibrary } from '../../keeping.ts'
import { shelf } from '../../store/works.ts'
import { useLive } from '../parts/live.ts'
import { ShelfList } from '../parts/shelf.tsx'
import { speakReadersLanguage } from '../parts/page.ts'
import { LibraryClosed, TroubleOfWrites } from '../parts/trouble.tsx'
import './library.css'

const library = openLibrary()
const ROWS = 500

function LibraryPage() {
  const live = useLive(() => shelf(library, ROWS), [])
  return (
    <>
      <h1>{say('extensionName')}</h1>
      <TroubleOfWrites />
      <p><a href="health.html">{say('health')}</a></p>
      <section>
        <h2 class="label">{say('shelf')}</h2>
        {live.state === 'loading' && <p class="muted" role="status">{say('loading')}</p>}
        {live.state === 'failed' && <LibraryClosed error={live.error} />}
        {live.state === 'here' && (live.value.length === 0
          ? <p class="muted">{say('shelfEmpty')}</p>
          : <ShelfList entries={live.value} tab={null} />)}
      </section>
      <footer><a class="button" href="portable.html">{say('portable')}</a></footer>
    </>
  )
}

speakReadersLanguage()
render(<LibraryPage />, document.getElementById('library') as HTMLElement)
