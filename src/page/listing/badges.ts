/**
 * Small badges beside the works of a listing. They hang in one closed shadow root behind the page's own nodes, at places in
 * the document (not the window), so that scrolling moves them without any work of ours. When the page changes its size or
 * its nodes, all places are read at once and then all written at once, in one frame.
 */
import { makeHost } from '../marking/host.ts'
import type { Entry } from './entries.ts'

/** A badge's words for one entry. */
export interface Badge {
  readonly entry: Entry
  readonly words: string
}

const GAP = 6
const STYLE = `
ul { list-style: none; margin: 0; padding: 0 }
li { position: absolute; top: 0; left: 0; white-space: nowrap; font: 12px/16px system-ui, sans-serif; color: #24211c; background: #fffdf8; border: 1px solid #8f8675; border-radius: 9px; padding: 0 7px; pointer-events: none }
li[hidden] { display: none }
.title { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
@media (prefers-color-scheme: dark) { li { color: #ece5d8; background: #221f1b; border-color: #7d7466 } }
@media (forced-colors: active) { li { color: CanvasText; background: Canvas; border-color: CanvasText } }
@media print { ul { display: none } }
`

interface Hung extends Badge {
  readonly item: HTMLElement
}

/** Hangs the badges; they go when `signal` aborts. */
export function hangBadges(badges: readonly Badge[], label: string, signal: AbortSignal): void {
  const { element, mount } = makeHost('badges', STYLE, 'position: absolute; top: 0; left: 0; width: 0; height: 0; z-index: 1000')
  const list = document.createElement('ul')
  list.setAttribute('aria-label', label)
  const hung = badges.map((badge): Hung => ({ ...badge, item: itemOf(badge) }))
  list.append(...hung.map(({ item }) => item))
  mount.append(list)
  document.documentElement.append(element)
  follow(() => place(hung, element), signal)
  signal.addEventListener('abort', () => element.remove())
}

function itemOf({ entry, words }: Badge): HTMLElement {
  const item = document.createElement('li')
  const title = document.createElement('span')
  title.className = 'title'
  title.textContent = `${entry.title}: `
  item.append(title, words)
  return item
}

/** Calls `again` in the next frame whenever something on the page may have moved, never more than once a frame. */
function follow(again: () => void, signal: AbortSignal): void {
  let asked = 0
  const ask = (): void => {
    asked ||= requestAnimationFrame(() => {
      asked = 0
      again()
    })
  }
  const sizes = new ResizeObserver(ask)
  for (const element of [document.documentElement, document.body]) sizes.observe(element)
  const changes = new MutationObserver(ask)
  changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['class', 'style', 'hidden', 'open'] })
  // a box that scrolls by itself moves its links, the document does not
  addEventListener('scroll', ({ target }) => { if (target !== document) ask() }, { capture: true, passive: true, signal })
  addEventListener('load', ask, { capture: true, signal })
  signal.addEventListener('abort', () => {
    cancelAnimationFrame(asked)
    sizes.disconnect()
    changes.disconnect()
  })
  again()
}

/** All places are read before the first is written: one layout, whatever the number of badges. */
function place(hung: readonly Hung[], host: HTMLElement): void {
  const corner = host.getBoundingClientRect()
  const places = hung.map(({ entry, item }) => placeOf(entry.beside, item.getBoundingClientRect()))
  hung.forEach(({ item }, index) => {
    const at = places[index]
    const shows = at !== null && at !== undefined
    if (item.style.visibility !== (shows ? '' : 'hidden')) item.style.visibility = shows ? '' : 'hidden'
    if (!shows) return
    const transform = `translate(${Math.round(at.left - corner.left)}px, ${Math.round(at.top - corner.top)}px)`
    if (item.style.transform !== transform) item.style.transform = transform
  })
}

interface Spot {
  readonly left: number
  readonly top: number
}

/** Behind the last words of the link's line where there is room in its block, else above the line's end; null for links that are not shown. */
function placeOf(beside: Element, { width, height }: DOMRect): Spot | null {
  const lines = beside.getClientRects()
  const line = lines[lines.length - 1]
  if (!beside.isConnected || line === undefined || line.width === 0) return null
  const block = blockAround(beside)
  const words = document.createRange()
  words.selectNodeContents(block)
  const box = block.getBoundingClientRect()
  const isBackwards = getComputedStyle(block).direction === 'rtl'
  const onLine = [...words.getClientRects()].filter((each) => each.width > 0 && each.width < box.width && each.bottom > line.top + 2 && each.top < line.bottom - 2)
  const middle = line.top + (line.height - height) / 2
  if (isBackwards) {
    const left = Math.min(line.left, ...onLine.map((each) => each.left)) - GAP - width
    return left >= box.left ? { left, top: middle } : { left: Math.max(0, line.left), top: line.top - height + 2 }
  }
  const left = Math.max(line.right, ...onLine.map((each) => each.right)) + GAP
  return left + width <= box.right ? { left, top: middle } : { left: Math.min(line.right, document.documentElement.clientWidth) - width, top: line.top - height + 2 }
}

/** The block a link runs in. */
function blockAround(element: Element): Element {
  let at = element
  while (getComputedStyle(at).display.startsWith('inline') && at.parentElement) at = at.parentElement
  return at
}
