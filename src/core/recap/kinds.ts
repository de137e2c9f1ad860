/** What a paragraph is, judged by itself, so that a chapter read half-way is judged alike. */

/**
 * `prose` tells the story; `break` parts two scenes; `box` is a message or table of a game; `note` is the author or a
 * translator speaking to readers; `heading` names a chapter or part.
 */
export type Kind = 'prose' | 'break' | 'box' | 'note' | 'heading'

const NOTE_START =
  /^[\s([*_~-]*(?:a\/n|t\/n|an|tn|tl|tln|pr|ed|ps|p\.s|author['’]?s?['’]? notes?|translator['’]?s?['’]? notes?|editor['’]?s?['’]? notes?|notes?|disclaimer|warnings?|summary|translated by|edited by|translator|editor|proofreader|beta(?:['’]?d)? by)\s*[:：\-–—.]/i
const TO_READERS =
  /\b(?:patreon|ko-?fi|discord|kudos|reviews?|subscrib\w+|follow(?:s|ers)?|favou?rites?|comments?|thank you (?:all )?(?:so much )?for reading|thanks for reading|next chapter|last chapter|this chapter|previous chapter|update[sd]?|advance chapters|bonus chapter|beta(?:'d|ed)?|fanfic\w*|fandom|canon|royal ?road|ao3|webnovel|rate and review|hiatus|upload\w*|posting|word count|i (?:do not|don['’]t) own)\b/gi
const HEADING = /^(?:chapter|part|book|volume|episode|chapitre|capítulo|kapitel|глава|bab|prologue|epilogue|interlude)\b[\s\dIVXLC.:—–-]*.{0,60}$/iu

/** Judges one paragraph. `title` is the chapter's own title, which pages often repeat as a paragraph. */
export function kindOf(paragraph: string, title: string | null): Kind {
  const text = paragraph.trim()
  if (!/[\p{L}\p{N}]/u.test(text) || /^(?:[xo0~*._\s-]{3,}|end|fin|the end)\.?$/i.test(text)) return 'break'
  if (text.length < 90 && (HEADING.test(text) || (title !== null && title.trim() !== '' && text.toLowerCase() === title.trim().toLowerCase()))) return 'heading'
  if (isNote(text)) return 'note'
  return isBox(text) ? 'box' : 'prose'
}

/** So many characters for each word to readers: a long stretch of story may well hold "reviews", "updated" and "followers". */
const NOTE_DENSITY = 400

function isNote(text: string): boolean {
  if (NOTE_START.test(text)) return true
  const hits = new Set((text.match(TO_READERS) ?? []).map((hit) => hit.toLowerCase())).size
  if (hits >= 3 && text.length < hits * NOTE_DENSITY) return true
  return hits >= 2 && text.length < 600 && !/["“”«»]/.test(text)
}

/** So long at most is a cell of a table, and what stands around a field of one. */
const CELL = 120
const FIELD = 60

function isBox(text: string): boolean {
  if (/^[[【<〈《{|╔┌+=]/.test(text) && /[\]】>〉》}|╗┐+=]$/.test(text)) return true
  const cells = text.split(/\s[|•/]\s|\t|\s{3,}/).length
  const fields = text.match(/[\p{L}\p{N}] ?[:：=] ?[\p{L}\p{N}+-]/gu)?.length ?? 0
  return (cells >= 4 && cells * CELL > text.length) || (fields >= 3 && fields * FIELD > text.length)
}
