/** Hands a file to the browser's downloads. */
import type { Taken } from '../../store/taking.ts'

/** Pieces are gathered into parts of this size, which the browser may keep outside the page's memory. */
const PART = 4 * 1024 * 1024
/** The browser reads the file while it writes it; the address has to live that long. */
const KEEP_MS = 120_000

/** Makes the file and downloads it. Gives its name. */
export async function download({ name, type, pieces }: Taken): Promise<string> {
  const parts: Blob[] = []
  let open: (string | Uint8Array<ArrayBuffer>)[] = []
  let size = 0
  for await (const piece of pieces) {
    open.push(piece)
    size += piece.length
    if (size < PART) continue
    parts.push(new Blob(open))
    open = []
    size = 0
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([...parts, ...open], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS)
  return name
}
