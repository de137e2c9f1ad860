/** The reader's own measures: each with its default a click away; what makes no sense changes nothing and says so. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { language, say } from '../../browser.ts'
import { DEFAULTS, LIMITS, type Settings } from '../../core/settings.ts'
import { changeSettings, readSettings, watchSettings } from '../../settings.ts'
import { duration, whole } from '../parts/number.ts'

type Field = keyof Settings
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Absences to choose from. */
const ABSENCES = [0, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY]

/** "6 hours", "3 days", as the language has it. */
function absence(ms: number): string {
  const [value, unit] = ms % DAY === 0 ? [ms / DAY, 'day'] : [ms / HOUR, 'hour']
  return Number.isInteger(value) ? new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(value) : duration(ms)
}
const pillWords = (ms: number): string => (ms === 0 ? say('settingPillNever') : say('settingPillAfter', absence(ms)))

/** What came of the last change of one setting. */
type Told = { readonly field: Field; readonly text: string; readonly trouble: boolean } | null

export function Reading() {
  const [settings, setSettings] = useState<Settings | null>(null)
  const [told, setTold] = useState<Told>(null)
  useEffect(() => {
    const end = new AbortController()
    void readSettings().then(setSettings, (error: unknown) => setTold({ field: 'finishShare', text: say('settingNotSaved', String(error)), trouble: true }))
    watchSettings(setSettings, end.signal)
    return () => end.abort()
  }, [])
  if (!settings) return told && <p class="trouble" role="alert">{told.text}</p>
  const change = (field: Field, value: number): void => void changeSettings({ [field]: value }).then(
    () => setTold({ field, text: say('settingSaved'), trouble: false }),
    (error: unknown) => setTold({ field, text: say('settingNotSaved', error instanceof Error ? error.message : String(error)), trouble: true }),
  )
  const outside = (field: Field, unit: number): void => setTold({ field, text: say('settingOutside', ...LIMITS[field].map((limit) => whole(limit / unit))), trouble: true })
  const shared = { settings, told, change, outside }
  return (
    <>
      <section>
        <h2 class="label">{say('settingsReading')}</h2>
        <Measure {...shared} field="finishShare" label={say('settingFinishShare')} unit={0.01} unitName={say('settingFinishShareUnit')} why={null} />
        <Measure {...shared} field="fastestPace" label={say('settingFastestPace')} unit={1} unitName={say('statPaceUnit')} why={say('settingFastestPaceWhy')} />
        <Measure {...shared} field="idleMs" label={say('settingIdle')} unit={1000} unitName={say('settingIdleUnit')} why={say('settingIdleWhy')} />
      </section>
      <section>
        <h2 class="label">{say('settingsBack')}</h2>
        <Setting {...shared} field="pillAfterMs" label={say('settingPill')} why={say('settingPillWhy')} words={pillWords}>
          <select id="pillAfterMs" aria-describedby="pillAfterMs-why" value={settings.pillAfterMs} onChange={({ currentTarget }) => change('pillAfterMs', Number(currentTarget.value))}>
            {[...new Set([...ABSENCES, settings.pillAfterMs])].sort((a, b) => a - b).map((ms) => <option key={ms} value={ms}>{pillWords(ms)}</option>)}
          </select>
        </Setting>
      </section>
    </>
  )
}

interface Shared {
  readonly settings: Settings
  readonly told: Told
  readonly change: (field: Field, value: number) => void
  readonly outside: (field: Field, unit: number) => void
}

interface SettingProps extends Shared {
  readonly field: Field
  readonly label: string
  readonly why: string | null
  /** A value of it in words. */
  readonly words: (value: number) => string
  readonly children: ComponentChildren
}

function Setting({ settings, told, change, field, label, why, words, children }: SettingProps) {
  const usual = words(DEFAULTS[field])
  const here = told?.field === field ? told : null
  return (
    <div class="setting">
      <label for={field}>{label}</label>
      <p class="row">{children}{settings[field] !== DEFAULTS[field] && <button class="plain small" aria-label={say('settingDefaultOf', usual, label)} onClick={() => change(field, DEFAULTS[field])}>{say('settingDefault', usual)}</button>}</p>
      {why !== null && <p class="muted small" id={`${field}-why`}>{why}</p>}
      <p class="small" role="status">{here && !here.trouble ? here.text : ''}</p>
      {here?.trouble === true && <p class="trouble" role="alert">{here.text}</p>}
    </div>
  )
}

interface MeasureProps extends Omit<SettingProps, 'words' | 'children'> {
  /** How much of the setting one of the numbers shown is. */
  readonly unit: number
  readonly unitName: string
}

/** A setting that is a number in a unit people use. */
function Measure({ unit, unitName, ...shared }: MeasureProps) {
  const { settings, change, outside, field, why } = shared
  const shown = (value: number): number => Number((value / unit).toFixed(1))
  const [least, most] = LIMITS[field]
  const take = (input: HTMLInputElement): void => {
    const value = input.valueAsNumber * unit
    if (value >= least && value <= most) {
      change(field, value)
      return
    }
    input.value = String(shown(settings[field]))
    outside(field, unit)
  }
  return (
    <Setting {...shared} words={(value) => `${whole(shown(value))} ${unitName}`}>
      <input id={field} type="number" inputMode="decimal" step="any" min={shown(least)} max={shown(most)} value={shown(settings[field])} aria-describedby={`${field}-unit${why === null ? '' : ` ${field}-why`}`} onChange={({ currentTarget }) => take(currentTarget)} />
      <span id={`${field}-unit`}>{unitName}</span>
    </Setting>
  )
}
