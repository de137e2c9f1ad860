/** Brought in by the popup when the reader wants to point at the story: `picker.js`. One at a time. */
import { startPicking } from './picker.ts'

declare global {
  /** Ends the picker that is open. */
  var catchwordPicking: AbortController | undefined
}

globalThis.catchwordPicking?.abort()
globalThis.catchwordPicking = new AbortController()
startPicking(globalThis.catchwordPicking)
