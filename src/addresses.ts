/**
 * The one door from an address to the story it names, for our own pages: lists that readers bring in hold addresses
 * whose pages nobody opens. Only the address is looked at; nothing is asked of the network.
 */
import { cleanAddress, hostOf, unwrapArchive } from './sites/address.ts'
import { siteFor } from './sites/index.ts'
import type { Named } from './sites/site.ts'

/** What is known of an address. `clean` is the address as chapters are kept under. */
export interface Known {
  readonly clean: string
  /** Host as readers know it. */
  readonly host: string
  readonly named: Named | null
}

/** What an address says; null for what is no web address. Copies in the Internet Archive are what they copy. */
export function lookUp(address: string): Known | null {
  if (!URL.canParse(address)) return null
  const url = unwrapArchive(new URL(address))
  if (!/^https?:$/.test(url.protocol)) return null
  return { clean: cleanAddress(url), host: hostOf(url), named: siteFor(url)?.names?.(url) ?? null }
}
