import { say } from '../../browser.ts'
import type { PassageRow } from '../../store/library.ts'
import { counted } from './number.ts'

interface Props {
  readonly passages: readonly PassageRow[]
  /** Ids of those that could not be found on the page. */
  readonly lost: readonly string[]
  readonly goTo: (id: string) => void
}

/** What the reader marked in a chapter; a click goes to the passage on the page. */
export function Marked({ passages, lost, goTo }: Props) {
  return (
    <section aria-labelledby="marked">
      <div class="head">
        <h2 class="label" id="marked">{say('markedHere')}</h2>
        {passages.length > 0 && <span class="muted small">{counted('markedCount', passages.length)}</span>}
      </div>
      {passages.length === 0 && <p class="muted small">{say('markedNone')}</p>}
      <ul>
        {passages.map(({ id, colour, note, selectors }) => (
          <li key={id} class={`passage ${colour}`}>
            <button class="plain" onClick={() => goTo(id)}><bdi class="story">“{selectors[0].quote.exact}”</bdi></button>
            {note && <p class="muted" dir="auto">{note}</p>}
            {lost.includes(id) && <p class="muted small">{say('passageLost')}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
