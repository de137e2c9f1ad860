/** Looks into the extension's IndexedDB from outside, without the extension's own code. */

/** @typedef {import('./open-browser.mjs').StageBrowser} StageBrowser */

/**
 * Every row the extension has stored.
 * @param {StageBrowser} browser
 * @returns {Promise<Record<string, any[]>>} store name → rows; empty when the extension has no database yet. Stores of
 *   other databases than the library (`catchword`) are named `database/store`.
 */
export async function storedRows(browser) {
  return JSON.parse(await browser.evaluateInExtension(readAll))
}

/**
 * Waits until what is stored is as wanted; fails with what there is.
 * @param {StageBrowser} browser
 * @param {(rows: Record<string, any[]>) => boolean} wanted
 * @param {string} what for the complaint
 */
export async function untilStored(browser, wanted, what) {
  /** @type {Record<string, any[]>} */
  let rows = {}
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    rows = await storedRows(browser)
    if (wanted(rows)) return rows
    await new Promise((later) => setTimeout(later, 250))
  }
  const counts = Object.entries(rows).map(([name, { length }]) => `${name} ${length}`).join(', ') || 'nothing'
  throw new Error(`Not stored within ten seconds: ${what}. There is: ${counts}.`)
}

/** Runs in a page of the extension. As JSON: BiDi drops the second mention of an object that stands in two places. */
async function readAll() {
  const done = (/** @type {IDBRequest} */ request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  /** @type {Record<string, any[]>} */
  const rows = {}
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name))
    const stores = [...database.objectStoreNames]
    for (const store of stores) {
      rows[name === 'catchword' ? store : `${name}/${store}`] = await done(database.transaction(store).objectStore(store).getAll())
    }
    database.close()
  }
  return JSON.stringify(rows)
}
