/** What the bar and the card share: the colours, the note and its tags. Every action is a reader's own (`isTrusted`). */
import type { ComponentChildren } from 'preact'
import { say } from '../../browser.ts'
import { COLOURS, type Colour } from '../../core/passage.ts'

interface PressProps {
  readonly act: () => void
  readonly disabled?: boolean
  readonly strong?: boolean
  readonly label?: string
  readonly shortcut?: string
  readonly children: ComponentChildren
}

/** A button with a word on it. */
export const Press = ({ act, disabled = false, strong = false, label, shortcut, children }: PressProps) => (
  <button class={strong ? 'text strong' : 'text'} disabled={disabled} aria-label={label} aria-keyshortcuts={shortcut}
    onClick={(event) => { if (event.isTrusted) act() }}>{children}</button>
)

interface ColoursProps {
  readonly chosen: Colour | null
  readonly disabled: boolean
  readonly pick: (colour: Colour) => void
}

/** The five colours, each with a name and an edge of its own. */
export const Colours = ({ chosen, disabled, pick }: ColoursProps) => (
  <>
    {COLOURS.map((each) => (
      <button key={each} class={`colour ${each}`} disabled={disabled} aria-pressed={chosen === null ? undefined : each === chosen}
        title={say(`colour_${each}`)} aria-label={say('markIn', say(`colour_${each}`))}
        onClick={(event) => { if (event.isTrusted) pick(each) }} />
    ))}
  </>
)

/** A note and its tags as they are being written. */
export interface Written {
  readonly note: string
  readonly tags: string
}

interface NoteProps {
  readonly written: Written
  readonly write: (written: Written) => void
  readonly save: () => void
  readonly close: () => void
}

/** The fields for a note and its tags. Ctrl+Enter saves, Escape closes. */
export function NoteFields({ written, write, save, close }: NoteProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (!event.isTrusted || event.isComposing) return
    if (event.key === 'Escape') close()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement)) save()
  }
  return (
    <>
      <textarea ref={takeFocus} rows={3} value={written.note} aria-label={say('noteLabel')} placeholder={say('notePlaceholder')} dir="auto"
        onInput={(event) => write({ ...written, note: event.currentTarget.value })} onKeyDown={onKeyDown} />
      <input type="text" value={written.tags} aria-label={say('tagsLabel')} placeholder={say('tagsPlaceholder')} dir="auto"
        onInput={(event) => write({ ...written, tags: event.currentTarget.value })} onKeyDown={onKeyDown} />
    </>
  )
}

/** The note's field takes the keys at once: a reader who types on right after `a` loses no letter. */
const takeFocus = (field: HTMLTextAreaElement | null): void => field?.focus()

/** A press on a card must not take the selection away from the page; in a field it sets the caret. */
export const keepSelection = (event: MouseEvent): void => {
  if (!(event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement)) event.preventDefault()
}
