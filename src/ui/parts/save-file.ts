/** Saves a file that is written piece by piece, without holding it in memory. */

const SCRATCH = 'export.json'

/** A file on disk of the browser's own keeping, written as it comes; null where the browser has no such place. */
async function onDisk(pieces: AsyncIterable<string>): Promise<File | null> {
  let handle: FileSystemFileHandle
  let writer: FileSystemWritableFileStream
  try {
    handle = await (await navigator.storage.getDirectory()).getFileHandle(SCRATCH, { create: true })
    writer = await handle.createWritable()
  } catch {
    // a private window, or an older browser: see inMemory
    return null
  }
  const encoder = new TextEncoder()
  for await (const piece of pieces) await writer.write(encoder.encode(piece))
  await writer.close()
  return handle.getFile()
}

async function inMemory(pieces: AsyncIterable<string>): Promise<Blob> {
  const parts: Blob[] = []
  for await (const piece of pieces) parts.push(new Blob([piece]))
  return new Blob(parts)
}

/** Writes the pieces into a file and offers it to the reader as a download. Gives its size in bytes. */
export async function saveFile(name: string, pieces: AsyncIterable<string>): Promise<number> {
  const file = (await onDisk(pieces)) ?? (await inMemory(pieces))
  const address = URL.createObjectURL(new Blob([file], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // the browser has taken the file over by then
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
  return file.size
}

/** A name for a file of today. */
export const nameFor = (what: string, now: number): string => `catchword-${what}-${new Date(now).toISOString().slice(0, 10)}.json`
