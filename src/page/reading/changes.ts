/** What became of a chapter since it was read: compared once it is asked for, told with the places to look at. */
import { compareFingerprints, compareRead, fingerprint, type Fingerprint } from '../../core/anchor/fingerprint.ts'
import type { Progress } from '../../core/position.ts'
import { paragraphsOf } from '../../core/text.ts'
import type { ChapterId } from '../../core/work.ts'
import type { ChapterChange } from '../../messages.ts'
import type { Story } from '../../sites/story.ts'
import { ask } from '../ask.ts'

/** Words by which a place is shown and found again. */
const WORDS = 60
/** Places told at most; the counts go on. */
const MOST = 200

/** What is told of a changed chapter. */
export interface Told {
  readonly edited: number
  readonly added: number
  readonly removed: number
  readonly places: readonly ChapterChange[]
}

export class Changes {
  /** The chapter as the reader read it; null until it is known that they did. */
  #then: Fingerprint | null = null
  #isWhole = false
  /** Paragraphs that the kept fingerprint speaks of. */
  #covered = 0
  #told: { readonly story: Story; readonly told: Told | null } | null = null

  constructor(
    private readonly chapter: ChapterId,
    private readonly story: () => Story,
  ) {}

  /** Takes what was kept at an earlier visit. A chapter read before fingerprints were kept is taken as it is now. */
  async begin(then: Fingerprint | null, progress: Progress | null): Promise<void> {
    this.#then = then
    this.#isWhole = progress !== null && progress.finished !== null
    this.#covered = then?.length ?? 0
    if (then === null && progress) await this.read(this.#isWhole ? Infinity : progress.furthest.place.paragraph)
  }

  /** The reader has read the first `paragraphs`: if that is further than before, keeps what they are like. */
  async read(paragraphs: number): Promise<void> {
    const { text } = this.story()
    const upTo = Math.min(paragraphs, text.starts.length)
    if (upTo <= this.#covered) return
    await this.#keep(fingerprint(text).slice(0, upTo))
  }

  /** The reader knows of the changes: the chapter of now is what they have read. False when it could not be saved. */
  async seen(): Promise<boolean> {
    if (!this.#then) return true
    const now = fingerprint(this.story().text)
    const kept = now.slice(0, this.#isWhole ? now.length : compareRead(this.#then, now).known)
    if (!(await this.#keep(kept))) return false
    this.#then = kept
    this.#told = null
    return true
  }

  /** What to tell the reader; null when nothing changed or nothing was read. */
  get told(): Told | null {
    const story = this.story()
    if (this.#told?.story !== story) this.#told = { story, told: this.#compare(story) }
    return this.#told.told
  }

  async #keep(kept: Fingerprint): Promise<boolean> {
    const outcome = await ask('chapterFingerprinted', { chapter: this.chapter, fingerprint: [...kept] })
    if (outcome.kind !== 'answered') return false
    this.#covered = kept.length
    return true
  }

  #compare(story: Story): Told | null {
    if (!this.#then) return null
    const now = fingerprint(story.text)
    const { edited, added, removed } = this.#isWhole ? compareFingerprints(this.#then, now) : compareRead(this.#then, now)
    if (edited.length + added.length + removed.length === 0) return null
    const texts = paragraphsOf(story.text)
    const place = (kind: ChapterChange['kind'], paragraph: number): ChapterChange => {
      const at = Math.min(paragraph, texts.length - 1)
      return { kind, paragraph: at, words: (texts[at] ?? '').slice(0, WORDS) }
    }
    const places = [
      ...edited.map(({ is }) => place('edited', is)),
      ...added.map((is) => place('added', is)),
      ...removed.map(({ before }) => place('removed', before)),
    ].sort((a, b) => a.paragraph - b.paragraph)
    return { edited: edited.length, added: added.length, removed: removed.length, places: places.slice(0, MOST) }
  }
}
