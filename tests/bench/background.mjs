/**
 * Writes src/core/recap/background.ts: how common a stem is in English stories.
 *
 *   node tests/bench/background.mjs DATA
 *
 * DATA holds squality.jsonl (SQuALITY v1.3, CC BY 4.0; stories from Project Gutenberg) and litbank_characters.jsonl
 * (LitBank, CC BY 4.0); only their `dev` texts are counted. Texts are cut into pieces of 1,000 words, and a stem's class
 * is the rounded base-2 logarithm of the share of pieces that use it, so the table holds no text of anybody.
 */
import { build } from 'esbuild'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const data = process.argv[2]
const root = join(import.meta.dirname, '../..')
const { outputFiles } = await build({ entryPoints: [join(root, 'src/core/recap/words.ts')], bundle: true, format: 'esm', write: false })
const { contentStems } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)
const CLASSES = 8
const KEPT = 3600

const texts = ['squality.jsonl', 'litbank_characters.jsonl'].flatMap((file) =>
  readFileSync(join(data, file), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter(({ split }) => split === 'dev').map(({ text }) => text))
const pieces = new Map()
let count = 0
for (const text of texts) {
  const words = text.split(/\s+/)
  for (let at = 0; at < words.length; at += 1000) {
    count++
    // names are no common words: a stem written with a capital inside a sentence is not counted there
    const piece = words.slice(at, at + 1000).filter((word) => !/^\p{Lu}/u.test(word)).join(' ')
    for (const stem of new Set(contentStems(piece))) pieces.set(stem, (pieces.get(stem) ?? 0) + 1)
  }
}
const kept = [...pieces].filter(([stem, n]) => n >= 3 && /^[a-z]+$/.test(stem)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, KEPT)
const classes = Array.from({ length: CLASSES }, () => [])
for (const [stem, n] of kept) classes[Math.min(CLASSES - 1, Math.round(-Math.log2(n / count)))].push(stem)
/** Each stem after the number of letters it begins with like the one before. */
const packed = (stems) => {
  let before = ''
  return stems.sort().map((stem) => {
    let shared = 0
    while (shared < Math.min(9, before.length, stem.length - 1) && before[shared] === stem[shared]) shared++
    before = stem
    return `${shared}${stem.slice(shared)}`
  }).join('')
}
const lines = classes.map((stems) => `  '${packed(stems)}',`).join('\n')
writeFileSync(join(root, 'src/core/recap/background.ts'), `/**
 * Stems of English stories by how common they are; made by tests/bench/background.mjs, not by hand.
 *
 * Counted on the texts of SQuALITY v1.3 (Wang et al. 2022, CC BY 4.0; stories from Project Gutenberg) and LitBank
 * (Bamman et al. 2019, CC BY 4.0), ${String(count)} pieces of 1,000 words. Line n holds the stems used in about 1 of 2^n pieces,
 * in order, each after the number of letters it begins with like the one before: a quarter less to load.
 */
export const COMMON_STEMS: readonly string[] = [
${lines}
]
`)
console.log(count, 'pieces', kept.length, 'stems')
