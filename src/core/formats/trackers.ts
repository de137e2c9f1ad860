/**
 * Backups of two trackers of AO3. FicTracker (its `exportSettings`): lists of work numbers under `FT_…`, each as text with
 * commas, notes as JSON within the JSON. AO3rdr (its "Export data"): a list of works, with the chapters read of each.
 */
import { tagsFrom } from '../passage.ts'
import type { SaidStatus } from '../record.ts'
import { WrongShape } from '../shape.ts'
import { dayFrom, statusFrom, UNTOLD, type BroughtWork } from './brought.ts'
import { UnreadableFile, type Parsed, type Refused } from './file.ts'
import { readJson } from './json.ts'
import { eachEntry, fieldsOf, titleOrNull, wordsOf } from './marked.ts'

const workAt = (id: string): string => `https://archiveofourown.org/works/${id}`

const LISTS: Readonly<Record<string, { readonly status: SaidStatus | null; readonly tag: string | null }>> = {
  FT_finished: { status: 'finished', tag: null },
  FT_toread: { status: 'saved', tag: null },
  FT_disliked: { status: 'dropped', tag: null },
  FT_favorites: { status: null, tag: 'Favorite' },
}
const NO_LIST = /^FT_(?:userNotes|statusesConfig|settings|kudosGiven|lastSync|pendingChanges|uiConfig)/

/** Whether JSON that was read is FicTracker's. */
export const isFicTracker = (root: unknown): boolean => Object.entries(fieldsOf(root)).some(([key, value]) => /^FT_[\w-]+$/.test(key) && (typeof value === 'string' || value === null))

/** JSON that stands as text in a field; nothing when it is broken. */
function within(value: unknown, where: string, refused: Refused[]): unknown {
  if (typeof value !== 'string' || value.trim() === '') return null
  try {
    return readJson(value)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    refused.push({ where, why: error.message })
    return null
  }
}

/** What the reader has renamed the lists to. */
function listNames(config: unknown): Map<string, string> {
  const entries = Array.isArray(config) ? (config as unknown[]).map(fieldsOf) : []
  return new Map(entries.flatMap(({ storageKey, tag }) => (typeof storageKey === 'string' && typeof tag === 'string' ? [[storageKey, tag]] : [])))
}

/** Reads FicTracker's backup. A work on several lists is told once, with all of them. */
export function readFicTracker(root: unknown): Parsed<BroughtWork> {
  const refused: Refused[] = []
  const fields = fieldsOf(root)
  const names = listNames(within(fields['FT_statusesConfig'], 'FT_statusesConfig', refused))
  const works = new Map<string, BroughtWork>()
  const told = (id: string, more: Partial<BroughtWork>): void => {
    const before = works.get(id) ?? { ...UNTOLD, where: `work ${id}`, url: workAt(id) }
    works.set(id, { ...before, ...more, status: more.status ?? before.status, tags: [...new Set([...before.tags, ...(more.tags ?? [])])] })
  }
  for (const [key, value] of Object.entries(fields)) {
    if (!key.startsWith('FT_') || NO_LIST.test(key) || typeof value !== 'string') continue
    const name = names.get(key)
    const known = LISTS[key] ?? { status: null, tag: key.replace(/^FT_/, '').replace(/_/g, ' ') }
    const status = name === undefined ? known.status : (statusFrom(name) ?? known.status)
    const tag = status === null ? (name ?? known.tag) : null
    for (const [index, id] of value.split(',').map((each) => each.trim()).filter(Boolean).entries()) {
      if (/^\d{1,12}$/.test(id)) told(id, { status, tags: tag === null ? [] : tagsFrom(tag) })
      else refused.push({ where: `${key}, entry ${index + 1}`, why: 'not the number of a work' })
    }
  }
  for (const [id, note] of Object.entries(fieldsOf(within(fields['FT_userNotes'], 'FT_userNotes', refused)))) {
    const { text, date, title, author } = fieldsOf(note)
    if (/^\d{1,12}$/.test(id)) told(id, { note: wordsOf(text).slice(0, 100_000), title: titleOrNull(title), author: titleOrNull(author), added: dayFrom(wordsOf(date)) })
    else refused.push({ where: `FT_userNotes, ${id.slice(0, 40)}`, why: 'not the number of a work' })
  }
  return { found: [...works.values()], refused }
}

const rdrList = (root: unknown): readonly unknown[] => (Array.isArray(root) ? (root as unknown[]) : Object.values(fieldsOf(root)))

/** Whether JSON that was read is AO3rdr's. */
export const isAo3rdr = (root: unknown): boolean => rdrList(root).some((each) => fieldsOf(each)['ao3id'] !== undefined)

/** Reads AO3rdr's backup. Its ratings are 1, 3 and 5 stars, and -1 for "not for me". */
export const readAo3rdr = (root: unknown): Parsed<BroughtWork> => eachEntry(rdrList(root), 'entry', readArticle)

const wholeOf = (value: unknown): number => Math.max(0, Math.min(1e6, Math.trunc(Number(value)) || 0))

function readArticle(entry: unknown): BroughtWork {
  const { ao3id, title, author, rating, read, chapters, chapter_id: chapter, visit } = fieldsOf(entry)
  const id = String(typeof ao3id === 'number' || typeof ao3id === 'string' ? ao3id : '')
  if (!/^\d{1,12}$/.test(id)) throw new WrongShape('ao3id', 'the number of a work')
  const { published, total, complete } = fieldsOf(chapters)
  const [got, posted] = [wholeOf(read), wholeOf(published)]
  const whole = complete === true || (posted > 0 && posted === wholeOf(total))
  const status = Number(rating) === -1 ? 'dropped' : got === 0 ? 'saved' : whole && got >= posted ? 'finished' : 'reading'
  const number = typeof chapter === 'number' || typeof chapter === 'string' ? /^\d{1,12}$/.exec(String(chapter))?.[0] : undefined
  return {
    ...UNTOLD, where: `work ${id}`, url: workAt(id), title: titleOrNull(title), author: titleOrNull(author), status,
    rating: [1, 3, 5].includes(Number(rating)) ? Number(rating) : null, lastRead: dayFrom(wordsOf(visit)), posted: posted || null,
    furthest: got === 0 ? null : { number: got, url: number === undefined ? null : `${workAt(id)}/chapters/${number}` },
  }
}
