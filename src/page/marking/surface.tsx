/** A small card of ours on the page: a closed shadow root beside a passage. There is never more than one. */
import { render, type ComponentChild } from 'preact'
import { isReachable, watchHiding } from './hidden.ts'
import { makeHost, type Host } from './host.ts'
import { surfaceStyle } from './style.ts'

/** Room kept between the text and the card, and between the card and the window's edge, in px. */
const GAP = 8

export interface Surface {
  readonly close: () => void
  /** Puts the keys into it. */
  readonly focus: () => void
  /** Whether an event came from it. */
  readonly holds: (event: Event) => boolean
  /** Whether the keys go to it. */
  readonly hasFocus: () => boolean
}

let closeLast: (() => void) | null = null

/** Shows `view` beside a range, never over it, and closes what was shown before; `closed` is called once it is gone. */
export function openSurface(name: 'bar' | 'card', beside: Range, view: ComponentChild, closed: () => void): Surface {
  closeLast?.()
  const host = makeHost(name, surfaceStyle, 'position: absolute; top: 0; left: 0; z-index: 2147483647')
  const { element, root, mount } = host
  // the site's own single keys (next chapter, search) stay quiet while the reader types here
  for (const type of ['keydown', 'keyup', 'keypress'] as const) element.addEventListener(type, (event) => event.stopPropagation())
  render(view, mount)
  document.documentElement.append(element)
  // it grows when a note is written: then it finds another place rather than cover the text
  const growing = new ResizeObserver(() => placeBeside(host, beside))
  growing.observe(mount)
  placeBeside(host, beside)
  const close = (): void => {
    if (closeLast !== close) return
    closeLast = null
    growing.disconnect()
    ends()
    render(null, mount)
    element.remove()
    closed()
  }
  closeLast = close
  const ends = watchHiding(host, () => !isInWindow(beside) || isReachable(host), close)
  return {
    close,
    focus: () => root.querySelector<HTMLElement>('button, textarea, input')?.focus(),
    holds: (event) => event.composedPath().includes(element),
    hasFocus: () => document.activeElement === element,
  }
}

/** Above the text, or below it where there is no room; below first where a finger brings the system's own menu above. */
function placeBeside({ element, mount, set }: Host, beside: Range): void {
  const target = beside.getBoundingClientRect()
  const own = mount.getBoundingClientRect()
  const above = target.top - own.height - GAP
  const below = target.bottom + GAP
  const fitsAbove = above >= GAP
  const fitsBelow = below + own.height + GAP <= window.innerHeight
  const belowFirst = matchMedia('(pointer: coarse)').matches
  // text that is taller than the window leaves no room at all: then the window's lower edge covers the least of it
  const top = fitsBelow && (belowFirst || !fitsAbove) ? below : fitsAbove ? above : target.bottom < window.innerHeight / 2 ? below : Math.max(GAP, window.innerHeight - own.height - GAP)
  const middle = target.left + (target.width - own.width) / 2
  const left = Math.max(GAP, Math.min(middle, document.documentElement.clientWidth - own.width - GAP))
  // moved from where the host's corner is now, so that a page which moves its root element moves the card with it
  const corner = element.getBoundingClientRect()
  set('top', `${parseFloat(element.style.top) + top - corner.top}px`)
  set('left', `${parseFloat(element.style.left) + left - corner.left}px`)
}

function isInWindow(range: Range): boolean {
  const { top, bottom } = range.getBoundingClientRect()
  return bottom > 0 && top < window.innerHeight
}
