/**
 * Sentences of a paragraph, and runs of sentences that may be quoted alone.
 *
 * `Intl.Segmenter` splits after "Mr.", after initials, before speech tags in lower case and inside quotations (checked in
 * Node 20 and Chromium); the repairs here put those pieces together again.
 */

const segmenters = new Map<string, Intl.Segmenter>()

function segmenter(language: string): Intl.Segmenter {
  let found = segmenters.get(language)
  if (!found) {
    found = new Intl.Segmenter(language, { granularity: 'sentence' })
    segmenters.set(language, found)
  }
  return found
}

/** Words after which a full stop ends no sentence; with the case they are written in. */
const ABBREVIATIONS =
  'Mr Mrs Ms Mx Dr St Capt Col Gen Lt Sgt Cpl Maj Adm Rev Fr Hon Prof Mt vs ' + // English
  'MM Mme Mlle Mgr M ' + // French
  'Sra Srta Dña D Ud Uds ' + // Spanish
  'Hr Frl Nr bzw ca usw ' + // German
  'г ул гр см им' // Russian
const ABBREVIATED = new RegExp(`(?:^|[\\s("“‘'«„—–-])(?:${ABBREVIATIONS.trim().replace(/ /g, '|')}|\\p{Lu})\\.$`, 'u')
const STARTS_LOWER = /^["”’'»)\]\s]*[—–-]?\s*\p{Ll}/u
const ONLY_CLOSING = /^["”’'»)\]】」』）\s.…!?]+$/u
/** Opening marks that a segmenter leaves hanging at the end of the piece before. */
const HANGING_OPEN = /\s?(["“‘«¿¡([「『（]+)\s*$/u

/** The sentences of one paragraph in order; joined with single spaces (none in Chinese and Japanese) they give it back. */
export function sentencesOf(paragraph: string, language: string): string[] {
  const pieces: string[] = []
  let held = ''
  for (const { segment } of segmenter(language).segment(paragraph)) {
    held += segment
    const text = held.trimEnd()
    if (ABBREVIATED.test(text)) continue
    if (/(?:[.!?…]\s|[。！？]\s?)["“‘«¿¡([「『（]+$/u.test(text)) {
      const mark = HANGING_OPEN.exec(text)
      if (mark) {
        pieces.push(text.slice(0, mark.index))
        held = mark[1] ?? ''
        continue
      }
    }
    pieces.push(held)
    held = ''
  }
  if (held.trim()) pieces.push(held)
  return rejoined(pieces)
}

/** Speech tags of Japanese ("…」と言った") and Chinese ("…”她说"), which have no lower case to be known by. */
const isTag = (before: string, text: string): boolean => /[」』”]$/u.test(before) && (/^と/u.test(text) || /^\p{sc=Han}{0,6}[说說道问問喊叫]/u.test(text))

/** Puts a piece that begins in lower case, or holds only closing marks, back to the sentence it belongs to. */
function rejoined(pieces: readonly string[]): string[] {
  const sentences: string[] = []
  let gap = ''
  for (const piece of pieces) {
    const text = piece.trim()
    const before = sentences.at(-1)
    if (!text) continue
    if (before !== undefined && (STARTS_LOWER.test(text) || ONLY_CLOSING.test(text) || isTag(before, text))) sentences[sentences.length - 1] = before + gap + text
    else sentences.push(text)
    gap = /\s$/.test(piece) ? ' ' : ''
  }
  return sentences
}

/** A run of sentences of one paragraph that opens and closes its own quotation marks. */
export interface Unit {
  readonly text: string
  /** Index of its first and last sentence in the paragraph. */
  readonly from: number
  readonly to: number
  /** Share of its characters that are spoken, 0 to 1. */
  readonly spoken: number
  /** False where a quotation is never closed, or closed without having been opened. */
  readonly whole: boolean
}

const OPENS = new Set(['“', '«', '„', '「', '『', '〝', '‹'])
const CLOSES = new Set(['”', '»', '」', '』', '〞', '›'])

/** Follows quotation marks through a text; straight ones are told apart by the space around them. */
class Quotes {
  depth = 0
  spoken = 0
  stray = false

  read(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const mark = text.charAt(i)
      if (mark === '"') this.straight(/[\s(\[—–-]/.test(text.charAt(i - 1) || ' '), /[\s.,;:!?)\]—–-]/.test(text.charAt(i + 1) || ' '))
      else if (mark === '“' && this.depth > 0 && !/\s/.test(text.charAt(i - 1) || ' ')) this.close()
      else if (OPENS.has(mark)) this.open()
      else if (CLOSES.has(mark)) this.close()
      else if (this.depth > 0) this.spoken++
    }
  }

  private straight(canOpen: boolean, canClose: boolean): void {
    if (canOpen && !canClose) this.open()
    else if (canClose && !canOpen) this.close()
    else if (this.depth > 0) this.close()
    else this.open()
  }

  private open(): void {
    if (this.depth > 0) this.stray = true
    this.depth = 1
  }

  private close(): void {
    if (this.depth === 0) this.stray = true
    this.depth = 0
  }
}

/** Round brackets and asterisks around italics come in pairs. */
const isBalanced = (text: string): boolean =>
  (text.match(/[(（]/g)?.length ?? 0) === (text.match(/[)）]/g)?.length ?? 0) && (text.match(/[*_]/g)?.length ?? 0) % 2 === 0

/** Joins sentences until their quotation marks are closed. A paragraph that never closes one ends in a unit that is not whole. */
export function unitsOf(sentences: readonly string[], joint = ' '): Unit[] {
  const units: Unit[] = []
  let from = 0
  let text = ''
  let quotes = new Quotes()
  sentences.forEach((sentence, index) => {
    text = text ? text + joint + sentence : sentence
    quotes.read(sentence)
    if (quotes.depth > 0 && index < sentences.length - 1) return
    units.push({ text, from, to: index, spoken: Math.min(1, quotes.spoken / text.length), whole: quotes.depth === 0 && !quotes.stray && isBalanced(text) })
    from = index + 1
    text = ''
    quotes = new Quotes()
  })
  return units
}
