// @ts-nocheck made-up rows, written as they are
/** A library of any size, made up: written into the extension's own database from one of its own pages. */

/**
 * Runs in a page of the extension, whose database must be there already. Rows are written in batches; the same seed
 * makes the same library.
 * @param {{ works: number, chapters: number, passages: number, sittings: number, now: number }} size
 * @returns {Promise<number>} milliseconds it took
 */
export async function fillLibrary({ works, chapters, passages, sittings, now }) {
  const began = performance.now()
  let seed = 7
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const pick = (list) => list[Math.floor(random() * list.length)]
  const NOUNS = 'Tide Clerk Lantern Ledger Harbour Kettle Orchard Winter Salt Road Archivist Moth Bell Stair Glass Thorn Ferry Crown Ember Loom Cartographer Sparrow Vault Marsh Compass'.split(' ')
  const ADJECTIVES = 'Quiet Last Crooked Seventh Drowned Borrowed Paper Hollow Patient Unlit Northern Gilded Little Wandering'.split(' ')
  const NAMES = 'Ilse Brandt,Tamsin Roe,Q. Adeyemi,wintermarrow,深山,Анна Рожкова,Odile Marchetti,penhallow,kestrel_and_co,J. T. Okonkwo,Runa,soft-lamp'.split(',')
  const WORDS = 'the reeve had counted every stick twice before the light failed and nobody in the house would say whose hand had turned the eels loose so she wrote it down as weather and went to bed with the lamp still burning against the rain on the harbour glass'.split(' ')
  const SITES = [['ao3', 'https://archiveofourown.org/works/'], ['royalroad', 'https://www.royalroad.com/fiction/'], ['syosetu', 'https://ncode.syosetu.com/n'], ['scribblehub', 'https://www.scribblehub.com/series/'], ['xenforo', 'https://forums.sufficientvelocity.com/threads/'], ['generic', 'https://pale-harbour.example/s/']]
  const TAGS = ['slow burn', 'found family', 'sea', 'comfort', 'time loop', 'reread', 'unfinished business']
  const STATUSES = [null, null, null, null, null, null, 'paused', 'dropped', 'saved', 'finished']
  const DAY = 86_400_000
  const sentence = () => Array.from({ length: 8 + Math.floor(random() * 24) }, () => pick(WORDS)).join(' ')
  const title = (n) => (n % 17 === 0 ? `${pick(['百三十六の夜', '灯台守の手紙', '霧の港', '最後の司書'])} ${n}` : `${random() < 0.6 ? 'The ' : ''}${pick(ADJECTIVES)} ${pick(NOUNS)}${random() < 0.4 ? ` of the ${pick(ADJECTIVES)} ${pick(NOUNS)}` : ''}`)
  const stamp = `${now.toString(36).padStart(9, '0')}.0000.bench`
  const markAt = (fraction, at) => ({ place: { paragraph: Math.round(fraction * 60), offset: 0 }, fraction, words: sentence().slice(0, 60), at })

  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('catchword')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const write = (rows) => new Promise((resolve, reject) => {
    const stores = Object.keys(rows)
    const transaction = database.transaction(stores, 'readwrite', { durability: 'relaxed' })
    for (const store of stores) for (const row of rows[store]) transaction.objectStore(store).put(row)
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error)
  })
  const perWork = Math.round(chapters / works)
  const perWorkPassages = passages / works
  let passageNumber = 0
  let rows = {}
  const add = (store, row) => (rows[store] ??= []).push(row)
  for (let n = 0; n < works; n++) {
    const [site, base] = SITES[n % SITES.length]
    const id = `${site}:${n}`
    const posted = Math.max(1, Math.round(perWork * (0.5 + random())))
    const read = Math.floor(posted * (random() < 0.3 ? 1 : random()))
    const lastRead = now - Math.floor(random() ** 2 * 900 * DAY)
    const here = Math.max(1, read)
    const fraction = read >= posted ? 1 : Math.round(random() * 100) / 100
    const mark = markAt(fraction, lastRead)
    for (let c = 1; c <= posted; c++) {
      const chapter = `${id}/${c}`
      add('chapters', { id: chapter, work: id, url: `${base}${n}/${c}`, title: c % 3 ? null : `${pick(ADJECTIVES)} ${pick(NOUNS)}`, ordinal: c, titleNumber: null, order: c, prevUrl: c > 1 ? `${base}${n}/${c - 1}` : null, nextUrl: c < posted ? `${base}${n}/${c + 1}` : null, paragraphs: 60, characters: 9000, opened: lastRead })
      if (c <= read && n % 2 === 0) add('progress', { chapter, work: id, current: c === here ? mark : markAt(1, lastRead - (here - c) * DAY / 2), furthest: markAt(1, lastRead), finished: c < here || fraction === 1 ? lastRead - (here - c) * DAY / 2 : null, stamp })
    }
    let own = 0
    while (passageNumber < (n + 1) * perWorkPassages) {
      const exact = sentence()
      add('passages', { id: `p-${passageNumber}`, work: id, chapter: `${id}/${1 + Math.floor(random() * here)}`, selectors: [{ quote: { exact, prefix: sentence(), suffix: sentence() }, start: own * 200, end: own * 200 + exact.length, place: { paragraph: own, offset: 0 } }], colour: pick(['amber', 'rose', 'moss', 'sky', 'violet']), note: random() < 0.2 ? sentence().slice(0, 80) : '', tags: random() < 0.1 ? [pick(TAGS)] : [], made: lastRead, removed: null, stamps: { colour: stamp, note: stamp, tags: stamp, selectors: stamp, removed: stamp } })
      add('unfiled', { kind: 'passage', id: `p-${passageNumber}` })
      passageNumber++
      own++
    }
    const furthest = read > 0 ? { chapter: `${id}/${here}`, order: here, finished: fraction === 1 } : null
    add('works', {
      id, site, title: title(n), author: pick(NAMES), url: `${base}${n}`, language: n % 17 === 0 ? 'ja' : n % 29 === 0 ? 'fr' : 'en', posted, planned: random() < 0.5 ? 'open' : posted, postedThen: random() < 0.03 ? Math.max(1, posted - 2) : posted,
      added: lastRead - 30 * DAY, lastRead, current: read > 0 ? { chapter: `${id}/${here}`, mark } : null, furthest, pass: null, status: pick(STATUSES), tags: random() < 0.4 ? [pick(TAGS), pick(TAGS)].filter((tag, index, all) => all.indexOf(tag) === index) : [],
      rating: random() < 0.2 ? Math.ceil(random() * 10) / 2 : null, note: random() < 0.1 ? sentence().slice(0, 60) : '', passages: own, finished: n % 2 === 0 ? read : 0, readMs: read * 9 * 60_000, stamps: {},
    })
    if (Object.values(rows).reduce((sum, list) => sum + list.length, 0) > 8000) {
      await write(rows)
      rows = {}
    }
  }
  const zone = -new Date(now).getTimezoneOffset()
  for (let s = 0; s < sittings; s++) {
    const day = Math.floor(random() * 500)
    if (day % 9 === 4) continue
    const start = now - day * DAY - (now % DAY) + Math.floor((random() < 0.65 ? 19 + random() * 4.5 : 7 + random() * 11) * 3_600_000)
    if (start > now) continue
    const readMs = Math.floor((4 + random() ** 3 * 80) * 60_000)
    const n = Math.floor(random() ** 3 * Math.min(works, 60))
    const [site] = SITES[n % SITES.length]
    add('sittings', { id: `s-${s}`, work: `${site}:${n}`, chapter: `${site}:${n}/1`, began: start, ended: start + readMs * 1.1, zone, readMs, words: Math.round((readMs / 60_000) * (210 + random() * 60)) })
  }
  add('unfiled', { kind: 'day', id: '*' })
  await write(rows)
  database.close()
  return performance.now() - began
}
