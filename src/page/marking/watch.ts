/** Shows the bar beside a selection in a story, and nothing anywhere else. */
import type { OpenChapter } from '../reading/chapter.ts'
import type { Bar } from './actions.ts'
import { showBar } from './bar.tsx'

/** A selection must rest this long before the bar comes. */
const RESTED_MS = 150

/** Watches selections in the open chapters until `signal` aborts. */
export function watchSelection(chapters: () => readonly OpenChapter[], signal: AbortSignal): void {
  let bar: Bar | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pressed = false
  const hide = (): void => {
    bar?.close()
    bar = null
  }
  const consider = (): void => {
    if (bar?.isBusy()) return
    const selection = document.getSelection()
    const range = selection && !selection.isCollapsed && selection.rangeCount > 0 ? selection.getRangeAt(0) : null
    for (const chapter of range ? chapters() : []) {
      const span = range && chapter.selected(range)
      if (!span) continue
      hide()
      bar = showBar(range, {
        mark: async (colour, note) => {
          const saved = await chapter.mark(span, colour, note)
          if (saved) {
            document.getSelection()?.removeAllRanges()
            hide()
          }
          return saved
        },
        close: hide,
      })
      return
    }
    hide()
  }
  const later = (): void => {
    clearTimeout(timer)
    if (!pressed) timer = setTimeout(consider, RESTED_MS)
  }
  document.addEventListener('selectionchange', later, { signal })
  document.addEventListener('pointerdown', () => { pressed = true }, { signal, capture: true, passive: true })
  for (const end of ['pointerup', 'pointercancel'] as const) {
    document.addEventListener(end, () => {
      pressed = false
      later()
    }, { signal, capture: true, passive: true })
  }
  document.addEventListener('keydown', (event) => bar?.onKey(event), { signal, capture: true })
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    hide()
  })
}
