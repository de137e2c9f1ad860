/** Addresses: what makes two of them the same page, and what a link on a page points at. */

const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|_ga|_gl|ref|ref_src|ref_url|referrer|source|spm|from|share|shareid|amp)$/i
const ARCHIVED = /^\/web\/\d{4,14}(?:[a-z]{2}_)?\/(https?:\/{1,2}.*)$/i
const SIDE_HOST = /^(?:www\d?|m|mobile|amp|wap|touch)\.(?=[^.]+\.)/

/** A copy in the Internet Archive is the page it copies; any other address is itself. */
export function unwrapArchive(url: URL): URL {
  const wrapped = ARCHIVED.exec(url.pathname + url.search)?.[1]
  if (wrapped === undefined) return url
  try {
    return new URL(wrapped.replace(/^(https?:)\/+/i, '$1//') + url.hash)
  } catch {
    return url
  }
}

/** The address without fragment and tracking parameters. */
export function cleanAddress(url: URL, keepFragment = false): string {
  const [, before = '', query = '', fragment = ''] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(url.href) ?? []
  const kept = query.split('&').filter((pair) => !TRACKING.test(plain(pair.replace(/=.*/s, '')))).join('&')
  return before + (kept === '' ? '' : `?${kept}`) + (keepFragment ? fragment : '')
}

/**
 * The parameters of an address. Not `url.searchParams`: in a Firefox content script it can be asked but not iterated
 * (its iterators belong to the page's world).
 */
export const parametersOf = (url: URL): Map<string, string> =>
  new Map(url.search.slice(1).split('&').filter((pair) => pair !== '').map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    return [plain(name), plain(value)]
  }))

/** Percent signs undone, where they make sense. */
function decoded(encoded: string): string {
  if (!encoded.includes('%')) return encoded
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
const plain = (encoded: string): string => decoded(encoded.replaceAll('+', ' '))

/** The host as readers know it: no `www.`, no `m.`. */
export const hostOf = (url: URL): string => url.hostname.toLowerCase().replace(SIDE_HOST, '')

/** Where a link leads, unwrapped and absolute, or null for links that lead nowhere (`#`, empty, `javascript:`). */
export function resolve(href: string | null, page: { readonly url: URL; readonly document: Document }): URL | null {
  const to = href?.trim() ?? ''
  if (to === '' || to.startsWith('#') || /^(?:javascript|mailto|data|about|blob):/i.test(to)) return null
  const base = page.document.baseURI
  try {
    const url = unwrapArchive(new URL(to, typeof base === 'string' && /^https?:/.test(base) ? base : page.url.href))
    return /^https?:$/.test(url.protocol) ? url : null
  } catch {
    return null
  }
}

/** The segments of a path, decoded where that is possible. */
export const segmentsOf = (url: URL): string[] =>
  url.pathname.split('/').filter((segment) => segment !== '').map(decoded)
