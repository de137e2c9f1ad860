/** The popup's questions about a site: whether to look at it at all, and whether a page that may be a chapter is one. */
import { useEffect, useState } from 'preact/hooks'
import { browser, say } from '../../browser.ts'
import { choiceFor, choose, type Choice } from '../../choices.ts'
import { beginOn, leave, leaveWithheld, withheldSites } from '../../granted.ts'
import { askScript } from '../../messages.ts'
import type { Front } from './front.ts'

export interface OverSite {
  readonly front: Front
  /** Looks again, after something was changed. */
  readonly changed: () => Promise<void>
}

/** Runs what a reader asked for; a failure is told in one sentence. */
export function useAttempt(): [string | null, (work: Promise<unknown>) => void] {
  const [trouble, setTrouble] = useState<string | null>(null)
  return [trouble, (work) => void work.catch((error: unknown) => setTrouble(say('siteFailed', error instanceof Error ? error.message : String(error))))]
}

/** At most one question: may Catchword look at this site, or is this page a chapter? */
export function SiteQuestion({ front, changed }: OverSite) {
  const [trouble, attempt] = useAttempt()
  const { tab, host, origin, standing, looked } = front
  if (tab === null || host === null || origin === null) return null
  const use = (): void => {
    // the browser asks only if this is the first thing a click does
    const granted = browser.permissions.request({ origins: [origin] })
    attempt(granted.then(async (given) => {
      if (!given) return
      await beginOn(origin, tab)
      await askScript(tab, 'lookAgain', { then: 'go-on' })
      await changed()
    }))
  }
  const answer = (chapters: 'yes' | 'no'): void => attempt((async () => {
    await choose(host, { chapters })
    await askScript(tab, 'lookAgain', { then: 'go-on' })
    await changed()
  })())
  return (
    <>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      {standing === 'absent' && (
        <section class="question">
          <p>{say('siteUseWhat', host)}</p>
          <button onClick={use}>{say('siteUse')}</button>
        </section>
      )}
      {looked?.kind === 'unsure' && (
        <section class="question">
          <p>{say('isChapter')}</p>
          <button onClick={() => answer('yes')}>{say('yes')}</button>
          <button onClick={() => answer('no')}>{say('no')}</button>
        </section>
      )}
    </>
  )
}

/** What the "!" on the toolbar button means: sites of ours the browser withholds; one click asks for all of them. */
export function Withheld({ changed }: Pick<OverSite, 'changed'>) {
  const [trouble, attempt] = useAttempt()
  const [sites, setSites] = useState<readonly string[]>([])
  useEffect(() => attempt(withheldSites().then(setSites)), [])
  if (sites.length === 0) return null
  const allow = (): void => {
    const granted = browser.permissions.request({ origins: [...sites] })
    attempt(granted.then(async (given) => {
      if (given) setSites([])
      await changed()
    }))
  }
  const leaveSo = (): void => attempt(leaveWithheld(sites).then(() => setSites([])))
  return (
    <section class="question">
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      <p>{say('withheld')}</p>
      <button onClick={allow}>{say('withheldAllow')}</button>
      <button onClick={leaveSo}>{say('withheldLeave')}</button>
    </section>
  )
}

/** "Do not paint my passages on this site": a page can read what is painted on it. */
export function SitePainting({ front: { host } }: { readonly front: Front }) {
  const [choice, setChoice] = useState<Choice | null>(null)
  const [trouble, attempt] = useAttempt()
  useEffect(() => { if (host !== null) attempt(choiceFor(host).then(setChoice)) }, [host])
  if (host === null || choice === null) return null
  const turn = (painting: Choice['painting']): void => attempt(choose(host, { painting }).then(() => setChoice({ ...choice, painting })))
  return (
    <section>
      {trouble && <p class="trouble" role="alert">{trouble}</p>}
      <label class="small"><input type="checkbox" checked={choice.painting === null} onChange={({ currentTarget }) => turn(currentTarget.checked ? null : 'no')} /> {say('sitePaint', host)}</label>
    </section>
  )
}

/** Takes a site back that the reader had added. */
export function SiteLeave({ front: { tab, host, origin, standing }, changed }: OverSite) {
  const [trouble, attempt] = useAttempt()
  if (tab === null || host === null || origin === null || standing !== 'added') return null
  const go = async (): Promise<void> => {
    await askScript(tab, 'lookAgain', { then: 'rest' })
    try {
      await leave(origin)
    } finally {
      await changed()
    }
  }
  return (
    <>
      {trouble && <span role="alert" class="small">{trouble}</span>}
      <button class="plain" onClick={() => attempt(go())}>{say('siteLeave', host)}</button>
    </>
  )
}
