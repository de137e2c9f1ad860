/** Sites the reader added by "Use Catchword on this site", each to be taken back. */
import { useEffect, useState } from 'preact/hooks'
import { browser, say } from '../../browser.ts'
import { addedSites, beginOn, leave, type Origin } from '../../granted.ts'
import { askScript } from '../../messages.ts'

const nameOf = (origin: Origin): string => origin.slice(0, -'/*'.length)

/** Ends what Catchword does in open tabs of a site, before it loses the way in. */
async function endIn(origin: Origin): Promise<void> {
  const tabs = await browser.tabs.query({ url: origin })
  await Promise.all(tabs.flatMap(({ id }) => (id === undefined ? [] : [askScript(id, 'lookAgain', { then: 'rest' })])))
}

export function AddedSites() {
  const [sites, setSites] = useState<readonly Origin[]>([])
  const [left, setLeft] = useState<Origin | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const attempt = (work: Promise<unknown>): void => void work.then(() => setTrouble(null), (error: unknown) => setTrouble(say('siteFailed', error instanceof Error ? error.message : String(error))))
  const look = (): Promise<void> => addedSites().then(setSites)
  useEffect(() => attempt(look()), [])
  const stop = async (origin: Origin): Promise<void> => {
    await endIn(origin)
    try {
      await leave(origin)
      setLeft(origin)
    } finally {
      await look()
    }
  }
  const again = (origin: Origin): void => {
    // the browser asks only if this is the first thing a click does
    const granted = browser.permissions.request({ origins: [origin] })
    attempt(granted.then(async (given) => {
      if (!given) return
      await beginOn(origin, null)
      setLeft(null)
      await look()
    }))
  }
  return (
    <section>
      <h2 class="label">{say('settingsAdded')}</h2>
      {trouble !== null && <p class="trouble" role="alert">{trouble}</p>}
      <div role="status">{left !== null && <p class="undo">{say('siteLeft', nameOf(left))} <button onClick={() => again(left)}>{say('siteUseAgain')}</button></p>}</div>
      {sites.length === 0 && <p class="muted">{say('settingsAddedNone')}</p>}
      <ul class="chosen">
        {sites.map((origin) => (
          <li key={origin} class="row"><span><bdi>{nameOf(origin)}</bdi></span> <button onClick={() => attempt(stop(origin))}>{say('siteLeave', nameOf(origin))}</button></li>
        ))}
      </ul>
    </section>
  )
}
