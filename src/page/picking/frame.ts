/** What the picker shows: a frame around the block meant and a bar of its own, in one closed shadow root; the page keeps its nodes. */
import { say } from '../../browser.ts'
import { makeHost } from '../marking/host.ts'
import { surfaceStyle } from '../marking/style.ts'

const STYLE = `${surfaceStyle}
.frame { position: fixed; box-sizing: border-box; pointer-events: none; border: 3px solid #9f3a2b; outline: 2px solid #fffdf8; border-radius: 4px; background: rgb(159 58 43 / .10) }
.card { position: fixed; inset-inline: 0; inset-block-end: 16px; margin-inline: auto; width: fit-content; pointer-events: auto }
.bar p { margin: 2px 6px 6px; max-width: 420px } .row { justify-content: center }
@media (forced-colors: active) { .frame { border-color: Highlight; background: none } }
`

/** What the bar's buttons do. */
export interface FrameActions {
  readonly take: () => void
  readonly widen: () => void
  readonly narrow: () => void
  readonly leave: () => void
}

export interface Frame {
  /** Puts the frame around a block, or takes it away. */
  readonly show: (block: Element | null) => void
  /** Says something on the bar and to a screen reader. */
  readonly tell: (words: string) => void
  /** Leaves only the words and these buttons. */
  readonly conclude: (words: string, buttons: readonly (readonly [string, () => void])[]) => void
  /** Whether an event came from the bar. */
  readonly holds: (event: Event) => boolean
  readonly close: () => void
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.textContent = label
  made.className = 'text'
  made.addEventListener('click', (event) => { if (event.isTrusted) act() })
  return made
}

/** Opens frame and bar. */
export function openFrame({ take, widen, narrow, leave }: FrameActions): Frame {
  const { element, mount } = makeHost('picker', STYLE, 'position: fixed; inset: 0; pointer-events: none; z-index: 2147483647')
  const [frame, bar, told, row] = [document.createElement('div'), document.createElement('div'), document.createElement('p'), document.createElement('div')]
  frame.className = 'frame'
  frame.hidden = true
  bar.className = 'card bar'
  bar.setAttribute('role', 'group')
  bar.setAttribute('aria-label', say('pickStory'))
  told.setAttribute('role', 'status')
  row.className = 'row'
  row.append(button(say('pickTake'), take), button(say('pickWider'), widen), button(say('pickNarrower'), narrow), button(say('cancel'), leave))
  bar.append(told, row)
  mount.append(frame, bar)
  document.documentElement.append(element)
  // the words come after the live region, so that they are announced
  told.textContent = say('pickHow')
  row.querySelector('button')?.focus({ preventScroll: true })
  return {
    show: (block) => {
      frame.hidden = block === null
      const box = block?.getBoundingClientRect()
      if (box) Object.assign(frame.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, height: `${box.height}px` })
    },
    tell: (words) => { told.textContent = words },
    conclude: (words, buttons) => {
      frame.hidden = true
      told.textContent = words
      row.replaceChildren(...buttons.map(([label, act]) => button(label, act)))
      row.querySelector('button')?.focus({ preventScroll: true })
    },
    holds: (event) => event.composedPath().includes(bar) || event.composedPath().includes(element),
    close: () => element.remove(),
  }
}
