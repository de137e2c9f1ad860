/** What the script of index.ts puts into the content script's own global object, where the page cannot reach. */
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

export interface Marking {
  /** Shows the bar above the selection, or below it where there is no room; never over it. */
  readonly showBar: (selection: Range, actions: Actions) => Bar
}

declare global {
  var catchwordMarking: Marking | undefined
}
