/** Why there is no recap, and the reader's switch for it. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { ChapterRow, Library, PassageRow } from '../../store/library.ts'
import { hostOf, readerWished, type Refusal } from '../../store/wishes.ts'
import { PassageList } from './marked.tsx'

const reasonOf = ({ by, scope, name, words }: Refusal): string =>
  by === 'author' ? say('refusedByAuthor', words ?? '') : scope === 'work' ? say('refusedByReaderWork') : say('refusedByReaderSite', name)

interface Props {
  readonly library: Library
  readonly refusal: Refusal
  readonly passages: readonly PassageRow[]
  readonly goToPassage: (passage: PassageRow) => void
}

/** Says whose wish it is, and offers the reader's own notes. The reader's own wish can be taken back here. */
export function NoRecap({ library, refusal, passages, goToPassage }: Props) {
  const again = (): void => void readerWished(library, refusal.scope, refusal.name, false, Date.now())
  return (
    <>
      <p class="muted refusal">{reasonOf(refusal)}</p>
      {refusal.by === 'reader' && <p><button onClick={again}>{say('recapAgain')}</button> <span class="muted small">{say('refusedAgain')}</span></p>}
      <h3 class="muted small">{say('ownNotes')}</h3>
      {passages.length === 0 ? <p class="muted small">{say('ownNotesNone')}</p> : <PassageList passages={passages} lost={[]} goTo={goToPassage} />}
    </>
  )
}

/** "No recap for this story", "… for anything on this site". */
export function WishSwitch({ library, chapter }: { readonly library: Library; readonly chapter: ChapterRow }) {
  const [open, setOpen] = useState(false)
  const host = hostOf(chapter.url)
  const wish = (scope: 'work' | 'site', name: string): void => void readerWished(library, scope, name, true, Date.now())
  return (
    <section>
      <button class="plain small" aria-expanded={open} onClick={() => setOpen(!open)}>{say('noRecapWanted')}</button>
      {open && (
        <p class="choices">
          <button onClick={() => wish('work', chapter.work)}>{say('noRecapForWork')}</button> <button onClick={() => wish('site', host)}>{say('noRecapForSite', host)}</button>
        </p>
      )}
    </section>
  )
}
