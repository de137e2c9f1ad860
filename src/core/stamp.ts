/**
 * When and where a field was last edited, as one string that sorts by time: a hybrid logical clock (Kulkarni et al.,
 * "Logical Physical Clocks", 2014). It never runs backwards on a device, whatever the system clock does, and two devices
 * never make the same one, so the later stamp wins everywhere alike.
 */
export type Stamp = string & { readonly brand: 'Stamp' }

const TIME = 9
const COUNT = 4
const LAST_COUNT = 36 ** COUNT - 1

const make = (time: number, count: number, device: string): Stamp =>
  `${time.toString(36).padStart(TIME, '0')}.${count.toString(36).padStart(COUNT, '0')}.${device}` as Stamp

/** The next stamp of `device` after `last` (its own or the newest it has seen); `now` in milliseconds since 1970. */
export function nextStamp(last: Stamp | null, now: number, device: string): Stamp {
  if (last === null) return make(now, 0, device)
  const time = Number.parseInt(last.slice(0, TIME), 36)
  const count = Number.parseInt(last.slice(TIME + 1, TIME + 1 + COUNT), 36)
  if (now > time) return make(now, 0, device)
  return count < LAST_COUNT ? make(time, count + 1, device) : make(time + 1, 0, device)
}

/** The stamp of each field of a record that can be edited. */
export type Stamps<Field extends string> = Readonly<Partial<Record<Field, Stamp>>>
