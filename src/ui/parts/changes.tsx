/** "This chapter changed since you read it: 3 paragraphs edited, 1 added", with ways to the places. */
import { useState } from 'preact/hooks'
import { language, say } from '../../browser.ts'
import { askPage, type ChapterChange, type OnScreen } from '../../messages.ts'
import { counted } from './number.ts'

/** Places shown before the reader asks for all. */
const FIRST = 5

interface Props {
  readonly tab: number | null
  readonly onScreen: OnScreen
}

/** What changed in the chapter on screen; nothing when nothing did. */
export function Changes({ tab, onScreen: { changes, chapter } }: Props) {
  const [settled, settle] = useState<string | null>(null)
  const [all, showAll] = useState(false)
  const [failed, setFailed] = useState(false)
  if (!changes || tab === null || settled === chapter.chapter) return null
  const counts = [
    changes.edited > 0 && counted('paragraphsEdited', changes.edited),
    changes.added > 0 && counted('paragraphsAdded', changes.added),
    changes.removed > 0 && counted('paragraphsRemoved', changes.removed),
  ].filter((each) => each !== false)
  const goTo = ({ paragraph, words }: ChapterChange): void => {
    void askPage(tab, 'goTo', { target: { place: { paragraph, offset: 0 }, words } }).then((done) => setFailed(done !== true), () => setFailed(true))
  }
  const seen = (): void => {
    void askPage(tab, 'changesSeen', {}).then((saved) => (saved === true ? settle(chapter.chapter) : setFailed(true)), () => setFailed(true))
  }
  const shown = all ? changes.places : changes.places.slice(0, FIRST)
  return (
    <section class="changes" aria-label={say('chapterChanges')}>
      <p>{say('chapterChanged', new Intl.ListFormat(language(), { type: 'unit' }).format(counts))}</p>
      <ul>
        {shown.map((place) => (
          <li key={`${place.kind} ${place.paragraph}`}>
            <button class="plain small" onClick={() => goTo(place)}>{say(LABEL[place.kind])} <bdi>{place.words}</bdi></button>
          </li>
        ))}
      </ul>
      <p>
        {shown.length < changes.places.length && <button class="plain small" onClick={() => showAll(true)}>{say('changesAll', changes.places.length)}</button>}{' '}
        <button onClick={seen}>{say('changesSeen')}</button>
      </p>
      {failed && <p role="alert" class="small">{say('changeNotSaved')}</p>}
    </section>
  )
}

const LABEL = { edited: 'changeEdited', added: 'changeAdded', removed: 'changeRemoved' } as const
