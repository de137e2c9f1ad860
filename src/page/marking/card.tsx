/** The small card beside a painted passage: its note, its tags, and what can be done with it; in a closed shadow root. */
import { h, type VNode } from 'preact'
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { drawNote } from '../../core/note.ts'
import { tagsFrom, type Colour } from '../../core/passage.ts'
import type { PaintedPassage } from '../../messages.ts'
import type { CardActions } from './actions.ts'
import { Colours, keepSelection, NoteFields, Press, type Written } from './fields.tsx'
import { openSurface, type Surface } from './surface.tsx'

/** Characters of a passage shown where several are offered. */
const SHOWN = 60

type State = 'reading' | 'writing' | 'removed'
type Told = 'failed' | 'copied' | 'notCopied' | null

/** A note drawn as nodes; links open in a tab of their own and tell the other site nothing. */
export const drawn = (note: string): VNode[] =>
  drawNote<VNode>(note, (tag, href, children) => href === null ? h(tag, null, children) : <a href={href} target="_blank" rel="noopener noreferrer">{children}</a>)

interface CardProps {
  readonly passage: PaintedPassage
  readonly actions: CardActions
  readonly close: () => void
}

function CardView({ passage, actions, close }: CardProps) {
  const [state, setState] = useState<State>('reading')
  const [told, tell] = useState<Told>(null)
  const [shown, setShown] = useState(passage)
  const change = async (said: Pick<PaintedPassage, 'colour' | 'note' | 'tags'>): Promise<void> => {
    const saved = await actions.change(said)
    tell(saved ? null : 'failed')
    if (!saved) return
    setShown({ ...shown, ...said })
    setState('reading')
  }
  const remove = async (removed: boolean): Promise<void> => {
    const saved = await actions.remove(removed)
    tell(saved ? null : 'failed')
    if (saved) setState(removed ? 'removed' : 'reading')
  }
  const copy = (what: Promise<boolean>): void => void what.then((copied) => tell(copied ? 'copied' : 'notCopied'))
  return (
    <div class="card" role="dialog" aria-label={say('cardLabel')} onMouseDown={keepSelection}>
      {state === 'removed' && (
        <div class="row">
          <span role="status">{say('removed')}</span>
          <Press strong act={() => void remove(false)}>{say('undo')}</Press>
          <Press label={say('close')} act={close}>×</Press>
        </div>
      )}
      {state === 'writing' && <Writing shown={shown} save={(said) => void change(said)} close={close} />}
      {state === 'reading' && (
        <>
          <Reading shown={shown} />
          <div class="row">
            <Colours chosen={shown.colour} disabled={false} pick={(colour) => void change({ colour, note: shown.note, tags: shown.tags })} />
            <span class="divide" />
            <Press act={() => setState('writing')}>{shown.note || shown.tags.length > 0 ? say('edit') : say('note')}</Press>
            <Press label={say('close')} act={close}>×</Press>
          </div>
          <div class="row">
            <Press act={() => copy(actions.copyQuote())}>{say('copyQuote')}</Press>
            <Press act={() => copy(actions.copyLink())}>{say('copyLink')}</Press>
            <Press act={() => void remove(true)}>{say('remove')}</Press>
          </div>
        </>
      )}
      {told === 'failed' && <p class="failed" role="alert">{say('changeNotSaved')}</p>}
      {told === 'copied' && <p class="told" role="status">{say('copied')}</p>}
      {told === 'notCopied' && <p class="failed" role="alert">{say('notCopied')}</p>}
    </div>
  )
}

const Reading = ({ shown }: { readonly shown: PaintedPassage }) => (
  <>
    {shown.note && <div class="note" dir="auto">{drawn(shown.note)}</div>}
    {shown.tags.length > 0 && <p class="tags">{shown.tags.map((tag) => <bdi key={tag}>#{tag}</bdi>)}</p>}
  </>
)

interface WritingProps {
  readonly shown: PaintedPassage
  readonly save: (said: { colour: Colour; note: string; tags: readonly string[] }) => void
  readonly close: () => void
}

function Writing({ shown, save, close }: WritingProps) {
  const [written, write] = useState<Written>({ note: shown.note, tags: shown.tags.join(', ') })
  const done = (): void => save({ colour: shown.colour, note: written.note.trim(), tags: tagsFrom(written.tags) })
  return (
    <>
      <NoteFields written={written} write={write} save={done} close={close} />
      <div class="row end">
        <Press strong act={done}>{say('save')}</Press>
        <Press act={close}>{say('cancel')}</Press>
      </div>
    </>
  )
}

interface ChoiceProps {
  readonly passages: readonly PaintedPassage[]
  readonly actionsFor: (passage: PaintedPassage) => CardActions
  readonly close: () => void
}

/** Passages that overlap are offered one by one. */
function Choice({ passages, actionsFor, close }: ChoiceProps) {
  const [chosen, choose] = useState(passages.length === 1 ? passages[0] : undefined)
  if (chosen) return <CardView passage={chosen} actions={actionsFor(chosen)} close={close} />
  return (
    <div class="card" role="dialog" aria-label={say('choosePassage')} onMouseDown={keepSelection}>
      <p class="told">{say('choosePassage')}</p>
      {passages.map((passage) => {
        const [{ quote: { exact } }] = passage.selectors
        return <button key={passage.id} class={`text choice ${passage.colour}`} onClick={(event) => { if (event.isTrusted) choose(passage) }}><bdi>{exact.length > SHOWN ? `${exact.slice(0, SHOWN)}…` : exact}</bdi></button>
      })}
    </div>
  )
}

/** Shows the card of one passage, or the choice between several, beside a range. */
export function showCard(beside: Range, passages: readonly PaintedPassage[], actionsFor: (passage: PaintedPassage) => CardActions, closed: () => void): Surface {
  const close = (): void => surface.close()
  const surface: Surface = openSurface('card', beside, <Choice passages={passages} actionsFor={actionsFor} close={close} />, closed)
  return surface
}
