/**
 * The reader points at the story once: a mouse takes what it clicks, a finger frames what it taps and takes it with the
 * bar, the keys go wider, narrower and to neighbours. Only the reader's own input counts; none of it reaches the page.
 */
import { say } from '../../browser.ts'
import { choiceFor, choose } from '../../choices.ts'
import { isStory } from '../../sites/picked.ts'
import { blockAt, selectorFor, wider } from '../../sites/pointing.ts'
import { ask } from '../ask.ts'
import { openFrame, type Frame } from './frame.ts'

const SWALLOWED = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'dblclick', 'auxclick', 'contextmenu'] as const

/** Where to begin: what lies in the middle of the window. */
const inTheMiddle = (): Element => blockAt(document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body)

class Picker {
  #block: Element = inTheMiddle()
  /** What the reader came from by going wider, to go back to. */
  #within: Element[] = []
  readonly #frame: Frame
  #done = false

  constructor(readonly rest: AbortController) {
    this.#frame = openFrame({ take: () => void this.#take(), widen: () => this.#widen(), narrow: () => this.#narrow(), leave: () => rest.abort() })
    rest.signal.addEventListener('abort', () => this.#frame.close())
    this.#listen(rest.signal)
    this.#frame.show(this.#block)
  }

  #listen(signal: AbortSignal): void {
    const own = { capture: true, signal } as const
    const swallow = (event: Event): boolean => {
      if (this.#done || this.#frame.holds(event)) return false
      event.stopImmediatePropagation()
      if (event.cancelable && event.type !== 'touchstart' && event.type !== 'pointerdown') event.preventDefault()
      return event.isTrusted
    }
    for (const type of SWALLOWED) addEventListener(type, swallow, { ...own, passive: false })
    addEventListener('pointermove', (event) => {
      if (event.isTrusted && event.pointerType === 'mouse' && !this.#done && !this.#frame.holds(event)) this.#point(event.target)
    }, own)
    addEventListener('click', (event) => {
      if (!swallow(event)) return
      this.#point(event.target)
      // a finger has shown nothing before it came down: it may look first what it has hit
      if ((event).pointerType === 'mouse') void this.#take()
    }, own)
    addEventListener('keydown', (event) => this.#key(event), own)
    addEventListener('scroll', () => this.#show(), { ...own, passive: true })
    addEventListener('resize', () => this.#show(), own)
  }

  #key(event: KeyboardEvent): void {
    if (!event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return
    const acts: Readonly<Record<string, () => void>> = {
      Escape: () => this.rest.abort(), ArrowUp: () => this.#widen(), ArrowDown: () => this.#narrow(),
      ArrowRight: () => this.#beside('nextElementSibling'), ArrowLeft: () => this.#beside('previousElementSibling'),
      // on the bar's own buttons Enter is theirs
      ...(this.#frame.holds(event) ? {} : { Enter: () => void this.#take() }),
    }
    const act = this.#done && event.key !== 'Escape' ? undefined : acts[event.key]
    if (!act) return
    event.preventDefault()
    event.stopImmediatePropagation()
    act()
  }

  #point(target: EventTarget | null): void {
    if (!(target instanceof Element)) return
    this.#within = []
    this.#move(blockAt(target))
  }

  #widen(): void {
    const up = wider(this.#block)
    if (up === null) return
    this.#within.push(this.#block)
    this.#move(up, true)
  }

  #narrow(): void {
    const children = [...this.#block.children].filter((child) => child.getBoundingClientRect().height > 0)
    const largest = children.sort((a, b) => (b.textContent.length) - (a.textContent.length))[0]
    const down = this.#within.pop() ?? largest
    if (down) this.#move(down, true)
  }

  #beside(way: 'nextElementSibling' | 'previousElementSibling'): void {
    const other = this.#block[way]
    if (!other) return
    this.#within = []
    this.#move(other, true)
  }

  #move(block: Element, aloud = false): void {
    if (block === this.#block && !aloud) return
    this.#block = block
    this.#show()
    if (aloud) {
      if (block.getBoundingClientRect().bottom < 0 || block.getBoundingClientRect().top > innerHeight) block.scrollIntoView({ block: 'start' })
      const text = block.textContent.replace(/\s+/g, ' ').trim()
      this.#frame.tell(say('pickMeant', text.length, text.slice(0, 60)))
    }
  }

  #show(): void {
    if (!this.#done) this.#frame.show(this.#block)
  }

  async #take(): Promise<void> {
    if (this.#done) return
    if (!isStory(this.#block)) {
      this.#frame.tell(say('pickNoStory'))
      return
    }
    const selector = selectorFor(this.#block)
    if (selector === null) {
      this.#frame.tell(say('pickNoName'))
      return
    }
    this.#done = true
    const { story } = await choiceFor(location.host)
    await choose(location.host, { story: selector })
    const outcome = await ask('storyPicked', {})
    const close = [say('close'), () => this.rest.abort()] as const
    if (outcome.kind !== 'answered') this.#frame.conclude(say('pickReload'), [close])
    else this.#frame.conclude(say('pickTaken'), [close, [say('undo'), () => void this.#undo(story)]])
  }

  async #undo(story: string | null): Promise<void> {
    await choose(location.host, { story })
    await ask('storyPicked', {})
    this.rest.abort()
  }
}

/** Begins; aborting ends it and leaves nothing behind. */
export function startPicking(rest: AbortController): void {
  new Picker(rest)
}
