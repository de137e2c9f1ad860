/**
 * A zip archive whose files are stored as they are (PKWARE APPNOTE 6.3.10: local headers, central directory, end record),
 * names in UTF-8. For many small text files in one download; no file over 4 GB, no more than 65,535 of them.
 */

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** There are more files than an archive of this kind can hold. */
export class TooManyFiles extends Error {
  override readonly name = 'TooManyFiles'
  constructor() {
    super('More than 65,535 works are more than one archive holds: choose fewer.')
  }
}

const MOST = 0xffff
const UTF8 = 0x0800
const VERSION = 20

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

/** CRC-32 as zip asks for (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] as number)
  return (crc ^ 0xffffffff) >>> 0
}

/** Day and time as MS-DOS had them, in universal time; nothing before 1980. */
function dosTime(now: number): readonly [time: number, day: number] {
  const date = new Date(Math.max(now, Date.UTC(1980, 0, 1)))
  return [
    (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1),
    ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
  ]
}

/** Numbers one after the other, little-endian: each with its width in bytes. */
function packed(...fields: readonly (readonly [width: 2 | 4, value: number])[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [width]) => sum + width, 0)))
  let at = 0
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += width
  }
  return new Uint8Array(view.buffer)
}

/** An archive in pieces. Entries are taken one at a time and not kept. `now` in milliseconds since 1970. */
export async function* zipOf(entries: AsyncIterable<ZipEntry>, now: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const [time, day] = dosTime(now)
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  let count = 0
  for await (const { name, bytes } of entries) {
    if (++count > MOST) throw new TooManyFiles()
    const title = new TextEncoder().encode(name)
    const shared = [[2, VERSION], [2, UTF8], [2, 0], [2, time], [2, day], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, title.length], [2, 0]] as const
    const local = packed([4, 0x04034b50], ...shared)
    yield* [local, title, bytes]
    directory.push(packed([4, 0x02014b50], [2, VERSION], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), title)
    offset += local.length + title.length + bytes.length
  }
  yield* directory
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  yield packed([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0])
}
