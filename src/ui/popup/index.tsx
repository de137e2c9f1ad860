/** The popup: on a chapter page its work, place, recap and marks; elsewhere the shelf. */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { browser, language, panelOpener, say } from '../../browser.ts'
import { askPage, type OnScreen } from '../../messages.ts'
import { Library } from '../../store/library.ts'
import { TroubleOfWrites } from '../parts/trouble.tsx'
import { tabInFront } from '../parts/travel.ts'
import { ChapterView } from './chapter.tsx'
import { ShelfView } from './shelf.tsx'
import './popup.css'

const library = new Library()

interface Front {
  readonly tab: number | null
  readonly onScreen: OnScreen | null
}

async function lookInFront(): Promise<Front> {
  const tab = await tabInFront()
  return { tab, onScreen: (tab === null ? null : await askPage(tab, 'onScreen', {})) ?? null }
}

function Popup() {
  const [front, setFront] = useState<Front | null>(null)
  useEffect(() => void lookInFront().then(setFront, () => setFront({ tab: null, onScreen: null })), [])
  if (!front) return <p class="muted" role="status" style={{ padding: '16px' }}>{say('loading')}</p>
  return (
    <>
      <TroubleOfWrites />
      {front.onScreen
        ? <ChapterView library={library} tab={front.tab} onScreen={front.onScreen} />
        : <ShelfView library={library} tab={front.tab} />}
      <footer>
        <button class="plain" onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('library.html') })}>{say('openLibrary')}</button>
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
