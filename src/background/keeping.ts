/** Snapshots, and a look whether the library is still the one it was: at start, and now and then by an alarm. */
import { browser } from '../browser.ts'
import { choicesNow, forgetJournal, JOURNAL_ROWS, journalLength, lookForLoss, markLibrary, takeChoices } from '../keeping.ts'
import { noteIncident, reportFailure } from '../handover.ts'
import type { Library } from '../store/library.ts'
import { isFull, shutOf } from '../store/shut.ts'
import { isDue, Snapshots, takeSnapshot } from '../store/snapshots.ts'

const ALARM = 'keep'
const MINUTES = 60
/** Nothing heavy while the reader's first page is coming up. */
const AFTER_START = 2

/** Takes a snapshot when one is due; says whether it did. */
async function snapshotWhenDue(library: Library): Promise<boolean> {
  const store = new Snapshots()
  try {
    const now = Date.now()
    if (!(await isDue(library, store, now)) && (await journalLength()) < JOURNAL_ROWS) return false
    await takeSnapshot(library, store, 'rolling', now, await choicesNow())
    await forgetJournal(now)
    return true
  } finally {
    store.close()
  }
}

async function keep(library: Library): Promise<void> {
  // after a loss the journal and the snapshots are what there is: neither is begun anew until the reader has said what to do
  if (await lookForLoss(library)) await openRecovery('lost')
  else {
    await takeChoices(library)
    await snapshotWhenDue(library)
    await markLibrary(library, Date.now())
  }
}

/** Opens the recovery page, once at a time and once a session. */
export async function openRecovery(why: string): Promise<void> {
  const { recoveryShown } = await browser.storage.session.get('recoveryShown')
  await browser.action.setBadgeText({ text: '!' })
  if (recoveryShown === why) return
  await browser.storage.session.set({ recoveryShown: why })
  await browser.tabs.create({ url: browser.runtime.getURL(`recovery.html?${why}`), active: true })
}

/** Registers the listeners; must be called synchronously at start. */
export function keepSafe(library: Library): void {
  const run = (): void => void keep(library).catch(async (error: unknown) => {
    await noteIncident('failed', error instanceof Error ? error.name : 'Error')
    if (isFull(error)) await reportFailure(error)
    else if (library.shut) await openRecovery(library.shut.kind)
    console.warn(`Catchword could not look after its library: ${String(error)}`)
  })
  library.onShut((shut) => {
    if (shut) void openRecovery(shut.kind).catch(() => undefined)
    else void browser.action.setBadgeText({ text: '' }).catch(() => undefined)
  })
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) run()
  })
  const wind = (): void => void browser.alarms.create(ALARM, { delayInMinutes: AFTER_START, periodInMinutes: MINUTES })
  browser.runtime.onInstalled.addListener(wind)
  browser.runtime.onStartup.addListener(() => {
    wind()
    void lookForLoss(library).then((loss) => (loss ? openRecovery('lost') : undefined), (error: unknown) => openRecovery(shutOf(error).kind))
  })
}
