/** Copying sites hop from one top level domain to the next; what stays is their name. */
import { hostOf } from './address.ts'

/** The name in a host: `novelbin` of `novelbin.me` and `novelbin.com`. */
export function brandOf(url: URL): string {
  const parts = hostOf(url).split('.')
  const name = parts.length > 2 && /^(?:co|com|net|org|gov|ac)$/.test(parts.at(-2) ?? '') ? parts.at(-3) : parts.at(-2)
  return name ?? hostOf(url)
}

/** A chapter's slug up to its number: what comes behind is its name, and names are edited. */
export function chapterSlug(slug: string): string {
  const plain = slug.replace(/\.(?:x?html?|php)$/i, '').toLowerCase()
  return /^(.*?(?:c?chapter|chap|ch|episode|vol(?:ume)?-\d+-(?:c?chapter|ch))-?_?\d+(?:[-.]\d+(?=-|$))?)(?:-[^\d].*)?$/.exec(plain)?.[1] ?? plain
}
