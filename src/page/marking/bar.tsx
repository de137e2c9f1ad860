/** The small bar beside a selection: five colours and a note, in a closed shadow root. */
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { COLOURS, type Colour } from '../../core/passage.ts'
import type { Actions, Bar } from './actions.ts'
import { barStyle } from './style.ts'

/** Room kept between the selection and the bar, and between the bar and the window's edge, in px. */
const GAP = 8

type State = 'choosing' | 'writing' | 'saving' | 'failed'

interface BarProps extends Actions {
  readonly commands: { onKey: (event: KeyboardEvent) => void; state: State }
}

function BarView({ mark, close, commands }: BarProps) {
  const [state, setState] = useState<State>('choosing')
  const [note, setNote] = useState('')
  const [colour, setColour] = useState<Colour>('amber')
  const [writing, setWriting] = useState(false)
  const save = async (chosen: Colour): Promise<void> => {
    setColour(chosen)
    setState('saving')
    if (!(await mark(chosen, note.trim()))) setState('failed')
  }
  commands.state = writing && state === 'choosing' ? 'writing' : state
  commands.onKey = (event) => {
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') close()
    else if (writing || isEditable(event)) return
    else if (event.key === 'h') void save(colour)
    else if (event.key === 'a') setWriting(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div class="bar" role="group" aria-label={say('barLabel')} onMouseDown={keepSelection}>
      <div class="row">
        {COLOURS.map((each) => (
          <button key={each} class={`colour ${each}`} disabled={state === 'saving'} aria-pressed={writing ? each === colour : undefined}
            title={say(`colour_${each}`)} aria-label={say('markIn', say(`colour_${each}`))}
            onClick={(event) => { if (event.isTrusted) { if (writing) setColour(each); else void save(each) } }} />
        ))}
        <span class="divide" />
        {!writing && (
          <button class="text" disabled={state === 'saving'} aria-keyshortcuts="a" onClick={(event) => { if (event.isTrusted) setWriting(true) }}>
            {say('note')} <kbd>a</kbd>
          </button>
        )}
        {writing && <button class="text strong" disabled={state === 'saving'} onClick={(event) => { if (event.isTrusted) void save(colour) }}>{say('save')}</button>}
        <button class="text" aria-label={say('close')} onClick={(event) => { if (event.isTrusted) close() }}>×</button>
      </div>
      {writing && (
        <textarea ref={takeFocus} rows={3} value={note} aria-label={say('noteLabel')} placeholder={say('notePlaceholder')} dir="auto"
          onInput={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            event.stopPropagation()
            if (!event.isTrusted) return
            if (event.key === 'Escape') close()
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(colour)
          }} />
      )}
      {state === 'failed' && <p class="failed" role="alert">{say('notSaved')}</p>}
    </div>
  )
}

/** The note's field takes the keys at once: a reader who types on right after `a` loses no letter. */
const takeFocus = (field: HTMLTextAreaElement | null): void => field?.focus()

/** A press on the bar must not take the selection away from the page; in the note's field it sets the caret. */
const keepSelection = (event: MouseEvent): void => {
  if (!(event.target instanceof HTMLTextAreaElement)) event.preventDefault()
}

const isEditable = (event: KeyboardEvent): boolean =>
  event.composedPath().some((node) => node instanceof HTMLElement && (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)))

/** Shows the bar above the selection, or below it where there is no room; never over it. */
export function showBar(selection: Range, actions: Actions): Bar {
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: STAGE ? 'open' : 'closed' })
  const style = document.createElement('style')
  style.textContent = barStyle
  const mount = document.createElement('div')
  root.append(style, mount)
  host.style.cssText = 'all: initial; position: absolute; top: 0; left: 0; z-index: 2147483647'
  if (STAGE) host.dataset.catchword = 'bar'
  const commands: BarProps['commands'] = { onKey: () => undefined, state: 'choosing' }
  render(<BarView {...actions} commands={commands} />, mount)
  document.documentElement.append(host)
  // it grows when a note is written: then it finds another place rather than cover the selection
  const growing = new ResizeObserver(() => placeBar(host, mount, selection))
  growing.observe(mount)
  placeBar(host, mount, selection)
  return {
    close() {
      growing.disconnect()
      render(null, mount)
      host.remove()
    },
    isBusy: () => commands.state !== 'choosing',
    onKey: (event) => commands.onKey(event),
  }
}

function placeBar(host: HTMLElement, bar: HTMLElement, selection: Range): void {
  const target = selection.getBoundingClientRect()
  const own = bar.getBoundingClientRect()
  const above = target.top - own.height - GAP
  const top = above >= GAP ? above : target.bottom + GAP
  const middle = target.left + (target.width - own.width) / 2
  const left = Math.max(GAP, Math.min(middle, document.documentElement.clientWidth - own.width - GAP))
  // moved from where the host's corner is now, so that a page which moves its root element moves the bar with it
  const corner = host.getBoundingClientRect()
  host.style.top = `${parseFloat(host.style.top) + top - corner.top}px`
  host.style.left = `${parseFloat(host.style.left) + left - corner.left}px`
}
