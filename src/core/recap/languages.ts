/** Which language a paragraph is written in, judged from what has been read so far and nothing later. */

/** What is known of a story's language: a BCP 47 primary code, or `und`. */
export type Language = string

/** Scripts that name their language, or come near enough for splitting sentences. Kana before Han: Japanese uses both. */
const SCRIPTS: readonly (readonly [RegExp, Language])[] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/gu, 'ja'],
  [/\p{sc=Hangul}/gu, 'ko'],
  [/\p{sc=Han}/gu, 'zh'],
  [/\p{sc=Cyrillic}/gu, 'ru'],
  [/\p{sc=Arabic}/gu, 'ar'],
  [/\p{sc=Hebrew}/gu, 'he'],
  [/\p{sc=Thai}/gu, 'th'],
  [/\p{sc=Greek}/gu, 'el'],
]

/** Frequent small words that few other languages share; written from grammar. */
const SMALL_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set('the and was he she his her with that had for you not they said from were been'.split(' ')),
  fr: new Set('le la les des et est était dans une elle il pas que qui avait pour sur avec'.split(' ')),
  es: new Set('el la los las y que de en una había con por para su no se era pero del'.split(' ')),
  de: new Set('der die das und nicht war sie er ein eine mit hatte den dem sich auf ist ich'.split(' ')),
  it: new Set('il la che di non era una con per gli della aveva sono le ma si del'.split(' ')),
  pt: new Set('o a os que não uma com era para ela ele dos das seu sua mas em'.split(' ')),
  nl: new Set('de het een en van niet was hij zij met dat had op voor zijn haar'.split(' ')),
  id: new Set('yang dan itu di dengan tidak dia ke dari untuk akan sudah ini pada mereka'.split(' ')),
}

const languagesOf = new Map<string, Language[]>()
for (const [language, small] of Object.entries(SMALL_WORDS)) for (const word of small) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])

/** Adds up evidence paragraph by paragraph; `now` depends only on the paragraphs read. */
export class LanguageSense {
  private readonly counts = new Map<Language, number>()

  constructor(private readonly declared: string | null) {}

  read(paragraph: string): Language {
    const letters = paragraph.match(/\p{L}/gu)?.length ?? 0
    for (const [script, language] of SCRIPTS) {
      const share = (paragraph.match(script)?.length ?? 0) / (letters || 1)
      if (share > (language === 'ja' ? 0.15 : 0.4)) {
        this.add(language, letters / 4)
        return this.now()
      }
    }
    for (const word of paragraph.toLowerCase().match(/\p{L}+/gu) ?? []) for (const language of languagesOf.get(word) ?? []) this.add(language, 1)
    return this.now()
  }

  private add(language: Language, weight: number): void {
    this.counts.set(language, (this.counts.get(language) ?? 0) + weight)
  }

  private now(): Language {
    const declared = this.declared?.toLowerCase().split(/[-_]/)[0] ?? ''
    let best = /^[a-z]{2,3}$/.test(declared) ? declared : 'und'
    // a site's lang attribute speaks of its menus; a story of another language must outvote it clearly
    let most = best === 'und' ? 2 : 6 + 2 * (this.counts.get(best) ?? 0)
    for (const [language, count] of this.counts)
      if (count > most) {
        best = language
        most = count
      }
    return best
  }
}

/** Between two sentences: nothing where the script puts no spaces. */
export const jointOf = (language: Language): string => (language === 'ja' || language === 'zh' || language === 'th' ? '' : ' ')
