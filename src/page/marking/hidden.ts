/** Whether the page hides what we show on it: then the reader is told where no page reaches, on the toolbar button and in the popup. */
import { ask } from '../ask.ts'
import type { Host } from './host.ts'

let hidden = false

/** Whether the page hid what was shown last. */
export const isHidden = (): boolean => hidden

function note(seen: boolean): void {
  hidden = !seen
  if (hidden) void ask('pageHides', {})
}

/**
 * Once the page had its turn at what was just shown: tells, and takes away with `leave`, what nobody can see. `isOpen`:
 * whether nothing of the page's lies over it. What it returns is called before it goes: the page may have hidden it since.
 */
export function watchHiding(host: Host, isOpen: () => boolean, leave: () => void): () => void {
  const frame = requestAnimationFrame(() => {
    note(host.isWhole() && isOpen())
    if (hidden) leave()
  })
  return () => {
    cancelAnimationFrame(frame)
    if (!hidden) note(host.isWhole())
  }
}

/** Whether a mouse finds it: in its middle, or near one of its corners. */
export function isReachable({ element, mount }: Host): boolean {
  const { left, top, width, height } = (mount.firstElementChild ?? mount).getBoundingClientRect()
  return [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].some(([x = 0, y = 0]) => document.elementFromPoint(left + x * width, top + y * height) === element)
}
