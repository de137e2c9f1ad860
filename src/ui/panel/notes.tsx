import type { OnScreen } from '../../messages.ts'
import { askPage } from '../../messages.ts'
import type { ChapterId, WorkId } from '../../core/work.ts'
import type { Library } from '../../store/library.ts'
import { passagesIn } from '../../store/passages.ts'
import { useLive } from '../parts/live.ts'
import { Marked } from '../parts/marked.tsx'
import { LibraryClosed } from '../parts/trouble.tsx'

interface Props {
  readonly library: Library
  readonly tab: number | null
  readonly work: WorkId
  readonly chapter: ChapterId
  readonly onScreen: OnScreen
}

/** What the reader marked in the chapter on screen. */
export function NotesTab({ library, tab, chapter, onScreen }: Props) {
  const live = useLive(() => passagesIn(library, chapter), [chapter])
  if (live.state === 'loading') return null
  if (live.state === 'failed') return <LibraryClosed error={live.error} />
  return <Marked passages={live.value} lost={onScreen.lost} goTo={(passage) => { if (tab !== null) void askPage(tab, 'goTo', { target: { passage } }) }} />
}
