/** Who somebody is, to a reader who meets their name on a page. */
import { findPeople, type WhoIs } from '../core/cast/find.ts'
import type { Person } from '../core/cast/cast.ts'
import { chapterNumber, type ChapterId } from '../core/work.ts'
import type { Library } from './library.ts'
import { readTold, type Told } from './told.ts'

/** Those of a name as far as the reader is in `chapter`: what {@link readTold} tells there, and not a word more. */
export async function whoIs(library: Library, chapter: ChapterId, name: string): Promise<WhoIs> {
  const row = await library.chapters.get(chapter)
  const work = row && await library.works.get(row.work)
  if (!work) return { status: 'known', people: [] }
  const told = await readTold(library, work, chapter, { level: 'last-lines', asOf: 'here' })
  if (told.refusal) return { status: 'refused' }
  if (told.cast.status === 'none-yet') return { status: 'no-language' }
  return { status: 'known', people: findPeople(told.cast, name).map((person) => entryOf(person, told)) }
}

function entryOf({ names, firstSeen, with: near, lastMoment }: Person, { chapters, corrections }: Told) {
  const first = chapters.find(({ order }) => order === firstSeen.order)
  return {
    names,
    firstSeen: first ? { number: chapterNumber(first), title: first.title } : null,
    with: near,
    lastDid: lastMoment?.text ?? null,
    note: corrections.find(({ kind, name }) => kind === 'note' && names.includes(name))?.other ?? '',
  }
}
