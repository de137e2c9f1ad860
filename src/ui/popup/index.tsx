/** The popup: on a chapter page its work, place, recap and marks; elsewhere the shelf. */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { browser, language, panelOpener, say } from '../../browser.ts'
import { Library } from '../../store/library.ts'
import { begun } from '../parts/painted.ts'
import { TroubleOfWrites } from '../parts/trouble.tsx'
import { ChapterView } from './chapter.tsx'
import { lookInFront, NOWHERE, type Front } from './front.ts'
import { ShelfView } from './shelf.tsx'
import { SiteLeave, SiteQuestion } from './site.tsx'
import './popup.css'

begun()
const library = new Library()

function Popup() {
  const [front, setFront] = useState<Front | null>(null)
  const look = (): Promise<void> => lookInFront().then(setFront, () => setFront(NOWHERE))
  useEffect(() => void look(), [])
  if (!front) return <p class="muted" role="status" style={{ padding: '16px' }}>{say('loading')}</p>
  return (
    <>
      <TroubleOfWrites />
      <SiteQuestion front={front} changed={look} />
      {front.onScreen
        ? <ChapterView library={library} tab={front.tab} onScreen={front.onScreen} />
        : <ShelfView library={library} tab={front.tab} />}
      <footer>
        <button class="plain" onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('library.html') })}>{say('openLibrary')}</button>
        <SiteLeave front={front} changed={look} />
        <PanelLink />
      </footer>
    </>
  )
}

/** Opens the panel; the browser asks for the click itself, so the window must be known before it. */
function PanelLink() {
  const [own, setOwn] = useState<number | null>(null)
  useEffect(() => void browser.windows.getCurrent().then(({ id }) => setOwn(id ?? null), () => undefined), [])
  const open = panelOpener()
  if (!open || own === null) return null
  return <button class="plain" onClick={() => void open(own).then(() => window.close())}>{say('openPanel')}</button>
}

document.documentElement.lang = language()
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir') || 'ltr'
render(<Popup />, document.getElementById('popup') as HTMLElement)
