/** The way back after an absence: one small pill at the window's lower edge, in a closed shadow root. It moves nothing by itself. */
import { render } from 'preact'
import { ago, percent, say } from '../../browser.ts'
import { ask } from '../ask.ts'
import { watchHiding } from '../marking/hidden.ts'
import { makeHost } from '../marking/host.ts'
import { surfaceStyle } from '../marking/style.ts'

export interface Stopped {
  /** 0 to 1: where the reader stopped. */
  readonly fraction: number
  /** When, in milliseconds since 1970. */
  readonly at: number
  readonly goOn: () => void
}

const place = `
.pill { position: fixed; inset-block-end: 16px; inset-inline: 16px; margin-inline: auto; border-radius: 20px; padding: 4px 6px 4px 14px; }
@media print { .pill { display: none } }
`

/** Shows the pill until the reader answers it, closes it or the page's chapter ends. */
export function offerReturn(stopped: Stopped, signal: AbortSignal): void {
  if (signal.aborted) return
  const host = makeHost('pill', surfaceStyle + place, 'position: fixed; z-index: 2147483647')
  const { element, mount } = host
  const close = (): void => {
    ends()
    render(null, mount)
    element.remove()
  }
  signal.addEventListener('abort', close)
  const goOn = (event: Event): void => {
    if (!event.isTrusted) return
    close()
    stopped.goOn()
  }
  const recap = (event: Event): void => {
    if (!event.isTrusted) return
    void ask('recapWanted', {})
    close()
  }
  render(
    <div class="card pill" role="region" aria-label={say('pillLabel')} dir="auto" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div class="row">
        <span>{say('pillStopped', percent(stopped.fraction), ago(stopped.at, Date.now()))}</span>
        <button class="text strong" onClick={goOn}>{say('pillContinue')}</button>
        <button class="text" onClick={recap}>{say('pillRecap')}</button>
        <button class="text" onClick={close} aria-label={say('pillClose')}>×</button>
      </div>
    </div>, mount)
  document.documentElement.append(element)
  // a site's own banner at the lower edge may lie over it for a while: that is no hiding
  const ends = watchHiding(host, () => true, close)
}
