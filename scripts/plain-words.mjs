/** Says in plain words what the extension has stored. */

/** @typedef {Record<string, any[]>} Rows */

const percent = (/** @type {number} */ share) => `${Math.round(share * 100)} %`

/** @param {string} text @param {number} most */
const short = (text, most = 90) => text.length > most ? `${text.slice(0, most).trimEnd()}…` : text

/**
 * One line for each work and chapter that was recognised.
 * @param {Rows} rows
 * @returns {string[]} empty when nothing was
 */
export function recognised({ works = [], chapters = [] }) {
  return works.flatMap((work) => [
    `“${work.title ?? 'untitled'}”${work.author ? ` by ${work.author}` : ''} (${work.site})`,
    ...chapters.filter((chapter) => chapter.work === work.id).sort((a, b) => a.order - b.order).map((chapter) =>
      `  chapter ${chapter.ordinal ?? chapter.titleNumber ?? '?'}${chapter.title ? `, “${chapter.title}”` : ''}: ${chapter.paragraphs} paragraphs, ${chapter.characters} characters` +
      `${chapter.prevUrl ? ', has a previous' : ''}${chapter.nextUrl ? ', has a next' : ''}`),
  ])
}

/**
 * One line for each place, passage and digest.
 * @param {Rows} rows
 */
export function saved({ chapters = [], progress = [], passages = [], digests = [] }) {
  const name = (/** @type {string} */ id) => {
    const chapter = chapters.find((each) => each.id === id)
    return `chapter ${chapter?.ordinal ?? chapter?.titleNumber ?? '?'}`
  }
  return [
    ...progress.map((row) => `your place in ${name(row.chapter)}: ${percent(row.current.fraction)}, furthest ${percent(row.furthest.fraction)}`),
    ...passages.map((row) => `a passage in ${name(row.chapter)}: “${short(row.selectors?.[0]?.quote?.exact ?? '')}”${noteOf(row)}`),
    ...digests.map((row) => `what happened in ${name(row.chapter)}: ${row.digest?.moments?.length ?? 0} moments to make a recap from, as far as paragraph ${row.digest?.paragraphs ?? 0}`),
  ]
}

/** @param {any} passage */
const noteOf = (passage) => passage.note ? `, with the note “${short(passage.note)}”` : ''

/**
 * Prints a heading and lines below it.
 * @param {string} heading
 * @param {readonly string[]} lines
 */
export function tell(heading, lines) {
  console.log(`\n${heading}`)
  for (const line of lines) console.log(`  ${line}`)
}
