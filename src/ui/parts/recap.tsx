import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import type { Cast as CastOfStory } from '../../core/cast/cast.ts'
import type { ToldMoment, Verdict } from '../../core/recap/heed.ts'
import type { RecapLevel } from '../../core/recap/recap.ts'
import type { WorkId } from '../../core/work.ts'
import type { ChapterRow, Library, PassageRow } from '../../store/library.ts'
import type { Told } from '../../store/told.ts'
import { neversTakenBack, verdictGiven } from '../../store/verdicts.ts'
import { PassageList } from './marked.tsx'
import { chapterLine } from './title.ts'
import { NoRecap } from './wish.tsx'

/** People shown in the popup. */
const TOP_CAST = 8
const LEVELS: readonly (readonly [RecapLevel, () => string])[] = [
  ['last-lines', () => say('lastLines')], ['previously', () => say('previously')], ['story-so-far', () => say('storySoFar')],
]

interface RecapProps {
  readonly library: Library
  readonly work: WorkId
  /** The chapter on screen. */
  readonly chapter: ChapterRow
  readonly told: Told
  readonly setLevel: (level: RecapLevel) => void
  /** All three levels and the reader's word on each moment; without it the two levels of the popup. */
  readonly full?: boolean
  readonly goTo: (chapter: string, paragraph: number, text: string) => void
  readonly goToPassage: (passage: PassageRow) => void
}

/** A recap: each moment on its own line, followed by the number of its paragraph, which leads there. */
export function Recap(props: RecapProps) {
  const { told, chapter, goToPassage } = props
  const { moments } = told
  return (
    <section aria-labelledby="recap">
      <RecapHead {...props} />
      {told.refusal
        ? <NoRecap library={props.library} refusal={told.refusal} passages={told.passages} goToPassage={goToPassage} />
        : moments.length === 0
          ? <p class="muted small">{told.anythingRead ? say('recapNothing') : say('recapNone')}</p>
          : <ol class="moments story">{moments.map((moment) => <MomentLine key={`${moment.chapter} ${moment.paragraph} ${moment.text}`} moment={moment} {...props} />)}</ol>}
      {props.full && <Nevers {...props} />}
      {!told.refusal && told.passages.length > 0 && (
        <>
          <h3 class="muted small">{say('markedThere')}</h3>
          <PassageList passages={told.passages} lost={[]} goTo={goToPassage} />
        </>
      )}
      {moments.length > 0 && <p class="muted small made">{say('recapMade')}</p>}
      {props.full && told.until && told.until.id !== chapter.id && <p class="muted small">{say('toldUntil', chapterLine(told.until, null))}</p>}
    </section>
  )
}

const titleOfRecap = ({ level, of }: Told): string =>
  level === 'story-so-far' ? say('storySoFar') : level === 'last-lines' ? say('lastLines') : of === 'here' ? say('soFarHere') : say('previously')

function RecapHead({ told, setLevel, full }: RecapProps) {
  const source = told.chapters.find((each) => each.id === told.moments[0]?.chapter)
  const other = told.level === 'story-so-far' ? LEVELS[1] : LEVELS[2]
  return (
    <>
      {full && (
        <div class="levels" role="group" aria-label={say('recapLevels')}>
          {LEVELS.map(([level, name]) => <button key={level} aria-pressed={told.level === level} onClick={() => setLevel(level)}>{name()}</button>)}
        </div>
      )}
      <div class="head">
        <h2 class="label" id="recap">{titleOfRecap(told)}</h2>
        {told.of === 'before' && source && told.level !== 'story-so-far' && <span class="muted small"><bdi>{chapterLine(source, null)}</bdi></span>}
        {!full && other && <button class="plain small" onClick={() => setLevel(other[0])}>{other[1]()}</button>}
      </div>
    </>
  )
}

/** "She [Maren] turned": who an opening pronoun is stands after it. */
const named = (text: string, name: string): string => text.replace(/^(\P{L}*\p{L}+)/u, `$1 [${name}]`)

function MomentLine({ moment, told, chapter, goTo, full, library, work }: RecapProps & { readonly moment: ToldMoment }) {
  const number = moment.paragraph + 1
  const row = told.chapters.find((each) => each.id === moment.chapter)
  const elsewhere = row && row.id !== chapter.id ? chapterLine(row, null) : null
  const judge = (verdict: Verdict | null): void => void verdictGiven(library, work, moment, verdict, Date.now())
  const where = elsewhere === null ? say('goToParagraph', number) : say('goToParagraphIn', elsewhere, number)
  return (
    <li dir="auto">
      {moment.lead ? named(moment.text, moment.lead) : moment.text}
      <button class="plain paragraph" onClick={() => goTo(moment.chapter, moment.paragraph, moment.text)} title={where} aria-label={where}>{number}</button>
      {full && (
        <span class="judge">
          <button class="plain" aria-pressed={moment.pinned} aria-label={say('ofParagraph', moment.pinned ? say('pinned') : say('pinThis'), number)} onClick={() => judge(moment.pinned ? null : 'pin')}>{moment.pinned ? say('pinned') : say('pinThis')}</button>
          <button class="plain" aria-label={say('ofParagraph', say('neverThis'), number)} onClick={() => judge('never')}>{say('neverThis')}</button>
        </span>
      )}
    </li>
  )
}

/** What was left out can be brought back. */
function Nevers({ library, work, told }: RecapProps) {
  if (told.nevers === 0) return null
  return <p><button class="plain small" onClick={() => void neversTakenBack(library, work, Date.now())}>{say('neversBack', told.nevers)}</button></p>
}

/** The people the reader has met, most present first. */
export function Cast({ cast, openAll }: { readonly cast: CastOfStory; readonly openAll?: () => void }) {
  const [all, showAll] = useState(false)
  if (cast.status === 'known' && cast.people.length === 0) return null
  const shown = cast.status === 'known' ? cast.people.slice(0, all ? undefined : TOP_CAST) : []
  return (
    <section aria-labelledby="cast">
      <div class="head">
        <h2 class="label" id="cast">{say('whoIsWho')}</h2>
        {cast.status === 'known' && cast.people.length > shown.length && <button class="plain small" onClick={openAll ?? (() => showAll(true))}>{say('castAll', cast.people.length)}</button>}
      </div>
      {cast.status === 'none-yet'
        ? <p class="muted small">{say('castNoLanguage')}</p>
        : (
          <ul class="people">
            {shown.map(({ id, names: [name, ...others] }) => (
              <li key={id}><bdi>{name}</bdi>{others.length > 0 && <span class="muted small"> · <bdi>{others.slice(0, 2).join(', ')}</bdi></span>}</li>
            ))}
          </ul>
        )}
    </section>
  )
}
