/** Shows the bar beside a selection in a story, and nothing anywhere else. */
import { nameIn } from '../../core/cast/find.ts'
import { isAlive } from '../../browser.ts'
import { leaveOrphaned } from '../ask.ts'
import type { OpenChapter } from '../reading/chapter.ts'
import type { Span } from '../reading/passages.ts'
import type { BarActions } from './actions.ts'
import { showBar, type Bar, type Begin } from './bar.tsx'
import { copyText } from './copy.ts'

/** A selection must rest this long before the bar comes. */
const RESTED_MS = 150

/** What is selected of a story. */
export interface Selected {
  readonly chapter: OpenChapter
  readonly range: Range
  readonly span: Span
}

/** The selection in the first of these chapters that holds any of it. */
export function findSelected(chapters: readonly OpenChapter[]): Selected | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  // a copy: in Firefox the selection's own range follows the selection
  const range = selection.getRangeAt(0).cloneRange()
  for (const chapter of chapters) {
    const span = chapter.selected(range)
    if (span) return { chapter, range, span }
  }
  return null
}

const isSame = (one: Selected | null, other: Selected): boolean =>
  one !== null && one.chapter === other.chapter && one.span.start === other.span.start && one.span.end === other.span.end &&
  one.range.compareBoundaryPoints(Range.START_TO_START, other.range) === 0 && one.range.compareBoundaryPoints(Range.END_TO_END, other.range) === 0

/** Watches selections in the open chapters until `signal` aborts. The answer marks what is selected, or begins its note. */
export function watchSelection(chapters: () => readonly OpenChapter[], signal: AbortSignal): (withNote: boolean) => Promise<boolean> {
  let bar: Bar | null = null
  /** What the bar that shows is beside. */
  let beside: Selected | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pressed = false
  const hide = (): void => bar?.close()
  const show = (selected: Selected, begin: Begin): void => {
    const shown: Bar = showBar(selected.range, actionsOn(selected, () => shown.close()), begin, () => {
      if (bar !== shown) return
      bar = null
      beside = null
    })
    bar = shown
    beside = selected
  }
  const consider = (): void => {
    if (bar?.isBusy()) return
    if (!isAlive()) {
      leaveOrphaned()
      return
    }
    const selected = findSelected(chapters())
    if (!selected) hide()
    // a new bar in its place would swallow the press that is under way
    else if (!isSame(beside, selected)) show(selected, 'choosing')
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
  // the reader may have selected before this script came
  later()
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    hide()
  })
  return async (withNote) => {
    const selected = findSelected(chapters())
    if (!selected) return false
    if (withNote) show(selected, 'writing')
    else if (!(await actionsOn(selected, hide).mark({ colour: 'amber', note: '', tags: [] }))) show(selected, 'failed')
    return true
  }
}

function actionsOn({ chapter, span }: Selected, done: () => void): BarActions {
  const there = chapter.passages.within(span)
  const [only] = there.length === 1 ? there : []
  const name = nameIn(chapter.words(span))
  const settle = (saved: boolean): boolean => {
    if (saved) {
      document.getSelection()?.removeAllRanges()
      done()
    }
    return saved
  }
  return {
    mark: async (said) => settle(await chapter.mark(span, said)),
    reshape: only ? async () => settle(await chapter.moveTo(only.id, span)) : null,
    copyQuote: () => copyText(chapter.quotation(span)),
    lookUp: name === null ? null : { name, ask: () => chapter.whoIs(name) },
  }
}
