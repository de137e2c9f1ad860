/** The chapters of one page: usually one, several in an entire work or a thread. The one in view is the current one. */
import { choiceFor, watchChoice, type Choice } from '../../choices.ts'
import { answerInPage } from '../../messages.ts'
import type { ChapterOnPage } from '../../sites/site.ts'
import { findSelected, watchSelection } from '../marking/watch.ts'
import { watchPassages } from '../marking/visit.ts'
import type { ChapterReading, OpenChapters } from '../screen.ts'
import { OpenChapter } from './chapter.ts'
import { Painter } from './paint.ts'

/** A chapter is the current one when its beginning has passed this share of the window's height. */
const CURRENT_FROM = 0.4

/** The last of some chapters in page order that the reader has come to; the first before they came to any. */
function currentOf(chapters: readonly OpenChapter[]): OpenChapter | null {
  const line = window.innerHeight * CURRENT_FROM
  const begun = chapters.filter(({ onPage }) => (onPage.area.roots[0]?.getBoundingClientRect().top ?? Infinity) <= line)
  return begun.at(-1) ?? chapters[0] ?? null
}

/** Opens what the page holds, until `signal` aborts. */
export const openChapters: OpenChapters = (reading, signal) => {
  let known: readonly ChapterOnPage[] = []
  const open = new Map<Element, OpenChapter>()
  const painter = new Painter(signal)
  // nothing is painted before it is known that the reader has nothing against it here
  let isPainted = false
  const chapters = (): OpenChapter[] => known.flatMap(({ area: { roots: [root] } }) => (root && open.get(root)) ?? [])
  const current = (): OpenChapter | null => currentOf(chapters())
  const show = (root: Element): void => {
    const onPage = known.find((chapter) => chapter.area.roots[0] === root)
    if (!onPage || open.has(root)) return
    const chapter: OpenChapter = new OpenChapter(onPage, reading.confidence, () => current() === chapter, painter, signal)
    chapter.passages.isPainted = isPainted
    open.set(root, chapter)
  }
  // of several, a chapter further down the page counts as opened only when the reader gets there
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) show(entry.target)
  })
  signal.addEventListener('abort', () => observer.disconnect())
  const follow = (later: ChapterReading): void => {
    known = later.chapters
    const roots = known.flatMap((chapter) => chapter.area.roots.slice(0, 1))
    if (roots.length === 1 && roots[0]) show(roots[0])
    else for (const root of roots) observer.observe(root)
  }
  follow(reading)
  const markSelection = watchSelection(chapters, signal)
  const visits = watchPassages(chapters, painter, signal)
  watchShade(() => known.flatMap((chapter) => chapter.area.roots.slice(0, 1)), painter, signal)
  const heed = ({ painting }: Choice): void => {
    isPainted = painting === null
    for (const chapter of chapters()) chapter.passages.isPainted = isPainted
    if (!isPainted) painter.point(null)
  }
  watchChoice(location.host, heed, signal)
  void choiceFor(location.host).then(heed)
  const stopAnswering = answerInPage({
    onScreen: () => current()?.onScreen ?? null,
    goTo: ({ target }) =>
      'passage' in target
        ? chapters().some((chapter) => chapter.goToPassage(target.passage))
        : (current()?.goToPlace(target.place, target.words) ?? false),
    stepToPassage: ({ by }) => visits.step(by),
    markSelection: ({ withNote }) => markSelection(withNote),
    passagesEdited: async () => {
      await Promise.all(chapters().map((chapter) => chapter.refresh()))
      return null
    },
    changesSeen: async () => (await current()?.changes.seen()) ?? false,
    placePassage: ({ passage, at }) => placePassage(chapters(), passage, at),
  })
  signal.addEventListener('abort', stopAnswering)
  return follow
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
function watchShade(roots: () => readonly Element[], painter: Painter, signal: AbortSignal): void {
  const look = (): void => {
    const [root] = roots()
    if (root) painter.look(root)
  }
  const observer = new MutationObserver(look)
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look, { signal })
  signal.addEventListener('abort', () => observer.disconnect())
}
