/** What the reader chose for sites, each to be forgotten, and that undone. */
import { useEffect, useState } from 'preact/hooks'
import { browser, say } from '../../browser.ts'
import { choose, everyChoice, type Choice } from '../../choices.ts'

interface Line {
  readonly field: keyof Choice
  readonly sentence: string
}

/** What was chosen for a host, a sentence each. */
const linesOf = (host: string, { chapters, story, badges, painting }: Choice): Line[] => [
  ...(chapters === null ? [] : [{ field: 'chapters', sentence: say(chapters === 'yes' ? 'saidChapters' : 'saidNoChapters', host) } as const]),
  ...(story === null ? [] : [{ field: 'story', sentence: say('storyPicked', host) } as const]),
  ...(badges === null ? [] : [{ field: 'badges', sentence: say('siteBadgesNot', host) } as const]),
  ...(painting === null ? [] : [{ field: 'painting', sentence: say('sitePaintsNot', host) } as const]),
]

interface Forgotten {
  readonly sentence: string
  readonly undo: () => Promise<void>
}

export function Choices() {
  const [all, setAll] = useState<Awaited<ReturnType<typeof everyChoice>>>([])
  const [forgotten, setForgotten] = useState<Forgotten | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const attempt = (work: Promise<unknown>): void => void work.then(() => setTrouble(null), (error: unknown) => setTrouble(say('siteFailed', error instanceof Error ? error.message : String(error))))
  useEffect(() => {
    const look = (): void => attempt(everyChoice().then(setAll))
    look()
    browser.storage.local.onChanged.addListener(look)
    return () => browser.storage.local.onChanged.removeListener(look)
  }, [])
  const forget = (host: string, choice: Choice, { field, sentence }: Line): void => attempt(choose(host, { [field]: null }).then(
    () => setForgotten({ sentence, undo: () => choose(host, { [field]: choice[field] }) }),
  ))
  return (
    <section>
      <h2 class="label">{say('settingsSites')}</h2>
      {trouble !== null && <p class="trouble" role="alert">{trouble}</p>}
      <div role="status">{forgotten && <p class="undo">{say('forgotten', forgotten.sentence)} <button onClick={() => attempt(forgotten.undo().then(() => setForgotten(null)))}>{say('undo')}</button></p>}</div>
      {all.length === 0 ? <p class="muted">{say('settingsSitesNone')}</p> : <p class="muted">{say('settingsSitesWhy')}</p>}
      <ul class="chosen">
        {all.map(([host, choice]) => (
          <li key={host}>
            <h3><bdi>{host}</bdi></h3>
            {linesOf(host, choice).map((line) => (
              <p key={line.field} class="row"><span>{line.sentence}</span> <button aria-label={say('forgetThat', line.sentence)} onClick={() => forget(host, choice, line)}>{say('forget')}</button></p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}
