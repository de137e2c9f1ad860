/** Ways to a painted passage: a click on it, or next and previous by keyboard and then Enter. */
import type { PaintedPassage } from '../../messages.ts'
import type { OpenChapter } from '../reading/chapter.ts'
import type { Painter } from '../reading/paint.ts'
import type { CardActions } from './actions.ts'
import { isEditable } from './bar.tsx'
import { showCard } from './card.tsx'
import { copyText } from './copy.ts'
import type { Surface } from './surface.tsx'

/** What a click on the page is for before it is for us. */
const OWN_CLICKS = 'a[href], button, input, select, textarea, label, summary, video, audio, [contenteditable], [role=button], [role=link]'

export interface Visits {
  /** Scrolls to the next (1) or previous (-1) passage; opens nothing. False when there is none. */
  readonly step: (by: 1 | -1) => boolean
}

/** Opens cards for the passages of the open chapters until `signal` aborts. */
export function watchPassages(chapters: () => readonly OpenChapter[], painter: Painter, signal: AbortSignal): Visits {
  let card: Surface | null = null
  let here: { readonly chapter: OpenChapter; readonly id: string } | null = null
  const leave = (): void => {
    here = null
    painter.point(null)
  }
  const open = (chapter: OpenChapter, passages: readonly PaintedPassage[]): Surface | null => {
    const range = passages[0] && chapter.passages.rangeOf(passages[0].id)
    if (!range) return null
    const shown = showCard(range, passages, (passage) => actionsOn(chapter, passage), () => { if (card === shown) card = null })
    card = shown
    return shown
  }
  document.addEventListener('click', (event) => {
    if (!event.isTrusted || card?.holds(event)) return
    card?.close()
    leave()
    const found = isPlainClick(event) ? passagesUnder(chapters(), event) : null
    if (found) open(found.chapter, found.passages)
  }, { signal })
  document.addEventListener('keydown', (event) => {
    if (!event.isTrusted || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isEditable(event)) return
    if (event.key === 'Escape' && card) card.close()
    else if (event.key === 'Tab' && card && !card.hasFocus()) card.focus()
    else if (event.key === 'Enter' && here && !card) {
      const passage = here.chapter.passages.find(here.id)
      const opened = passage ? open(here.chapter, [passage]) : null
      if (!opened) return
      opened.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }, { signal, capture: true })
  signal.addEventListener('abort', () => card?.close())
  return {
    step(by) {
      const next = findNext(chapters(), here, by)
      if (!next?.chapter.goToPassage(next.id)) return false
      card?.close()
      here = next
      painter.point(next.chapter.passages.isPainted ? next.chapter.passages.rangeOf(next.id) : null)
      return true
    },
  }
}

/** A click that means nothing else: no drag, no link, nothing the page took for itself. */
const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey &&
  document.getSelection()?.isCollapsed !== false && !(event.target instanceof Element && event.target.closest(OWN_CLICKS))

function passagesUnder(chapters: readonly OpenChapter[], { clientX, clientY }: MouseEvent) {
  for (const chapter of chapters) {
    const passages = chapter.passagesAt(clientX, clientY)
    if (passages.length > 0) return { chapter, passages }
  }
  return null
}

/** The passage after or before the one the reader came to last; at first, after or before what is in view. */
function findNext(chapters: readonly OpenChapter[], here: { readonly chapter: OpenChapter; readonly id: string } | null, by: 1 | -1) {
  const all = chapters.flatMap((chapter) => chapter.passages.inOrder().map(({ passage, span }) => ({ chapter, id: passage.id, start: span.start })))
  const at = all.findIndex(({ chapter, id }) => chapter === here?.chapter && id === here.id)
  if (at >= 0) return all[at + by] ?? null
  const inView = chapters.find((chapter) => chapter.isCurrent()) ?? chapters[0]
  const order = inView ? chapters.indexOf(inView) : 0
  const sight = inView?.inSight ?? 0
  const isAhead = (each: { chapter: OpenChapter; start: number }): boolean =>
    each.chapter === inView ? each.start >= sight : chapters.indexOf(each.chapter) > order
  return (by === 1 ? all.find(isAhead) : all.findLast((each) => !isAhead(each))) ?? null
}

const actionsOn = (chapter: OpenChapter, passage: PaintedPassage): CardActions => {
  let last = passage
  const span = () => chapter.passages.spanOf(passage.id) ?? { start: 0, end: 0 }
  return {
    change: (said) => chapter.change(passage.id, said),
    remove: (removed) => {
      // brought back as it was last, not as it was when the card opened
      last = chapter.passages.find(passage.id) ?? last
      return chapter.remove(last, removed)
    },
    copyQuote: () => copyText(chapter.quotation(span())),
    copyLink: () => copyText(chapter.linkTo(span())),
  }
}
