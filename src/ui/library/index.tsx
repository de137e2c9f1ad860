/** The library, in a tab of its own: shelf, a page for each work, statistics. */
import '../parts/begun.ts'
import { render } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { WorkId } from '../../core/work.ts'
import { openLibrary } from '../../keeping.ts'
import { Catalogue } from '../../store/catalogue.ts'
import { speakReadersLanguage } from '../parts/page.ts'
import { LibraryClosed, TroubleOfWrites } from '../parts/trouble.tsx'
import { ELSEWHERE, PAGES } from './pages.tsx'
import { useRoute } from './route.ts'
import { WorkPage } from './work.tsx'
import './library.css'

const library = openLibrary()
// at once, so that the first question finds it open; why it is shut is told to whoever asks
library.open().catch(() => undefined)

function LibraryPage() {
  const { path, rest } = useRoute()
  const [version, setVersion] = useState(0)
  const [failed, setFailed] = useState<unknown>(null)
  const catalogue = useMemo(() => new Catalogue(library, () => setVersion((before) => before + 1)), [])
  useEffect(() => {
    const end = new AbortController()
    catalogue.open(end.signal).catch(setFailed)
    library.onShut(setFailed)
    return () => end.abort()
  }, [])
  const page = PAGES.find((each) => each.path === path) ?? PAGES[0]
  return (
    <>
      <nav aria-label={say('libraryNav')}>
        <p class="brand">{say('extensionName')}</p>
        <ul>{PAGES.map((each) => <li key={each.path}><a href={`#/${each.path}`} aria-current={path !== 'work' && each === page ? 'page' : undefined}>{each.name()}</a></li>)}</ul>
        <ul>{ELSEWHERE.map(({ href, name }) => <li key={href}><a href={href}>{name()}</a></li>)}</ul>
      </nav>
      <main>
        <TroubleOfWrites />
        {failed !== null && <LibraryClosed error={failed} />}
        {path === 'work' ? <WorkPage key={rest} library={library} catalogue={catalogue} work={rest as WorkId} /> : page && <page.Page library={library} catalogue={catalogue} version={version} />}
      </main>
    </>
  )
}

speakReadersLanguage()
render(<LibraryPage />, document.getElementById('library') as HTMLElement)
