/** Has listing.js brought in where works may be listed; on all other pages nothing happens. */
import { mayList } from '../sites/doors.ts'
import { ask } from './bring.ts'

/** To be called at the start and whenever the address has changed without a load. */
export function bringListing(): void {
  // what was brought in looks again by itself, and takes its badges away where the page lists nothing any more
  if (globalThis.catchwordListing) globalThis.catchwordListing()
  else if (mayList(new URL(location.href))) void ask('listingWanted')
}
