/** A file is read, shown as what it would do, and written only when the reader says so; the last import can be undone. */
import { useEffect, useState } from 'preact/hooks'
import { lookUp } from '../../addresses.ts'
import { say, type MessageKey } from '../../browser.ts'
import { UnreadableFile } from '../../core/formats/file.ts'
import { choicesNow, takeBack, takeChoices } from '../../keeping.ts'
import { stageFile, type Brought } from '../../store/bringing.ts'
import type { Library } from '../../store/library.ts'
import { cancelImport } from '../../store/transfer.ts'
import { NothingStaged, stagedNow } from '../../store/staged.ts'
import { confirmUndoably, undoable, type Undoable } from '../../store/undoing.ts'
import { ago, whole } from '../parts/number.ts'
import { Preview } from './preview.tsx'

type State =
  | { readonly kind: 'waiting'; readonly said: string | null }
  | { readonly kind: 'working'; readonly doing: MessageKey; readonly rows: number; readonly stop: AbortController | null }
  | { readonly kind: 'refused'; readonly name: string; readonly why: string }
  | { readonly kind: 'staged'; readonly name: string; readonly brought: Brought; readonly token: string }

/** One sentence for what went wrong; unknown errors are told by name and stay in the console. */
function sentence(error: unknown): string {
  if (error instanceof UnreadableFile || error instanceof NothingStaged) return error.message
  console.error(error)
  return say('bringFailed', error instanceof Error ? error.name : 'Error')
}

export function BringIn({ library }: { readonly library: Library }) {
  const [state, setState] = useState<State>({ kind: 'waiting', said: null })
  const [last, setLast] = useState<Undoable | null>(null)
  const look = (): void => void undoable(library).then(setLast, () => setLast(null))
  useEffect(look, [])
  const attempt = (name: string, doing: MessageKey, work: () => Promise<State>, stop: AbortController | null = null): void => {
    setState({ kind: 'working', doing, rows: 0, stop })
    const ended = (error: unknown): State => (stop?.signal.aborted ? { kind: 'waiting', said: say('bringCancelled') } : { kind: 'refused', name, why: sentence(error) })
    void work().catch(ended).then((next) => {
      setState(next)
      look()
    })
  }
  const read = (file: File): void => {
    const stop = new AbortController()
    attempt(file.name, 'bringReading', async () => {
      const progress = (doing: 'reading' | 'comparing', rows: number): void => setState({ kind: 'working', doing: doing === 'reading' ? 'bringReading' : 'bringComparing', rows, stop })
      const brought = await stageFile(library, file, lookUp, Date.now(), { choices: await choicesNow(), progress, signal: stop.signal })
      return { kind: 'staged', name: file.name, brought, token: await stagedNow(library) }
    }, stop)
  }
  const confirm = (name: string, { fresh, changed }: Brought, token: string): void => {
    const stop = new AbortController()
    attempt(name, 'bringWriting', async () => {
      const progress = (rows: number): void => setState({ kind: 'working', doing: 'bringWriting', rows, stop })
      await confirmUndoably(library, token, Date.now(), { choices: await choicesNow(), progress, signal: stop.signal }).catch(async (error: unknown) => {
        if (stop.signal.aborted) await cancelImport(library)
        throw error
      })
      await takeChoices(library)
      return { kind: 'waiting', said: say('bringDone', whole(fresh), whole(changed)) }
    }, stop)
  }
  const cancel = (): void => attempt('', 'loading', async () => {
    await cancelImport(library)
    return { kind: 'waiting', said: say('bringCancelled') }
  })
  const undo = (): void => attempt('', 'bringUndoing', async () => {
    const stay = await takeBack(library)
    return { kind: 'waiting', said: stay === 0 ? say('bringUndone') : say('bringUndoneButFor', whole(stay)) }
  })
  return (
    <section aria-labelledby="bring-in">
      <h2 class="label" id="bring-in">{say('bringIn')}</h2>
      <p>{say('bringInWhat')}</p>
      <label class="file">
        <span>{say('bringFile')}</span>
        <input type="file" disabled={state.kind === 'working'} onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          if (file) read(file)
          // the same file chosen again is a choice too
          currentTarget.value = ''
        }} />
      </label>
      <div aria-live="polite">
        {state.kind === 'working' && <p class="muted" role="status">{say(state.doing)}</p>}
      </div>
      {state.kind === 'working' && state.stop && (
        <p class="row">
          <span class="muted" data-rows={state.rows}>{say('rowsSoFar', whole(state.rows))}</span>
          <button data-stop onClick={() => state.stop?.abort()}>{say('cancel')}</button>
        </p>
      )}
      <div aria-live="polite">
        {state.kind === 'waiting' && state.said && <p class="undo" data-said>{state.said}</p>}
        {state.kind === 'refused' && <p class="trouble" role="alert">{state.name && <strong><bdi>{state.name}</bdi>: </strong>}{state.why} {say('bringNothingChanged')}</p>}
        {state.kind === 'staged' && <Preview name={state.name} brought={state.brought} confirm={() => confirm(state.name, state.brought, state.token)} cancel={cancel} />}
      </div>
      {last && state.kind !== 'working' && state.kind !== 'staged' && (
        <p class="row">
          <span class="muted">{say('bringLast', ago(last.made, Date.now()), whole(last.rows))}</span>
          <button data-undo onClick={undo}>{say('bringUndo')}</button>
        </p>
      )}
    </section>
  )
}
