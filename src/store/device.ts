/** Stamps of this device, kept in the library so that they never run backwards. */
import { nextStamp, type Stamp } from '../core/stamp.ts'
import type { Library } from './library.ts'

/** The next stamp. Must run inside a read-write transaction that includes `device`. */
export async function stampNow(library: Library, now: number): Promise<Stamp> {
  const row = await library.device.get('device')
  const id = row?.id ?? crypto.randomUUID().slice(0, 8)
  const stamp = nextStamp(row?.lastStamp ?? null, now, id)
  await library.device.put({ key: 'device', id, lastStamp: stamp })
  return stamp
}
