/** The library as a file: everything, or passages in the format another program reads. */
import { useState } from 'preact/hooks'
import { say } from '../../browser.ts'
import { choicesNow } from '../../keeping.ts'
import type { WorkId } from '../../core/work.ts'
import type { Library } from '../../store/library.ts'
import { TAKEABLE, takeOut, worksWithPassages, type Takeable } from '../../store/taking.ts'
import { useLive } from '../parts/live.ts'
import { counted } from '../parts/number.ts'
import { saveFile } from '../parts/save-file.ts'
import { titleOf } from '../parts/title.ts'

const ofWorks = (what: Takeable): boolean => what !== 'backup' && what !== 'library'

export function TakeOut({ library }: { readonly library: Library }) {
  const [what, setWhat] = useState<Takeable>('backup')
  const [chosen, setChosen] = useState<ReadonlySet<WorkId> | null>(null)
  const [said, setSaid] = useState<{ readonly text: string; readonly bad: boolean } | null>(null)
  const [working, setWorking] = useState(false)
  const take = async (): Promise<void> => {
    setWorking(true)
    setSaid(null)
    try {
      const file = await takeOut(library, what, ofWorks(what) && chosen ? [...chosen] : null, Date.now(), await choicesNow())
      await saveFile(file)
      setSaid({ text: say('takeDone', file.name), bad: false })
    } catch (error) {
      console.error(error)
      setSaid({ text: say('takeFailed', error instanceof Error ? error.message : String(error)), bad: true })
    }
    setWorking(false)
  }
  return (
    <section aria-labelledby="take-out">
      <h2 class="label" id="take-out">{say('takeOut')}</h2>
      <p>{say('takeOutWhat')}</p>
      <fieldset class="choices">
        <legend class="small muted">{say('takeAs')}</legend>
        {TAKEABLE.map((each) => (
          <label key={each}><input type="radio" name="format" value={each} checked={each === what} onChange={() => setWhat(each)} /><span>{say(`take_${each}`)}</span></label>
        ))}
      </fieldset>
      {ofWorks(what) && <WorkChoice library={library} chosen={chosen} choose={setChosen} />}
      <div class="row">
        <button data-take disabled={working || (ofWorks(what) && chosen?.size === 0)} onClick={() => void take()}>{say('takeNow')}</button>
        <span aria-live="polite">
          {working && <span class="muted">{say('loading')}</span>}
          {said && <span class={said.bad ? 'trouble' : 'muted'} data-taken>{said.text}</span>}
        </span>
      </div>
    </section>
  )
}

interface Choice {
  readonly library: Library
  /** Null: all of them, also those to come. */
  readonly chosen: ReadonlySet<WorkId> | null
  readonly choose: (chosen: ReadonlySet<WorkId> | null) => void
}

function WorkChoice({ library, chosen, choose }: Choice) {
  const live = useLive(() => worksWithPassages(library), [])
  const works = live.state === 'here' ? live.value : []
  const flip = (id: WorkId): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    choose(next)
  }
  return (
    <>
      <fieldset class="choices">
        <legend class="small muted">{say('takeOf')}</legend>
        <label><input type="radio" name="works" checked={chosen === null} onChange={() => choose(null)} /><span>{say('takeAllWorks')}</span></label>
        <label><input type="radio" name="works" checked={chosen !== null} onChange={() => choose(new Set())} /><span>{say('takeSomeWorks')}</span></label>
      </fieldset>
      {chosen && (
        <ul class="works choices" tabIndex={0} aria-label={say('takeSomeWorks')}>
          {works.map((work) => (
            <li key={work.id}><label><input type="checkbox" checked={chosen.has(work.id)} onChange={() => flip(work.id)} /><span><bdi>{titleOf(work)}</bdi> <span class="muted small">{counted('passagesCount', work.passages)}</span></span></label></li>
          ))}
        </ul>
      )}
    </>
  )
}
