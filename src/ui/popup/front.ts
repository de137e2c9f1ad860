/** What the popup was opened over: the tab in front, its site, and what Catchword makes of the page. */
import { originOf, standingOf, type Origin, type Standing } from '../../granted.ts'
import { askPage, askScript, type Looked, type OnScreen } from '../../messages.ts'
import { frontTab } from '../parts/travel.ts'

export interface Front {
  readonly tab: number | null
  /** Name and port of the site; null on pages no extension may look at. */
  readonly host: string | null
  readonly origin: Origin | null
  readonly standing: Standing
  readonly onScreen: OnScreen | null
  readonly looked: Looked | null
}

/** Over no page at all. */
export const NOWHERE: Front = { tab: null, host: null, origin: null, standing: 'absent', onScreen: null, looked: null }

/**
 * Looks at the tab in front, and tells twice: what shows at once, and what the page makes of itself, for which the
 * detector may first have to be brought in. Only the second time is a chapter sure to be told that is just being opened.
 */
export async function lookInFront(told: (front: Front) => void): Promise<void> {
  const { id: tab, url } = (await frontTab()) ?? {}
  if (tab === undefined) {
    told(NOWHERE)
    return
  }
  const origin = originOf(url)
  const [standing, onScreen] = await Promise.all([origin ? standingOf(origin) : Promise.resolve<Standing>('absent'), askPage(tab, 'onScreen', {})])
  const front: Front = { tab, host: origin && url !== undefined ? new URL(url).host : null, origin, standing, onScreen: onScreen ?? null, looked: null }
  told(front)
  const looked = (await askScript(tab, 'looked', {})) ?? null
  const opened = looked?.kind === 'chapter' && !onScreen ? await askPage(tab, 'onScreen', {}) : onScreen
  told({ ...front, onScreen: opened ?? null, looked })
}

/** Looks at once, and tells whoever asks later what it has seen so far and then sees. */
export function firstLook(): (told: (front: Front) => void) => void {
  let seen: Front | null = null
  let tell = (front: Front): void => { seen = front }
  lookInFront((front) => tell(front)).catch(() => tell(NOWHERE))
  return (told) => {
    tell = told
    if (seen) told(seen)
  }
}
