import { say } from '../../browser.ts'
import { percent } from './number.ts'

interface Props {
  /** 0 to 1: where the reader is. */
  readonly current: number
  /** 0 to 1: how far they ever got. */
  readonly furthest: number
  /** Of what; the chapter on screen unless said otherwise. */
  readonly label?: string
}

/** One thin line: filled to where you are, a small tick at the furthest point. */
export function ProgressLine({ current, furthest, label = say('progressLabel') }: Props) {
  return (
    <div class="bar-of-progress" role="progressbar" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(current * 100)}
      aria-label={label} aria-valuetext={say('progressValue', percent(current), percent(furthest))}>
      <div class="filled" style={{ width: `${current * 100}%` }} />
      {furthest > current + 0.01 && <div class="furthest" style={{ insetInlineStart: `${furthest * 100}%` }} />}
    </div>
  )
}
