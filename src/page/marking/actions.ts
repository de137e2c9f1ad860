/** What stands between the bar and the chapter it marks in. */
import type { Colour } from '../../core/passage.ts'

export interface Actions {
  /** Stores the passage; false when it could not be saved. */
  readonly mark: (colour: Colour, note: string) => Promise<boolean>
  readonly close: () => void
}

export interface Bar {
  readonly close: () => void
  /** True while the reader writes a note or a write is under way: the selection may change without closing the bar. */
  readonly isBusy: () => boolean
  /** Keys on the page while the bar shows: h marks, a opens a note, Escape closes. */
  readonly onKey: (event: KeyboardEvent) => void
}
