import { say } from '../../browser.ts'
import type { PassageRow } from '../../store/library.ts'
import { Note } from './note.tsx'
import type { NoteActions } from './notes.tsx'

interface Props {
  readonly row: PassageRow
  readonly actions: NoteActions
  readonly lost: boolean
  /** Words of today's text that may be what became of it. */
  readonly suggestion: string | null
}

/** One passage with its note and tags; a lost one with what can be done about it. */
export function NoteRow({ row, actions, lost, suggestion }: Props) {
  const { exact } = row.selectors[0].quote
  return (
    <li class={`passage ${row.colour}`}>
      {lost
        ? <p class="story" dir="auto">“{exact}”</p>
        : <button class="plain" onClick={() => actions.goTo(row)}><bdi class="story">“{exact}”</bdi></button>}
      {row.note && <Note note={row.note} />}
      {row.tags.length > 0 && <p class="muted small">{row.tags.map((tag) => <bdi key={tag}>#{tag} </bdi>)}</p>}
      {lost && suggestion !== null && <p class="small" dir="auto"><span class="muted">{say('suggested')}</span> “{suggestion}”</p>}
      <div class="row">
        {lost && suggestion !== null && <button onClick={() => actions.place(row, 'candidate')}>{say('acceptSuggestion')}</button>}
        {lost && <button onClick={() => actions.place(row, 'selection')}>{say('placeAtSelection')}</button>}
        {lost && <button onClick={() => actions.goTo(row)}>{say('showWhereItWas')}</button>}
        <button class="plain" onClick={() => actions.remove(row)} aria-label={`${say('remove')}: ${exact.slice(0, 60)}`}>{say('remove')}</button>
      </div>
    </li>
  )
}
