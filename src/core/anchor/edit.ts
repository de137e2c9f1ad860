/**
 * Compares two short texts character by character: what became of every character, and where an edge between two old
 * characters stands in the new text.
 *
 * Global alignment with affine gap costs (Gotoh 1982); the costs stand in characters.ts.
 */
import { continues, LETTER, opens, OPENS_AT_EDGE, pairCost, prepare, SPACE, type Prepared } from './characters.ts'

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

/** Three layers of the comparison's grid: the last step paired two characters, dropped an old one, added a new one. */
const PAIR = 0
const DROP = 1
const ADD = 2

/** Compares two texts; their lengths multiplied must stay within MOST_CELLS. */
export function compare(question: Question): Comparison {
  const grid = new Grid(question)
  for (let row = 1; row <= question.old.length; row++) grid.fillRow(row)
  return grid.readBack()
}

/** Ways into cells, kept between comparisons: a page asks for hundreds, one after the other. */
let ways = new Uint8Array(4096)

/** What adding new characters costs, by character: to begin a run with it, and to go on with it. */
interface Adding {
  readonly opens: Int32Array
  readonly steps: Int32Array
}

function adding(fresh: Prepared, mostToOpen: number): Adding {
  const count = fresh.codes.length
  const costs = { opens: new Int32Array(count), steps: new Int32Array(count) }
  for (let at = 0; at < count; at++) {
    costs.opens[at] = Math.min(mostToOpen, opens(fresh, at))
    costs.steps[at] = continues(fresh, at)
  }
  return costs
}

/** The grid of one comparison; only the current row's costs are kept, and for every cell the way into it. */
class Grid {
  private readonly question: Question
  private readonly old: Prepared
  private readonly fresh: Prepared
  private readonly width: number
  /** Two bits a layer: the layer that the best way into this cell's layer came from. */
  private readonly trace: Uint8Array
  /** By column: the cheapest cost of any layer and which layer that is, and the cost of having dropped last. */
  private readonly best: Int32Array
  private readonly layer: Uint8Array
  private readonly drop: Int32Array
  private readonly inText: Adding
  private readonly atEdge: Adding
  private readonly free: Adding

  constructor(question: Question) {
    this.question = question
    this.old = prepare(question.old)
    this.fresh = prepare(question.fresh)
    const count = question.fresh.length
    const width = count + 1
    this.width = width
    const cells = (question.old.length + 1) * width
    if (cells > ways.length) ways = new Uint8Array(2 * cells)
    this.trace = ways
    this.best = new Int32Array(width)
    this.layer = new Uint8Array(width).fill(ADD)
    this.drop = new Int32Array(width).fill(FAR)
    this.inText = adding(this.fresh, FAR)
    this.atEdge = question.edge >= 0 ? adding(this.fresh, OPENS_AT_EDGE) : this.inText
    this.free = { opens: new Int32Array(count), steps: new Int32Array(count) }
    this.fillFirstRow()
  }

  private addingIn(row: number): Adding {
    const { edge, looseStart, looseEnd, old } = this.question
    if ((row === 0 && looseStart) || (row === old.length && looseEnd)) return this.free
    return row === edge ? this.atEdge : this.inText
  }

  private fillFirstRow(): void {
    const { best, layer, trace } = this
    const { opens: open, steps } = this.addingIn(0)
    layer[0] = PAIR
    for (let column = 1; column < this.width; column++) {
      best[column] = (best[column - 1] as number) + (column === 1 ? (open[0] as number) : 0) + (steps[column - 1] as number)
      trace[column] = (column === 1 ? PAIR : ADD) << 4
    }
  }

  fillRow(row: number): void {
    const { old, fresh, width, trace, best, layer, drop } = this
    const { opens: open, steps } = this.addingIn(row)
    const dropStep = continues(old, row - 1)
    const dropOpen = opens(old, row - 1) + dropStep
    let diagonal = FAR
    let diagonalLayer = PAIR
    let added = FAR
    for (let column = 0, cell = row * width; column < width; column++, cell++) {
      const above = best[column] as number
      const aboveLayer = layer[column] as number
      let bits = diagonalLayer
      const paired = column === 0 ? FAR : diagonal + pairCost(old, row - 1, fresh, column - 1)
      let dropped = (drop[column] as number) + dropStep
      if (above + dropOpen < dropped) {
        dropped = above + dropOpen
        bits |= aboveLayer << 2
      } else bits |= DROP << 2
      if (column > 0) {
        const opened = (best[column - 1] as number) + (open[column - 1] as number)
        if (opened < added) {
          added = opened
          bits |= (layer[column - 1] as number) << 4
        } else bits |= ADD << 4
        added += steps[column - 1] as number
      }
      diagonal = above
      diagonalLayer = aboveLayer
      trace[cell] = bits
      drop[column] = dropped
      const last = paired <= dropped && paired <= added ? PAIR : dropped <= added ? DROP : ADD
      layer[column] = last
      best[column] = last === PAIR ? paired : last === DROP ? dropped : added
    }
  }

  readBack(): Comparison {
    const { old, fresh, width, trace } = this
    const steps: number[] = []
    let at = this.question.old.length
    let to = this.question.fresh.length
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
