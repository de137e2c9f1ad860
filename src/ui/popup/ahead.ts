/**
 * What the popup waits for, asked before the rest of its script is set up: the browser and the database answer meanwhile.
 * The first import after the clock.
 */
import { looking } from './looking.ts'
import { openLibrary } from '../../keeping.ts'
import { shelf, type ShelfEntry } from '../../store/works.ts'

export { looking }

/** Works on the popup's shelf. */
export const ROWS = 20
export const library = openLibrary()
// at once, so that the first question finds it open; why it is shut is told to whoever asks
library.open().catch(() => undefined)
/** The shelf once it was read for the first time, before it is known whether it will be shown. */
export const shelfAtFirst: { entries: readonly ShelfEntry[] | null } = { entries: null }
// that it could not be read is told to whoever shows it and asks again
shelf(library, ROWS).then((entries) => { shelfAtFirst.entries = entries }, () => undefined)
