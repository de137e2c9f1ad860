/**
 * Looks whether the page is a chapter, and again when it has changed; a script of its own, brought in by the stub
 * (page/index.ts) where there may be one, or by our own pages where the reader asks, so that all other pages cost next to
 * nothing.
 */
import { choiceFor } from '../choices.ts'
import { answerInScript } from '../messages.ts'
import { leaveOrphaned } from './ask.ts'
import { Screen } from './screen.ts'

/** Whether the reader is typing in something of ours: a page that re-renders must not take a half-written note away. */
const isWriting = (own: EventTarget | null): boolean => own instanceof Element && own.parentNode === document.documentElement && own !== document.body

/** Looks at the page until `signal` aborts; what it returns looks again. */
function begin(signal: AbortSignal): () => void {
  // answers stand at once: the popup may ask before the browser's storage has spoken
  const ready = choiceFor(location.host).then(async (choice) => {
    const screen = new Screen(choice)
    signal.addEventListener('abort', () => screen.end())
    if (!signal.aborted) await screen.look()
    return screen
  })
  const endAnswers = answerInScript({
    looked: async () => (await ready).looked,
    lookAgain: async ({ then }) => {
      if (then === 'go-on') await (await ready).lookAgain(await choiceFor(location.host))
      else {
        // a site taken back and given again finds the page as if it had just been loaded
        leaveOrphaned()
      }
      return null
    },
  })
  signal.addEventListener('abort', endAnswers)
  const look = (): void => void ready.then((screen) => screen.look())
  return () => {
    if (isWriting(document.activeElement)) document.addEventListener('focusout', look, { once: true, capture: true, signal })
    else look()
  }
}

const signal = globalThis.catchwordHere?.signal
if (signal?.aborted === false) globalThis.catchwordDetector ??= begin(signal)
