import { say } from '../../browser.ts'
import type { Cast as CastOfStory } from '../../core/cast/cast.ts'
import type { Moment } from '../../core/recap/recap.ts'
import type { ChapterReport } from '../../store/report.ts'
import { PassageList } from './marked.tsx'
import { chapterLine } from './title.ts'
import type { PassageRow } from '../../store/library.ts'

/** People shown in the popup. */
const TOP_CAST = 8

interface RecapProps {
  readonly report: ChapterReport
  readonly goTo: (chapter: string, paragraph: number) => void
  readonly goToPassage: (passage: PassageRow) => void
}

/** "Previously": each moment on its own line, followed by the number of its paragraph, which leads there. */
export function Recap({ report: { recap, chapters, chapter }, goTo, goToPassage }: RecapProps) {
  const { moments } = recap
  const source = chapters.find((each) => each.id === moments[0]?.chapter)
  return (
    <section aria-labelledby="recap">
      <div class="head">
        <h2 class="label" id="recap">{recap.of === 'here' ? say('soFarHere') : say('previously')}</h2>
        {recap.of === 'before' && source && <span class="muted small"><bdi>{chapterLine(source, null)}</bdi></span>}
      </div>
      {moments.length === 0
        ? <p class="muted small">{recap.anythingRead ? say('recapNothing') : say('recapNone')}</p>
        : (
          <>
            <ol class="moments story">
              {moments.map((moment) => (
                <MomentLine key={`${moment.chapter} ${moment.paragraph} ${moment.text}`} moment={moment}
                  label={moment.chapter === chapter.id ? null : (source ? chapterLine(source, null) : null)} goTo={goTo} />
              ))}
            </ol>
            {recap.passages.length > 0 && (
              <>
                <h3 class="muted small">{say('markedThere')}</h3>
                <PassageList passages={recap.passages} lost={[]} goTo={goToPassage} />
              </>
            )}
            <p class="muted small made">{say('recapMade')}</p>
          </>
        )}
    </section>
  )
}

/** "She [Maren] turned": who an opening pronoun is stands after it. */
const named = (text: string, name: string): string => text.replace(/^(\P{L}*\p{L}+)/u, `$1 [${name}]`)

interface MomentProps {
  readonly moment: Moment
  /** The chapter's name when it is not the one on screen. */
  readonly label: string | null
  readonly goTo: RecapProps['goTo']
}

function MomentLine({ moment, label, goTo }: MomentProps) {
  const number = moment.paragraph + 1
  return (
    <li dir="auto">
      {moment.lead ? named(moment.text, moment.lead) : moment.text}
      <button class="plain paragraph" onClick={() => goTo(moment.chapter, moment.paragraph)}
        aria-label={label === null ? say('goToParagraph', number) : say('goToParagraphIn', label, number)}>{number}</button>
    </li>
  )
}

/** The people the reader has met, most present first. */
export function Cast({ cast }: { readonly cast: CastOfStory }) {
  if (cast.status === 'known' && cast.people.length === 0) return null
  return (
    <section aria-labelledby="cast">
      <div class="head"><h2 class="label" id="cast">{say('whoIsWho')}</h2></div>
      {cast.status === 'none-yet'
        ? <p class="muted small">{say('castNoLanguage')}</p>
        : (
          <ul class="people">
            {cast.people.slice(0, TOP_CAST).map(({ id, names: [shown, ...others] }) => (
              <li key={id}><bdi>{shown}</bdi>{others.length > 0 && <span class="muted small"> · <bdi>{others.slice(0, 2).join(', ')}</bdi></span>}</li>
            ))}
          </ul>
        )}
    </section>
  )
}
