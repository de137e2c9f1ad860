/** What can be done with the works selected, and the undo of the last thing that was done. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { tagsFrom } from '../../core/passage.ts'
import { STATUSES } from '../../core/record.ts'
import type { WorkId } from '../../core/work.ts'
import type { Library } from '../../store/library.ts'
import { worksBroughtBack, worksRemoved } from '../../store/removed.ts'
import { saidUndone, tagsAdded, worksSaid } from '../../store/said.ts'
import { counted } from '../parts/number.ts'
import { statusName } from './row.tsx'

/** Something the reader did, and how to take it back. */
export interface Deed {
  readonly text: string
  readonly undo: () => Promise<void>
}

interface Props {
  readonly library: Library
  readonly picked: readonly WorkId[]
  readonly done: (deed: Deed) => void
  readonly clear: () => void
}

export function Bulk({ library, picked, done, clear }: Props) {
  const [failed, setFailed] = useState(false)
  const [tag, setTag] = useState('')
  const act = (text: string, work: () => Promise<() => Promise<void>>): void => void work().then(
    (undo) => {
      setFailed(false)
      done({ text, undo })
    },
    () => setFailed(true),
  )
  const works = counted('worksCount', picked.length)
  const tell = (value: string): void => {
    const status = STATUSES.find((each) => each === value) ?? null
    act(say('didStatus', works, status ? statusName(status) : say('statusItself')), async () => {
      const before = await worksSaid(library, picked, { status }, Date.now())
      return () => saidUndone(library, before, Date.now())
    })
  }
  const addTag = (): void => {
    const tags = tagsFrom(tag)
    if (tags.length === 0) return
    setTag('')
    act(say('didTag', works, tags.join(', ')), async () => {
      const before = await tagsAdded(library, picked, tags, Date.now())
      return () => saidUndone(library, before, Date.now())
    })
  }
  const remove = (): void => act(say('didRemove', works), async () => {
    await worksRemoved(library, picked, Date.now())
    clear()
    return () => worksBroughtBack(library, picked)
  })
  return (
    <div class="bulk" role="group" aria-label={say('withSelected')}>
      <b role="status">{say('selected', works)}</b>
      <select aria-label={say('setStatus')} value="" onChange={({ currentTarget }) => { tell(currentTarget.value); currentTarget.value = '' }}>
        <option value="" disabled>{say('setStatus')}</option>
        {STATUSES.map((status) => <option key={status} value={status}>{statusName(status)}</option>)}
        <option value="itself">{say('statusItself')}</option>
      </select>
      <form onSubmit={(event) => { event.preventDefault(); addTag() }}>
        <input type="text" aria-label={say('addTag')} placeholder={say('addTag')} value={tag} onInput={({ currentTarget }) => setTag(currentTarget.value)} />
      </form>
      <button onClick={remove}>{say('removeFromShelf')}</button>
      <button class="plain" onClick={clear}>{say('selectNone')}</button>
      {failed && <span role="alert">{say('changeNotSaved')}</span>}
    </div>
  )
}

/** What was done, until something else is done or the reader closes it. */
export function Undo({ deed, over }: { readonly deed: Deed; readonly over: () => void }) {
  const [failed, setFailed] = useState(false)
  return (
    <div class="undo toast">
      <span role="status">{deed.text}</span>
      <button onClick={() => void deed.undo().then(over, () => setFailed(true))}>{say('undo')}</button>
      <button class="plain" onClick={over}>{say('close')}</button>
      {failed && <span role="alert">{say('changeNotSaved')}</span>}
    </div>
  )
}
