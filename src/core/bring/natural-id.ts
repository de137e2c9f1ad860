/** Ids made of what they name, so that the same file brought in twice is the same twice. */
import { momentHash } from '../recap/heed.ts'

/** 52 bits of a text as 13 hexadecimal digits. */
const hex = (text: string): string => (Number.parseInt(momentHash(text), 36) % 2 ** 52).toString(16).padStart(13, '0')

/** A short id for a text. */
export const shortId = (text: string): string => momentHash(text)

/** A UUID of version 8 (RFC 9562, 5.8: the bits are the maker's own) for a text. */
export function uuidFor(text: string): string {
  const bits = hex(text) + hex(`${text}\n`) + hex(`\n${text}`)
  return `${bits.slice(0, 8)}-${bits.slice(8, 12)}-8${bits.slice(12, 15)}-a${bits.slice(15, 18)}-${bits.slice(18, 30)}`
}
