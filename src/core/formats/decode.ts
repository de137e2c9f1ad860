/** From the bytes of a file to text. */
import { CEILINGS, UnreadableFile } from './file.ts'

const CHUNK = 65_536
const MEGABYTE = 1024 * 1024

/** Refuses a file by its size alone, before it is read. */
export function checkSize(bytes: number, most: number = CEILINGS.bytes): void {
  if (bytes === 0) throw new UnreadableFile('empty')
  if (bytes > most) throw new UnreadableFile('tooLarge', '', String(most / MEGABYTE))
}

/** UTF-16 is told by its byte order mark (WHATWG Encoding, "BOM sniff"); all else has to be UTF-8. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** Decodes UTF-8 and marked UTF-16, without the mark. Throws {@link UnreadableFile} with the place of the first bad byte. */
export function decode(bytes: Uint8Array): string {
  checkSize(bytes.length)
  const encoding = encodingOf(bytes)
  // a file of UTF-16 without its mark is valid UTF-8 full of zeros
  const zero = encoding === 'utf-8' ? bytes.subarray(0, CHUNK).indexOf(0) : -1
  if (zero >= 0) throw new UnreadableFile('encoding', `byte ${zero + 1}`)
  const decoder = new TextDecoder(encoding, { fatal: true })
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += CHUNK) {
    try {
      parts.push(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: at + CHUNK < bytes.length }))
    } catch {
      throw new UnreadableFile('encoding', `after byte ${at}`)
    }
  }
  const text = parts.join('')
  if (text.trim() === '') throw new UnreadableFile('empty')
  return text
}

/** Decodes pieces of bytes as they arrive, UTF-8 only. Throws {@link UnreadableFile} at the first bad byte. */
export async function* decodeArriving(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let read = 0
  const decoded = (bytes: Uint8Array, more: boolean): string => {
    try {
      return decoder.decode(bytes, { stream: more })
    } catch {
      throw new UnreadableFile('encoding', `after byte ${read}`)
    }
  }
  for await (const bytes of pieces) {
    yield decoded(bytes, true)
    read += bytes.length
  }
  yield decoded(new Uint8Array(), false)
}
