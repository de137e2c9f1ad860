/** Charts as plain SVG, each with the same figures as a table below it. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { language, say } from '../../browser.ts'
import type { Day } from '../../core/reading-days/day.ts'
import { shadeOf, type Week } from '../../core/reading-days/statistics.ts'

/** A table's figures: heads, then rows of texts; the first of each row names it. */
export interface Figures {
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

interface ChartProps {
  readonly title: string
  /** One sentence with what the chart shows, for those who do not see it. */
  readonly says: string
  readonly figures: Figures
  readonly children: ComponentChildren
}

/** A chart with its title, its sentence and its table, which is made when it is opened. */
export function Chart({ title, says, figures: { heads, rows }, children }: ChartProps) {
  const [open, setOpen] = useState(false)
  return (
    <section class="chart">
      <h2 class="label">{title}</h2>
      <p class="muted small">{says}</p>
      <div class="drawing" tabIndex={0} role="group" aria-label={title}>{children}</div>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{say('asTable')}</summary>
        {open && (
          <div class="table" tabIndex={0} role="group" aria-label={`${title}: ${say('asTable')}`}>
            <table>
              <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
              <tbody>{rows.map(([name, ...cells]) => <tr key={name}><th scope="row">{name}</th>{cells.map((cell, index) => <td key={heads[index + 1]}>{cell}</td>)}</tr>)}</tbody>
            </table>
          </div>
        )}
      </details>
    </section>
  )
}

export interface Bar {
  readonly name: string
  readonly value: number
  /** The value in words. */
  readonly says: string
}

const [WIDTH, HEIGHT, FOOT] = [720, 140, 18]

/** Standing bars; every `every`-th has its name below it. */
export function Columns({ bars, every = 1, label }: { readonly bars: readonly Bar[]; readonly every?: number; readonly label: string }) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const step = WIDTH / Math.max(1, bars.length)
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`} role="img" aria-label={label}>
      <line class="axis" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      {bars.map(({ name, value, says }, index) => {
        const height = (value / most) * (HEIGHT - 6)
        return (
          <g key={name}>
            <rect class="bar" x={index * step + step * 0.12} width={step * 0.76} y={HEIGHT - height} height={height} rx={Math.min(3, step * 0.2)}><title>{`${name}: ${says}`}</title></rect>
            {index % every === 0 && <text x={index * step + step / 2} y={HEIGHT + 14} text-anchor="middle">{name}</text>}
          </g>
        )
      })}
    </svg>
  )
}

/** Lying bars with their names: HTML, since names are long and of every script. */
export const Beams = ({ bars }: { readonly bars: readonly Bar[] }) => {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <ol class="beams">
      {bars.map(({ name, value, says }) => <li key={name}><bdi>{name}</bdi><span class="beam" aria-hidden="true"><span style={{ inlineSize: `${(value / most) * 100}%` }} /></span><span class="muted small">{says}</span></li>)}
    </ol>
  )
}

interface MapProps {
  readonly weeks: readonly Week[]
  readonly valueOf: (day: Day) => number
  readonly says: (day: Day) => string
  readonly label: string
}

const [CELL, GAP, HEAD] = [11, 2, 14]

/** A year of days as columns of weeks, shaded by how much was read; shades differ in size too, not in colour alone. */
export function YearMap({ weeks, valueOf, says, label }: MapProps) {
  const values = weeks.flat().flatMap((day) => (day === null ? [] : [valueOf(day)]))
  const step = CELL + GAP
  const month = new Intl.DateTimeFormat(language(), { month: 'short', timeZone: 'UTC' })
  const names = weeks.map((week) => week.find((day) => day?.endsWith('-01')) ?? null)
  return (
    <svg class="year" viewBox={`0 0 ${weeks.length * step + 8} ${7 * step + HEAD}`} role="img" aria-label={label}>
      {names.map((day, index) => day && <text key={day} x={index * step} y={10}>{month.format(new Date(`${day}T00:00:00Z`))}</text>)}
      {weeks.map((week, column) => week.map((day, row) => {
        if (day === null) return null
        const shade = shadeOf(valueOf(day), values)
        const inset = shade === 0 ? 0 : (4 - shade) * 0.8
        return (
          <g key={day}>
            <rect class="shade-0" x={column * step} y={HEAD + row * step} width={CELL} height={CELL} rx="2" />
            <rect class={`shade-${shade}`} x={column * step + inset} y={HEAD + row * step + inset} width={CELL - inset * 2} height={CELL - inset * 2} rx="2"><title>{says(day)}</title></rect>
          </g>
        )
      }))}
    </svg>
  )
}
