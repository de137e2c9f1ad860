/** Looks at the tab in front, at once when this is imported. */
import { firstLook } from './front.ts'

/** Tells whoever asks what was seen so far, and then what is seen. */
export const looking = firstLook()
