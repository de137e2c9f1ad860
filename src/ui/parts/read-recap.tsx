/** "Read recap", beside Continue: what happened, before going on. */
import { useEffect, useState } from 'preact/hooks'
import { browser, panelOpener, say } from '../../browser.ts'
import type { WorkId } from '../../core/work.ts'
import { workAddress } from '../library/route.ts'

/** The work's own page in the library, with its recap. */
const openWork = (work: WorkId): void => void browser.tabs.create({ url: browser.runtime.getURL(`library.html${workAddress(work)}`) })

interface Props {
  readonly work: WorkId
  /** The story's name, where several such buttons stand on a page. */
  readonly title?: string
  /** The chapter is on screen: the panel beside it shows the recap, where the browser has one. */
  readonly onScreen?: boolean
}

/** Opens the recap: in the panel beside the chapter on screen, else on the work's page. */
export function ReadRecap({ work, title, onScreen = false }: Props) {
  const [own, setOwn] = useState<number | null>(null)
  // the panel must be opened right in the click: the window is known before it
  useEffect(() => void (onScreen && browser.windows.getCurrent().then(({ id }) => setOwn(id ?? null), () => undefined)), [onScreen])
  const panel = panelOpener()
  const open = (): void => {
    if (onScreen && panel && own !== null) void panel(own).then(() => window.close(), () => openWork(work))
    else openWork(work)
  }
  return <button onClick={open} {...(title !== undefined && { 'aria-label': say('readRecapOf', title) })}>{say('readRecap')}</button>
}
