/** Snapshots, and the way back to one of them: staged, shown, and switched in only when the reader says so. */
import { useEffect, useState } from 'preact/hooks'
import { say, type MessageKey } from '../../browser.ts'
import type { BackupRow } from '../../core/formats/backup.ts'
import type { Refused } from '../../core/formats/file.ts'
import { choicesNow, lossDealtWith, rowsOfJournal, takeChoices } from '../../keeping.ts'
import type { Library } from '../../store/library.ts'
import { rowsOfSnapshot, snapshotsOf, takeSnapshot, type Snapshot, type Snapshots } from '../../store/snapshots.ts'
import { confirmImport, confirmRestore, type SwitchWatch } from '../../store/switching.ts'
import { cancelImport, stageImport, type Preview } from '../../store/transfer.ts'
import { countOf, sizeOf, timeOf } from './sizes.ts'

/** `over`: what is here is replaced by the snapshot. `into`: a lost library gets back what it had, with the journal. */
export type Way = 'over' | 'into'

type Step =
  | { readonly at: 'list' }
  | { readonly at: 'staging' | 'switching'; readonly rows: number; readonly stop: AbortController }
  | { readonly at: 'preview'; readonly preview: Preview; readonly source: Snapshot | null }
  | { readonly at: 'done' }
  | { readonly at: 'failed'; readonly reason: string }

async function* rowsFor(store: Snapshots, source: Snapshot | null, way: Way): AsyncGenerator<BackupRow | Refused> {
  if (source) yield* rowsOfSnapshot(store, source.id)
  if (way === 'into') yield* await rowsOfJournal()
}

async function switchIn(library: Library, store: Snapshots, way: Way, watch: SwitchWatch): Promise<void> {
  const now = Date.now()
  await takeSnapshot(library, store, 'restore', now, await choicesNow())
  await (way === 'over' ? confirmRestore : confirmImport)(library, now, watch)
  await takeChoices(library)
  await lossDealtWith(library, now)
}

const WHY: Readonly<Record<Snapshot['why'], MessageKey>> = { rolling: 'snapshotRolling', import: 'snapshotImport', restore: 'snapshotRestore' }

interface Restoring {
  readonly library: Library
  readonly store: Snapshots
  readonly way: Way
  readonly restored?: () => void
  /** Another number: look again which snapshots there are. */
  readonly turn?: number
}

export function SnapshotList({ library, store, way, restored, turn }: Restoring) {
  const [all, setAll] = useState<readonly Snapshot[] | null>(null)
  const [step, setStep] = useState<Step>({ at: 'list' })
  useEffect(() => void snapshotsOf(store).then(setAll, () => setAll([])), [step.at, turn])
  const fail = (error: unknown): void => setStep({ at: 'failed', reason: error instanceof Error ? error.message : String(error) })
  const cancel = (): void => void cancelImport(library).then(() => setStep({ at: 'list' }), fail)
  const begin = (at: 'staging' | 'switching'): { readonly signal: AbortSignal; readonly told: (rows: number) => void; readonly ended: (error: unknown) => void } => {
    const stop = new AbortController()
    const told = (rows: number): void => setStep({ at, rows, stop })
    told(0)
    return { signal: stop.signal, told, ended: (error) => (stop.signal.aborted ? cancel() : fail(error)) }
  }
  const stage = (source: Snapshot | null): void => {
    const { signal, told, ended } = begin('staging')
    choicesNow()
      .then((choices) => stageImport(library, rowsFor(store, source, way), { choices, signal, progress: (_, rows) => told(rows) }))
      .then((preview) => setStep({ at: 'preview', preview, source }), ended)
  }
  const confirm = (): void => {
    const { signal, told, ended } = begin('switching')
    switchIn(library, store, way, { signal, progress: told }).then(() => {
      setStep({ at: 'done' })
      restored?.()
    }, ended)
  }
  if (step.at === 'staging' || step.at === 'switching') {
    return (
      <>
        <p role="status">{say(step.at === 'staging' ? 'restoreReading' : 'restoreSwitching')}</p>
        <p class="row"><span class="muted">{say('rowsSoFar', countOf(step.rows))}</span> <button onClick={() => step.stop.abort()}>{say('cancel')}</button></p>
      </>
    )
  }
  if (step.at === 'preview') return <PreviewOf preview={step.preview} way={way} confirm={confirm} cancel={cancel} />
  return (
    <>
      {step.at === 'done' && <p role="status">{say('restoreDone')}</p>}
      {step.at === 'failed' && <p class="trouble" role="alert">{say('restoreFailed', step.reason)}</p>}
      {all?.length === 0 && <p class="muted">{say('snapshotsNone')}</p>}
      <ul class="snapshots">{all?.map((each) => <SnapshotRow key={each.id} snapshot={each} choose={() => stage(each)} />)}</ul>
      {way === 'into' && all?.length === 0 && <p><button onClick={() => stage(null)}>{say('restoreJournal')}</button></p>}
    </>
  )
}

function SnapshotRow({ snapshot, choose }: { readonly snapshot: Snapshot; readonly choose: () => void }) {
  return (
    <li>
      <p><strong>{timeOf(snapshot.taken)}</strong> <span class="muted">{say(WHY[snapshot.why])}</span></p>
      <p class="muted small">{say('snapshotHolds', countOf(snapshot.works), countOf(snapshot.passages), sizeOf(snapshot.bytes))}</p>
      <p><button aria-label={say('restoreThis', timeOf(snapshot.taken))} onClick={choose}>{say('restore')}</button></p>
    </li>
  )
}

function PreviewOf({ preview, way, confirm, cancel }: { readonly preview: Preview; readonly way: Way; readonly confirm: () => void; readonly cancel: () => void }) {
  return (
    <div role="group" aria-label={say('restorePreview')}>
      <p>{say('restoreCounts', countOf(preview.fresh), countOf(preview.changed), countOf(preview.conflicting), countOf(preview.refused.length))}</p>
      <p>{say(way === 'over' ? 'restoreOver' : 'restoreInto')}</p>
      <p class="row"><button class="continue" onClick={confirm}>{say('restoreConfirm')}</button> <button onClick={cancel}>{say('cancel')}</button></p>
    </div>
  )
}
