/**
 * Search among passages. Their folded texts are kept in blocks of a few hundred; a page reads the blocks once, a few at a
 * time, and files what was written since. Whatever is not filed yet is found all the same: it is in the page's memory.
 */
import { findInBlocks, packed, passageText, unpacked, type Block } from '../core/find/blocks.ts'
import { wordsOf } from '../core/find/fold.ts'
import { ALL_PASSAGES } from './books.ts'
import type { BlockRow, Library, PassageRow } from './library.ts'

/** Passages in a block, and rows read at a time. */
const BLOCK = 256
const READ = 32

/** Search over all passages, once `loaded`; grows as blocks come in, so that it can be asked before that. */
export class PassageSearch {
  readonly #blocks = new Map<number, Block>()
  readonly #home = new Map<string, number>()

  constructor(private readonly library: Library) {}

  /** Ids of the passages that hold every word, the latest filed first; at most `most`. */
  find(query: string, most: number): string[] {
    return findInBlocks([...this.#blocks.values()].reverse(), query, most)
  }

  /**
   * The passages that hold every word, at most `most`. Each is looked at again: a block that another page has changed
   * since may still have words that were edited away.
   */
  async passages(query: string, most: number): Promise<PassageRow[]> {
    const words = wordsOf(query)
    const rows = await this.library.passages.bulkGet([...new Set(this.find(query, most))])
    return rows.filter((row) => row !== undefined).filter((row) => {
      const text = textOf(row)
      return text !== null && words.every((word) => text.includes(word))
    })
  }

  /** Reads all blocks and files what is not in them. `progress` is called after each step. Ends early when aborted. */
  async load(signal: AbortSignal, progress: () => void): Promise<void> {
    await this.library.atOnce('rw', [this.library.blocks, this.library.unfiled], filedUpTo)
    for (let last = 0; !signal.aborted;) {
      const rows = await this.library.blocks.where('block').above(last).limit(READ).toArray()
      if (rows.length === 0) break
      for (const row of rows) this.#keep(row)
      last = rows.at(-1)?.block ?? Infinity
      progress()
    }
    await this.file(signal, progress)
  }

  /** Files passages written since. */
  async file(signal: AbortSignal, progress: () => void): Promise<void> {
    while (!signal.aborted && (await this.#fileSome())) progress()
  }

  #keep(row: BlockRow): void {
    const { block } = row
    if (block === undefined) return
    const before = this.#blocks.get(block)
    for (const id of before?.ids ?? []) if (this.#home.get(id) === block) this.#home.delete(id)
    this.#blocks.set(block, row)
    for (const id of row.ids) this.#home.set(id, block)
  }

  /** Files one block's worth; false when nothing is left. Rows of blocks are read again: another page may have filed, too. */
  #fileSome(): Promise<boolean> {
    const { library } = this
    return library.atOnce('rw', [library.blocks, library.passages, library.unfiled], async (library) => {
      const after = await filedUpTo(library)
      return after === null ? this.#fileNoted(library) : this.#fileAll(library, after)
    })
  }

  /** Files the next of all passages. */
  async #fileAll(library: Library, after: string): Promise<boolean> {
    const passages = await library.passages.where('id').above(after).limit(BLOCK).toArray()
    await this.#put(library, new Map(passages.map((row) => [row.id, textOf(row)])))
    const last = passages.at(-1)
    if (last && passages.length === BLOCK) await library.unfiled.put({ ...ALL_PASSAGES, after: last.id })
    else await library.unfiled.delete([ALL_PASSAGES.kind, ALL_PASSAGES.id])
    return true
  }

  /** Files some of those that were written since. */
  async #fileNoted(library: Library): Promise<boolean> {
    const keys = (await library.unfiled.where('[kind+id]').between(['passage', ''], ['passage', '\uffff']).limit(BLOCK).toArray()).map(({ id }) => id)
    if (keys.length === 0) return false
    const passages = await library.passages.bulkGet(keys)
    await this.#put(library, new Map(keys.map((id, index) => [id, textOf(passages[index])])))
    await library.unfiled.bulkDelete(keys.map((id) => ['passage', id]))
    return true
  }

  async #put(library: Library, texts: ReadonlyMap<string, string | null>): Promise<void> {
    for (const block of await this.#changed(library, texts)) this.#keep({ ...block, block: Number(await library.blocks.put(block)) })
  }

  /** The blocks that hold some of these passages, without the old texts; and the last one or a new one with the new texts. */
  async #changed(library: Library, texts: ReadonlyMap<string, string | null>): Promise<BlockRow[]> {
    const last = await library.blocks.toCollection().last()
    const numbers = new Set([...texts.keys()].flatMap((id) => this.#home.get(id) ?? []))
    const homes = (await library.blocks.bulkGet([...numbers])).filter((row) => row !== undefined)
    const kept = new Map(homes.map((row) => [row.block, unpacked(row).filter(([id]) => !texts.has(id))]))
    const fresh = [...texts].flatMap(([id, text]) => (text === null ? [] : [[id, text] as const]))
    const open = last === undefined ? [] : (kept.get(last.block) ?? unpacked(last).filter(([id]) => !texts.has(id)))
    if (last !== undefined && open.length + fresh.length <= BLOCK) kept.set(last.block, [...open, ...fresh])
    const added = last !== undefined && open.length + fresh.length <= BLOCK ? [] : [packed(fresh)]
    return [...[...kept].map(([block, entries]) => ({ ...packed(entries), ...(block !== undefined && { block }) })), ...added.filter(({ ids }) => ids.length > 0)]
  }
}

const textOf = (row: PassageRow | undefined): string | null =>
  row?.removed === null ? passageText({ quote: row.selectors[0].quote.exact, note: row.note, tags: row.tags }) : null

/**
 * Up to which id all passages are filed, where the whole table was emptied or many came at once: then what was filed is let
 * go first. Null where only single passages were written. Must run in a transaction over `blocks` and `unfiled`.
 */
async function filedUpTo(library: Library): Promise<string | null> {
  const all = await library.unfiled.get([ALL_PASSAGES.kind, ALL_PASSAGES.id])
  if (!all) return null
  if (all.after !== undefined) return all.after
  await library.blocks.clear()
  await library.unfiled.where('[kind+id]').between(['passage', ''], ['passage', '\uffff']).delete()
  await library.unfiled.put({ ...ALL_PASSAGES, after: '' })
  return ''
}
