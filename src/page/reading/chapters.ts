/** The chapters of one page: usually one, several in an entire work or a thread. The one in view is the current one. */
import { answerInPage } from '../../messages.ts'
import type { Reading } from '../../sites/site.ts'
import { findSelected, watchSelection } from '../marking/watch.ts'
import { watchPassages } from '../marking/visit.ts'
import { OpenChapter } from './chapter.ts'
import { Painter } from './paint.ts'

/** Opens what the page holds, until `signal` aborts. */
export function openChapters(reading: Extract<Reading, { kind: 'chapter' }>, signal: AbortSignal): void {
  const open = new Map<Element, OpenChapter>()
  const painter = new Painter(signal)
  let current: OpenChapter | null = null
  const show = (root: Element): void => {
    const onPage = reading.chapters.find((chapter) => chapter.area.roots[0] === root)
    if (!onPage) return
    current = open.get(root) ?? new OpenChapter(onPage, reading.confidence, painter, signal)
    open.set(root, current)
  }
  const roots = reading.chapters.flatMap((chapter) => chapter.area.roots.slice(0, 1))
  const [only, ...others] = roots
  if (only && others.length === 0) show(only)
  else {
    // a chapter further down the page counts as opened only when the reader gets there
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) show(entry.target)
    })
    for (const root of roots) observer.observe(root)
    signal.addEventListener('abort', () => observer.disconnect())
  }
  // in the order of the page, not in the order in which they came into view
  const chapters = (): OpenChapter[] => roots.flatMap((root) => open.get(root) ?? [])
  const markSelection = watchSelection(chapters, signal)
  const visits = watchPassages(chapters, painter, signal)
  watchShade(roots, painter, signal)
  const stopAnswering = answerInPage({
    onScreen: () => (chapters().find((chapter) => chapter === current || chapter.inView) ?? null)?.onScreen ?? null,
    goTo: ({ target }) =>
      'passage' in target
        ? chapters().some((chapter) => chapter.goToPassage(target.passage))
        : (current?.goToPlace(target.place, target.words) ?? false),
    stepToPassage: ({ by }) => visits.step(by),
    markSelection: ({ withNote }) => markSelection(withNote),
    passagesEdited: async () => {
      await Promise.all(chapters().map((chapter) => chapter.refresh()))
      return null
    },
    placePassage: ({ passage, at }) => placePassage(chapters(), passage, at),
  })
  signal.addEventListener('abort', stopAnswering)
}

/** Puts a passage where its reader says, in the chapter it belongs to. */
async function placePassage(chapters: readonly OpenChapter[], id: string, at: 'candidate' | 'selection'): Promise<boolean> {
  const own = chapters.find((chapter) => chapter.passages.find(id) !== undefined)
  const selected = at === 'selection' ? findSelected(own ? [own] : []) : null
  const span = at === 'candidate' ? (own?.passages.candidateFor(id) ?? null) : (selected?.span ?? null)
  if (!own || !span) return false
  const saved = await own.moveTo(id, span)
  if (saved && selected) document.getSelection()?.removeAllRanges()
  return saved
}

/** Sites with a switch of their own between light and dark turn it by an attribute of the page's outermost elements. */
function watchShade(roots: readonly Element[], painter: Painter, signal: AbortSignal): void {
  const look = (): void => {
    const [root] = roots
    if (root) painter.look(root)
  }
  const observer = new MutationObserver(look)
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look, { signal })
  signal.addEventListener('abort', () => observer.disconnect())
}
