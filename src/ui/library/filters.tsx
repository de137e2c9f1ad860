/** The shelf's search field and what there is to choose by. */
import { language, say } from '../../browser.ts'
import type { Status } from '../../core/standing.ts'
import { whole } from '../parts/number.ts'
import { statusName } from './row.tsx'
import { SORTS, type Facets, type Sort, type Wish } from './sieve.ts'

const STATUSES: readonly Status[] = ['reading', 'caught-up', 'paused', 'finished', 'dropped', 'saved']

interface Props {
  readonly facets: Facets
  readonly wish: Wish
  readonly want: (wish: Wish) => void
}

const languageName = (code: string): string => {
  try {
    return new Intl.DisplayNames(language(), { type: 'language' }).of(code) ?? code
  } catch {
    // a page may call its language anything
    return code
  }
}

/** One field for everything; `/` leads to it. */
export const SearchField = ({ wish, want, focused }: Pick<Props, 'wish' | 'want'> & { readonly focused: () => void }) => (
  <div class="search" role="search">
    <input type="search" id="search" value={wish.query} aria-label={say('searchShelf')} placeholder={say('searchShelf')} aria-keyshortcuts="/" onFocus={focused} onInput={({ currentTarget }) => want({ ...wish, query: currentTarget.value })} />
    <kbd aria-hidden="true">/</kbd>
  </div>
)

/** Status by buttons, everything else by lists; only what some work has is offered. */
export function Filters({ facets, wish, want }: Props) {
  const choose = (field: 'site' | 'tag' | 'language', label: string, any: string, values: readonly (readonly [string, number])[], name: (value: string) => string = String) => values.length > 0 && (
    <select aria-label={label} value={wish[field] ?? ''} onChange={({ currentTarget: { value } }) => want({ ...wish, [field]: value || null })}>
      <option value="">{any}</option>
      {values.map(([value, count]) => <option key={value} value={value}>{say('valueCount', name(value), whole(count))}</option>)}
    </select>
  )
  return (
    <div class="filters">
      <div role="group" aria-label={say('byStatus')} class="chips">
        {STATUSES.filter((status) => facets.statuses.has(status) || wish.status === status).map((status) => (
          <button key={status} aria-pressed={wish.status === status} onClick={() => want({ ...wish, status: wish.status === status ? null : status })}>{statusName(status)} <span class="count">{whole(facets.statuses.get(status) ?? 0)}</span></button>
        ))}
      </div>
      {choose('site', say('bySite'), say('anySite'), facets.sites)}
      {choose('tag', say('byWorkTag'), say('anyTag'), facets.tags, (tag) => `#${tag}`)}
      {facets.languages.length > 1 && choose('language', say('byLanguage'), say('anyLanguage'), facets.languages, languageName)}
      <select aria-label={say('sortBy')} value={wish.sort} disabled={wish.query.trim() !== ''} onChange={({ currentTarget: { value } }) => want({ ...wish, sort: SORTS.find((each) => each === value) ?? 'lastRead' })}>
        {SORTS.map((sort: Sort) => <option key={sort} value={sort}>{say(`sort_${sort}`)}</option>)}
      </select>
    </div>
  )
}
