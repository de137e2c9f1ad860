/** Saves a file that is written piece by piece, without holding it in memory, and offers it to the reader as a download. */
import type { Piece, Taken } from '../../store/taking.ts'

/** Files of the browser's own keeping, which the download is read from. */
const SCRATCH = 'export-'
/** By then the browser has taken a file over, also when it asked the reader where to put it. */
const KEEP_MS = 3_600_000
/** Small texts are gathered into parts of this size. */
const PART = 256 * 1024

/** Lets go of what earlier downloads were read from. */
async function clearAway(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const [name, handle] of folder.entries()) {
    if (!name.startsWith(SCRATCH) || !(handle instanceof FileSystemFileHandle)) continue
    if (Date.now() - (await handle.getFile()).lastModified > KEEP_MS) await folder.removeEntry(name).catch(() => undefined)
  }
}

async function* gathered(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  let open: string[] = []
  let size = 0
  const text = (): string => {
    const part = open.join('')
    open = []
    size = 0
    return part
  }
  for await (const piece of pieces) {
    if (typeof piece === 'string') {
      open.push(piece)
      if ((size += piece.length) >= PART) yield text()
    } else {
      if (size > 0) yield text()
      yield piece
    }
  }
  if (size > 0) yield text()
}

/** A file on disk, written as it comes; null where the browser has no such place, as in a private window, or no room there. */
async function onDisk(pieces: AsyncIterable<Piece>): Promise<File | null> {
  let handle: FileSystemFileHandle
  let writer: FileSystemWritableFileStream
  try {
    const folder = await navigator.storage.getDirectory()
    await clearAway(folder)
    handle = await folder.getFileHandle(`${SCRATCH}${crypto.randomUUID()}`, { create: true })
    writer = await handle.createWritable()
  } catch {
    return null
  }
  const written = (work: Promise<void>): Promise<boolean> => work.then(() => true, () => false)
  try {
    for await (const piece of gathered(pieces)) {
      if (await written(writer.write(piece))) continue
      await written(writer.abort())
      return null
    }
  } catch (error) {
    await written(writer.abort())
    throw error
  }
  return (await written(writer.close())) ? handle.getFile() : null
}

async function inMemory(pieces: AsyncIterable<Piece>): Promise<Blob> {
  const parts: Blob[] = []
  for await (const part of gathered(pieces)) parts.push(new Blob([part]))
  return new Blob(parts)
}

/** Writes the file and hands it to the browser's downloads. Gives its size in bytes. */
export async function saveFile({ name, type, pieces }: Taken): Promise<number> {
  const file = (await onDisk(pieces())) ?? (await inMemory(pieces()))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([file], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS)
  return file.size
}

/** A name for a file of today. */
export const nameFor = (what: string, now: number): string => `catchword-${what}-${new Date(now).toISOString().slice(0, 10)}.json`
