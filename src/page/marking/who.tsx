/** What the reader knows of somebody whose name is selected: never more than was read. */
import { say } from '../../browser.ts'
import type { KnownPerson, WhoIs } from '../../core/cast/find.ts'

/** `failed`: it could not be looked up. */
export type Found = WhoIs | { readonly status: 'asking' } | { readonly status: 'failed' }

/** The answer to "Who is …?". */
export function Who({ name, found }: { readonly name: string; readonly found: Found }) {
  if (found.status === 'asking') return <p class="told" role="status">{say('whoAsking')}</p>
  if (found.status === 'failed') return <p class="failed" role="alert">{say('whoFailed')}</p>
  if (found.status === 'refused') return <p class="told" role="status">{say('whoRefused')}</p>
  if (found.status === 'no-language') return <p class="told" role="status">{say('castNoLanguage')}</p>
  if (found.people.length === 0) return <p class="told" role="status">{say('whoNobody', name)}</p>
  return <div class="note" role="status">{found.people.map((person) => <Entry key={person.names[0]} person={person} />)}</div>
}

function Entry({ person: { names: [shown, ...others], firstSeen, with: near, lastDid, note } }: { readonly person: KnownPerson }) {
  return (
    <div class="who">
      <p><bdi><b>{shown}</b></bdi>{others.length > 0 && <> · <bdi>{others.join(', ')}</bdi></>}</p>
      {firstSeen && <p class="small">{say('firstSeen')}: <bdi>{chapterWords(firstSeen)}</bdi></p>}
      {near.length > 0 && <p class="small">{say('metWith')}: <bdi>{near.join(', ')}</bdi></p>}
      {note && <p dir="auto">{note}</p>}
      {lastDid && <p dir="auto"><span class="small">{say('lastDid')}: </span>{lastDid}</p>}
    </div>
  )
}

const chapterWords = ({ number, title }: NonNullable<KnownPerson['firstSeen']>): string =>
  number === null ? (title ?? say('chapterUnnumbered')) : say('chapterNumber', number)
