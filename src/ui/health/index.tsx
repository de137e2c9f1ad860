/** The health page: how much the library holds, how safe it is, and what went wrong lately. */
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { browser, say, type MessageKey } from '../../browser.ts'
import { incidents, type Incident } from '../../handover.ts'
import { backupSaved, choicesNow, findBackupSaved, forgetJournal, openLibrary } from '../../keeping.ts'
import { backupOf } from '../../store/backup.ts'
import { countsOf, isSound, lookThrough, mend, prunable, prune, type Counts, type Findings } from '../../store/health.ts'
import { TABLE_KINDS, type TableKind } from '../../store/kinds.ts'
import { Snapshots, takeSnapshot } from '../../store/snapshots.ts'
import { speakReadersLanguage } from '../parts/page.ts'
import { nameFor, saveFile } from '../parts/save-file.ts'
import { countOf, sizeOf, timeOf } from '../parts/sizes.ts'
import { SnapshotList } from '../parts/snapshots.tsx'
import { LibraryClosed, TroubleOfWrites } from '../parts/trouble.tsx'
import './health.css'

const library = openLibrary()
const store = new Snapshots()
/** A backup file older than this is worth a reminder. */
const REMIND_MS = 30 * 86_400_000

const KINDS: Readonly<Record<TableKind, MessageKey>> = {
  work: 'kindWorks', home: 'kindHomes', chapter: 'kindChapters', progress: 'kindProgress', passage: 'kindPassages', verdict: 'kindVerdicts',
  correction: 'kindCorrections', wish: 'kindWishes', sitting: 'kindSittings', digest: 'kindDigests', amendment: 'kindAmendments', fingerprint: 'kindFingerprints',
}

function Health() {
  const [counts, setCounts] = useState<Counts | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  const [turn, setTurn] = useState(0)
  useEffect(() => void countsOf(library).then(setCounts, setTrouble), [turn])
  const changed = (): void => setTurn(turn + 1)
  if (trouble !== null) return <LibraryClosed error={trouble} />
  return (
    <>
      <h1>{say('health')}</h1>
      <TroubleOfWrites />
      <Backup counts={counts} />
      <section><h2 class="label">{say('snapshots')}</h2><p>{say('snapshotsWhy')}</p><TakeNow done={changed} /><SnapshotList turn={turn} library={library} store={store} way="over" restored={changed} /></section>
      <Integrity done={changed} />
      <section>
        <h2 class="label">{say('whatIsKept')}</h2>
        {counts && <table><tbody>{TABLE_KINDS.map((kind) => <tr key={kind}><th scope="row">{say(KINDS[kind])}</th><td>{countOf(counts[kind])}</td></tr>)}</tbody></table>}
        <Room done={changed} />
      </section>
      <Log />
    </>
  )
}

function Backup({ counts }: { readonly counts: Counts | null }) {
  const [saved, setSaved] = useState<number | null>(null)
  const [told, setTold] = useState<string | null>(null)
  useEffect(() => void findBackupSaved().then(setSaved, () => undefined), [])
  const save = async (): Promise<void> => {
    const now = Date.now()
    setTold(say('saving'))
    const choices = await choicesNow()
    const bytes = await saveFile({ name: nameFor('backup', now), type: 'application/json', pieces: () => backupOf(library, now, { choices, progress: (rows) => setTold(say('savingRows', countOf(rows))) }) })
    await backupSaved(now)
    setSaved(now)
    setTold(say('backupDone', sizeOf(bytes)))
  }
  const isDue = counts !== null && counts.work > 0 && (saved === null || Date.now() - saved > REMIND_MS)
  return (
    <section>
      <h2 class="label">{say('backupFile')}</h2>
      {isDue && <p class="trouble">{saved === null ? say('backupNever') : say('backupOld', timeOf(saved))}</p>}
      {saved !== null && !isDue && <p>{say('backupLast', timeOf(saved))}</p>}
      <p>{say('backupWhy')}</p>
      <p><button class="continue" onClick={() => void save().catch((error: unknown) => setTold(say('backupFailed', error instanceof Error ? error.name : 'Error')))}>{say('backupSave')}</button></p>
      {told !== null && <p role="status">{told}</p>}
    </section>
  )
}

function TakeNow({ done }: { readonly done: () => void }) {
  const [told, setTold] = useState<string | null>(null)
  const take = async (): Promise<void> => {
    const now = Date.now()
    setTold(say('saving'))
    await takeSnapshot(library, store, 'rolling', now, await choicesNow())
    await forgetJournal(now)
    setTold(null)
    done()
  }
  return (
    <>
      <p><button onClick={() => void take().catch((error: unknown) => setTold(say('snapshotFailed', error instanceof Error ? error.name : 'Error')))}>{say('snapshotNow')}</button></p>
      {told !== null && <p role="status">{told}</p>}
    </>
  )
}

type Check = { readonly is: 'not-begun' } | { readonly is: 'under-way'; readonly rows: number } | { readonly is: 'found'; readonly findings: Findings } | { readonly is: 'mended' } | { readonly is: 'failed'; readonly reason: string }

function Integrity({ done }: { readonly done: () => void }) {
  const [check, setCheck] = useState<Check>({ is: 'not-begun' })
  const failed = (error: unknown): void => setCheck({ is: 'failed', reason: error instanceof Error ? error.name : 'Error' })
  const begin = (): void => {
    setCheck({ is: 'under-way', rows: 0 })
    lookThrough(library, (rows) => setCheck({ is: 'under-way', rows })).then((findings) => setCheck({ is: 'found', findings }), failed)
  }
  const repair = (findings: Findings): void => void mend(library, findings, Date.now()).then(() => {
    setCheck({ is: 'mended' })
    done()
  }, failed)
  return (
    <section>
      <h2 class="label">{say('integrity')}</h2>
      <p>{say('integrityWhy')}</p>
      <p><button disabled={check.is === 'under-way'} onClick={begin}>{say('integrityBegin')}</button></p>
      <div role="status">
        {check.is === 'under-way' && <p>{say('integrityLooked', countOf(check.rows))}</p>}
        {check.is === 'mended' && <p>{say('integrityMended')}</p>}
        {check.is === 'failed' && <p class="trouble">{say('integrityFailed', check.reason)}</p>}
        {check.is === 'found' && (isSound(check.findings)
          ? <p>{say('integritySound', countOf(check.findings.looked))}</p>
          : <p>{say('integrityFound', countOf(check.findings.dangling.length), countOf(check.findings.idle.length), countOf(check.findings.miscounted.length))}</p>)}
      </div>
      {check.is === 'found' && !isSound(check.findings) && <p><button onClick={() => repair(check.findings)}>{say('integrityMend')}</button> <span class="muted">{say('integrityMendWhy')}</span></p>}
    </section>
  )
}

/** The browser's promise not to clear this storage by itself, and the room there is. */
interface Protection {
  readonly promised: boolean
  readonly usage: number
  readonly quota: number
}

async function protection(): Promise<Protection> {
  const unlimited = await browser.permissions.contains({ permissions: ['unlimitedStorage'] })
  // Firefox keeps what it was asked to keep; Chromium keeps an extension's storage by the permission alone
  const promised = (await navigator.storage.persisted()) || (BROWSER === 'firefox' && (await navigator.storage.persist())) || unlimited
  const { usage = 0, quota = 0 } = await navigator.storage.estimate()
  return { promised, usage, quota }
}

function Room({ done }: { readonly done: () => void }) {
  const [state, setState] = useState<Protection | null>(null)
  const [spare, setSpare] = useState<{ rows: number; bytes: number } | null>(null)
  const look = (): void => {
    void protection().then(setState, () => setState(null))
    void prunable(library).then(setSpare, () => setSpare(null))
  }
  useEffect(look, [])
  return (
    <>
      {state && <p>{say(state.promised ? 'roomProtected' : 'roomUnprotected', sizeOf(state.usage), sizeOf(state.quota))}</p>}
      {spare && spare.rows > 0 && (
        <p><button onClick={() => void prune(library).then(() => {
          look()
          done()
        })}>{say('roomPrune', sizeOf(spare.bytes))}</button> <span class="muted">{say('roomPruneWhy')}</span></p>
      )}
    </>
  )
}

function Log() {
  const [log, setLog] = useState<readonly Incident[]>([])
  useEffect(() => void incidents().then((all) => setLog([...all].reverse()), () => undefined), [])
  return (
    <section>
      <h2 class="label">{say('log')}</h2>
      <p class="muted">{say('logWhy')}</p>
      {log.length === 0 ? <p>{say('logEmpty')}</p> : <ul class="log">{log.map((each, at) => <li key={at}>{timeOf(each.at)} · {say(each.what === 'failed' ? 'logFailed' : 'logRefused', each.name)}</li>)}</ul>}
    </section>
  )
}

speakReadersLanguage()
document.title = say('health')
render(<Health />, document.getElementById('health') as HTMLElement)
