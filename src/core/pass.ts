/** How far a reading of a work got. */
import { flag, nullable, number, record, text, type Shape } from './shape.ts'
import type { ChapterId } from './work.ts'

/** The furthest chapter a reading got into, and whether its end was reached; those before it count as read. */
export interface Reached {
  readonly chapter: ChapterId
  readonly order: number
  readonly finished: boolean
}

/** The n-th reading of a work from its beginning; the first has number 1. */
export interface Pass {
  readonly number: number
  /** Milliseconds since 1970. */
  readonly began: number
  /** How far this reading got; null at its beginning. The work's own `furthest` never falls below any pass. */
  readonly furthest: Reached | null
}

const id = text(600) as unknown as Shape<ChapterId>
const wholeReached = record({ chapter: id, order: number(-1e9, 1e9), finished: flag })

/** Records from before ends were kept do not say whether one was reached. */
export const reachedShape: Shape<Reached | null> = nullable((value, path = '') => wholeReached(typeof value === 'object' && value !== null ? { finished: false, ...value } : value, path))

export const passShape: Shape<Pass | null> = nullable(record({ number: number(1, 1e6), began: number(0, 1e13), furthest: reachedShape }))
