/** A list of thousands of rows of one height, of which only those near the window are there. */
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Rows drawn above and below the window, and by how many the drawn part moves at a time. */
const AROUND = 20
const STEP = 10
const GUESS = 84

interface Props {
  readonly count: number
  readonly label: string
  /** The row that has the keyboard. */
  readonly active: number
  readonly columns: readonly string[]
  /** So many rows are drawn from the start on, if there are so many. */
  readonly least: number
  /** Draws the rows from `start` to before `end`; each must have the class `work` and be `height` high. */
  readonly draw: (start: number, end: number) => ComponentChildren
}

/** Scrolls with the page. A table to assistive technology: it says how many rows there are, whichever are drawn. */
export function Rows({ count, label, active, columns, least, draw }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(GUESS)
  const [start, setStart] = useState(0)
  const [screen, setScreen] = useState(() => Math.ceil(innerHeight / GUESS))
  const measure = (): void => {
    const body = list.current
    if (!body) return
    const row = body.querySelector<HTMLElement>('.work')?.offsetHeight ?? height
    if (row > 0 && row !== height) setHeight(row)
    setScreen(Math.ceil(innerHeight / row))
    setStart(Math.max(0, Math.floor(-body.getBoundingClientRect().top / row / STEP) * STEP))
  }
  useLayoutEffect(measure, [count])
  useEffect(() => {
    addEventListener('scroll', measure, { passive: true })
    const size = new ResizeObserver(measure)
    if (list.current) size.observe(list.current)
    return () => {
      removeEventListener('scroll', measure)
      size.disconnect()
    }
  }, [height])
  useEffect(() => keepInView(list.current, active, height), [active])
  const from = Math.max(0, Math.min(start, count - 1) - AROUND)
  const to = Math.min(count, Math.max(start, 0) + Math.max(least, screen + AROUND))
  return (
    <div role="table" aria-label={label} aria-rowcount={count + 1} aria-colcount={columns.length}>
      <div role="row" aria-rowindex={1} class="hidden">{columns.map((name) => <span key={name} role="columnheader">{name}</span>)}</div>
      <div role="rowgroup" class="rows" ref={list} style={{ blockSize: `${count * height}px`, '--above': `${from * height}px` }}>
        <div role="presentation" class="drawn">{draw(from, to)}</div>
      </div>
    </div>
  )
}

/** The active row is never behind the window's edges. */
function keepInView(body: HTMLElement | null, active: number, height: number): void {
  if (!body || active < 0) return
  const top = body.getBoundingClientRect().top + active * height
  if (top < height) scrollBy({ top: top - height * 2, behavior: 'instant' })
  else if (top + height * 2 > innerHeight) scrollBy({ top: top + height * 2 - innerHeight, behavior: 'instant' })
}
