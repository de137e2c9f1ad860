/** "Why?": what a page was taken for, where each fact stands and what spoke for it; and the reader's word on all of that. */
import { useEffect, useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { choiceFor, choose, type Choice } from '../../choices.ts'
import { askScript, type Looked } from '../../messages.ts'
import { chapterNumber, type Reason } from '../../core/work.ts'
import { amend, isTwoNumbers, wordsOn, type Standing, type Word } from '../../store/amendments.ts'
import type { Library } from '../../store/library.ts'
import { hostOf } from '../../store/wishes.ts'
import { useLive } from '../parts/live.ts'
import { pickStory } from './pick.ts'
import { useAttempt, type OverSite } from './site.tsx'
import { chapterNumberFrom, Fact } from './why-fact.tsx'
import { seenOf, signWords, sourceWords, verdictWords } from './why-words.ts'

interface WhyProps extends OverSite {
  readonly library: Library
}

/** A button that opens the view; nothing where Catchword does not look at the page. */
export function Why(props: WhyProps) {
  const [open, setOpen] = useState(false)
  const { looked } = props.front
  if (!looked) return null
  return (
    <section class="why">
      <button class="plain small" aria-expanded={open} onClick={() => setOpen(!open)}>{looked.kind === 'chapter' ? say('why') : say('whyNot')}</button>
      {open && <Answer {...props} looked={looked} />}
    </section>
  )
}

function Answer({ library, front, changed, looked }: WhyProps & { readonly looked: Looked }) {
  const facts = front.onScreen?.chapter ?? null
  return (
    <>
      <p>{verdictWords(looked)}</p>
      {looked.chapters > 1 && <p class="muted small">{say('whySeveral', looked.chapters)}</p>}
      {facts && <Facts library={library} facts={facts} looked={looked} />}
      <Reasons label={say('speaksFor')} reasons={looked.reasons.filter(({ sign, weight }) => weight > 0 && sign !== facts?.site)} />
      <Reasons label={say('speaksAgainst')} reasons={looked.reasons.filter(({ weight }) => weight < 0)} />
      <Choices front={front} changed={changed} looked={looked} />
    </>
  )
}

interface FactsProps {
  readonly library: Library
  readonly facts: NonNullable<Looked['chapter']>
  readonly looked: Looked
}

function Facts({ library, facts, looked: { sources, rule } }: FactsProps) {
  const [trouble, attempt] = useAttempt()
  const live = useLive(() => wordsOn(library, facts), [facts.chapter])
  const words: readonly Standing[] = live.state === 'here' ? live.value : []
  const said = (field: Word['field']): Standing | undefined => words.find((word) => word.field === field)
  const correct = (word: Word): void => attempt(amend(library, facts, word, Date.now()))
  const source = (field: keyof Looked['sources']): string | null => (sources[field] ? sourceWords(sources[field], rule) : null)
  const shown = (field: Word['field'], page: string | number | null): { value: string | null; instead: string | null | undefined } => {
    const word = said(field)
    const value = word?.value ?? page
    return { value: value === null ? null : String(value), instead: word && (word.shown === null ? null : String(word.shown)) }
  }
  const byTitle = said('numberFrom') !== undefined
  return (
    <>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      <ul class="facts">
        <Fact id="work" label={say('factWork')} source={source('work')} {...shown('workTitle', facts.workTitle)} correct={(value) => correct({ field: 'workTitle', value })} />
        <Fact id="author" label={say('factAuthor')} source={source('author')} {...shown('author', facts.author)} correct={(value) => correct({ field: 'author', value })} />
        <Fact id="number" label={say('factNumber')} isNumber source={byTitle ? say('source_heading') : source('number')} {...shown('number', byTitle ? facts.titleNumber : chapterNumber(facts))}
          correct={(value) => correct({ field: 'number', value: value === null ? null : chapterNumberFrom(value) })} />
        <Fact id="title" label={say('factTitle')} source={source('title')} {...shown('chapterTitle', facts.chapterTitle)} correct={(value) => correct({ field: 'chapterTitle', value })} />
        <Fact id="previous" label={say('factPrevious')} source={source('previous')} value={facts.prevUrl} instead={undefined} />
        <Fact id="next" label={say('factNext')} source={source('next')} value={facts.nextUrl} instead={undefined} />
      </ul>
      {(isTwoNumbers(facts) || byTitle) && (
        <label class="small"><input type="checkbox" checked={byTitle} onChange={() => correct({ field: 'numberFrom', value: byTitle ? null : 'title' })} />{' '}
          {isTwoNumbers(facts) ? say('numberFromTitleHere', hostOf(facts.url), facts.titleNumber ?? '', facts.ordinal ?? '') : say('numberFromTitle', hostOf(facts.url))}</label>
      )}
    </>
  )
}

/** Signs on one side, the weightiest first. */
function Reasons({ label, reasons }: { readonly label: string; readonly reasons: readonly Reason[] }) {
  if (reasons.length === 0) return null
  return (
    <>
      <h3 class="muted small">{label}</h3>
      <ul class="signs small">
        {[...reasons].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).map((reason) => {
          const seen = seenOf(reason)
          return <li key={reason.sign}>{signWords(reason)}{seen !== null && <span class="muted">: <bdi>{seen}</bdi></span>}</li>
        })}
      </ul>
    </>
  )
}

/** What the reader chose for the site: the story's block, whether its pages are chapters, badges; each with its undo. */
function Choices({ front: { tab, host, standing }, changed, looked }: OverSite & { readonly looked: Looked }) {
  const [trouble, attempt] = useAttempt()
  const [choice, setChoice] = useState<Choice | null>(null)
  useEffect(() => void (host !== null && choiceFor(host).then(setChoice)), [host])
  if (tab === null || host === null || choice === null) return null
  const change = (what: Partial<Choice>): void => attempt((async () => {
    await choose(host, what)
    setChoice(await choiceFor(host))
    await askScript(tab, 'lookAgain', { then: 'go-on' })
    await changed()
  })())
  return (
    <>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      {choice.story !== null && <p class="small">{say('storyPicked', host)} <button class="plain small" aria-label={say('undoThat', say('storyPicked', host))} onClick={() => change({ story: null })}>{say('undo')}</button></p>}
      {choice.chapters !== null && <p class="small">{choice.chapters === 'yes' ? say('saidChapters', host) : say('saidNoChapters', host)} <button class="plain small" aria-label={say('undoThat', say('isChapter'))} onClick={() => change({ chapters: null })}>{say('undo')}</button></p>}
      {looked.kind !== 'chapter' && standing === 'built-in' && <p><button onClick={() => change({ badges: choice.badges === 'no' ? null : 'no' })}>{say(choice.badges === 'no' ? 'badgesShow' : 'badgesHide', host)}</button></p>}
      <p><button onClick={() => attempt(pickStory(tab))}>{say('pickStory')}</button></p>
    </>
  )
}
