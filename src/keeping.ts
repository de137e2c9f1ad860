/**
 * What keeps the library safe from outside it: the one way to open it, and what lies in the browser's other storage, which
 * outlives a lost database. Used by the background and by our own pages, never by pages of others.
 */
import { browser } from './browser.ts'
import { mergeChoice } from './core/merge.ts'
import { isChosen, type ChoiceRecord } from './core/record.ts'
import type { Stamp } from './core/stamp.ts'
import type { BackupRow } from './core/formats/backup.ts'
import { keyOf } from './store/kinds.ts'
import { Library } from './store/library.ts'
import { choicesTaken, findSwitchedChoices } from './store/switching.ts'
import { choicesGivenBack, choicesToGiveBack, findUndoneChoices, undoImport } from './store/undoing.ts'
import { hearWritten, type Written } from './store/written.ts'

/** Opens the library; what is written through it is noted in the journal once it is committed. */
export function openLibrary(): Library {
  const library = new Library()
  hearWritten(library, (rows) => {
    noteInJournal(rows, Date.now()).catch((error: unknown) => console.warn(`Catchword could not keep its journal: ${String(error)}`))
  })
  return library
}

/** The journal: rows written since the last snapshot, one key each, so that the last state of a row is all it holds. */
const JOURNAL = 'journal:'
/** Past this many rows a snapshot is due at once, and the journal begins anew. */
export const JOURNAL_ROWS = 1000
/** A row longer than this, as JSON, is left to the snapshots. */
const LONGEST = 256 * 1024

interface Entry {
  readonly kind: Written['kind']
  readonly record: unknown
  readonly at: number
}

async function noteInJournal(rows: readonly Written[], now: number): Promise<void> {
  const entries = rows.filter(({ record }) => JSON.stringify(record).length <= LONGEST)
    .map(({ kind, record }) => [`${JOURNAL}${kind}:${keyOf(kind, record)}`, { kind, record, at: now } satisfies Entry] as const)
  if (entries.length > 0) await browser.storage.local.set(Object.fromEntries(entries))
}

const everything = (): Promise<Record<string, unknown>> => browser.storage.local.get(null)

const journalIn = (all: Record<string, unknown>): [string, Entry][] => Object.entries(all).filter(([key]) => key.startsWith(JOURNAL)) as [string, Entry][]

/** The rows of the journal, to be staged like those of a file; parents first. */
export async function rowsOfJournal(): Promise<BackupRow[]> {
  const order = ['work', 'chapter']
  const rank = ({ kind }: Entry): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1)
  return journalIn(await everything()).map(([, entry]) => entry).sort((a, b) => rank(a) - rank(b)).map(({ kind, record }) => ({ kind, record }) as BackupRow)
}

export const journalLength = async (): Promise<number> => journalIn(await everything()).length

/** Forgets what a snapshot begun at `until` has. */
export async function forgetJournal(until: number): Promise<void> {
  await browser.storage.local.remove(journalIn(await everything()).flatMap(([key, { at }]) => (at < until ? [key] : [])))
}

/** What the reader chose outside the library, as rows of a backup. */
export async function choicesNow(): Promise<ChoiceRecord[]> {
  return Object.entries(await everything()).filter(([key]) => isChosen(key)).map(([key, value]) => {
    const { at = 0, ...chosen } = value as { readonly at?: number }
    return { key, value: JSON.stringify(chosen), at }
  })
}

const put = async ({ key, value, at }: ChoiceRecord): Promise<void> => {
  const chosen: unknown = JSON.parse(value)
  if (typeof chosen === 'object' && chosen !== null && !Array.isArray(chosen)) await browser.storage.local.set({ [key]: { ...chosen, at } })
}

/**
 * Takes over choices that an import or restore has switched in, the later choice of each thing stays; and puts back those
 * of an import that was undone. Harmless twice. Gives the number of choices that were changed since that import, and stay.
 */
export async function takeChoices(library: Library): Promise<number> {
  const arrived = await findSwitchedChoices(library)
  if (arrived.length > 0) {
    const here = new Map((await choicesNow()).map((each) => [each.key, each]))
    for (const choice of arrived) {
      const mine = here.get(choice.key)
      await put(mine ? mergeChoice(mine, choice) : choice)
    }
    await choicesTaken(library)
  }
  const undone = await findUndoneChoices(library)
  if (undone.length === 0) return 0
  const { back, stay } = choicesToGiveBack(undone, await choicesNow())
  for (const [key, before] of back) await (before ? put(before) : browser.storage.local.remove(key))
  await choicesGivenBack(library)
  return stay
}

/** Takes the last import back, the choices it brought too. Gives the number of rows and choices that were changed since, and stay. */
export async function takeBack(library: Library): Promise<number> {
  // what it brought must have arrived before it can be taken back
  await takeChoices(library)
  const stay = await undoImport(library)
  return stay + (await takeChoices(library))
}

/** What is known of the library outside it: another device id, or none, or an earlier stamp means that the database, or the last of it, was lost. */
export interface Marker {
  readonly device: string
  /** The device's last stamp then; missing in markers of before. */
  readonly stamp?: Stamp | null
  readonly works: number
  readonly passages: number
  /** When it was last seen. */
  readonly at: number
}
const MARKER = 'library'
const LOSS = 'loss'

export async function findMarker(): Promise<Marker | null> {
  const { [MARKER]: marker } = (await browser.storage.local.get(MARKER)) as { [MARKER]?: Marker }
  return marker ?? null
}

/** Notes how the library is now. */
export async function markLibrary(library: Library, now: number): Promise<void> {
  const device = await library.device.get('device')
  if (!device) return
  const [works, passages] = await Promise.all([library.works.count(), library.passages.count()])
  const marker: Marker = { device: device.id, stamp: device.lastStamp, works, passages, at: now }
  await browser.storage.local.set({ [MARKER]: marker })
}

/** A library that was there and is not: what it held when it was last seen. */
export async function findLoss(): Promise<Marker | null> {
  const { [LOSS]: loss } = (await browser.storage.local.get(LOSS)) as { [LOSS]?: Marker }
  return loss ?? null
}

/** What the journal knows of a library that holds nothing and was never marked: it was lost before anybody looked. */
async function journalOfNothing(library: Library): Promise<Marker | null> {
  const [works, removed] = await Promise.all([library.works.count(), library.removedWorks.count()])
  if (works + removed > 0) return null
  const entries = journalIn(await everything()).map(([, entry]) => entry)
  const count = (kind: Entry['kind']): number => entries.filter((entry) => entry.kind === kind).length
  return { device: '', works: count('work'), passages: count('passage'), at: Math.max(0, ...entries.map(({ at }) => at)) }
}

/** Looks whether the library is the one that was there before. A loss is remembered until the reader has dealt with it. */
export async function lookForLoss(library: Library): Promise<Marker | null> {
  const known = await findLoss()
  if (known) return known
  const marker = (await findMarker()) ?? (await journalOfNothing(library))
  if (!marker || marker.works === 0) return null
  const device = await library.device.get('device')
  // stamps never run backwards: where they did, the browser has lost the last of what was written
  const isWhole = (device?.lastStamp ?? '') >= (marker.stamp ?? '')
  if (device?.id === marker.device && isWhole) return null
  await browser.storage.local.set({ [LOSS]: marker })
  return marker
}

/** The reader has restored the library, or goes on without what was lost. */
export async function lossDealtWith(library: Library, now: number): Promise<void> {
  await browser.storage.local.remove(LOSS)
  // begun anew it holds nothing, whatever the journal knows
  await browser.storage.local.set({ [MARKER]: { device: '', works: 0, passages: 0, at: now } satisfies Marker })
  await markLibrary(library, now)
}

const BACKUP = 'backupSaved'

/** Remembers when the reader last saved a backup file, for the reminder. */
export const backupSaved = (now: number): Promise<void> => browser.storage.local.set({ [BACKUP]: now })

/** When a backup file was last saved; null when never. */
export async function findBackupSaved(): Promise<number | null> {
  const { [BACKUP]: at } = (await browser.storage.local.get(BACKUP)) as { [BACKUP]?: number }
  return at ?? null
}
