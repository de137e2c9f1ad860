/** The recovery page: when the library is shut or lost, what happened, what is safe, and what can be done. */
import Dexie from 'dexie'
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { say, type MessageKey } from '../../browser.ts'
import { findLoss, journalLength, lossDealtWith, openLibrary, type Marker } from '../../keeping.ts'
import type { Library } from '../../store/library.ts'
import { rawBackup, type RawCounts } from '../../store/raw.ts'
import { shutOf, type LibraryShut } from '../../store/shut.ts'
import { Snapshots } from '../../store/snapshots.ts'
import { speakReadersLanguage } from '../parts/page.ts'
import { nameFor, saveFile } from '../parts/save-file.ts'
import { countOf, timeOf } from '../parts/sizes.ts'
import { SnapshotList } from '../parts/snapshots.tsx'
import './recovery.css'

type State =
  | { readonly is: 'looking' }
  | { readonly is: 'open'; readonly library: Library }
  | { readonly is: 'lost'; readonly library: Library; readonly loss: Marker }
  | { readonly is: 'shut'; readonly shut: LibraryShut }

/** Opens the library, giving another page of ours a few seconds to let go. */
async function look(): Promise<State> {
  const library = openLibrary()
  const blocked = new Promise<LibraryShut>((tell) => library.onShut((shut) => shut && tell(shut)))
  const shut = await Promise.race([library.open().then(() => null, (error: unknown) => shutOf(error)), blocked])
  if (shut) return { is: 'shut', shut }
  const loss = await findLoss()
  return loss ? { is: 'lost', library, loss } : { is: 'open', library }
}

const store = new Snapshots()
const SHUT: Readonly<Record<LibraryShut['kind'], MessageKey>> = {
  newer: 'shutNewer', upgrade: 'shutUpgrade', blocked: 'shutBlocked', full: 'shutFull', forbidden: 'shutForbidden', unreadable: 'shutUnreadable',
}

function Recovery() {
  const [state, setState] = useState<State>({ is: 'looking' })
  const again = (): void => {
    setState({ is: 'looking' })
    look().then(setState, (error: unknown) => setState({ is: 'shut', shut: shutOf(error) }))
  }
  useEffect(again, [])
  if (state.is === 'looking') return <p role="status">{say('recoveryLooking')}</p>
  if (state.is === 'open') return <AllWell />
  return (
    <>
      <h1>{say(state.is === 'lost' ? 'recoveryLost' : 'recoveryShut')}</h1>
      {state.is === 'lost'
        ? <p class="trouble" role="alert">{say('lostWhat', countOf(state.loss.works), countOf(state.loss.passages), timeOf(state.loss.at))}</p>
        : <p class="trouble" role="alert">{say(SHUT[state.shut.kind], state.shut.detail)}</p>}
      <p>{say(state.is === 'lost' ? 'lostSafe' : 'shutSafe')}</p>
      {state.is === 'shut' && <section><h2 class="label">{say('tryAgain')}</h2><p>{say('tryAgainWhy')}</p><p><button class="continue" onClick={again}>{say('tryAgain')}</button></p></section>}
      {state.is === 'shut' && <RawExport />}
      {state.is === 'shut' && state.shut.kind === 'unreadable' && <SetAside done={again} />}
      {state.is === 'lost' && <Lost library={state.library} done={again} />}
    </>
  )
}

function AllWell() {
  return (
    <>
      <h1>{say('recoveryOpen')}</h1>
      <p>{say('recoveryOpenMore')}</p>
      <p><a class="button" href="library.html">{say('openLibrary')}</a> <a class="button" href="health.html">{say('health')}</a></p>
    </>
  )
}

/** Everything that can be read, in a file, whatever our own code thinks of the database. */
function RawExport() {
  const [told, setTold] = useState<string | null>(null)
  const save = async (): Promise<void> => {
    setTold(say('saving'))
    let counts: RawCounts | undefined
    const now = Date.now()
    await saveFile({ name: nameFor('raw', now), type: 'application/json', pieces: () => rawBackup(indexedDB, 'catchword', now, (each) => void (counts = each)) })
    setTold(say('rawDone', countOf(counts?.good ?? 0), countOf(counts?.broken ?? 0)))
  }
  return (
    <section>
      <h2 class="label">{say('rawExport')}</h2>
      <p>{say('rawWhy')}</p>
      <p><button onClick={() => void save().catch((error: unknown) => setTold(say('rawFailed', error instanceof Error ? error.name : 'Error')))}>{say('rawSave')}</button></p>
      {told !== null && <p role="status">{told}</p>}
    </section>
  )
}

/** The last resort: the damaged files go, and the snapshots take their place. Asked twice. */
function SetAside({ done }: { readonly done: () => void }) {
  const [sure, setSure] = useState(false)
  const go = async (): Promise<void> => {
    await Dexie.delete('catchword')
    done()
  }
  return (
    <section>
      <h2 class="label">{say('setAside')}</h2>
      <p>{say('setAsideWhy')}</p>
      <p>{sure
        ? <><button onClick={() => void go().catch(done)}>{say('setAsideSure')}</button> <button onClick={() => setSure(false)}>{say('cancel')}</button></>
        : <button onClick={() => setSure(true)}>{say('setAside')}</button>}</p>
    </section>
  )
}

function Lost({ library, done }: { readonly library: Library; readonly done: () => void }) {
  const [journal, setJournal] = useState(0)
  useEffect(() => void journalLength().then(setJournal, () => undefined), [])
  return (
    <>
      <section>
        <h2 class="label">{say('restoreFrom')}</h2>
        <p>{say('journalHolds', countOf(journal))}</p>
        <SnapshotList library={library} store={store} way="into" restored={done} />
      </section>
      <section>
        <h2 class="label">{say('goOnWithout')}</h2>
        <p>{say('goOnWithoutWhy')}</p>
        <p><button onClick={() => void lossDealtWith(library, Date.now()).then(done)}>{say('goOnWithout')}</button></p>
      </section>
    </>
  )
}

speakReadersLanguage()
document.title = say('recoveryTitle')
render(<Recovery />, document.getElementById('recovery') as HTMLElement)
