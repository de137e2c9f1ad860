import { describe as suite, expect, it } from 'vitest'
import { chainOf } from '../../../src/core/anchor/chain.ts'
import { finished } from '../../../src/core/anchor/steps.ts'
import { compare } from '../../../src/core/anchor/edit.ts'
import { edgeThrough } from '../../../src/core/anchor/edge.ts'

const blocks = (...list: readonly [number, number, number][]) => ({ old: list.map(([old]) => old), fresh: list.map(([, fresh]) => fresh), length: list.map(([, , length]) => length) })
const drift = (old: number, fresh: number): number => fresh - old

suite('chainOf', () => {
  it('does not follow a chance repeat that lies far off its neighbours', () => {
    const { chain, rest } = finished(chainOf(blocks([0, 0, 100], [150, 2150, 18], [4000, 4000, 100]), drift))
    expect(chain.old).toEqual([0, 4000])
    expect(rest).toEqual([1])
  })

  it('crosses a scene put in, however long', () => {
    expect(finished(chainOf(blocks([0, 0, 100], [100, 30_100, 100]), drift)).chain.fresh).toEqual([0, 30_100])
  })

  it('cuts what overlaps', () => {
    expect(finished(chainOf(blocks([0, 0, 50], [60, 45, 40]), drift)).chain).toEqual(blocks([0, 0, 50], [65, 50, 35]))
  })
})

suite('an edge between two characters', () => {
  const edge = (old: string, fresh: string, side: 'start' | 'end', at = old.indexOf('|')): string => {
    const question = { old: old.replace('|', ''), fresh, edge: at, looseStart: false, looseEnd: false }
    const found = edgeThrough(compare(question), question, side)
    return `${fresh.slice(0, found)}|${fresh.slice(found)}`
  }
  it.each([
    ['start', 'came back. |House after house', 'came back. Cottage after house', 'came back. |Cottage after house'],
    ['start', 'came back |House after house', 'came away Cottage after house', 'came away |Cottage after house'],
    ['start', 'the |house horses ran', 'the horses ran', 'the |horses ran'],
    ['start', 'he said. |If it rains', 'he said. this it rains', 'he said. |this it rains'],
    ['start', 'she was |happy then', 'she was unhappy then', 'she was |unhappy then'],
    ['start', '.”\n|“Go on', '.”\n“And so did the rest.”\n“Go on', '.”\n“And so did the rest.”\n|“Go on'],
    ['end', 'the end.| Then', 'the very end of it. Then', 'the very end of it.| Then'],
    ['end', 'the end|, then', 'the end of it, then', 'the end| of it, then'],
    ['end', 'they walk| home', 'they walking home', 'they walking| home'],
    ['end', 'they wait…| Then', 'they wait... Then', 'they wait...| Then'],
  ] as const)('%s: %s in %s', (side, old, fresh, wanted) => {
    expect(edge(old, fresh, side)).toBe(wanted)
  })
})
