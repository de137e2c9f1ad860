/** Runs in a page of the extension: fills a library and times position writes in it. Put there by progress.mjs. */
import { UNSAID, type ChapterRecord, type WorkRecord } from '../../src/core/record.ts'
import { chapterId, workId } from '../../src/core/work.ts'
import { Library } from '../../src/store/library.ts'
import { progressMade } from '../../src/store/positions.ts'

const CHUNK = 2000

/** Fills a library of its own and writes `writes` positions; times in milliseconds. */
async function run(works: number, chapters: number, writes: number): Promise<number[]> {
  const library = new Library('bench')
  const rows: WorkRecord[] = []
  let pages: ChapterRecord[] = []
  for (let at = 0; at < works; at++) {
    const id = workId('bench', String(at))
    rows.push({ id, site: 'bench', title: `Work ${at}`, author: 'Somebody', url: null, language: 'en', posted: chapters, planned: 'open', added: at, lastRead: at, current: null, furthest: null, passages: 0, finished: 0, stamps: {}, ...UNSAID })
    for (let each = 1; each <= chapters; each++) pages.push({ id: chapterId(id, String(each)), work: id, url: `https://bench.example/${at}/${each}`, title: null, ordinal: each, titleNumber: null, order: each, prevUrl: null, nextUrl: null, paragraphs: 60, characters: 12_000, opened: at })
    if (pages.length >= CHUNK) {
      await library.chapters.bulkPut(pages)
      pages = []
    }
  }
  await library.chapters.bulkPut(pages)
  await library.works.bulkPut(rows)
  const times: number[] = []
  for (let at = 0; at < writes; at++) {
    const id = chapterId(workId('bench', String((at * 37) % works)), String(1 + (at % chapters)))
    const mark = { place: { paragraph: at % 60, offset: 0 }, fraction: (at % 60) / 60, words: 'The words at the place where the reader is', at: 1_700_000_000_000 + at * 1000, quote: { exact: 'The words', prefix: 'p'.repeat(80), suffix: 's'.repeat(80) } }
    const began = performance.now()
    await progressMade(library, id, mark, at % 10 === 0, mark.at, { read: mark, begun: at % 3 > 0, sitting: { id: `sitting-${at >> 3}`, began: mark.at, zone: 0, readMs: at * 10, words: at } })
    times.push(performance.now() - began)
  }
  await library.delete()
  return times
}

Object.assign(globalThis, { runBench: run })
