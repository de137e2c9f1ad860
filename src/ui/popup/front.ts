/** What the popup was opened over: the tab in front, its site, and what Catchword makes of the page. */
import { browser } from '../../browser.ts'
import { originOf, standingOf, type Origin, type Standing } from '../../granted.ts'
import { askPage, askScript, type Looked, type OnScreen } from '../../messages.ts'
import { tabInFront } from '../parts/travel.ts'

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

/** Looks at the tab in front. */
export async function lookInFront(): Promise<Front> {
  const tab = await tabInFront()
  if (tab === null) return NOWHERE
  const { url } = await browser.tabs.get(tab)
  const origin = originOf(url)
  const [standing, [looked, onScreen]] = await Promise.all([origin ? standingOf(origin) : Promise.resolve<Standing>('absent'), lookAt(tab)])
  return { tab, host: origin && url !== undefined ? new URL(url).host : null, origin, standing, onScreen: onScreen ?? null, looked: looked ?? null }
}

/** One after the other: the page says what it is once its chapter is open, and before that knows nothing of one on screen. */
async function lookAt(tab: number): Promise<[looked: Looked | undefined, onScreen: OnScreen | null | undefined]> {
  const looked = await askScript(tab, 'looked', {})
  return [looked, await askPage(tab, 'onScreen', {})]
}
