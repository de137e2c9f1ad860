import { say } from '../../browser.ts'
import type { AsOf } from '../../store/standing.ts'
import type { Told } from '../../store/told.ts'
import { chapterLine } from './title.ts'

interface DialProps {
  readonly told: Told
  readonly asOf: AsOf
  readonly setAsOf: (asOf: AsOf) => void
}

/** "As of chapter N": never beyond the furthest the reader got. */
export function Dial({ told, asOf, setAsOf }: DialProps) {
  if (told.dial.length === 0) return null
  const value = asOf === 'here' ? 'here' : String(asOf === 'furthest' ? told.until?.order : asOf.order)
  return (
    <div class="dial">
      <label>{say('asOf')} <select value={value} onChange={({ currentTarget }) => setAsOf(currentTarget.value === 'here' ? 'here' : { order: Number(currentTarget.value) })}>
        <option value="here">{say('asOfHere')}</option>
        {told.dial.map((row) => <option key={row.id} value={String(row.order)}>{chapterLine(row, null)}</option>)}
      </select></label>
      <label><input type="checkbox" checked={asOf === 'furthest'} onChange={({ currentTarget }) => setAsOf(currentTarget.checked ? 'furthest' : 'here')} /> {say('asOfFurthest')}</label>
    </div>
  )
}
