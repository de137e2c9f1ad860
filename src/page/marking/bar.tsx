/** The small bar beside a selection: five colours, a note with tags, the quote to copy; in a closed shadow root. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { tagsFrom, type Colour } from '../../core/passage.ts'
import type { BarActions } from './actions.ts'
import { Colours, keepSelection, NoteFields, Press, type Written } from './fields.tsx'
import { openSurface, type Surface } from './surface.tsx'
import { Who, type Found } from './who.tsx'

type State = 'choosing' | 'saving' | 'failed' | 'copied' | 'notCopied'

/** How the bar comes: with its colours, with a note to write, or to say that a passage could not be saved. */
export type Begin = 'choosing' | 'writing' | 'failed'

export interface Bar extends Surface {
  /** True while the reader writes a note or a write is under way: the selection may change without closing the bar. */
  readonly isBusy: () => boolean
  /** Keys on the page while the bar shows: h marks, a opens a note, Tab moves into the bar, Escape closes. */
  readonly onKey: (event: KeyboardEvent) => void
}

/** What the bar's view tells those outside of it. */
interface Line {
  onKey: (event: KeyboardEvent) => void
  busy: boolean
}

interface BarProps extends BarActions {
  readonly line: Line
  readonly begin: Begin
  readonly close: () => void
  readonly focus: () => void
}

function BarView({ mark, reshape, copyQuote, lookUp, close, focus, begin, line }: BarProps) {
  const [state, setState] = useState<State>(begin === 'failed' ? 'failed' : 'choosing')
  const [written, write] = useState<Written>({ note: '', tags: '' })
  const [colour, setColour] = useState<Colour>('amber')
  const [writing, setWriting] = useState(begin === 'writing')
  const [found, find] = useState<Found | null>(null)
  const attempt = async (what: Promise<boolean>): Promise<void> => {
    setState('saving')
    if (!(await what)) setState('failed')
  }
  const save = (chosen: Colour): void => {
    setColour(chosen)
    void attempt(mark({ colour: chosen, note: written.note.trim(), tags: tagsFrom(written.tags) }))
  }
  line.busy = writing || state === 'saving' || state === 'failed'
  line.onKey = keys({ writing, close, focus, mark: () => save(colour), note: () => setWriting(true) })
  const saving = state === 'saving'
  return (
    <div class="card bar" role="group" aria-label={say('barLabel')} onMouseDown={keepSelection}>
      <div class="row">
        <Colours chosen={writing ? colour : null} disabled={saving} pick={(each) => { if (writing) setColour(each); else save(each) }} />
        <span class="divide" />
        {!writing && <Press disabled={saving} shortcut="a" act={() => setWriting(true)}>{say('note')} <kbd>a</kbd></Press>}
        {writing && <Press disabled={saving} strong act={() => save(colour)}>{say('save')}</Press>}
        {!writing && <Press act={() => void copyQuote().then((copied) => setState(copied ? 'copied' : 'notCopied'))}>{say('copyQuote')}</Press>}
        {!writing && reshape && <Press disabled={saving} act={() => void attempt(reshape())}>{say('reshape')}</Press>}
        {!writing && lookUp && <Press act={() => { find({ status: 'asking' }); void lookUp.ask().then((who) => find(who ?? { status: 'failed' })) }}>{say('whoIs', lookUp.name)}</Press>}
        <Press label={say('close')} act={close}>×</Press>
      </div>
      {!writing && lookUp && found && <Who name={lookUp.name} found={found} />}
      {writing && <NoteFields written={written} write={write} save={() => save(colour)} close={close} />}
      {state === 'failed' && <p class="failed" role="alert">{say('notSaved')}</p>}
      {state === 'copied' && <p class="told" role="status">{say('copied')}</p>}
      {state === 'notCopied' && <p class="failed" role="alert">{say('notCopied')}</p>}
    </div>
  )
}

interface Keys {
  readonly writing: boolean
  readonly close: () => void
  readonly focus: () => void
  readonly mark: () => void
  readonly note: () => void
}

const keys = ({ writing, close, focus, mark, note }: Keys) => (event: KeyboardEvent): void => {
  if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape') close()
  else if (writing || isEditable(event)) return
  else if (event.key === 'Tab' && !event.shiftKey) focus()
  else if (event.key === 'h') mark()
  else if (event.key === 'a') note()
  else return
  event.preventDefault()
  event.stopPropagation()
}

/** Whether the keys are going into a field of the page's own. */
export const isEditable = (event: KeyboardEvent): boolean =>
  event.composedPath().some((node) => node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)))

/** Shows the bar beside the selection; `closed` is called once it is gone. */
export function showBar(selection: Range, actions: BarActions, begin: Begin, closed: () => void): Bar {
  const line: Line = { onKey: () => undefined, busy: begin !== 'choosing' }
  // once the keys are in the bar, Tab is the browser's again
  const focus = (): void => surface.focus()
  const close = (): void => surface.close()
  const surface: Surface = openSurface('bar', selection, <BarView {...actions} line={line} begin={begin} close={close} focus={focus} />, closed)
  return {
    ...surface,
    isBusy: () => line.busy,
    onKey: (event) => { if (event.key !== 'Tab' || !surface.hasFocus()) line.onKey(event) },
  }
}
