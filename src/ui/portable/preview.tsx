/** What an import would do, before anything is written. */
import { say } from '../../browser.ts'
import type { ComponentChildren } from 'preact'
import type { Brought } from '../../store/bringing.ts'
import { whole } from '../parts/number.ts'

interface Props {
  readonly name: string
  readonly brought: Brought
  readonly confirm: () => void
  readonly cancel: () => void
}

/** Refusals and conflicts shown in full; what is more is counted. */
const SHOWN = 200

export function Preview({ name, brought, confirm, cancel }: Props) {
  const { format, works, passages, fresh, changed, same, conflicting, refused, against, passedOver } = brought
  const counts = [['bringNew', fresh], ['bringChanged', changed], ['bringSame', same], ['bringConflicting', conflicting], ['bringRefused', refused.length]] as const
  return (
    <div data-preview>
      <p><strong><bdi>{name}</bdi></strong>: {say(`format_${format}`)}. {say('bringHolds', whole(works), whole(passages))}</p>
      <table>
        <caption class="muted small">{say('bringWould')}</caption>
        <tbody>{counts.map(([key, count]) => <tr key={key}><th scope="row">{say(key)}</th><td data-count={key}>{whole(count)}</td></tr>)}</tbody>
      </table>
      {passedOver > 0 && <p class="muted">{say('bringPassedOver', whole(passedOver))}</p>}
      {against.length > 0 && (
        <Listed summary={say('bringAgainst', whole(against.length))} total={against.length}>
          {against.slice(0, SHOWN).map(({ where, title, field }) => <li key={where + field}>{where}: <bdi>{title}</bdi> ({say(field === 'status' ? 'fieldStatus' : 'fieldRating')})</li>)}
        </Listed>
      )}
      {refused.length > 0 && (
        <Listed summary={say('bringWhyRefused', whole(refused.length))} total={refused.length}>
          {refused.slice(0, SHOWN).map(({ where, why }, index) => <li key={index}>{where}: {why}</li>)}
        </Listed>
      )}
      <div class="row">
        {fresh + changed > 0 ? <button class="continue" data-confirm onClick={confirm}>{say('bringConfirm')}</button> : <p class="muted">{say('bringNothingNew')}</p>}
        <button data-cancel onClick={cancel}>{say('cancel')}</button>
      </div>
    </div>
  )
}

function Listed({ summary, total, children }: { readonly summary: string; readonly total: number; readonly children: ComponentChildren }) {
  return (
    <details>
      <summary>{summary}</summary>
      <ul>{children}</ul>
      {total > SHOWN && <p class="muted">{say('andMore', whole(total - SHOWN))}</p>}
    </details>
  )
}
