/** Has listing.js brought in where works may be listed; on all other pages nothing happens. */
import { browser } from '../browser.ts'
import { mayList } from '../sites/work-links.ts'

/** To be called at the start and whenever the address has changed without a load. */
export function bringListing(): void {
  // what was brought in looks again by itself, and takes its badges away where the page lists nothing any more
  if (globalThis.catchwordListing) globalThis.catchwordListing()
  // rejects where the extension was updated or removed under this page: then there is nothing to be done in it
  else if (mayList(location.href)) void browser.runtime.sendMessage({ call: 'listingWanted', asked: {} }).catch(() => undefined)
}
