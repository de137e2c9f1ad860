/** Search and filters over passages. */
import { say } from '../../browser.ts'
import { fold, wordsOf } from '../../core/find/fold.ts'
import { COLOURS, type Colour } from '../../core/passage.ts'
import type { PassageRow } from '../../store/library.ts'

/** What the reader wants to see. Empty texts and nulls let everything through. */
export interface Wanted {
  readonly words: string
  readonly colour: Colour | null
  readonly tag: string | null
  readonly noted: boolean
}

export const EVERYTHING: Wanted = { words: '', colour: null, tag: null, noted: false }

/** Whether a passage is among those wanted; every word searched for must stand in its quote, note or tags. */
export function fits(row: Pick<PassageRow, 'selectors' | 'colour' | 'note' | 'tags'>, { words, colour, tag, noted }: Wanted): boolean {
  if (colour !== null && row.colour !== colour) return false
  if (tag !== null && !row.tags.includes(tag)) return false
  if (noted && row.note === '') return false
  const searched = wordsOf(words)
  if (searched.length === 0) return true
  const held = fold([row.selectors[0].quote.exact, row.note, ...row.tags].join(' '))
  return searched.every((word) => held.includes(word))
}

interface Props {
  readonly rows: readonly PassageRow[]
  readonly wanted: Wanted
  readonly want: (wanted: Wanted) => void
}

/** The fields to choose by. Colours and tags are offered only where there are some to choose between. */
export function Sieve({ rows, wanted, want }: Props) {
  const tags = [...new Set(rows.flatMap((row) => row.tags))].sort((a, b) => a.localeCompare(b))
  const colours = COLOURS.filter((colour) => rows.some((row) => row.colour === colour))
  return (
    <div class="sieve" role="search">
      <input type="search" value={wanted.words} aria-label={say('searchNotes')} placeholder={say('searchNotes')} onInput={(event) => want({ ...wanted, words: event.currentTarget.value })} />
      <select aria-label={say('byColour')} value={wanted.colour ?? ''} onChange={({ currentTarget: { value } }) => want({ ...wanted, colour: COLOURS.find((each) => each === value) ?? null })}>
        <option value="">{say('anyColour')}</option>
        {colours.map((colour) => <option key={colour} value={colour}>{say(`colour_${colour}`)}</option>)}
      </select>
      {tags.length > 0 && (
        <select aria-label={say('byTag')} value={wanted.tag ?? ''} onChange={({ currentTarget: { value } }) => want({ ...wanted, tag: value || null })}>
          <option value="">{say('anyTag')}</option>
          {tags.map((tag) => <option key={tag} value={tag}>#{tag}</option>)}
        </select>
      )}
      <label><input type="checkbox" checked={wanted.noted} onChange={(event) => want({ ...wanted, noted: event.currentTarget.checked })} /> {say('withNotesOnly')}</label>
    </div>
  )
}
