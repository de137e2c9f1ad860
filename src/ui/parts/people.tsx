/** Everybody and everything with a name, as far as the reader has read; the reader's word on each. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { Person } from '../../core/cast/cast.ts'
import type { WorkId } from '../../core/work.ts'
import { hidden, merged, noted, renamed, split, undone, type Names } from '../../store/corrections.ts'
import type { CorrectionRow, Library } from '../../store/library.ts'
import type { Told } from '../../store/told.ts'
import { counted } from './number.ts'
import { chapterLine } from './title.ts'

interface Props {
  readonly library: Library
  readonly work: WorkId
  readonly told: Told
  readonly goTo: (chapter: string, paragraph: number, text: string) => void
}

/** The cast with search, places and things apart, and what the reader said with an undo for each. */
export function People(props: Props) {
  const [wanted, setWanted] = useState('')
  const { cast } = props.told
  if (cast.status === 'none-yet') return <section><p class="muted">{say('castNoLanguage')}</p></section>
  if (cast.people.length + cast.others.length === 0 && props.told.corrections.length === 0) return <section><p class="muted">{say('castNone')}</p></section>
  const matches = ({ names }: Person): boolean => names.some((name) => name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()))
  const people = cast.people.filter(matches)
  const others = cast.others.filter(matches)
  return (
    <>
      <section>
        <input type="search" aria-label={say('castSearch')} placeholder={say('castSearch')} value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
        <p class="muted small" role="status">{wanted.trim() === '' ? '' : people.length + others.length === 0 ? say('castNobody') : say('castFound', people.length + others.length)}</p>
      </section>
      <List title={say('people')} persons={people} {...props} />
      <List title={say('placesAndThings')} persons={others} {...props} />
      <Said {...props} />
    </>
  )
}

function List({ title, persons, ...props }: Props & { readonly title: string; readonly persons: readonly Person[] }) {
  if (persons.length === 0) return null
  return (
    <section>
      <h2 class="label">{title}</h2>
      <ul class="persons">{persons.map((person) => <li key={person.id}><Card person={person} {...props} /></li>)}</ul>
    </section>
  )
}

const shownRename = ({ corrections }: Told, names: readonly string[]): CorrectionRow | undefined => corrections.find(({ kind, name }) => kind === 'rename' && names.includes(name))

/** The names the story uses, the one that stands for the person first: not the one the reader gave. */
function namesOf(told: Told, { names }: Person): Names {
  const given = shownRename(told, names)?.other
  const own = names.filter((name) => name !== given)
  return (own.length > 0 ? own : names) as unknown as Names
}

function Card({ person, ...props }: Props & { readonly person: Person }) {
  const { told, goTo } = props
  const [shown, ...others] = person.names
  const lineAt = (order: number): string => {
    const row = told.chapters.find((each) => each.order === order)
    return row ? chapterLine(row, null) : say('chapterUnnumbered')
  }
  const { firstSeen, lastSeen, lastMoment } = person
  const gone = told.until !== null && lastSeen.order < told.until.order
  return (
    <details>
      <summary><bdi><b>{shown}</b></bdi> <span class="muted small"><bdi>{others.join(', ')}</bdi> · {gone ? say('notSince', lineAt(lastSeen.order)) : counted('times', person.mentions)}</span></summary>
      <div class="person">
        <p class="small">{say('firstSeen')}: {say('seenAt', lineAt(firstSeen.order), firstSeen.paragraph + 1)}<br />{say('lastSeen')}: {say('seenAt', lineAt(lastSeen.order), lastSeen.paragraph + 1)} · {counted('times', person.mentions)}</p>
        {person.with.length > 0 && <p class="small">{say('metWith')}: <bdi>{person.with.join(', ')}</bdi></p>}
        {lastMoment && (
          <p class="story" dir="auto"><span class="muted small">{say('lastDid')}: </span>{lastMoment.text} <button class="plain paragraph" aria-label={say('goToParagraphIn', lineAt(lastMoment.order), lastMoment.paragraph + 1)} onClick={() => goTo(lastMoment.chapter, lastMoment.paragraph, lastMoment.text)}>{lastMoment.paragraph + 1}</button></p>
        )}
        <Word person={person} {...props} />
      </div>
    </details>
  )
}

/** What the reader can say of somebody: note, name, one with, not one with, hide. */
function Word({ person, library, work, told }: Props & { readonly person: Person }) {
  const names = namesOf(told, person)
  const note = told.corrections.find(({ kind, name }) => kind === 'note' && names.includes(name))?.other ?? ''
  const others = told.cast.status === 'known' ? [...told.cast.people, ...told.cast.others].filter(({ id }) => id !== person.id) : []
  const join = (id: string): void => {
    const other = others.find((each) => each.id === id)
    if (other) void merged(library, work, names, namesOf(told, other), Date.now())
  }
  const show = (name: string): void => {
    if (name !== '' && name !== person.names[0]) void renamed(library, work, names, name, Date.now())
  }
  return (
    <>
      <label class="small">{say('personNote')}<textarea rows={2} defaultValue={note} onChange={(event) => void noted(library, work, names, event.currentTarget.value.trim(), Date.now())} /></label>
      <label class="small">{say('rename')} <input type="text" defaultValue={person.names[0] ?? ''} onChange={(event) => show(event.currentTarget.value.trim())} /></label>
      <label class="small">{say('samePerson')} <select value="" onChange={(event) => join(event.currentTarget.value)}>
        <option value="">{say('choosePerson')}</option>
        {others.map(({ id, names: [name] }) => <option key={id} value={id}>{name}</option>)}
      </select></label>
      {names.length > 1 && <p class="choices">{names.map((name) => <button key={name} class="small" onClick={() => void split(library, work, names, name, Date.now())}>{say('notTheirNameOf', name)}</button>)}</p>}
      <p><button class="small" onClick={() => void hidden(library, work, names, Date.now())}>{say('hidePerson', person.names[0] ?? '')}</button></p>
    </>
  )
}

/** Everything the reader said, each act with its undo. */
function Said({ library, work, told }: Props) {
  // one act of the reader may be several rows, all with its stamp
  const acts = new Map<string, CorrectionRow[]>()
  for (const row of told.corrections) acts.set(row.stamp, [...(acts.get(row.stamp) ?? []), row])
  if (acts.size === 0) return null
  return (
    <section>
      <h2 class="label">{say('yourWord')}</h2>
      <ul>
        {[...acts.values()].map((rows) => {
          const [first] = rows
          if (!first) return null
          const line = say(`said_${first.kind}`, first.name, first.kind === 'note' ? '' : rows.map(({ other }) => other).join(', '))
          return <li key={`${work} ${first.stamp}`}><bdi>{line}</bdi> <button class="plain small" aria-label={say('undoThat', line)} onClick={() => void undone(library, { made: rows.map(({ id }) => id), taken: [] }, Date.now())}>{say('undo')}</button></li>
        })}
      </ul>
    </section>
  )
}
