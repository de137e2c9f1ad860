/**
 * Compares two short texts character by character: what became of every character, and where an edge between two old
 * characters stands in the new text.
 *
 * Global alignment with affine gap costs (Gotoh 1982); the costs stand in characters.ts.
 */
import { continues, LETTER, opens, OPENS_AT_EDGE, OTHER_KIND, pairCost, prepare, REPLACED, ROLES_APART, roomForText, SPACE } from './characters.ts'

/** What happened to the texts' characters, step by step. */
export const SAME = 0
export const CHANGED = 1
export const GONE = 2
export const ADDED = 3

const FAR = 1 << 28

/** More cells than this are not compared; callers cut their texts first. */
export const MOST_CELLS = 250_000

export interface Question {
  readonly old: string
  readonly fresh: string
  /** An offset in `old` where an insertion is likelier than elsewhere: a passage's edge. */
  readonly edge: number
  /** Whether new text before the first, or after the last, common character costs nothing. */
  readonly looseStart: boolean
  readonly looseEnd: boolean
}

/** What became of every character of the old text. */
export interface Comparison {
  /** Steps from the beginnings to the ends of both texts. */
  readonly steps: readonly number[]
  /** Letters that are the same in both. */
  readonly sameLetters: number
}

/** What was asked about an edge, and the answer. */
export interface Asked {
  readonly question: Question
  readonly comparison: Comparison
  /** Where in the new text around the edge the question begins. */
  readonly head: number
}

/** Three layers of the comparison's grid: the last step paired two characters, dropped an old one, added a new one. */
const PAIR = 0
const DROP = 1
const ADD = 2

/** Compares two texts; their lengths multiplied must stay within MOST_CELLS. */
export function compare(question: Question): Comparison {
  grid.ask(question)
  for (let row = 1; row <= question.old.length; row++) grid.fillRow(row)
  return grid.readBack()
}

/** The grid of a comparison; only the current row's costs are kept, and for every cell the way into it. */
class Grid {
  private readonly old = roomForText()
  private readonly fresh = roomForText()
  private edge = -1
  private looseStart = false
  private looseEnd = false
  /** Two bits a layer: the layer that the best way into this cell's layer came from. */
  private trace = new Uint8Array(4096)
  /** By column: the cheapest cost of any layer and which layer that is, and the cost of having dropped last. */
  private best = new Int32Array(256)
  private layer = new Uint8Array(256)
  private drop = new Int32Array(256)
  /** What adding a new character costs: to begin a run with it, and to go on with it. */
  private opens = new Int32Array(256)
  private steps = new Int32Array(256)

  /** Prepares the grid for a question and fills its first row. */
  ask({ old, fresh, edge, looseStart, looseEnd }: Question): void {
    prepare(old, this.old)
    prepare(fresh, this.fresh)
    this.edge = edge
    this.looseStart = looseStart
    this.looseEnd = looseEnd
    this.makeRoom(old.length, fresh.length + 1)
    for (let at = 0; at < fresh.length; at++) {
      this.opens[at] = opens(this.fresh, at)
      this.steps[at] = continues(this.fresh, at)
    }
    this.fillFirstRow()
  }

  private makeRoom(rows: number, width: number): void {
    const cells = (rows + 1) * width
    if (cells > this.trace.length) this.trace = new Uint8Array(2 * cells)
    if (width <= this.best.length) return
    this.best = new Int32Array(2 * width)
    this.layer = new Uint8Array(2 * width)
    this.drop = new Int32Array(2 * width)
    this.opens = new Int32Array(2 * width)
    this.steps = new Int32Array(2 * width)
  }

  private isFree(row: number): boolean {
    return (row === 0 && this.looseStart) || (row === this.old.length && this.looseEnd)
  }

  private fillFirstRow(): void {
    const { best, layer, trace, drop, steps } = this
    const isFree = this.isFree(0)
    const toOpen = isFree ? 0 : Math.min(this.edge === 0 ? OPENS_AT_EDGE : FAR, this.opens[0] as number)
    best[0] = 0
    layer[0] = PAIR
    drop[0] = FAR
    for (let column = 1; column <= this.fresh.length; column++) {
      best[column] = isFree ? 0 : (best[column - 1] as number) + (column === 1 ? toOpen : 0) + (steps[column - 1] as number)
      layer[column] = ADD
      drop[column] = FAR
      trace[column] = (column === 1 ? PAIR : ADD) << 4
    }
  }

  /** The innermost loop of all: nothing is called or looked up in it that need not be, since pages run it before it is optimised. */
  fillRow(row: number): void {
    const { old, fresh, trace, best, layer, drop, opens: open, steps } = this
    const { kinds, codes, roles, length } = fresh
    const isFree = this.isFree(row)
    const mostToOpen = isFree ? 0 : row === this.edge ? OPENS_AT_EDGE : FAR
    const kind = old.kinds[row - 1] as number
    const code = old.codes[row - 1] as number
    const role = old.roles[row - 1] as number
    const dropStep = continues(old, row - 1)
    const dropOpen = opens(old, row - 1) + dropStep
    let cell = row * (length + 1)
    let diagonal = best[0] as number
    let diagonalLayer = layer[0] as number
    // before the first new character old ones can only have been dropped
    let last = DROP
    let left = Math.min((drop[0] as number) + dropStep, diagonal + dropOpen)
    trace[cell++] = PAIR | (diagonal + dropOpen < (drop[0] as number) + dropStep ? diagonalLayer << 2 : DROP << 2)
    drop[0] = left
    layer[0] = DROP
    best[0] = left
    let added = FAR
    for (let column = 1; column <= length; column++, cell++) {
      const to = column - 1
      let bits = diagonalLayer
      const paired = diagonal + (kind !== kinds[to] ? OTHER_KIND : kind !== LETTER ? pairCost(kind, code, codes[to] as number)
        : (code === codes[to] ? 0 : REPLACED) + (ROLES_APART[role ^ (roles[to] as number)] as number))
      diagonal = best[column] as number
      diagonalLayer = layer[column] as number
      let dropped = (drop[column] as number) + dropStep
      if (diagonal + dropOpen < dropped) {
        dropped = diagonal + dropOpen
        bits |= diagonalLayer << 2
      } else bits |= DROP << 2
      const opening = open[to] as number
      const opened = left + (opening < mostToOpen ? opening : mostToOpen)
      if (opened < added) {
        added = opened
        bits |= last << 4
      } else bits |= ADD << 4
      if (!isFree) added += steps[to] as number
      trace[cell] = bits
      drop[column] = dropped
      if (paired <= dropped && paired <= added) {
        last = PAIR
        left = paired
      } else if (dropped <= added) {
        last = DROP
        left = dropped
      } else {
        last = ADD
        left = added
      }
      layer[column] = last
      best[column] = left
    }
  }

  readBack(): Comparison {
    const { old, fresh, trace } = this
    const width = fresh.length + 1
    const steps: number[] = []
    let at = old.length
    let to = fresh.length
    let layer = this.layer[to] as number
    let sameLetters = 0
    while (at > 0 || to > 0) {
      const from = ((trace[at * width + to] as number) >> (2 * layer)) & 3
      if (layer === PAIR) {
        at--
        to--
        const same = old.codes[at] === fresh.codes[to] || (old.kinds[at] === SPACE && fresh.kinds[to] === SPACE)
        if (same && old.kinds[at] === LETTER) sameLetters++
        steps.push(same ? SAME : CHANGED)
      } else if (layer === DROP) {
        at--
        steps.push(GONE)
      } else {
        to--
        steps.push(ADDED)
      }
      layer = from
    }
    return { steps: steps.reverse(), sameLetters }
  }
}

/** One grid for all comparisons: a page asks for hundreds, one after the other. */
const grid = new Grid()
