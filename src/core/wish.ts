/**
 * The author's wish: whether the notes that stand with a story refuse that machines process it. Catchword sends nothing
 * anywhere and uses no model, but an author who says no is not asked to study the difference: no digest is made.
 *
 * The list is small on purpose. It looks for clear refusals and leaves alone what only tells how a story was written
 * ("No AI was used in writing this") or what happens in it ("the AI wakes").
 */

/** Machines that authors name. `AI` in capitals only: French says "j’ai". */
const MACHINE = String.raw`(?:AIs?|A\.I\.|LLMs?|[Cc]hat ?GPT|[Cc]hatbots?|[Ll]anguage [Mm]odels?|[Mm]achine [Ll]earning|[Gg]enerative [A-Za-z]+|[Aa]rtificial [Ii]ntelligence)(?![\p{L}\p{N}])`
/** The rest of the same sentence, as far as a clause reaches. */
const CLAUSE = String.raw`[^.!?\n]{0,80}?`
const NOT = String.raw`(?:[Dd]o not|DO NOT|[Dd]on['’]t|DON['’]T|[Nn]ever|[Yy]ou may not|[Mm]ay not be|[Mm]ust not be|[Nn]ot to be)`
const MAKERS = String.raw`(?:was|were|is|has|have|had|used|involved|generated|assisted|assistance|wrote|went|tools? (?:was|were)|in the making)`

/** One pattern a line, with what authors write. */
const REFUSALS: readonly RegExp[] = [
  // "do not feed this to AI", "may not be used to train LLMs", "don't put my work into ChatGPT"
  new RegExp(String.raw`${NOT} ${CLAUSE}\b(?:feed|fed|put|upload(?:ed)?|run|paste[d]?|submit(?:ted)?|enter(?:ed)?|input|give|use[d]?|train|scrape[d]?|summari[sz]e[d]?)\b${CLAUSE}\b(?:to|into|in|with|by|through|for|train|training)\b[^.!?\n]{0,30}?\b${MACHINE}`, 'u'),
  // "I do not consent to AI training", "I do not allow the use of my fics for machine learning"
  new RegExp(String.raw`${NOT} (?:consent|agree|allow|permit|authori[sz]e|give (?:my |any )?(?:permission|consent))\b${CLAUSE}\b${MACHINE}`, 'u'),
  // "No AI", "no AI training", "NO generative AI": not "no AI was used"
  new RegExp(String.raw`(?<![\p{L}\p{N}])[Nn][Oo] (?:use (?:of|by|in|for) )?(?:[Gg]enerative )?AI(?![\p{L}\p{N}])(?! ${MAKERS}\b)`, 'u'),
  // "not for AI training", "not for AI summarising", "not licensed for machine learning"
  new RegExp(String.raw`[Nn](?:ot|OT) (?:[\p{L}]+ )?for (?:use (?:in|with|by) |training (?:of )?)?${MACHINE}`, 'u'),
  // "AI training is prohibited", "AI scraping not allowed"
  new RegExp(String.raw`\b${MACHINE}${CLAUSE}\b(?:prohibited|forbidden|not (?:allowed|permitted|welcome|authori[sz]ed))\b`, 'u'),
  // the tag "NoAI", "no-ai"
  /(?<![\p{L}\p{N}])no-?ai(?![\p{L}\p{N}])/iu,
  // French, Spanish, Italian, Portuguese, German
  /(?<!\p{L})(?:pas d['’]|interdit (?:à l['’]|aux )|prohibid[oa] (?:para )?(?:la )?|vietat[oa] (?:all['’])?|proibid[oa] (?:para )?(?:a )?|no usar (?:en|con|para) )IA(?!\p{L})/iu,
  /(?<!\p{L})(?:kein|nicht für) KI(?!\p{L})/u,
  // Japanese and Chinese: "AI learning forbidden"
  /(?:AI|生成AI)(?:による|への)?(?:の)?(?:無断)?学習(?:は|を)?(?:禁止|不可|お断り)|無断学習(?:は)?禁止|禁止(?:用于|用於|投喂|喂给)?\s?AI/u,
]

/** The words by which a note refuses to be processed, at most 120 characters; null when it does not. */
export function refusalIn(note: string): string | null {
  const line = note.replace(/[^\S\n]+/g, ' ')
  for (const refusal of REFUSALS) {
    const found = refusal.exec(line)
    if (found) return found[0].trim().slice(0, 120)
  }
  return null
}
