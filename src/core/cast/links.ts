/** Signs that two names are one person, or are not, found while reading, each with the paragraph where it stands. */
import { isSubject, type Mention } from './mentions.ts'
import { nicknames } from './titles.ts'

/**
 * `is`: somebody says who they are ("I'm the bookkeeper," said Nell) or is given a name and answers;
 * `answers`: somebody is called a name and the other acts at once ("Red?" Willow nodded), a weak sign;
 * `apart`: both are named side by side ("Angel and Angelus"), so they are two; `with`: both stand in one sentence, which
 * says so too when it happens again. `with` is kept only where one has a title or a full name or they may be nicknames of
 * one, a few times a pair.
 */
export type Sign = 'is' | 'answers' | 'apart' | 'with'

/** A sign as it is stored. */
export type Link = readonly [paragraph: number, sign: Sign, one: string, other: string]

/** Meetings of one pair that are kept for a chapter. */
const MEETINGS_KEPT = 6

const NAME = "((?:[Tt]he )?\\p{Lu}[\\p{L}'’]+(?: \\p{Lu}[\\p{L}'’]+)?)"
/** What is only supposed says nothing: "if I'm Mabel, I'll stay down here". */
const SUPPOSED = '(?<!\\b(?:[Ii]f|[Uu]nless|[Ww]hether|[Ss]uppose|[Pp]retend|imagine|though|thinks?|thought|say|says|said|wish)(?: that)? )'
const I_AM = new RegExp(`${SUPPOSED}\\b(?:I am|I['’]m|[Mm]y name is|[Mm]y name['’]s|[Cc]all me|calls me) ${NAME}`, 'u')
const CALL_YOU = new RegExp(`\\b(?:call|name) you ${NAME}`, 'u')
const bareName = (name: string): string => name.replace(/^[Tt]he /, '').replace(/['’]s?$/, '')

/** Reads paragraph after paragraph; remembers only what the next one may answer. */
export class LinkSense {
  private called: readonly string[] = []
  private named: string | null = null
  private readonly together = new Map<string, number>()

  /** The signs of one paragraph, given the mentions of each of its sentences. */
  read(paragraph: number, text: string, sentences: readonly (readonly Mention[])[]): Link[] {
    const links: Link[] = []
    const add = (sign: Sign, one: string, other: string): void => {
      if (one !== other) links.push([paragraph, sign, one, other])
    }
    const all = sentences.flat()
    const speakers = [...new Set(all.flatMap(({ name, role }) => (role === 'Q' ? [name] : [])))]
    const [speaker] = speakers
    const own = I_AM.exec(text)?.[1]
    if (own !== undefined && speaker !== undefined && speakers.length === 1) add('is', bareName(own), speaker)
    if (this.named !== null && speaker !== undefined) add('is', this.named, speaker)
    const opening = all.find(({ role }) => isSubject(role))
    if (opening) for (const name of this.called) add('answers', name, opening.name)
    this.called = []
    sentences.forEach((mentions, index) => {
      const next = (sentences[index + 1] ?? []).find(({ role }) => isSubject(role))
      for (const { name, role } of mentions) {
        if (role !== 'V' || mentions.some((other) => other.role === 'Q')) continue
        if (next) add('answers', name, next.name)
        else this.called = [...this.called, name]
      }
      mentions.forEach((mention, at) => {
        const partner = mentions[at - 1]
        if (mention.joined && partner) add('apart', partner.name, mention.name)
        for (const other of mentions.slice(0, at)) if (this.oftenEnough(other.name, mention.name)) add('with', other.name, mention.name)
      })
    })
    const given = CALL_YOU.exec(text)?.[1]
    this.named = given === undefined ? null : bareName(given)
    return links
  }

  private oftenEnough(one: string, other: string): boolean {
    const inside = ` ${one} `.includes(` ${other} `) || ` ${other} `.includes(` ${one} `)
    if (inside || !(one.includes(' ') || other.includes(' ') || nicknames(one, other))) return false
    const key = one < other ? `${one}/${other}` : `${other}/${one}`
    const times = (this.together.get(key) ?? 0) + 1
    this.together.set(key, times)
    return times <= MEETINGS_KEPT
  }
}
