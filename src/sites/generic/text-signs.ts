/** What a text says about itself: is this a story, or writing about the world? Works on a sample of the prose. */
import { allOf, attribute, findAll, textContent } from '../nodes.ts'
import type { Reason } from '../../core/work.ts'
import { nameOf } from './candidates.ts'
import type { Ground, Prose } from './prose.ts'
import { reason } from '../rule.ts'

const SAMPLE = 6000
/** Pronouns of people and the verb "said" in the languages most fiction is read in; never a word of two languages. */
const PEOPLE = /\b(?:s?he|hi[ms]|hers?|(?:him|her)self|said|asked|whispered|m[ye]|il|elle|lui|dit|ella|dijo|el[ea]|disse|lei|er|sie|ih[mr]|sagte|hij|zij|zei|han|hon|onun|dedi|dia|katanya)\b/gi
const PEOPLE_CYRILLIC = /(?<![а-яёіїє])(?:он|она|его|е[её]|ему|ей|сказала?|він|вона|його|сказа[вл]а?)(?![а-яёіїє])/gi
const PEOPLE_CJK = /[他她]|[说說]道|彼女?|[言云]った|俺|僕|그녀|그는|말했다/g
/** Words of writing that explains. */
const EXPLAINING = /\b(?:users?|customers?|companies|percent|click|figure|table|examples?|exercises?|however|research|government|million|billion|data|software|version|students|learn|section|exempel|beispiel|aufgabe|abbildung|exemple|exercice|ejemplo|ejercicio)\b/gi
const OPENING = /[“„«「『‹]|(?:^|\n)\s*[—–]/g
const STRAIGHT = /["＂]/g
const TECHNICAL = /[{}<>=\\|_$#@`^~[\]%/]/g
const NUMBERS = /\d[\d.,:]*/g
/** Scripts that say in one sign what others say in three. */
const DENSE = /[\u3040-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]/g

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** The text of a block from an offset on, a line for each part of it; looks into no more parts than it must. */
function textFrom(ground: Ground, from: number): string {
  // Text right in the block (between line breaks) belongs to no part
  if (ground.all <= SAMPLE * 3 || ground.all - ground.inner.reduce((sum, inner) => sum + inner.all, 0) > ground.all * 0.1) return (textContent(ground.element) ?? '').slice(from, from + SAMPLE)
  let text = ''
  let passed = 0
  for (const inner of ground.inner) {
    if (text.length >= SAMPLE) break
    if (passed + inner.all > from && !inner.foreign) text += `${inner.all > SAMPLE ? textFrom(inner, Math.max(0, from - passed)) : textContent(inner.element) ?? ''}\n`
    passed += inner.all
  }
  return text.slice(0, SAMPLE)
}

/** The prose's text, cut to a sample from its middle (beginnings and ends are notes and headings). */
export function sampleOf({ root }: Prose): string {
  return textFrom(root, Math.floor(Math.max(0, Math.min(root.all * 0.2, (root.all - SAMPLE) / 2))))
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

function countPeople(sample: string, density: number): number {
  if (density > 1) return count(sample, PEOPLE_CJK) * 1.5
  return count(sample, PEOPLE) + (/[а-я]{3}/.test(sample) ? count(sample, PEOPLE_CYRILLIC) : 0)
}

/** Signs in the words themselves, and how dense the script is: 3 for Chinese and its like, else 1. */
export function wordSigns(sample: string): { readonly density: number; readonly reasons: Reason[] } {
  const density = count(sample.slice(0, 1500), DENSE) > Math.min(1500, sample.length) * 0.25 ? 3 : 1
  const thousand = Math.max(1, (sample.length * density) / 1000)
  const talk = (count(sample, OPENING) + count(sample, STRAIGHT) / 2) / thousand
  const people = countPeople(sample, density) / thousand
  const technical = count(sample, TECHNICAL) / thousand
  const numbers = count(sample, NUMBERS) / thousand
  const explaining = count(sample, EXPLAINING) / thousand
  const at = (value: number): string => `${value.toFixed(1)} a thousand`
  const reasons: Reason[] = [
    reason('talk', clamp(talk * 0.3, 0, 1.5), at(talk)),
    reason('people', clamp((people - 4) * 0.2, -1, 2), at(people)),
    reason('technical', -clamp((technical - 1.5) * 0.4, 0, 3), at(technical)),
    reason('numbers', -clamp((numbers - 2.5) * 0.4, 0, 2), at(numbers)),
    reason('explains', -clamp((explaining - 0.6) * 0.5, 0, 1.5), at(explaining)),
  ]
  if (talk < 0.7 && people < 1.2 && sample.length * density > 2000) reasons.push(reason('nobody', -1.5, 'nobody speaks and nobody is spoken of'))
  return { density, reasons: reasons.filter((reason) => Math.abs(reason.weight) > 0.01) }
}

const EXPLAINS = 'pre code, .highlight, .codehilite, .mw-parser-output, .infobox, .mw-body, sup.reference, .footnoteref, .citation, math, .MathJax, .katex, .wikitable, figure.highlight, table.wiki-content-table'
const STORY_NAME = /chapter|chapitre|story|novel|prose|userstuff|epub|fiction|episode|honbun|chp|chr-c/
const BLURB_NAME = /(?:^|[\s_-])(?:synopsis|summary|description|desc|blurb|excerpt|teaser|about)(?:$|[\s_-])/

/** Signs in how the prose is built. */
export function buildSigns(prose: Prose): Reason[] {
  const root = prose.root.element
  const reasons: Reason[] = []
  const add = (sign: string, weight: number, detail?: string): void => {
    if (Math.abs(weight) > 0.01) reasons.push(reason(sign, weight, detail))
  }
  const thousand = Math.max(1, prose.root.chars / 1000)
  const explains = findAll(root, EXPLAINS).length
  add('explains-with', -clamp(explains * 0.7, 0, 4), `${explains} of code, notes or tables`)
  add('tables', -clamp((allOf(root, 'td').length / thousand - 2) * 0.3, 0, 2), 'tables')
  add('lists', -clamp((allOf(root, 'li').length / thousand - 1) * 0.3, 0, 2), 'lists')
  add('pictures', -clamp(((allOf(root, 'figure').length + allOf(root, 'img').length) / thousand - 1) * 0.3, 0, 1.2), 'pictures')
  const links = prose.root.linkChars / Math.max(1, prose.root.chars + prose.root.linkChars)
  add('links', -clamp((links - 0.03) * 20, 0, 4), `${Math.round(links * 100)} % in links`)
  const inner = findAll(root, 'h2, h3, h4')
  const headings = inner.length
  const numbered = inner.filter((heading) => /^\s*\d{1,2}\.\d/.test(textContent(heading) ?? '')).length
  add('numbered-sections', -clamp(numbered - 1, 0, 4), `${numbered} like 3.1`)
  add('headings', -clamp((headings / thousand - 0.6) * 0.7, 0, 1.5), `${headings} headings`)
  const dense = prose.root.paragraphs > 0 ? prose.root.chars / prose.root.paragraphs : 0
  add('paragraphs', prose.root.paragraphs >= 8 ? 0.5 : 0, `${prose.root.paragraphs} of ${Math.round(dense)}`)
  let named = false
  let blurb = false
  for (let at: typeof prose.root | null = prose.root; at !== null; at = at.parent) {
    if (at.tag === 'BODY' || at.tag === 'HTML') break
    const name = nameOf(at.element)
    named ||= STORY_NAME.test(name)
    blurb ||= BLURB_NAME.test(name)
  }
  add('named', named ? 1 : 0)
  add('blurb', blurb ? -3 : 0, 'a description of the work')
  return reasons
}

const TYPE = /"@type"\s*:\s*(?:\[\s*)?"(\w+)"/gi
const FICTIONAL = /\b(?:Chapter|Book|BookSeries|CreativeWorkSeries|ShortStory|PublicationVolume)\b/i
const FACTUAL = /\b(?:\w+Article|Recipe|Product|HowTo|FAQPage|QAPage|Question|SoftwareSourceCode|VideoObject|Event|JobPosting|MedicalWebPage|Course|LearningResource)\b/i

const BOOKISH = /^(?:books?:|og:novel)/
const WORLDLY = /^(?:citation_title|dc\.type|article:opinion|news_keywords)$/
const kindOf = (type: string): 'book' | 'factual' | null => /book|novel/i.test(type) ? 'book' : /^(?:product|profile|video|recipe|music)/i.test(type) ? 'factual' : null

/** Signs in the page's head and around the prose: what its makers say that it is. */
export function headSigns(document: Document): Reason[] {
  const reasons: Reason[] = []
  const data = findAll(document, 'script[type="application/ld+json"]').slice(0, 6).map((script) => (textContent(script) ?? '').slice(0, 20_000)).join(' ')
  const types = Array.from(data.matchAll(TYPE), ([, type]) => type).join(' ')
  if (FICTIONAL.test(types)) reasons.push(reason('schema', /\bChapter\b/.test(types) ? 1.5 : 0.25, 'book or chapter'))
  else if (/\b(?:BlogPosting|Article)\b/.test(types)) reasons.push(reason('schema', -0.5, 'article'))
  else if (FACTUAL.test(types)) reasons.push(reason('schema', -3, 'article, recipe, product…'))
  for (const element of allOf(document, 'meta')) {
    const key = attribute(element, 'property') ?? attribute(element, 'name') ?? ''
    const said = BOOKISH.test(key) ? 'book' : key === 'og:type' ? kindOf(attribute(element, 'content') ?? '') : WORLDLY.test(key) ? 'factual' : null
    if (said === null) continue
    reasons.push(reason(said, said === 'book' ? 0.5 : -2.5, key))
    break
  }
  return reasons
}
