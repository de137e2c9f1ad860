import { say } from '../../browser.ts'
import type { PassageRow } from '../../store/library.ts'
import { counted } from './number.ts'

interface Props {
  readonly passages: readonly PassageRow[]
  /** Ids of those that could not be found on the page. */
  readonly lost: readonly string[]
  readonly goTo: (id: string) => void
}

/** What the reader marked in the chapter on screen; a click goes to the passage. */
export function Marked({ passages, lost, goTo }: Props) {
  return (
    <section aria-labelledby="marked">
      <div class="head">
        <h2 class="label" id="marked">{say('markedHere')}</h2>
        {passages.length > 0 && <span class="muted small">{counted('markedCount', passages.length)}</span>}
      </div>
      {passages.length === 0
        ? <p class="muted small">{say('markedNone')}</p>
        : <PassageList passages={passages} lost={lost} goTo={(passage) => goTo(passage.id)} />}
    </section>
  )
}

interface ListProps {
  readonly passages: readonly PassageRow[]
  readonly lost: readonly string[]
  readonly goTo: (passage: PassageRow) => void
}

/** Passages with their notes, in the order given. */
export function PassageList({ passages, lost, goTo }: ListProps) {
  return (
    <ul>
      {passages.map((passage) => (
        <li key={passage.id} class={`passage ${passage.colour}`}>
          <button class="plain" onClick={() => goTo(passage)}><bdi class="story">“{passage.selectors[0].quote.exact}”</bdi></button>
          {passage.note && <p class="muted" dir="auto">{passage.note}</p>}
          {lost.includes(passage.id) && <p class="muted small">{say('passageLost')}</p>}
        </li>
      ))}
    </ul>
  )
}
