/** One fact of the page in "Why?": what it is, where it stands, and the reader's own word on it. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'

export interface FactProps {
  readonly id: string
  readonly label: string
  /** What holds now; null where nothing is known. */
  readonly value: string | null
  /** Where the page says it; null where it does not. */
  readonly source: string | null
  /** What the page shows instead, where the reader has said otherwise; undefined where they have not. */
  readonly instead: string | null | undefined
  readonly isNumber?: boolean
  /** Stores the reader's word, null to take it back; undefined for what cannot be corrected. */
  readonly correct?: (value: string | null) => void
}

export function Fact(props: FactProps) {
  const { id, label, value, source, instead, correct } = props
  const [writing, write] = useState(false)
  return (
    <li class="fact">
      <div class="row">
        <span class="muted small" id={`why-${id}`}>{label}</span>
        {correct && !writing && <button class="plain small" aria-label={say('correctThis', label)} onClick={() => write(true)}>{say('correct')}</button>}
      </div>
      {writing && correct
        ? <Correcting {...props} save={(said) => { write(false); correct(said) }} leave={() => write(false)} />
        : <p dir="auto">{value ?? <span class="muted">{say('notKnown')}</span>}</p>}
      {instead !== undefined && correct
        ? (
          <p class="muted small">
            {instead === null ? say('youSaid') : say('youSaidInstead', instead)}{' '}
            <button class="plain small" aria-label={say('undoThat', label)} onClick={() => correct(null)}>{say('undo')}</button>
          </p>
        )
        : source !== null && <p class="muted small">{source}</p>}
    </li>
  )
}

interface CorrectingProps extends FactProps {
  readonly save: (value: string) => void
  readonly leave: () => void
}

function Correcting({ id, value, isNumber, save, leave }: CorrectingProps) {
  const [text, setText] = useState(value ?? '')
  const trimmed = text.trim()
  const wrong = trimmed === '' || (isNumber === true && !isChapterNumber(trimmed))
  const done = (event: Event): void => {
    event.preventDefault()
    if (!wrong) save(trimmed)
  }
  return (
    <form onSubmit={done} onKeyDown={(event) => { if (event.key === 'Escape') { event.preventDefault(); leave() } }}>
      <input type="text" dir="auto" inputMode={isNumber ? 'decimal' : 'text'} maxLength={isNumber ? 12 : 500} aria-labelledby={`why-${id}`} aria-invalid={wrong && trimmed !== ''}
        ref={(field) => field?.focus()} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      {wrong && trimmed !== '' && <p class="small" role="alert">{say('notANumber')}</p>}
      <div class="row"><button type="submit" disabled={wrong}>{say('save')}</button><button type="button" onClick={leave}>{say('cancel')}</button></div>
    </form>
  )
}

/** Chapters have numbers like 12, 0, 9.08; a comma is a point in half the world. */
const isChapterNumber = (text: string): boolean => /^\d{1,7}(?:[.,]\d{1,4})?$/.test(text)
export const chapterNumberFrom = (text: string): number => Number(text.replace(',', '.'))
