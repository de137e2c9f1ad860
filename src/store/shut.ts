/** Why a library could not be opened, and what a failed write means. */

/**
 * `newer`: a later Catchword wrote it. `upgrade`: a step to the newest version failed, nothing of it was kept. `blocked`:
 * another page of ours still holds an older version open. `full`: no room. `forbidden`: the browser keeps nothing here.
 * `unreadable`: the browser cannot read its files.
 */
export type ShutKind = 'newer' | 'upgrade' | 'blocked' | 'full' | 'forbidden' | 'unreadable'

/** The library is shut: nothing in it was changed and nothing is written until it opens. */
export class LibraryShut extends Error {
  override readonly name = 'LibraryShut'
  constructor(
    readonly kind: ShutKind,
    /** Versions, a step, or the name of the browser's error. */
    readonly detail: string,
  ) {
    super(`the library is shut (${kind}: ${detail}); nothing in it was changed`)
  }
}

interface Caused {
  readonly name?: unknown
  readonly inner?: unknown
}

/** An error and what caused it, outermost first. */
function* causesOf(error: unknown): Generator {
  for (let each: unknown = error, depth = 0; typeof each === 'object' && each !== null && depth < 5; each = (each as Caused).inner, depth++) yield each
}

/** Whether the cause of an error has one of these names. */
const isNamed = (error: unknown, names: readonly string[]): boolean =>
  [...causesOf(error)].some((each) => names.includes(String((each as Caused).name)))

/** There is no room for what was to be written; nothing of it was. */
export const isFull = (error: unknown): boolean => isNamed(error, ['QuotaExceededError'])

/** The connection went away under a question or a change: opened again, the same may well succeed. */
export const isLostConnection = (error: unknown): boolean =>
  isNamed(error, ['DatabaseClosedError', 'InvalidStateError', 'UnknownError', 'TransactionInactiveError']) && ![...causesOf(error)].some((each) => each instanceof LibraryShut)

/** What kept the library from opening, told from the browser's error. */
export function shutOf(error: unknown): LibraryShut {
  const causes = [...causesOf(error)]
  const known = causes.find((each) => each instanceof LibraryShut)
  if (known) return known
  const last = causes.at(-1) as Caused | undefined
  const detail = typeof last?.name === 'string' ? last.name : 'Error'
  if (isFull(error)) return new LibraryShut('full', detail)
  if (isNamed(error, ['UpgradeError', 'SchemaError', 'VersionChangeError'])) return new LibraryShut('upgrade', detail)
  if (isNamed(error, ['SecurityError', 'InvalidStateError', 'MissingAPIError', 'NotAllowedError'])) return new LibraryShut('forbidden', detail)
  return new LibraryShut('unreadable', detail)
}
