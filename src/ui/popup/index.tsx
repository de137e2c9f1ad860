/** The popup: on a chapter page its work, place, recap and marks; elsewhere the shelf. */
import '../parts/begun.ts'
import { library, looking } from './ahead.ts'
import { render } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { browser, panelOpener, say } from '../../browser.ts'
import { speakReadersLanguage } from '../parts/page.ts'
import { TroubleOfWrites } from '../parts/trouble.tsx'
import { ChapterView } from './chapter.tsx'
import { lookInFront, NOWHERE, type Front } from './front.ts'
import { ShelfView } from './shelf.tsx'
import { SiteLeave, SitePainting, SiteQuestion, Withheld } from './site.tsx'
import { Why } from './why.tsx'
import './popup.css'

function Popup() {
  const [front, setFront] = useState<Front | null>(null)
  const look = (): Promise<void> => lookInFront(setFront).catch(() => setFront(NOWHERE))
  // at once: an effect would wait for the next frame
  useLayoutEffect(() => looking(setFront), [])
  if (!front) return <p class="muted" role="status" style={{ padding: '16px' }}>{say('loading')}</p>
  return (
    <>
      <TroubleOfWrites />
      <SiteQuestion front={front} changed={look} />
      <Withheld changed={look} />
      {front.onScreen
        ? <><ChapterView library={library} tab={front.tab} onScreen={front.onScreen} /><SitePainting front={front} /></>
        : <ShelfView library={library} tab={front.tab} />}
      <Why library={library} front={front} changed={look} />
      <footer>
        <button class="plain" onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('library.html') })}>{say('openLibrary')}</button>
        <button class="plain" onClick={() => void browser.tabs.create({ url: browser.runtime.getURL('portable.html') })}>{say('portable')}</button>
        <button class="plain" onClick={() => void browser.runtime.openOptionsPage()}>{say('settings')}</button>
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

speakReadersLanguage()
render(<Popup />, document.getElementById('popup') as HTMLElement)
