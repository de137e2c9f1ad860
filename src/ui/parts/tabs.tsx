import type { ComponentChildren } from 'preact'
import { say } from '../../browser.ts'

interface Props<Id extends string> {
  readonly tabs: readonly (readonly [Id, string])[]
  readonly chosen: Id
  readonly choose: (id: Id) => void
  readonly children: ComponentChildren
}

/** Tabs as the ARIA practices have them: one stop for Tab, arrows, Home and End walk. */
export function Tabs<Id extends string>({ tabs, chosen, choose, children }: Props<Id>) {
  const at = tabs.findIndex(([id]) => id === chosen)
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    const next = step === undefined ? undefined : tabs.at(step === tabs.length ? 0 : step)
    if (!next) return
    event.preventDefault()
    choose(next[0])
    document.getElementById(`tab-${next[0]}`)?.focus()
  }
  return (
    <>
      <div role="tablist" aria-label={say('panelTabs')} onKeyDown={walk}>
        {tabs.map(([id, name]) => (
          <button key={id} role="tab" id={`tab-${id}`} aria-selected={id === chosen} aria-controls="tab-panel" tabIndex={id === chosen ? 0 : -1} onClick={() => choose(id)}>{name}</button>
        ))}
      </div>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${chosen}`} tabIndex={0}>{children}</div>
    </>
  )
}
