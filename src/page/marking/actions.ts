/** What stands between the cards on a page and the chapter they are about. */
import type { WhoIs } from '../../core/cast/find.ts'
import type { Said } from '../reading/chapter.ts'

export interface BarActions {
  /** Stores the passage; false when it could not be saved. */
  readonly mark: (said: Said) => Promise<boolean>
  /** Puts the passage there is under the selection where the selection is; null when there is none or more than one. */
  readonly reshape: (() => Promise<boolean>) | null
  readonly copyQuote: () => Promise<boolean>
  /** Looks the selected name up in the cast (null: it could not be); null where no name is selected. */
  readonly lookUp: { readonly name: string; readonly ask: () => Promise<WhoIs | null> } | null
}

export interface CardActions {
  readonly change: (said: Said) => Promise<boolean>
  readonly remove: (removed: boolean) => Promise<boolean>
  readonly copyQuote: () => Promise<boolean>
  readonly copyLink: () => Promise<boolean>
}
