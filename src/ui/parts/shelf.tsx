import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { ShelfEntry } from '../../store/works.ts'
import { ago, counted } from './number.ts'
import { ProgressLine } from './progress.tsx'
import { ReadRecap } from './read-recap.tsx'
import { chapterLine, titleOf } from './title.ts'
import { openAddress, travelTo } from './travel.ts'

/** Works with their place and Continue. `tab` is where stories open; null opens a new one. */
export function ShelfList({ entries, tab }: { readonly entries: readonly ShelfEntry[]; readonly tab: number | null }) {
  const [trouble, setTrouble] = useState<string | null>(null)
  const onward = (entry: ShelfEntry): void => {
    continueReading(entry, tab).catch((error: unknown) => setTrouble(say('travelFailed', String(error))))
  }
  return (
    <>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      <ul class="shelf">{entries.map((entry) => <ShelfRow key={entry.work.id} entry={entry} onward={() => onward(entry)} />)}</ul>
    </>
  )
}

/** Back to the place, or on to the next chapter when this one was read to its end. */
export async function continueReading({ work, chapter }: ShelfEntry, tab: number | null): Promise<void> {
  if (chapter && work.current) {
    const { mark } = work.current
    if (mark.fraction >= 1 && chapter.nextUrl !== null) await openAddress(tab, chapter.nextUrl)
    else await travelTo(tab, chapter, mark.place, mark.words)
  } else if (work.url !== null) await openAddress(tab, work.url)
}

function ShelfRow({ entry: { work, chapter }, onward }: { readonly entry: ShelfEntry; readonly onward: () => void }) {
  const fraction = work.current?.mark.fraction ?? 0
  return (
    <li>
      <div class="row">
        <div>
          <h2 dir="auto">{titleOf(work)}</h2>
          <p class="muted small">
            <bdi>{chapter ? chapterLine(chapter, work.posted) : say('notStarted')}</bdi>
            {' · '}{ago(work.lastRead, Date.now())}
            {work.passages > 0 && ` · ${counted('passagesCount', work.passages)}`}
          </p>
        </div>
        {(chapter ?? work.url) && <button onClick={onward} aria-label={`${say('continue')}: ${titleOf(work)}`}>{say('continue')}</button>}
        {work.current && <ReadRecap work={work.id} title={titleOf(work)} />}
      </div>
      <ProgressLine current={fraction} furthest={fraction} />
    </li>
  )
}
