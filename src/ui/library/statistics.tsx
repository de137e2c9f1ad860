/** What the reader's own sittings say: how much, when, where, how fast. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import { language, once, say } from '../../browser.ts'
import { dayAt, daysLater, type Day } from '../../core/reading-days/day.ts'
import type { DayRecord } from '../../core/reading-days/day-record.ts'
import { statisticsOf, yearOfWeeks, type Statistics } from '../../core/reading-days/statistics.ts'
import { zoneOf } from '../../store/books.ts'
import { daysOfReading } from '../../store/statistics.ts'
import { counted, duration, hours, whole } from '../parts/number.ts'
import { siteOf } from '../parts/site.ts'
import { titleOf } from '../parts/title.ts'
import { LibraryClosed } from '../parts/trouble.tsx'
import { Beams, Chart, Columns, YearMap } from './charts.tsx'
import type { PageProps } from './pages.tsx'

/** Bars of sites shown, and months of pace. */
const SITES = 12
const MONTHS = 24

const inUtc = (options: Intl.DateTimeFormatOptions) => once((language) => new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }))
const [dates, times, months] = [inUtc({ dateStyle: 'medium' }), inUtc({ hour: 'numeric' }), inUtc({ month: 'short', year: '2-digit' })]
const dateOf = (day: Day): string => dates().format(new Date(`${day}T00:00:00Z`))
const hourName = (hour: number): string => times().format(new Date(Date.UTC(2024, 0, 1, hour)))
const monthName = (month: string): string => months().format(new Date(`${month}-01T00:00:00Z`))

interface WeekInfo {
  readonly getWeekInfo?: () => { readonly firstDay: number }
  readonly weekInfo?: { readonly firstDay: number }
}
function firstWeekday(): number {
  const locale = new Intl.Locale(language()) as unknown as WeekInfo
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1
}

export function StatisticsPage({ library, catalogue, version }: PageProps) {
  const [days, setDays] = useState<readonly DayRecord[] | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  useEffect(() => {
    const end = new AbortController()
    daysOfReading(library, end.signal).then(setDays, setFailed)
    return () => end.abort()
  }, [version])
  if (failed !== null) return <LibraryClosed error={failed} />
  return (
    <>
      <h1>{say('statistics')}</h1>
      {days === null
        ? <p class="muted" role="status">{say('loading')}</p>
        : days.length === 0 ? <p class="muted">{say('statisticsEmpty')}</p> : <Told days={days} catalogue={catalogue} version={version} />}
    </>
  )
}

function Told({ days, catalogue, version }: { readonly days: readonly DayRecord[] } & Pick<PageProps, 'catalogue' | 'version'>) {
  const now = Date.now()
  const today = dayAt(now, zoneOf(now))
  const all = useMemo(() => statisticsOf(days, today, (id) => {
    const work = catalogue.homeAt(id)
    return work ? siteOf(work) : say('siteUnknown')
  }), [days, today, version])
  const longest = all.longestSitting && catalogue.storyOf(all.longestSitting.work)
  return (
    <>
      <dl class="tiles">
        <Tile name={say('statRead')} value={duration(all.readMs)} more={counted('daysCount', all.days)} />
        <Tile name={say('statWords')} value={whole(all.words)} more={counted('chaptersCount', all.finished)} />
        <Tile name={say('statPace')} value={all.pace === null ? '–' : whole(all.pace)} more={say('statPaceUnit')} />
        <Tile name={say('statStreak')} value={counted('daysCount', all.streak.days)} more={say('statStreakBest', counted('daysCount', all.longestStreak.days))} />
        <Tile name={say('statLongest')} value={all.longestSitting ? duration(all.longestSitting.readMs) : '–'} more={longest ? titleOf(longest) : ''} />
      </dl>
      <Year days={days} today={today} />
      <Hours hours={all.hours} />
      <Sites all={all} />
      <Pace all={all} />
    </>
  )
}

const Tile = ({ name, value, more }: { readonly name: string; readonly value: string; readonly more: string }) => (
  <div><dt class="muted small">{name}</dt><dd><b>{value}</b><span class="muted small"><bdi>{more}</bdi></span></dd></div>
)

function Year({ days, today }: { readonly days: readonly DayRecord[]; readonly today: Day }) {
  const known = new Map(days.map((each) => [each.day, each]))
  const since = daysLater(today, -364)
  const year = days.filter(({ day }) => day >= since && day <= today)
  const total = year.reduce((sum, each) => sum + each.readMs, 0)
  const says = (day: Day): string => say('yearDay', dateOf(day), duration(known.get(day)?.readMs ?? 0), whole(known.get(day)?.words ?? 0))
  const sentence = say('yearSays', duration(total), counted('daysCount', year.filter(({ readMs }) => readMs > 0).length))
  return (
    <Chart title={say('chartYear')} says={sentence}
      figures={{ heads: [say('columnDay'), say('statRead'), say('statWords'), say('columnFinished')], rows: [...year].reverse().map((each) => [dateOf(each.day), duration(each.readMs), whole(each.words), whole(each.finished)]) }}>
      <YearMap weeks={yearOfWeeks(today, firstWeekday())} valueOf={(day) => known.get(day)?.readMs ?? 0} says={says} label={sentence} />
    </Chart>
  )
}

function Hours({ hours: byHour }: { readonly hours: readonly number[] }) {
  const bars = byHour.map((ms, hour) => ({ name: hourName(hour), value: ms, says: duration(ms) }))
  const most = bars.reduce((best, bar) => (bar.value > best.value ? bar : best), { name: '', value: 0, says: '' })
  const sentence = say('hoursSays', most.name)
  return (
    <Chart title={say('chartHours')} says={sentence} figures={{ heads: [say('columnHour'), say('statRead')], rows: bars.map(({ name, says }) => [name, says]) }}>
      <Columns bars={bars} every={3} label={sentence} />
    </Chart>
  )
}

function Sites({ all: { groups, readMs } }: { readonly all: Statistics }) {
  const bars = groups.map((group) => ({ name: group.name, value: group.readMs, says: duration(group.readMs) }))
  const [first] = groups
  if (!first) return null
  const share = new Intl.NumberFormat(language(), { style: 'percent' }).format(first.readMs / Math.max(1, readMs))
  return (
    <Chart title={say('chartSites')} says={say('sitesSays', first.name, share)} figures={{ heads: [say('columnSite'), say('columnHours'), say('statWords')], rows: groups.map((group) => [group.name, hours(group.readMs), whole(group.words)]) }}>
      <Beams bars={bars.slice(0, SITES)} />
    </Chart>
  )
}

function Pace({ all: { months, pace } }: { readonly all: Statistics }) {
  const bars = months.slice(-MONTHS).map(({ month, pace: of }) => ({ name: monthName(month), value: of ?? 0, says: say('wordsMinute', whole(of ?? 0)) }))
  const sentence = pace === null ? say('paceUnknown') : say('paceSays', whole(pace))
  return (
    <Chart title={say('chartPace')} says={sentence}
      figures={{ heads: [say('columnMonth'), say('statPace'), say('columnHours'), say('statWords'), say('columnFinished')], rows: [...months].reverse().map((each) => [monthName(each.month), each.pace === null ? '–' : whole(each.pace), hours(each.readMs), whole(each.words), whole(each.finished)]) }}>
      <Columns bars={bars} every={Math.ceil(bars.length / 8)} label={sentence} />
    </Chart>
  )
}
