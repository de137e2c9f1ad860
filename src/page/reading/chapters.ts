/** The chapters of one page: usually one, several in an entire work or a thread. The one in view is the current one. */
import { answerInPage } from '../../messages.ts'
import type { Reading } from '../../sites/site.ts'
import { watchSelection } from '../marking/watch.ts'
import { OpenChapter } from './chapter.ts'

/** Opens what the page holds, until `signal` aborts. */
export function openChapters(reading: Extract<Reading, { kind: 'chapter' }>, signal: AbortSignal): void {
  const open = new Map<Element, OpenChapter>()
  let current: OpenChapter | null = null
  const show = (root: Element): void => {
    const onPage = reading.chapters.find((chapter) => chapter.area.roots[0] === root)
    if (!onPage) return
    current = open.get(root) ?? new OpenChapter(onPage, reading.confidence, signal)
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
  const chapters = (): OpenChapter[] => [...open.values()]
  const stopAnswering = answerInPage({
    onScreen: () => (chapters().find((chapter) => chapter === current || chapter.inView) ?? null)?.onScreen ?? null,
    goTo: ({ target }) =>
      'passage' in target
        ? chapters().some((chapter) => chapter.goToPassage(target.passage))
        : (current?.goToPlace(target.place, target.words) ?? false),
  })
  signal.addEventListener('abort', stopAnswering)
  watchSelection(chapters, signal)
}
