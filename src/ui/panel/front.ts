import { useEffect, useState } from 'preact/hooks'
import { browser } from '../../browser.ts'
import { askPage, type OnScreen } from '../../messages.ts'
import { tabInFront } from '../parts/travel.ts'

/** The tab on screen, and the chapter it shows. */
export interface Front {
  readonly tab: number | null
  readonly onScreen: OnScreen | null
}

/** A page that just loaded may take a moment to know that it is a chapter: asked again after so many milliseconds. */
const ASK_AGAIN_MS = [0, 300, 1000, 3000]

/** Follows the tab on screen: asks again whenever another comes to the front or the one in front loads. */
export function useFront(): Front | null {
  const [front, setFront] = useState<Front | null>(null)
  useEffect(() => {
    let latest = 0
    const look = async (): Promise<void> => {
      const own = ++latest
      for (const wait of ASK_AGAIN_MS) {
        await new Promise((later) => setTimeout(later, wait))
        const tab = await tabInFront()
        const onScreen = (tab === null ? null : await askPage(tab, 'onScreen', {}).catch(() => null)) ?? null
        if (own !== latest) return
        setFront({ tab, onScreen })
        if (onScreen) return
      }
    }
    const again = (): void => void look()
    again()
    browser.tabs.onActivated.addListener(again)
    browser.tabs.onUpdated.addListener(again)
    return () => {
      latest = -1
      browser.tabs.onActivated.removeListener(again)
      browser.tabs.onUpdated.removeListener(again)
    }
  }, [])
  return front
}
