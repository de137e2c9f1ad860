/** Links a reader can follow. A switched-off link is no link, even where its address is still there. */
import { cleanAddress, resolve } from './address.ts'
import { attribute, find, matches } from './nodes.ts'

/** A page as the rules see it: the address it stands for (archive copies unwrapped) and its document. */
export interface Page {
  readonly url: URL
  readonly document: Document
}

const OFF = '.disabled, .isDisabled, .is-disabled, .btn-disabled, .disable, [disabled], [aria-disabled="true"], .disabled > a, [aria-disabled="true"] > a'

/** Whether a link or button is switched off. */
export const isOff = (element: Element): boolean => matches(element, OFF)

/** Where a link leads, or null when it is switched off, leads nowhere, or leads back to this very page. */
export function linkOf(element: Element | null, page: Page, keepFragment = false): string | null {
  if (element === null || isOff(element)) return null
  const to = resolve(attribute(element, 'href'), page)
  if (to === null) return null
  const address = cleanAddress(to, keepFragment)
  return address === cleanAddress(page.url, keepFragment) ? null : address
}

/** The first link that fits a selector and leads somewhere. */
export const followed = (page: Page, selector: string, keepFragment = false): string | null =>
  linkOf(find(page.document, selector), page, keepFragment)
