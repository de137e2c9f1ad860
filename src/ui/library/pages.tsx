/** The pages of the library, in the order of its nav. To add one: a line here and its text. */
import type { JSX } from 'preact'
import { say } from '../../browser.ts'
import type { Catalogue } from '../../store/catalogue.ts'
import type { Library } from '../../store/library.ts'
import { Shelf } from './shelf.tsx'
import { StatisticsPage } from './statistics.tsx'

export interface PageProps {
  readonly library: Library
  readonly catalogue: Catalogue
  /** Counted up whenever the catalogue has changed. */
  readonly version: number
}

interface LibraryPage {
  /** What stands after `#/` in its address. */
  readonly path: string
  readonly name: () => string
  readonly Page: (props: PageProps) => JSX.Element | null
}

export const PAGES: readonly LibraryPage[] = [
  { path: '', name: () => say('shelf'), Page: Shelf },
  { path: 'statistics', name: () => say('statistics'), Page: StatisticsPage },
]

/** Pages of their own, below those. */
export const ELSEWHERE: readonly { readonly href: string; readonly name: () => string }[] = [
  { href: 'portable.html', name: () => say('portable') },
  { href: 'health.html', name: () => say('health') },
  { href: 'settings.html', name: () => say('settings') },
]
