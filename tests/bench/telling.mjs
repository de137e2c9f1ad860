/**
 * Writes src/core/recap/telling.ts: which words people use when they tell what happened, and which they leave out.
 *
 *   node tests/bench/telling.mjs DATA
 *
 * DATA holds squality.jsonl (SQuALITY v1.3, CC BY 4.0; stories from Project Gutenberg). Of its `dev` stories, how often a
 * stem is used in the human summaries of a story is set against how often the story itself uses it; words of one story
 * alone and names are left out, so the table holds no text of anybody.
 */
import { build } from 'esbuild'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const data = process.argv[2]
const root = join(import.meta.dirname, '../..')
const bundle = await build({ stdin: { contents: "export * from './src/core/recap/words.ts'; export { baseOf } from './src/core/recap/irregular.ts'", resolveDir: root, loader: 'ts' }, bundle: true, format: 'esm', write: false })
const { contentStems, baseOf } = await import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString('base64')}`)
/** A stem must be met in so many stories. */
const STORIES = 10
/** Rates for 100 words are smoothed by this much, so that rare stems stay near the middle. */
const SMOOTH = 0.12
/** Small words that summaries write differently ("cannot", "does not"), not events. */
const LEFT_OUT = new Set('doesn didn isn thei can ain make come due via own wasn couldn let put take anymor other'.split(' '))

const rates = (texts) => {
  const counts = new Map()
  let all = 0
  for (const text of texts) for (const stem of contentStems(text).map(baseOf)) { counts.set(stem, (counts.get(stem) ?? 0) + 1); all++ }
  return new Map([...counts].map(([stem, n]) => [stem, (100 * n) / all]))
}
const met = new Map()
const stories = readFileSync(join(data, 'squality.jsonl'), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter(({ split }) => split === 'dev')
for (const { text, references } of stories) {
  const names = new Set((text.match(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}+/gu) ?? []).flatMap(contentStems).map(baseOf))
  const [story, told] = [rates([text]), rates(references)]
  for (const stem of new Set([...story.keys(), ...told.keys()])) {
    if (names.has(stem) && story.has(stem)) continue
    const sum = met.get(stem) ?? { told: 0, story: 0, stories: 0 }
    met.set(stem, { told: sum.told + (told.get(stem) ?? 0), story: sum.story + (story.get(stem) ?? 0), stories: sum.stories + 1 })
  }
}
const classes = new Map()
let kept = 0
for (const [stem, { told, story, stories: n }] of met) {
  if (n < STORIES || LEFT_OUT.has(stem) || !/^[a-z]+$/.test(stem)) continue
  const halves = Math.max(-5, Math.min(4, Math.round(2 * Math.log((told + SMOOTH) / (story + SMOOTH)))))
  if (halves === -1 || halves === 0) continue
  classes.set(halves, [...(classes.get(halves) ?? []), stem])
  kept++
}
const lines = [...classes].sort((a, b) => a[0] - b[0]).map(([halves, stems]) => `  [${halves / 2}, '${stems.sort().join(' ')}'],`).join('\n')
writeFileSync(join(root, 'src/core/recap/told-words.ts'), `/**
 * Stems by how much more often people use them when they tell what happened in a story than the story does; made by
 * tests/bench/telling.mjs, not by hand.
 *
 * Counted on ${String(stories.length)} stories of SQuALITY v1.3 and their four summaries each (Wang et al. 2022, CC BY 4.0; stories from
 * Project Gutenberg): the natural logarithm of the two rates, in halves. Stems near the middle are left out.
 */
export const TOLD_STEMS: readonly (readonly [telling: number, stems: string])[] = [
${lines}
]
`)
console.log(stories.length, 'stories', kept, 'stems')
