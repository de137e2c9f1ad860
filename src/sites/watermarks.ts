/**
 * Lines that copying sites put between a story's paragraphs ("read the newest chapters on …"), often in letters that
 * only look like letters. They are no story wherever they stand.
 */
import { textContent, walkerIn } from './nodes.ts'
import { pattern } from './pattern.ts'

/** Letters of other alphabets and mathematical letters, and in the same order the Latin ones they imitate. */
const LOOKALIKES = 'аеорсхуіѕԁոνοριαεωѵӏɩʟɴʀʙᴇᴏᴠᴄᴍꜰᴡøƒƚℯ0@'
const THE_LATIN = 'aeopcxyisdnvopiaewvlilnrbeovcmfwofleoa'

/** The plain Latin letters a disguised line stands for. */
export const undisguised = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[0@\u0080-\uffff]/g, (letter) => THE_LATIN[LOOKALIKES.indexOf(letter)] ?? letter)

const DOMAIN = /(?:novel|noveis|n0vel|wuxia|webnovel|ranobe|manga|light|read|libread|bednovel|panda|scribble|royal)[a-z0-9]{0,20}\s*[.,·•*_()[\]{}]\s*(?:com|net|org|me|io|co|live|info|site|cc|top)\b/
const LINE = pattern(() => [
  '^[0-9a-f]{24}$',
  'updated? (?:first )?(?:on|at|by|from) (?:this (?:web)?site|\\S+\\.\\S+)',
  '(?:read|find|follow|get|discover|visit|search|check out)\\b.{0,60}\\b(?:latest|newest|new|more|current|original|official|fastest|up-to-date|free)\\b.{0,40}\\b(?:chapters?|novels?|updates?|versions?|releases?|content)\\b.{0,40}\\b(?:on|at|only|here|website|source)\\b',
  '(?:source|origin) of this (?:content|chapter) is',
  '^(?:this|the) (?:chapter|content|novel|text) (?:is|was|has been) (?:updated|uploaded|taken|published|sourced|stolen) (?:by|from|on|at|first)\\b',
  'if you (?:find|see|spot|discover|encounter|come across) (?:any )?(?:this|errors?|the)\\b.{0,60}\\b(?:report|amazon|let us know|broken links)',
  '(?:has been|been|was) (?:unlawfully|illicitly|illegally|unrightfully)? ?(?:taken|lifted|stolen|obtained|pilfered|appropriated|copied)\\b.{0,40}\\b(?:without|from) (?:the )?(?:author|permission|consent|royal road|its)',
  '^(?:请记住本书|最新网址|手机用户请|本章未完|天才一秒记住|章节错误|一秒记住|百度搜索|更多精彩)',
  '^(?:(?:tap|click|use) (?:the )?(?:screen|left|right|arrow|here)\\b.{0,60})$',
].join('|'), 'i')

/** Any letter that is not plain, but for Chinese and Japanese: nothing of theirs looks like a Latin letter. */
const MAY_DISGUISE = /[^\p{ASCII}“”‘’…—–é、。「」『』\u3040-\u30ff\u4e00-\u9fff！，：；？（）]/u

/** Whether a line is a copier's, not the author's. Only short lines can be. */
export function isWatermark(line: string): boolean {
  const text = line.trim()
  if (text.length < 12 || text.length > 260) return false
  if (LINE.test(text)) return true
  const plain = MAY_DISGUISE.test(text) ? undisguised(text) : text.toLowerCase()
  // A domain alone is no proof in a story about the web; a short line around one is
  return DOMAIN.test(plain) && (text.length < 120 || plain !== text.toLowerCase())
}

const LINE_TAGS = 'p, div, span, strong, em, i, b, a, font, li, small, sub, sup'

/** The lines in these roots that are watermarks: leaf elements, and text nodes between line breaks. */
export function watermarksIn(roots: readonly Element[]): Node[] {
  const found: Node[] = []
  for (const root of roots) {
    const walker = walkerIn(root, 4)
    for (let steps = 0; steps < 20_000; steps++) {
      const text = walker.nextNode() as Text | null
      if (text === null) break
      if (text.length < 12 || text.length > 300 || !isWatermark(text.data)) continue
      const line = text.parentElement
      const whole = line !== null && line !== root && line.matches(LINE_TAGS) && (textContent(line) ?? '').length < text.length + 40
      found.push(whole ? line : text)
    }
  }
  return found
}
